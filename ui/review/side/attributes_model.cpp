// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of AttributesView.
#include "ui/review/side/attributes_model.h"

#include "ui/convert.h"
#include "ui/text/event_words.h"

#include <algorithm>
#include <map>

namespace triptych::ui {

namespace {

constexpr int kLongest = 300; // characters of a value in the table

} // namespace

AttributesModel::AttributesModel(QObject* parent)
    : QAbstractTableModel(parent)
{}

void AttributesModel::setFacts(const workflow::ImageFacts& reference,
                               const workflow::ImageFacts& target)
{
    const bool same = m_known && reference.key == m_reference.key && target.key == m_target.key;
    if (!same) {
        m_named.clear();
    }
    m_reference = reference;
    m_target = target;
    m_known = true;
    rebuild();
}

void AttributesModel::clear()
{
    m_known = false;
    m_named.clear();
    rebuild();
}

void AttributesModel::setEditable(bool editable)
{
    if (editable != m_editable) {
        m_editable = editable;
        rebuild();
    }
}

void AttributesModel::retranslate()
{
    rebuild();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, Columns - 1);
}

void AttributesModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    if (m_known) {
        std::map<QString, Row> byName;
        for (std::size_t side = 0; side < 2; ++side) {
            for (const auto& attribute : (side == 0 ? m_reference : m_target).attributes) {
                const QString name = toQString(attribute.name);
                auto& row = byName[name];
                row.name = name;
                row.title = quoted(name);
                auto& cell = row.cells[side];
                cell.value = toQString(attribute.value);
                if (attribute.catalogue) {
                    cell.catalogue = toQString(*attribute.catalogue);
                }
            }
        }
        for (const bool differing : {true, false}) {
            for (const auto& [name, row] : byName) {
                if (row.differs() == differing) {
                    m_rows.push_back(row);
                }
            }
        }
        keepNamed();
        addFacts();
    }
    endResetModel();
}

// Rows of new attributes stay until an image has them.
void AttributesModel::keepNamed()
{
    QStringList left;
    for (const auto& name : m_named) {
        const bool there = std::any_of(m_rows.begin(), m_rows.end(),
                                       [&](const Row& row) { return row.name == name; });
        if (!there) {
            left.push_back(name);
            Row row;
            row.name = name;
            row.title = quoted(name);
            m_rows.push_back(row);
        }
    }
    m_named = left;
}

void AttributesModel::addFacts()
{
    const auto add = [this](const QString& title, const std::string& one, const std::string& two) {
        if (one.empty() && two.empty()) {
            return;
        }
        Row row;
        row.title = title;
        row.fact = true;
        row.cells[0].value = toQString(one);
        row.cells[1].value = toQString(two);
        m_rows.push_back(row);
    };
    add(tr("file"), m_reference.name, m_target.name);
    add(tr("product"), m_reference.product, m_target.product);
    add(tr("category"), m_reference.category, m_target.category);
    add(tr("source"), m_reference.source, m_target.source);
    add(tr("licence"), m_reference.licence, m_target.licence);
}

bool AttributesModel::addRow(int row) const
{
    return row == static_cast<int>(m_rows.size());
}

int AttributesModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid() || !m_known) {
        return 0;
    }
    return static_cast<int>(m_rows.size()) + (m_editable ? 1 : 0);
}

int AttributesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

QString AttributesModel::cellText(const Row& row, int side) const
{
    const auto& cell = row.cells[static_cast<std::size_t>(side)];
    return cell.value && !cell.value->isEmpty() ? quoted(*cell.value, kLongest)
                                                : QStringLiteral("–");
}

QString AttributesModel::spoken(const Row& row, int column) const
{
    if (column == Name) {
        return row.differs() && !row.fact ? tr("%1, differs").arg(row.title) : row.title;
    }
    const int side = column - Reference;
    const auto& cell = row.cells[static_cast<std::size_t>(side)];
    if (cell.saving) {
        return tr("%1, being saved").arg(cellText(row, side));
    }
    if (cell.catalogue) {
        return tr("%1, corrected; the catalogue says %2")
            .arg(cellText(row, side), quoted(*cell.catalogue, kLongest));
    }
    return cell.value ? cellText(row, side) : tr("none");
}

QVariant AttributesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    if (addRow(index.row())) {
        if (role == AddRole) {
            return true;
        }
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
            return index.column() == Name ? tr("Add an attribute…") : QString();
        }
        return {};
    }
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const int side = index.column() - Reference;
    const Cell* cell = side >= 0 ? &row.cells[static_cast<std::size_t>(side)] : nullptr;
    switch (role) {
    case Qt::DisplayRole:
        return cell ? cellText(row, side) : row.title;
    case Qt::EditRole:
        return cell ? cell->value.value_or(QString()) : row.name;
    case Qt::AccessibleTextRole:
        return spoken(row, index.column());
    case Qt::ToolTipRole:
        return spoken(row, index.column()).toHtmlEscaped();
    case DiffersRole:
        return !row.fact && row.differs();
    case CatalogueRole:
        return cell && cell->catalogue ? QVariant(quoted(*cell->catalogue, kLongest)) : QVariant();
    case SavingRole:
        return cell && cell->saving;
    case FactRole:
        return row.fact;
    default:
        return {};
    }
}

QVariant AttributesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    return section == Name        ? tr("attribute")
           : section == Reference ? tr("reference")
                                  : tr("target");
}

Qt::ItemFlags AttributesModel::flags(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    const bool add = addRow(index.row());
    const bool fact = !add && m_rows[static_cast<std::size_t>(index.row())].fact;
    if (m_editable && !fact && (add == (index.column() == Name))) {
        flags |= Qt::ItemIsEditable;
    }
    return flags;
}

void AttributesModel::giveRow(const QString& name)
{
    const auto find = [&] {
        return std::find_if(m_rows.begin(), m_rows.end(),
                            [&](const Row& row) { return !row.fact && row.name == name; });
    };
    if (find() == m_rows.end()) {
        m_named.push_back(name);
        rebuild();
    }
    if (find() != m_rows.end()) { // not when the pair has gone meanwhile
        Q_EMIT named(static_cast<int>(find() - m_rows.begin()));
    }
}

bool AttributesModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable)) {
        return false;
    }
    const QString text = value.toString().trimmed();
    if (addRow(index.row())) {
        if (text.isEmpty()) {
            return false;
        }
        // After the field is closed: a reset takes its row away from under it.
        QMetaObject::invokeMethod(this, [this, text] { giveRow(text); }, Qt::QueuedConnection);
        return true;
    }
    auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto side = static_cast<std::size_t>(index.column() - Reference);
    auto& cell = row.cells[side];
    if (text == cell.value.value_or(QString()).trimmed()) {
        return false;
    }
    cell.value = text;
    cell.saving = true;
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), Columns - 1));
    Q_EMIT corrected(side == 0 ? m_reference.key : m_target.key, row.name, text);
    return true;
}

} // namespace triptych::ui
