// SPDX-License-Identifier: GPL-3.0-or-later
// Shows Markdown as quiet text in the window's colours: no HTML, no images (their descriptions
// stand instead), no links that open anything.
#pragma once

#include "ui/review/side/quiet_keys.h"

namespace triptych::ui {

class MarkdownReader final : public QuietReader
{
    Q_OBJECT
public:
    // What is longer is shown as it is written: laying it out would hold the window up.
    static constexpr qsizetype kMost = 20'000;

    explicit MarkdownReader(QWidget* parent = nullptr);
    void setText(const QString& markdown);

Q_SIGNALS:
    // An http or https link was pressed: its address, to be shown.
    void linkChosen(const QString& address);

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();
    void restyle(QTextDocument& made);
    static void dropImages(QTextDocument& made);

    QString m_markdown;
    QTextDocument* m_made = nullptr; // what is shown, once there was something
};

} // namespace triptych::ui
