// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page's controller, without a widget: where the reviewer is, which direction is marked,
// what each act sends, and where it leads. An act moves on at once; a slot shows as decided only
// when the project says so (states come from PairViews alone).
#pragma once

#include "ui/review/decision_sender.h"
#include "ui/review/decision_timer.h"
#include "ui/review/pair_window.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <optional>
#include <set>

namespace triptych::ui {

// Neither accepted, edited, rejected nor released.
bool isOpen(const SlotView& slot);

class ReviewQueue final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kRecent = 10;

    // Why an act did nothing.
    enum class Refusal
    {
        NothingHere, // no pair
        NoText,      // the marked direction has no text to judge
        NoRejection, // a digit without a rejection before it
        NothingToUndo,
        NothingToRedo,
        EmptyEdit,
        FirstPair,
    };
    Q_ENUM(Refusal)

    // `clock`: monotonic milliseconds; tests give their own.
    explicit ReviewQueue(ReviewBackend& backend, QObject* parent = nullptr,
                         std::function<std::int64_t()> clock = {});

    void open(const workflow::Snapshot& snapshot, PairId first = {});
    void clear();
    void show(PairId pair);
    void setRefreshInterval(int milliseconds) { m_refresh.setInterval(milliseconds); }

    [[nodiscard]] PairWindow& window() { return m_window; }
    [[nodiscard]] const PairWindow& window() const { return m_window; }
    [[nodiscard]] DecisionSender& sender() { return m_sender; }
    [[nodiscard]] const PairView* current() const { return m_window.current(); }
    [[nodiscard]] Direction focused() const { return m_focused; }
    // The slot of the project's language, else the direction's first; null when there is none.
    [[nodiscard]] const SlotView* slot(const PairView& pair, Direction direction) const;
    [[nodiscard]] const SlotView* focusedSlot() const;
    // Sent, not durable yet.
    [[nodiscard]] bool saving(SlotId slot) const { return m_sender.holds(slot); }
    // Texts that are still to be judged from here on; never more than the whole project has.
    [[nodiscard]] std::int64_t left() const;
    [[nodiscard]] const std::optional<ReviewProgress>& progress() const { return m_progress; }
    struct Recent
    {
        PairId pair;
        SlotState state = SlotState::Accepted;
    };
    [[nodiscard]] const std::vector<Recent>& recent() const { return m_recent; } // newest first

    // The person did something (for the time a decision takes).
    void noteActivity() { m_timer.active(m_clock()); }
    void focus(Direction direction);
    void switchDirection();
    bool next();
    bool previous();

    // On the marked direction, then on to what is undecided. `shown`: what was visible.
    void accept();
    void reject();
    void skip();
    void flag(); // a flagged one loses its flag and stays
    void acceptBoth();
    void rejectBoth();
    bool edit(const QString& text); // false: refused, nothing sent
    // Accepting the slot means this text of it, until another pair comes on; an invalid id: its
    // candidate.
    void choose(SlotId slot, TextId text);
    [[nodiscard]] TextId chosen(SlotId slot) const;
    // The project's reasons, in order of their digits; the program's own until given.
    void setReasonIds(std::vector<std::string> ids) { m_reasonIds = std::move(ids); }
    // Toggles the reason (0 … 8) of the last rejection, one or both directions.
    void toggleReason(int index);
    void note(const QString& text);
    void exclude();
    void undo();
    void redo();
    [[nodiscard]] bool hasRejection() const { return !m_rejected.empty(); }
    [[nodiscard]] const std::vector<std::string>& rejectionReasons() const { return m_reasons; }
    [[nodiscard]] int rejectedDirections() const { return static_cast<int>(m_rejected.size()); }

Q_SIGNALS:
    void moved();       // another pair, or none
    void pairChanged(); // the shown pair's texts or states
    void focusChanged();
    void countsChanged(); // place, left, progress
    void recentChanged();
    void rejectionChanged(); // hasRejection(), rejectionReasons()
    void ended();            // nothing is left to review
    void refusedAct(triptych::ui::ReviewQueue::Refusal refusal);
    void tookBack(triptych::PairId pair, const QString& kind); // undone; event kind, may be empty
    void restored(triptych::PairId pair);                      // redone
    void excluded(const triptych::PairView& pair);             // durable
    void noted();                                              // durable
    // A verdict was given: what, the time all its texts took together, their length in characters.
    void judged(triptych::workflow::Act act, std::int64_t milliseconds, int characters);
    void notSaved(const triptych::Error& error, int waiting); // will be tried again
    void savedAgain();
    // Can never be saved; `operation` holds what was meant.
    void lost(const triptych::ui::Operation& operation, const triptych::Error& error);
    void readFailed(const triptych::Error& error);

private:
    void onMoved();
    void onViewChanged(PairId id);
    void onChanged();
    void acknowledged(const Operation& operation, const workflow::Decided& decided);
    void refused(const Operation& operation, const Error& error);
    void focusUndecided();
    [[nodiscard]] std::optional<Direction> nextUndecided() const;
    void verdict(workflow::Act act);
    void both(workflow::Act act);
    [[nodiscard]] workflow::Decision decision(const SlotView& slot, workflow::Act act) const;
    void sendDecisions(std::vector<workflow::Decision> decisions);
    [[nodiscard]] int charactersOf(const std::vector<workflow::Decision>& decisions) const;
    void rememberRejection(const std::vector<workflow::Decision>& decisions);
    void advance();
    void wrap();
    void askProgress();
    void askRecent();
    void takeRecent(const std::vector<workflow::RecentDecision>& events);
    void takeBackWaiting(const Operation& operation);
    void jumpBack(const std::vector<PairView>& pairs);
    // What an undo took back, as far as the states known so far tell; empty when they do not.
    [[nodiscard]] QString kindUndone(const std::vector<PairView>& now) const;

    ReviewBackend& m_backend;
    std::function<std::int64_t()> m_clock;
    PairWindow m_window;
    DecisionSender m_sender;
    DecisionTimer m_timer;
    QElapsedTimer m_elapsed;
    QTimer m_refresh;
    Direction m_focused = Direction::Forward;
    std::set<SlotId> m_acted;          // since the pair came on
    std::map<SlotId, TextId> m_chosen; // likewise
    std::vector<SlotId> m_rejected;
    std::vector<std::string> m_reasons;
    std::vector<std::string> m_reasonIds = workflow::reasonIds();
    std::optional<ReviewProgress> m_progress;
    std::vector<Recent> m_recent;
    QString m_newestKind;    // of the newest decision that stands
    int m_frontier = 0;      // furthest place reached in this queue
    bool m_focusDue = false; // the pair that came on is not fetched yet
    bool m_wrapping = false; // at the end; the queue is asked again when all is durable
};

} // namespace triptych::ui
