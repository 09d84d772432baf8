// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page's controller: place, marked direction, and what comes back from the project.
#include "ui/review/review_queue.h"

#include "ui/convert.h"

#include <algorithm>
#include <array>

namespace triptych::ui {

namespace {

constexpr int kRefreshMilliseconds = 5000;
constexpr int kRecentEvents = 40; // D makes two of one pair; marks and undone ones are left out
constexpr std::array kDirections{Direction::Forward, Direction::Reverse};

std::optional<SlotState> stateOfKind(std::string_view kind)
{
    switch (eventKindFrom(kind)) {
    case EventKind::Accept:
        return SlotState::Accepted;
    case EventKind::Edit:
        return SlotState::Edited;
    case EventKind::Reject:
        return SlotState::Rejected;
    case EventKind::Skip:
        return SlotState::Skipped;
    case EventKind::Flag:
        return SlotState::Flagged;
    default:
        return std::nullopt;
    }
}

QString kindOfState(SlotState state)
{
    for (const auto kind : {EventKind::Accept, EventKind::Edit, EventKind::Reject, EventKind::Skip,
                            EventKind::Flag}) {
        if (stateOfKind(name(kind)) == state) {
            return toQString(name(kind));
        }
    }
    return {};
}

} // namespace

bool isOpen(const SlotView& slot)
{
    return slot.state != SlotState::Accepted && slot.state != SlotState::Edited &&
           slot.state != SlotState::Rejected && slot.state != SlotState::Released;
}

ReviewQueue::ReviewQueue(ReviewBackend& backend, QObject* parent,
                         std::function<std::int64_t()> clock)
    : QObject(parent)
    , m_backend(backend)
    , m_clock(std::move(clock))
    , m_window(backend)
    , m_sender(backend)
{
    if (!m_clock) {
        m_elapsed.start();
        m_clock = [this] { return m_elapsed.elapsed(); };
    }
    m_refresh.setInterval(kRefreshMilliseconds);
    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, &m_window, &PairWindow::refresh);
    connect(&m_window, &PairWindow::moved, this, &ReviewQueue::onMoved);
    connect(&m_window, &PairWindow::viewChanged, this, &ReviewQueue::onViewChanged);
    connect(&m_window, &PairWindow::idsChanged, this, [this] {
        m_frontier = std::min(m_frontier, m_window.position());
        Q_EMIT countsChanged();
    });
    connect(&m_window, &PairWindow::ended, this, &ReviewQueue::ended);
    connect(&m_window, &PairWindow::failed, this, &ReviewQueue::readFailed);
    connect(&m_sender, &DecisionSender::acknowledged, this, &ReviewQueue::acknowledged);
    connect(&m_sender, &DecisionSender::refused, this, &ReviewQueue::refused);
    connect(&m_sender, &DecisionSender::stuck, this, &ReviewQueue::notSaved);
    connect(&m_sender, &DecisionSender::recovered, this, &ReviewQueue::savedAgain);
    connect(&m_sender, &DecisionSender::becameIdle, this, &ReviewQueue::wrap);
    connect(&m_backend, &ReviewBackend::changed, this, &ReviewQueue::onChanged);
}

void ReviewQueue::open(const workflow::Snapshot& snapshot, PairId first)
{
    m_wrapping = false;
    m_frontier = 0;
    m_window.ask(snapshot, first);
    askProgress();
    askRecent();
}

void ReviewQueue::clear()
{
    m_refresh.stop();
    m_sender.clear();
    m_wrapping = false;
    m_rejected.clear();
    m_recent.clear();
    m_progress.reset();
    m_window.clear();
    Q_EMIT rejectionChanged();
    Q_EMIT recentChanged();
}

void ReviewQueue::show(PairId pair)
{
    if (pair.valid() && pair != m_window.currentId()) {
        m_window.go(pair);
    }
}

