// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where rows would be: why there are none, and the one thing to do next.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace triptych::ui {

class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    enum class Reason
    {
        NoImages,
        NoPairs,
        NoMatch
    };

    explicit EmptyState(QWidget* parent = nullptr);
    void setReason(Reason reason);
    [[nodiscard]] Reason reason() const { return m_reason; }

Q_SIGNALS:
    void importWanted();
    void makePairsWanted();
    void clearWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    Reason m_reason = Reason::NoMatch;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_act;
};

} // namespace triptych::ui
