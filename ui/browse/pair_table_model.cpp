// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshot, pages and their epochs.
#include "ui/browse/pair_table_model.h"

#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace triptych::ui {

PairTableModel::PairTableModel(BrowseData& data, QObject* parent)
    : QAbstractTableModel(parent)
    , m_data(data)
{}

void PairTableModel::setQuestion(const workflow::Snapshot& question)
{
    m_question = question;
    m_asking = true;
    const std::uint64_t number = ++m_asked;
    ++m_rechecked; // a recheck of the old question says nothing any more
    m_rechecking = false;
    m_recheckAgain = false;
    Q_EMIT asked();
    m_data.snapshot(this, question, [this, number](Result<std::vector<PairId>> answer) {
        if (number != m_asked) {
            return;
        }
        m_asking = false;
        if (!answer) {
            if (answer.error().code != ErrorCode::Cancelled) {
                Q_EMIT failed(answer.error());
            }
            return;
        }
        takeIds(std::move(*answer));
        Q_EMIT answered();
    });
}

void PairTableModel::takeIds(std::vector<PairId> ids)
{
    beginResetModel();
    m_ids = std::move(ids);
    m_left.clear();
    forgetPages();
    endResetModel();
    setBehind(false);
}

void PairTableModel::forgetPages()
{
    ++m_epoch;
    m_pages.clear();
    m_use.clear();
    m_wanted.clear();
    m_inFlight.clear();
}

void PairTableModel::clear()
{
    ++m_asked;
    ++m_rechecked;
    m_rechecking = false;
    m_recheckAgain = false;
    m_asking = false;
    takeIds({});
}

void PairTableModel::projectChanged(int firstVisible, int lastVisible)
{
    if (m_asking) {
        return; // rows of after the change are on their way
    }
    if (m_ids.empty()) {
        refresh();
        return;
    }
    ++m_epoch;
    m_inFlight.clear();
    m_wanted.clear();
    const int firstPage = firstVisible < 0 ? -1 : firstVisible / kPageRows;
    const int lastPage = lastVisible < 0 ? -2 : lastVisible / kPageRows;
    for (auto it = m_pages.begin(); it != m_pages.end();) {
        if (it->first >= firstPage && it->first <= lastPage) {
            it->second.stale = true;
            want(it->first);
            ++it;
        } else {
            m_use.erase(it->second.use);
            it = m_pages.erase(it);
        }
    }
    m_firstVisible = firstVisible;
    m_lastVisible = lastVisible;
    recheck();
}

// One at a time: a long import commits more often than a large project can be counted.
void PairTableModel::recheck()
{
    if (m_rechecking) {
        m_recheckAgain = true;
        return;
    }
    std::vector<PairId> onScreen;
    const int last = std::min(m_lastVisible, static_cast<int>(m_ids.size()) - 1);
    for (int row = std::max(m_firstVisible, 0); row <= last; ++row) {
        onScreen.push_back(m_ids[static_cast<std::size_t>(row)]);
    }
    // Rows that are greyed already stay so, or come back, wherever they are.
    for (const std::int64_t id : m_left) {
        onScreen.push_back(PairId{id});
    }
    m_rechecking = true;
    m_recheckAgain = false;
    const std::uint64_t number = ++m_rechecked;
    m_data.recheck(this, m_question, std::move(onScreen), [this, number](Result<Recheck> answer) {
        if (number != m_rechecked) {
            return;
        }
        m_rechecking = false;
        if (answer) {
            takeRecheck(std::move(*answer));
        }
        if (m_recheckAgain) {
            recheck();
        }
    });
}

void PairTableModel::takeRecheck(Recheck recheck)
{
    if (recheck.gone.empty() && m_left.empty() && recheck.ids.size() > m_ids.size()) {
        takeIds(std::move(recheck.ids));
        Q_EMIT answered();
        return;
    }
    m_left.clear();
    for (const PairId id : recheck.gone) {
        m_left.insert(id.value);
    }
    setBehind(recheck.ids != m_ids);
    if (!m_ids.empty()) {
        emitRows(0, static_cast<int>(m_ids.size()) - 1);
    }
}

void PairTableModel::setBehind(bool behind)
{
    if (m_behind != behind) {
        m_behind = behind;
        Q_EMIT behindChanged();
    }
}

void PairTableModel::emitRows(int first, int last)
{
    Q_EMIT dataChanged(index(first, 0), index(last, kColumns - 1));
}

PairTableModel::Page* PairTableModel::touch(int page) const
{
    const auto found = m_pages.find(page);
    if (found == m_pages.end()) {
        return nullptr;
    }
    m_use.splice(m_use.begin(), m_use, found->second.use);
    return &found->second;
}