const SlotView* ReviewQueue::slot(const PairView& pair, Direction direction) const
{
    if (const auto* found = pair.find(direction, fromQString(m_backend.language()))) {
        return found;
    }
    const auto first =
        std::find_if(pair.slots.begin(), pair.slots.end(),
                     [direction](const SlotView& slot) { return slot.direction == direction; });
    return first == pair.slots.end() ? nullptr : &*first;
}

const SlotView* ReviewQueue::focusedSlot() const
{
    const auto* pair = current();
    return pair ? slot(*pair, m_focused) : nullptr;
}

std::int64_t ReviewQueue::left() const
{
    // Behind the furthest place all is decided or was passed over; ahead of it nothing is.
    std::int64_t texts = 2LL * std::max(0, m_window.count() - m_frontier - 1);
    if (const PairId furthest = m_window.idAt(m_frontier); furthest.valid()) {
        const auto* pair = m_window.view(furthest);
        for (const auto direction : kDirections) {
            const auto* found = pair ? slot(*pair, direction) : nullptr;
            texts += !pair || (found && found->text && isOpen(*found)) ? 1 : 0;
        }
    }
    // In a blind pass what colleagues decided is to be judged again.
    return m_progress && !m_backend.blind() ? std::min(texts, m_progress->pace.left) : texts;
}

void ReviewQueue::focus(Direction direction)
{
    if (m_focused != direction) {
        m_focused = direction;
        Q_EMIT focusChanged();
    }
}

void ReviewQueue::switchDirection()
{
    focus(m_focused == Direction::Forward ? Direction::Reverse : Direction::Forward);
}

bool ReviewQueue::next()
{
    return m_window.next();
}

bool ReviewQueue::previous()
{
    if (!m_window.previous()) {
        Q_EMIT refusedAct(Refusal::FirstPair);
        return false;
    }
    return true;
}

std::optional<Direction> ReviewQueue::nextUndecided() const
{
    const auto* pair = current();
    if (!pair) {
        return std::nullopt;
    }
    for (const auto direction : kDirections) {
        const auto* found = slot(*pair, direction);
        if (found && found->text && isOpen(*found) && !m_acted.contains(found->id) &&
            !saving(found->id)) {
            return direction;
        }
    }
    return std::nullopt;
}

void ReviewQueue::focusUndecided()
{
    m_focusDue = current() == nullptr;
    focus(nextUndecided().value_or(Direction::Forward));
}

void ReviewQueue::advance()
{
    if (const auto direction = nextUndecided()) {
        focus(*direction);
        return;
    }
    m_window.next();
}

void ReviewQueue::onMoved()
{
    m_acted.clear();
    m_chosen.clear();
    if (m_window.position() == m_frontier + 1) { // a leap to a pair leaves the way before it undone
        ++m_frontier;
    }
    m_timer.start(m_clock());
    focusUndecided();
    Q_EMIT moved();
    Q_EMIT countsChanged();
    if (m_window.known() && m_window.count() > 0 && !m_window.currentId().valid()) {
        m_wrapping = true;
        wrap();
    }
}

void ReviewQueue::wrap()
{
    // What was passed over or skipped comes again; asked when the last decision is in the file.
    if (m_wrapping && m_sender.idle()) {
        m_wrapping = false;
        m_frontier = 0;
        m_window.restart();
    }
}

void ReviewQueue::onViewChanged(PairId id)
{
    if (id == m_window.currentId()) {
        if (m_focusDue) {
            focusUndecided();
        }
        Q_EMIT pairChanged();
        Q_EMIT countsChanged();
    }
    const bool isRecent = std::any_of(m_recent.begin(), m_recent.end(),
                                      [id](const Recent& recent) { return recent.pair == id; });
    if (isRecent) {
        Q_EMIT recentChanged();
    }
}

void ReviewQueue::onChanged()
{
    m_window.refetch();
    askProgress();
    askRecent();
    if (m_window.count() == 0) {
        m_window.refresh();
    } else if (!m_refresh.isActive()) {
        m_refresh.start();
    }
}

