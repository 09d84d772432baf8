// SPDX-License-Identifier: GPL-3.0-or-later
// A small read-only table of texts: previews of rows, lists of what was rejected.
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <QTableView>

#include <vector>

namespace triptych::ui {

class RowsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setRows(QStringList columns, std::vector<QStringList> rows);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    // The whole as CSV (RFC 4180).
    [[nodiscard]] QByteArray toCsv() const;

private:
    QStringList m_columns;
    std::vector<QStringList> m_rows;
};

// A flat table in the window's look.
class RowsTable final : public QTableView
{
    Q_OBJECT
public:
    RowsTable(const QString& name, QWidget* parent);
    void setRows(QStringList columns, std::vector<QStringList> rows);
    [[nodiscard]] RowsModel& rows() { return *m_model; }

private:
    RowsModel* m_model;
};

} // namespace triptych::ui
