// SPDX-License-Identifier: GPL-3.0-or-later
// The table of pairs and its header: whole rows are selected, a click on a header asks SQL for
// another order (a third click goes back to the order of adding). Fixed row height: nothing is done
// for a row that is not seen.
#pragma once

#include <QHeaderView>
#include <QTableView>

#include <utility>

namespace triptych {
struct ImageView;
} // namespace triptych

namespace triptych::ui {

class PairHeader final : public QHeaderView
{
    Q_OBJECT
public:
    explicit PairHeader(QWidget* parent = nullptr);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    [[nodiscard]] QSize sizeHint() const override;
};

class PairTableView final : public QTableView
{
    Q_OBJECT
public:
    explicit PairTableView(QWidget* parent = nullptr);

    // Widths of the columns that do not stretch, for the words of the language.
    void fitColumns();
    // First and last row in the viewport; -1 and -1 without rows.
    [[nodiscard]] std::pair<int, int> visibleRows() const;
    // The photo at a place of the viewport, which a drag takes along; null: none.
    [[nodiscard]] const ImageView* photoAt(const QPoint& place) const;

Q_SIGNALS:
    void opened(int row); // Enter or double click
    void filterWanted();  // "/" or Up on the first row

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void startDrag(Qt::DropActions actions) override;

private:
    QPoint m_pressed;
};

} // namespace triptych::ui
