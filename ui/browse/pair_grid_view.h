// SPDX-License-Identifier: GPL-3.0-or-later
// The same rows as a grid of cards: both photos, the forward text, both states.
#pragma once

#include "ui/browse/card_grid_view.h"
#include "ui/browse/pair_delegate.h"

namespace triptych::ui {

class PairTableModel;
class Thumbnails;

class PairCardDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    PairCardDelegate(const PairTableModel& model, Thumbnails& thumbnails, QObject* parent);
    void setWords(const QStringList& words) { m_words = words; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintChips(QPainter& painter, const QRect& room, const PairView& pair,
                    const Theme& theme) const;

    const PairTableModel& m_model;
    Thumbnails& m_thumbnails;
    QStringList m_words;
};

class PairGridView final : public CardGridView
{
    Q_OBJECT
public:
    static constexpr int kCardWidth = 252; // at least
    static constexpr int kCardHeight = 248;

    explicit PairGridView(QWidget* parent = nullptr);
    // The photo at a place of the viewport: left the reference, right the target; null: none.
    [[nodiscard]] const ImageView* photoAt(const QPoint& place) const;

Q_SIGNALS:
    void opened(int row);
    void filterWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void startDrag(Qt::DropActions actions) override;

private:
    QPoint m_pressed;
};

} // namespace triptych::ui
