// SPDX-License-Identifier: GPL-3.0-or-later
// A grid of cards of one size over any list model. A QListView for its keys and its accessibility;
// places are computed from the row number, so a million rows cost no more than a screenful (its own
// layout goes over every row).
#pragma once

#include <QListView>

#include <utility>

namespace triptych::ui {

struct CardShape
{
    int width = 100;          // at least; cards share the width that is left between the margins
    double heightOfWidth = 0; // its height: so much of its width …
    int height = 100;         // … and so many pixels
    int margin = 0;           // around all cards
};

class CardGridView : public QListView
{
    Q_OBJECT
public:
    static constexpr int kGap = 12;

    CardGridView(const CardShape& shape, QWidget* parent);

    [[nodiscard]] int columns() const;
    [[nodiscard]] std::pair<int, int> visibleRows() const;
    [[nodiscard]] QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    [[nodiscard]] QModelIndex indexAt(const QPoint& point) const override;
    void doItemsLayout() override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void updateGeometries() override;
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    void dataChanged(const QModelIndex& first, const QModelIndex& last,
                     const QList<int>& roles) override;
    void rowsInserted(const QModelIndex& parent, int first, int last) override;
    [[nodiscard]] int rows() const { return model() ? model()->rowCount() : 0; }

private:
    [[nodiscard]] int lines() const;
    [[nodiscard]] int cardRoom() const;       // the width of a card
    [[nodiscard]] int step() const;           // from one line of cards to the next
    [[nodiscard]] QRect place(int row) const; // in contents

    CardShape m_shape;
};

} // namespace triptych::ui
