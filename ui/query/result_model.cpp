// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of results.
#include "ui/query/result_model.h"

#include "ui/browse/image_drag.h"
#include "ui/convert.h"
#include "ui/text/words.h"

#include <QFileInfo>
#include <QMimeData>

namespace triptych::ui {

ResultModel::ResultModel(QueryDesk& desk, QObject* parent)
    : QAbstractListModel(parent)
    , m_desk(desk)
{
    connect(&desk, &QueryDesk::answered, this, &ResultModel::take);
}

// While an answer is on its way the old rows stay: nothing flickers.
void ResultModel::take()
{
    if (m_desk.waiting()) {
        return;
    }
    const auto& answers = m_desk.answers();
    std::vector<workflow::QueryHit> hits;
    if (answers) {
        hits = answers->first.hits;
    }
    std::vector<std::optional<RankMove>> moves;
    moves.reserve(hits.size());
    for (const auto& hit : hits) {
        moves.push_back(m_desk.moveOf(hit));
    }
    const auto same = [](const workflow::QueryHit& a, const workflow::QueryHit& b) {
        return a.image.id == b.image.id;
    };
    // The same images in the same places, and perhaps more behind them: the scroll place and the
    // chosen row stay.
    const bool longer = hits.size() >= m_hits.size() && !m_hits.empty() &&
                        std::equal(m_hits.begin(), m_hits.end(), hits.begin(), same);
    const auto old = static_cast<int>(m_hits.size());
    const auto now = static_cast<int>(hits.size());
    if (!longer) {
        beginResetModel();
    } else if (now > old) {
        beginInsertRows({}, old, now - 1);
    }
    m_hits = std::move(hits);
    m_moves = std::move(moves);
    m_other = m_desk.compared();
    if (!longer) {
        endResetModel();
        return;
    }
    if (now > old) {
        endInsertRows();
    }
    Q_EMIT dataChanged(index(0), index(old - 1));
}

int ResultModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

const workflow::QueryHit* ResultModel::hit(int row) const
{
    return row >= 0 && row < rowCount() ? &m_hits[static_cast<std::size_t>(row)] : nullptr;
}

std::optional<RankMove> ResultModel::move(int row) const
{
    return hit(row) ? m_moves[static_cast<std::size_t>(row)] : std::nullopt;
}

bool ResultModel::isRight(int row) const
{
    const auto* one = hit(row);
    return one && m_desk.isRight(one->image.name);
}

bool ResultModel::isWrong(int row) const
{
    const auto* one = hit(row);
    return one && m_desk.isWrong(one->image.name);
}

QString ResultModel::sentence(int row) const
{
    const auto& one = m_hits[static_cast<std::size_t>(row)];
    QString words =
        tr("Rank %1: %2, score %3")
            .arg(formatCount(static_cast<std::int64_t>(one.rank)), toQString(one.image.name))
            .arg(one.score, 0, 'f', 3);
    if (const auto moved = move(row)) {
        words = tr("%1; %2").arg(words, moveSentence(*moved, methodWord(m_other)));
    }
    if (isRight(row)) {
        words = tr("%1; marked as right").arg(words);
    } else if (isWrong(row)) {
        words = tr("%1; marked as wrong").arg(words);
    }
    return words;
}

QVariant ResultModel::data(const QModelIndex& index, int role) const
{
    const auto* one = hit(index.row());
    if (!one) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return toQString(one->image.name);
    case PathRole:
        return toQString(one->image.path);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return sentence(index.row());
    default:
        return {};
    }
}

Qt::ItemFlags ResultModel::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled
                           : Qt::NoItemFlags;
}

QStringList ResultModel::mimeTypes() const
{
    return {QStringLiteral("text/uri-list"), QStringLiteral("text/plain")};
}

// A file for other programs, a name for this one's fields.
QMimeData* ResultModel::mimeData(const QModelIndexList& indexes) const
{
    const auto* one = indexes.isEmpty() ? nullptr : hit(indexes.front().row());
    return one ? imageMime(one->image).release() : nullptr;
}

} // namespace triptych::ui
