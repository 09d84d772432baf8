// SPDX-License-Identifier: GPL-3.0-or-later
// How a state looks, everywhere: icon, word, ink and ground. Never by colour alone.
#pragma once

#include "core/domain/names.h"

#include <QColor>
#include <QString>
#include <QWidget>

#include <optional>

class QPainter;

namespace triptych::ui {

struct Theme;

struct StateLook
{
    QString icon; // resources/icons; empty = none (pending)
    QString word; // translated
    QColor ink;
    QColor ground;
};

StateLook stateLook(SlotState state, const Theme& theme);

inline constexpr int kChipHeight = 24;
QSize chipSize(const StateLook& look);
// Paints the chip left-aligned, vertically centred in `rect`, elided when too narrow. Returns what
// was covered.
QRect paintChip(QPainter& painter, const QRect& rect, const StateLook& look);

// The chip as a widget. `word` overrides the state's own, e.g. "editing", "1 of 2".
class StateChip final : public QWidget
{
    Q_OBJECT
public:
    explicit StateChip(QWidget* parent = nullptr);
    void setState(std::optional<SlotState> state, const QString& word = {}); // none: nothing shown
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] StateLook look() const;

    std::optional<SlotState> m_state;
    QString m_word;
};

} // namespace triptych::ui
