// SPDX-License-Identifier: GPL-3.0-or-later
// The column of facets: values with counts under Status, Category, Generator and Reason. A click
// (or Space, Enter) toggles the value in the filter. One list with painted rows: no widget for each
// value.
#pragma once

#include "core/domain/filter.h"
#include "core/domain/views.h"

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include <set>
#include <vector>

namespace triptych::ui {

class FacetModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class RowKind
    {
        Title,
        Value,
        More
    };
    struct Row
    {
        RowKind kind = RowKind::Value;
        FilterKey key = FilterKey::Status;
        QString value; // as the filter writes it
        QString label; // as people read it
        std::int64_t count = 0;
        bool chosen = false; // stands in the filter
    };
    static constexpr int kShortList = 8; // values of a facet before "more"

    explicit FacetModel(QObject* parent = nullptr)
        : QAbstractListModel(parent)
    {}

    void setFacets(Facets facets);
    void setFilter(const QString& filter);
    void showAll(FilterKey key);
    void relabel() { rebuild(); } // another language
    [[nodiscard]] const Row& row(int index) const
    {
        return m_rows[static_cast<std::size_t>(index)];
    }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    void rebuild();
    void append(std::vector<Row>& rows, FilterKey key, const QString& title,
                const std::vector<FacetCount>& counts) const;

    Facets m_facets;
    QString m_filter;
    std::set<FilterKey> m_long; // facets that show all their values
    std::vector<Row> m_rows;
};

class FacetDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
};

class FacetColumn final : public QListView
{
    Q_OBJECT
public:
    static constexpr int kWidth = 204;

    explicit FacetColumn(QWidget* parent = nullptr);
    [[nodiscard]] FacetModel* facets() const { return m_model; }

Q_SIGNALS:
    void toggled(triptych::FilterKey key, const QString& value);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(const QModelIndex& index);
    void retranslate();

    FacetModel* m_model;
};

} // namespace triptych::ui
