// SPDX-License-Identifier: GPL-3.0-or-later
// A small panel over the page, at its upper right; nothing behind it is blocked. Esc closes it.
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace triptych::ui {

class PopPanel : public QFrame
{
    Q_OBJECT
public:
    explicit PopPanel(QWidget* over);
    void setTitle(const QString& title);
    [[nodiscard]] QVBoxLayout* body() { return m_body; }
    void openPanel(QWidget* firstField);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void fit(); // height for its words, place at the upper right

    QWidget* m_over;
    QLabel* m_title = nullptr;
    QToolButton* m_close = nullptr;
    QVBoxLayout* m_body = nullptr;
};

} // namespace triptych::ui