void PairTableModel::want(int page) const
{
    if (m_inFlight.contains(page)) {
        return;
    }
    m_wanted.remove(page);
    m_wanted.push_front(page);
    while (static_cast<int>(m_wanted.size()) > kMaxWanted) {
        m_wanted.pop_back();
    }
    auto* self = const_cast<PairTableModel*>(this);
    if (!self->m_flushPosted) {
        self->m_flushPosted = true;
        QMetaObject::invokeMethod(
            self,
            [self] {
                self->m_flushPosted = false;
                self->fetchWanted();
            },
            Qt::QueuedConnection);
    }
}

void PairTableModel::fetchWanted()
{
    while (!m_wanted.empty() && pagesInFlight() < kMaxInFlight) {
        const int page = m_wanted.front();
        m_wanted.pop_front();
        const std::size_t first = static_cast<std::size_t>(page) * kPageRows;
        if (first >= m_ids.size()) {
            continue;
        }
        const std::size_t last = std::min(first + kPageRows, m_ids.size());
        m_inFlight.insert(page);
        const std::uint64_t epoch = m_epoch;
        m_data.fetch(this,
                     {m_ids.begin() + static_cast<std::ptrdiff_t>(first),
                      m_ids.begin() + static_cast<std::ptrdiff_t>(last)},
                     [this, page, epoch](Result<std::vector<PairView>> answer) {
                         takePage(page, epoch, std::move(answer));
                     });
    }
}

void PairTableModel::takePage(int page, std::uint64_t epoch, Result<std::vector<PairView>> answer)
{
    if (epoch != m_epoch) {
        return;
    }
    m_inFlight.erase(page);
    if (answer) {
        auto [it, isNew] = m_pages.try_emplace(page);
        if (isNew) {
            m_use.push_front(page);
            it->second.use = m_use.begin();
        }
        it->second.stale = false;
        it->second.pairs.clear();
        for (PairView& pair : *answer) {
            const std::int64_t id = pair.id.value;
            it->second.pairs.emplace(id, std::move(pair));
        }
        while (pagesHeld() > kMaxPages) {
            m_pages.erase(m_use.back());
            m_use.pop_back();
        }
        const int first = page * kPageRows;
        emitRows(first, std::min(first + kPageRows, static_cast<int>(m_ids.size())) - 1);
    } else if (answer.error().code != ErrorCode::Cancelled) {
        Q_EMIT failed(answer.error());
    } else {
        want(page); // interrupted together with another question
    }
    fetchWanted();
}

PairId PairTableModel::pairId(int row) const
{
    return row >= 0 && row < static_cast<int>(m_ids.size()) ? m_ids[static_cast<std::size_t>(row)]
                                                            : PairId{};
}

const PairView* PairTableModel::pair(int row) const
{
    const PairId id = pairId(row);
    if (!id.valid()) {
        return nullptr;
    }
    const Page* page = touch(row / kPageRows);
    if (!page) {
        want(row / kPageRows);
        return nullptr;
    }
    const auto found = page->pairs.find(id.value);
    return found == page->pairs.end() ? nullptr : &found->second;
}

bool PairTableModel::isGone(int row) const
{
    const auto page = m_pages.find(row / kPageRows);
    return page != m_pages.end() && !page->second.pairs.contains(pairId(row).value);
}

bool PairTableModel::isGrey(int row) const
{
    return m_left.contains(pairId(row).value) || isGone(row);
}

int PairTableModel::rowOf(PairId pair) const
{
    const auto found = std::find(m_ids.begin(), m_ids.end(), pair);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

const SlotView* PairTableModel::slot(const PairView& pair, Direction direction) const
{
    if (const SlotView* own = pair.find(direction, m_data.language().toStdString())) {
        return own;
    }
    const auto found =
        std::find_if(pair.slots.begin(), pair.slots.end(),
                     [direction](const SlotView& one) { return one.direction == direction; });
    return found == pair.slots.end() ? nullptr : &*found;
}

int PairTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int PairTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

void PairTableModel::sort(int column, Qt::SortOrder order)
{
    workflow::Snapshot question = m_question;
    question.sort = sortKey(column);
    question.descending = order == Qt::DescendingOrder && column >= 0;
    if (question.sort != m_question.sort || question.descending != m_question.descending) {
        setQuestion(question);
    }
}

workflow::SortKey PairTableModel::sortKey(int column)
{
    using workflow::SortKey;
    switch (column) {
    case ReferenceColumn:
        return SortKey::Reference;
    case TargetColumn:
        return SortKey::Target;
    case ForwardColumn:
        return SortKey::Forward;
    case ReverseColumn:
        return SortKey::Reverse;
    case ForwardStateColumn:
    case ReverseStateColumn:
        return SortKey::Decided;
    case ScoreColumn:
        return SortKey::Score;
    default:
        return SortKey::Natural;
    }
}

int PairTableModel::columnOf(workflow::SortKey key)
{
    for (int column = 0; column < kColumns; ++column) {
        if (sortKey(column) == key) {
            return column;
        }
    }
    return -1;
}

} // namespace triptych::ui