void ReviewQueue::acknowledged(const Operation& operation, const workflow::Decided& decided)
{
    const QString undone =
        operation.kind == Operation::Kind::Undo ? kindUndone(decided.pairs) : QString();
    m_window.store(decided.pairs);
    switch (operation.kind) {
    case Operation::Kind::Decide:
        if (operation.decisions.front().act == workflow::Act::Comment) {
            Q_EMIT noted();
        }
        break;
    case Operation::Kind::Reasons:
        break;
    case Operation::Kind::Exclude: {
        const auto* view = m_window.view(operation.pair);
        const PairView pair = view ? *view : PairView{};
        m_window.remove(operation.pair);
        Q_EMIT excluded(pair);
        break;
    }
    case Operation::Kind::Undo:
        jumpBack(decided.pairs);
        Q_EMIT tookBack(decided.pairs.empty() ? PairId{} : decided.pairs.front().id,
                        undone.isEmpty() ? m_newestKind : undone);
        break;
    case Operation::Kind::Redo: {
        const PairId pair = decided.pairs.empty() ? PairId{} : decided.pairs.front().id;
        Q_EMIT restored(pair);
        if (pair.valid() && pair == m_window.currentId()) {
            advance();
        }
        break;
    }
    }
    askRecent();
    Q_EMIT pairChanged();
}

void ReviewQueue::jumpBack(const std::vector<PairView>& pairs)
{
    if (pairs.empty()) {
        return;
    }
    if (pairs.front().id != m_window.currentId()) {
        m_window.go(pairs.front().id);
    } else {
        m_acted.clear();
        focusUndecided();
    }
    m_frontier = std::min(m_frontier, m_window.position()); // it is to be done again
    Q_EMIT countsChanged();
}

QString ReviewQueue::kindUndone(const std::vector<PairView>& now) const
{
    for (const auto& pair : now) {
        const auto* before = m_window.view(pair.id);
        for (const auto& slot : pair.slots) {
            if (!before) {
                break;
            }
            const auto old = std::find_if(before->slots.begin(), before->slots.end(),
                                          [&](const SlotView& one) { return one.id == slot.id; });
            if (old != before->slots.end() && old->state != slot.state) {
                return kindOfState(old->state);
            }
        }
    }
    return {};
}

void ReviewQueue::refused(const Operation& operation, const Error& error)
{
    if (error.code == ErrorCode::NotFound && operation.kind == Operation::Kind::Undo) {
        Q_EMIT refusedAct(Refusal::NothingToUndo);
    } else if (error.code == ErrorCode::NotFound && operation.kind == Operation::Kind::Redo) {
        Q_EMIT refusedAct(Refusal::NothingToRedo);
    } else {
        Q_EMIT lost(operation, error);
    }
    Q_EMIT pairChanged();
}

void ReviewQueue::askProgress()
{
    m_backend.progress([this](const Result<ReviewProgress>& progress) {
        if (progress) {
            m_progress = *progress;
            Q_EMIT countsChanged();
        }
    });
}

void ReviewQueue::askRecent()
{
    m_backend.recent(kRecentEvents,
                     [this](const Result<std::vector<workflow::RecentDecision>>& events) {
                         if (events) {
                             takeRecent(*events);
                         }
                     });
}

void ReviewQueue::takeRecent(const std::vector<workflow::RecentDecision>& events)
{
    m_recent.clear();
    m_newestKind.clear();
    std::set<PairId> seen;
    std::vector<PairId> ids;
    for (const auto& event : events) {
        if (event.undone) {
            continue;
        }
        if (m_newestKind.isEmpty()) {
            m_newestKind = toQString(event.kind);
        }
        const auto state = stateOfKind(event.kind);
        if (!state || !event.pair.valid() || seen.contains(event.pair)) {
            continue;
        }
        seen.insert(event.pair);
        ids.push_back(event.pair);
        m_recent.push_back({event.pair, *state});
        if (m_recent.size() == kRecent) {
            break;
        }
    }
    m_window.want(ids);
    Q_EMIT recentChanged();
}

} // namespace triptych::ui
