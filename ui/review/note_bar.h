// SPDX-License-Identifier: GPL-3.0-or-later
// A note to the lead about the marked text. Enter saves, Esc leaves and keeps what was typed.
#pragma once

#include "ui/review/floating_card.h"

class QLabel;
class QLineEdit;

namespace triptych::ui {

class NoteBar final : public FloatingCard
{
    Q_OBJECT
public:
    NoteBar(QWidget* page, QWidget* anchor);
    void open();

Q_SIGNALS:
    void accepted(const QString& note);
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    [[nodiscard]] QSize sizeFor(int width) const override;

private:
    void retranslate();

    QLabel* m_title = nullptr;
    QLineEdit* m_field = nullptr;
};

} // namespace triptych::ui
