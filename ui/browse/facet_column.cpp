// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the facets, their painting and their clicks.
#include "ui/browse/facet_column.h"

#include "ui/browse/filter_text.h"
#include "ui/convert.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

namespace triptych::ui {

namespace {

constexpr int kRowHeight = 23;
constexpr int kTitleHeight = 28;
constexpr int kTitleGap = 10; // above a title that is not the first

QString labelOf(FilterKey key, const std::string& value)
{
    if (key == FilterKey::Status) {
        const auto state = slotStateFrom(value);
        return state ? word(*state) : toQString(value);
    }
    return key == FilterKey::Reason ? reasonWord(value) : toQString(value);
}

} // namespace

void FacetModel::setFacets(Facets facets)
{
    m_facets = std::move(facets);
    rebuild();
}

void FacetModel::setFilter(const QString& filter)
{
    m_filter = filter;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row& row = m_rows[i];
        const bool chosen =
            row.kind == RowKind::Value && hasFilterValue(m_filter, row.key, row.value);
        if (chosen != row.chosen) {
            row.chosen = chosen;
            const QModelIndex changed = index(static_cast<int>(i));
            Q_EMIT dataChanged(changed, changed);
        }
    }
}

void FacetModel::showAll(FilterKey key)
{
    m_long.insert(key);
    rebuild();
}

void FacetModel::append(std::vector<Row>& rows, FilterKey key, const QString& title,
                        const std::vector<FacetCount>& counts) const
{
    if (counts.empty()) {
        return;
    }
    rows.push_back({RowKind::Title, key, {}, title, 0, false});
    const bool all = m_long.contains(key) || counts.size() <= kShortList + 1;
    const std::size_t shown = all ? counts.size() : kShortList;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const QString value = toQString(counts[i].value);
        const bool chosen = hasFilterValue(m_filter, key, value);
        if (i < shown || chosen) {
            rows.push_back({RowKind::Value, key, value, labelOf(key, counts[i].value),
                            counts[i].count, chosen});
        }
    }
    if (!all) {
        const auto hidden = static_cast<int>(counts.size() - shown);
        rows.push_back({RowKind::More, key, {}, tr("%n more…", nullptr, hidden), 0, false});
    }
}

// Rows change in place when their number stays, so that a recount moves nothing under the pointer.
void FacetModel::rebuild()
{
    std::vector<Row> rows;
    append(rows, FilterKey::Status, tr("Status"), m_facets.status);
    append(rows, FilterKey::Category, tr("Category"), m_facets.category);
    append(rows, FilterKey::Generator, tr("Generator"), m_facets.generator);
    append(rows, FilterKey::Reason, tr("Reason"), m_facets.reason);
    if (rows.size() == m_rows.size()) {
        m_rows = std::move(rows);
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0), index(static_cast<int>(m_rows.size()) - 1));
        }
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int FacetModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant FacetModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& one = row(index.row());
    if (role == Qt::DisplayRole) {
        return one.label;
    }
    if (role == Qt::AccessibleTextRole && one.kind == RowKind::Value) {
        return one.chosen ? tr("%1, %2, in the filter").arg(one.label, formatCount(one.count))
                          : tr("%1, %2").arg(one.label, formatCount(one.count));
    }
    return role == Qt::AccessibleTextRole ? QVariant(one.label) : QVariant();
}

Qt::ItemFlags FacetModel::flags(const QModelIndex& index) const
{
    if (!index.isValid() || row(index.row()).kind == RowKind::Title) {
        return Qt::ItemIsEnabled;
    }
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QSize FacetDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                              const QModelIndex& index) const
{
    const auto& model = static_cast<const FacetModel&>(*index.model());
    if (model.row(index.row()).kind != FacetModel::RowKind::Title) {
        return {FacetColumn::kWidth, kRowHeight};
    }
    return {FacetColumn::kWidth, kTitleHeight + (index.row() > 0 ? kTitleGap : 0)};
}

void FacetDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const FacetModel::Row& row = static_cast<const FacetModel&>(*index.model()).row(index.row());
    const Theme& theme = Theme::of(*option.widget->window());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRect room = option.rect.adjusted(0, 0, -space::kHalf, 0);
    if (row.kind == FacetModel::RowKind::Title) {
        painter->setFont(themeFont(13, QFont::DemiBold));
        painter->setPen(theme.text);
        room.setTop(room.bottom() - kTitleHeight + 1);
        painter->drawText(room.adjusted(space::kOne, 0, 0, 0), Qt::AlignVCenter, row.label);
        painter->restore();
        return;
    }
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    if (row.chosen || hovered || focused) {
        painter->setPen(focused ? QPen(theme.accent) : QPen(Qt::NoPen));
        painter->setBrush(row.chosen ? theme.selected : (hovered ? theme.hover : QColor()));
        painter->drawRoundedRect(QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
    room.adjust(space::kOne, 0, -space::kOne, 0);
    painter->setPen(row.chosen ? theme.text : theme.secondary);
    painter->setFont(figureFont(13));
    const QString count =
        row.kind == FacetModel::RowKind::Value ? formatCount(row.count) : QString();
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignRight, count);
    room.setRight(room.right() - painter->fontMetrics().horizontalAdvance(count) - space::kOne);
    painter->setFont(themeFont(13, row.chosen ? QFont::DemiBold : QFont::Normal));
    painter->drawText(room, Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(row.label, Qt::ElideRight, room.width()));
    painter->restore();
}

FacetColumn::FacetColumn(QWidget* parent)
    : QListView(parent)
    , m_model(new FacetModel(this))
{
    setModel(m_model);
    setItemDelegate(new FacetDelegate(this));
    setFrameShape(NoFrame);
    setFixedWidth(kWidth);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSelectionMode(NoSelection);
    setTextElideMode(Qt::ElideRight);
    viewport()->setAutoFillBackground(false);
    setStyleSheet(QStringLiteral("FacetColumn, QListView { background: transparent; border: 0; }"));
    connect(this, &QListView::clicked, this, &FacetColumn::choose);
    retranslate();
}

void FacetColumn::choose(const QModelIndex& index)
{
    if (!index.isValid()) {
        return;
    }
    const FacetModel::Row row = m_model->row(index.row());
    if (row.kind == FacetModel::RowKind::Value) {
        Q_EMIT toggled(row.key, row.value);
    } else if (row.kind == FacetModel::RowKind::More) {
        m_model->showAll(row.key);
    }
}

void FacetColumn::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
        event->key() == Qt::Key_Space) {
        choose(currentIndex());
        return;
    }
    QListView::keyPressEvent(event);
}

void FacetColumn::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_model->relabel();
    }
    QListView::changeEvent(event);
}

void FacetColumn::retranslate()
{
    setAccessibleName(tr("Facets: values and how many texts have them"));
}

} // namespace triptych::ui
