// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells of PairTableModel say, for screen readers, tool tips and copying; painting reads
// pair() itself.
#include "ui/browse/pair_table_model.h"

#include "ui/convert.h"
#include "ui/text/words.h"

#include <QStringList>

#include <optional>

namespace triptych::ui {

namespace {

QString scoreText(const SlotView* forward, const SlotView* reverse)
{
    for (const SlotView* one : {forward, reverse}) {
        if (one && one->score) {
            return QString::number(*one->score, 'f', 2);
        }
    }
    return {};
}

} // namespace

QString PairTableModel::text(const PairView& pair, int column) const
{
    const SlotView* forward = slot(pair, Direction::Forward);
    const SlotView* reverse = slot(pair, Direction::Reverse);
    switch (column) {
    case ReferenceColumn:
        return toQString(pair.reference.name);
    case TargetColumn:
        return toQString(pair.target.name);
    case ForwardColumn:
        return forward && forward->text ? toQString(forward->text->body) : QString();
    case ReverseColumn:
        return reverse && reverse->text ? toQString(reverse->text->body) : QString();
    case ForwardStateColumn:
        return forward && forward->text ? word(forward->state) : QString();
    case ReverseStateColumn:
        return reverse && reverse->text ? word(reverse->state) : QString();
    case ScoreColumn:
        return scoreText(forward, reverse);
    default:
        return {};
    }
}

Qt::ItemFlags PairTableModel::flags(const QModelIndex& index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    const bool photo = index.column() == ReferenceColumn || index.column() == TargetColumn;
    return photo && pair(index.row()) ? flags | Qt::ItemIsDragEnabled : flags;
}

QString PairTableModel::accessibleText(int row, int column) const
{
    const PairView* view = pair(row);
    if (!view) {
        return isGone(row) ? tr("no longer in the project") : tr("loading");
    }
    const QString header = headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString();
    const QString value = text(*view, column);
    const QString said = value.isEmpty() ? tr("none") : value;
    return isGrey(row) ? tr("%1: %2, no longer matches").arg(header, said)
                       : tr("%1: %2").arg(header, said);
}

QString PairTableModel::toolTip(const PairView& pair, int column) const
{
    if (column != ForwardStateColumn && column != ReverseStateColumn) {
        return text(pair, column).toHtmlEscaped();
    }
    const SlotView* shown =
        slot(pair, column == ForwardStateColumn ? Direction::Forward : Direction::Reverse);
    if (!shown) {
        return {};
    }
    QStringList words;
    for (const std::string& reason : shown->reasons) {
        words.append(reasonWord(reason));
    }
    if (shown->text && shown->text->stale) {
        words.append(tr("the attribute it was written from has changed"));
    }
    return words.join(QStringLiteral(" · ")).toHtmlEscaped();
}

QVariant PairTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole: {
        const PairView* view = pair(index.row());
        return view ? text(*view, index.column()) : QString();
    }
    case Qt::ToolTipRole: {
        const PairView* view = pair(index.row());
        return view ? toolTip(*view, index.column()) : QString();
    }
    case Qt::AccessibleTextRole:
        return accessibleText(index.row(), index.column());
    default:
        return {};
    }
}

QVariant PairTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::AccessibleTextRole && section == ReferenceColumn) {
        return tr("reference");
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) {
        return {};
    }
    switch (section) {
    case ReferenceColumn:
        return tr("ref.", "column: reference image");
    case TargetColumn:
        return tr("target");
    case ForwardColumn:
        return tr("forward");
    case ReverseColumn:
        return tr("reverse");
    case ForwardStateColumn:
        return tr("forward is", "column: state of the forward text");
    case ReverseStateColumn:
        return tr("reverse is", "column: state of the reverse text");
    case ScoreColumn:
        return tr("score");
    default:
        return {};
    }
}

} // namespace triptych::ui
