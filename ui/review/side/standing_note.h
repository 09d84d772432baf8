// SPDX-License-Identifier: GPL-3.0-or-later
// One quiet line: what a colleague decided about a direction, "Aiko accepted this yesterday".
// Hidden when there is nothing to say, and in a blind pass.
#pragma once

#include "core/domain/names.h"

#include <QWidget>

#include <array>

namespace triptych::ui {

class StandingNote final : public QWidget
{
    Q_OBJECT
public:
    explicit StandingNote(QWidget* parent = nullptr);
    // Plain text, see standingWords(); empty: nothing stands.
    void setStanding(Direction direction, const QString& words);
    void setBlind(bool blind);
    [[nodiscard]] QString text() const; // what is shown; empty when hidden

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    std::array<QString, 2> m_words; // by Direction
    bool m_blind = false;
};

} // namespace triptych::ui
