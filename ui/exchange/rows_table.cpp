// SPDX-License-Identifier: GPL-3.0-or-later
// The small table.
#include "ui/exchange/rows_table.h"

#include <QHeaderView>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kRowHeight = 32;
constexpr int kScrollBar = 14;
constexpr int kWidestColumn = 320;
constexpr int kMostRowsShown = 6; // more scroll

QByteArray csvCell(const QString& text)
{
    QByteArray cell = text.toUtf8();
    if (cell.contains(',') || cell.contains('"') || cell.contains('\n') || cell.contains('\r')) {
        cell = '"' + cell.replace("\"", "\"\"") + '"';
    }
    return cell;
}

QByteArray csvLine(const QStringList& cells)
{
    QByteArrayList parts;
    for (const auto& cell : cells) {
        parts << csvCell(cell);
    }
    return parts.join(',') + "\r\n";
}

} // namespace

void RowsModel::setRows(QStringList columns, std::vector<QStringList> rows)
{
    beginResetModel();
    m_columns = std::move(columns);
    m_rows = std::move(rows);
    endResetModel();
}

int RowsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RowsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RowsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    return m_rows.at(static_cast<std::size_t>(index.row())).value(index.column());
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole) {
        return m_columns.value(section);
    }
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    return {};
}

QByteArray RowsModel::toCsv() const
{
    QByteArray all = csvLine(m_columns);
    for (const auto& row : m_rows) {
        all += csvLine(row);
    }
    return all;
}

RowsTable::RowsTable(const QString& name, QWidget* parent)
    : QTableView(parent)
    , m_model(new RowsModel(this))
{
    setObjectName(name);
    setProperty("rows", true);
    setModel(m_model);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
}

void RowsTable::setRows(QStringList columns, std::vector<QStringList> rows)
{
    const bool headed = !columns.join(QString()).isEmpty();
    horizontalHeader()->setVisible(headed);
    m_model->setRows(std::move(columns), std::move(rows));
    const int shown = std::min(m_model->rowCount(), kMostRowsShown);
    setFixedHeight((headed ? horizontalHeader()->sizeHint().height() : 0) + shown * kRowHeight +
                   kScrollBar);
    resizeColumnsToContents();
    for (int column = 0; column + 1 < m_model->columnCount(); ++column) {
        setColumnWidth(column, std::min(columnWidth(column) + 16, kWidestColumn));
    }
}

} // namespace triptych::ui
