// SPDX-License-Identifier: GPL-3.0-or-later
// A button of the Review page: Return presses it, every other key goes on to the page, so that
// Space and the single keys mean the same wherever the focus is.
#pragma once

#include <QAbstractButton>
#include <QKeyEvent>

namespace triptych::ui {

class QuietButton : public QAbstractButton
{
    Q_OBJECT
public:
    using QAbstractButton::QAbstractButton;

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            click();
            return;
        }
        event->ignore();
    }
    void keyReleaseEvent(QKeyEvent* event) override { event->ignore(); }
};

} // namespace triptych::ui
