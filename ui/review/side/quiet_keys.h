// SPDX-License-Identifier: GPL-3.0-or-later
// What makes standard controls beside the pair leave the page's keys to the page.
#pragma once

#include <QTextBrowser>

class QAbstractButton;

namespace triptych::ui {

// Return presses the button; every other key goes on to the parent, Space too.
void letKeysThrough(QAbstractButton* button);

// Read-only text that scrolls by its own keys (arrows up and down, page keys, Home, End) and copies
// by Ctrl+C; every other key goes on to the parent. Loads nothing from anywhere but what was put
// into its document.
class QuietReader : public QTextBrowser
{
    Q_OBJECT
public:
    explicit QuietReader(QWidget* parent = nullptr);

protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;
};

} // namespace triptych::ui
