// SPDX-License-Identifier: GPL-3.0-or-later
// The same rows as a grid of cards: both photos, the forward text, both states. A QListView for its
// keys and its accessibility; places are computed from the row number, so a million rows cost no
// more than a screenful (its own layout goes over every row).
#pragma once

#include "ui/browse/pair_delegate.h"

#include <QListView>

#include <utility>

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

class PairGridView final : public QListView
{
    Q_OBJECT
public:
    static constexpr int kCardWidth = 252; // at least; cards share the width that is left
    static constexpr int kCardHeight = 248;
    static constexpr int kGap = 12;

    explicit PairGridView(QWidget* parent = nullptr);

    [[nodiscard]] int columns() const;
    [[nodiscard]] std::pair<int, int> visibleRows() const;
    [[nodiscard]] QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    [[nodiscard]] QModelIndex indexAt(const QPoint& point) const override;
    void doItemsLayout() override;

Q_SIGNALS:
    void opened(int row);
    void filterWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent* event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void updateGeometries() override;
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    void dataChanged(const QModelIndex& first, const QModelIndex& last,
                     const QList<int>& roles) override;
    void rowsInserted(const QModelIndex& parent, int first, int last) override;

private:
    [[nodiscard]] int rows() const { return model() ? model()->rowCount() : 0; }
    [[nodiscard]] int lines() const;
    [[nodiscard]] QRect place(int row) const; // in contents
};

} // namespace triptych::ui
