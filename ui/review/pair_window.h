// SPDX-License-Identifier: GPL-3.0-or-later
// The queue's ids, the place in it, and the pairs around that place. Pairs are fetched ahead in
// both directions; reading never changes anything in the project.
#pragma once

#include "ui/review/review_backend.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace triptych::ui {

class PairWindow final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kAhead = 5; // pairs held ready on each side

    explicit PairWindow(ReviewBackend& backend, QObject* parent = nullptr);

    // A new queue, from its first pair; `first`, when valid, is shown whatever the queue holds.
    void ask(const workflow::Snapshot& snapshot, PairId first = {});
    // Asks again and keeps what lies up to the place; what comes after it is renewed.
    void refresh();
    // Asks again and starts at the first of what is left.
    void restart();
    void clear();

    [[nodiscard]] bool known() const { return m_known; } // the first answer is there
    [[nodiscard]] int count() const { return static_cast<int>(m_ids.size()); }
    [[nodiscard]] int position() const { return m_position; } // count() = past the end
    [[nodiscard]] PairId idAt(int position) const;            // invalid outside
    [[nodiscard]] PairId currentId() const { return idAt(m_position); }
    [[nodiscard]] const PairView* current() const { return view(currentId()); }
    [[nodiscard]] const PairView* view(PairId id) const;      // null while not fetched
    [[nodiscard]] std::vector<PairId> around(int each) const; // nearest first, without the place
    [[nodiscard]] const workflow::Snapshot& snapshot() const { return m_snapshot; }

    bool next();            // past the last too; false when there already
    bool previous();        // false at the first
    void go(PairId id);     // put in before the place when it is not in the queue
    void remove(PairId id); // excluded: leaves the queue
    void store(const std::vector<PairView>& views); // newer than anything asked before
    void refetch();                                 // the pairs around may have changed
    void want(const std::vector<PairId>& ids);      // fetches those that are not here

Q_SIGNALS:
    void idsChanged();
    void moved();                          // currentId() is another
    void viewChanged(triptych::PairId id); // fetched, or changed
    void ended();                          // an answer came and nothing is left
    void failed(const triptych::Error& error);

private:
    enum class Take
    {
        Fresh,
        KeepPlace
    };
    void askIds(Take take, PairId first);
    void takeIds(const std::vector<PairId>& ids, Take take, PairId first);
    void fetch(std::vector<PairId> ids);
    void takeViews(const std::vector<PairId>& asked, std::vector<PairView> views,
                   std::int64_t askedAt);
    void fetchAround();
    void trim();
    void moveTo(int position);

    struct Held
    {
        PairView view;
        std::int64_t at = 0; // when it was known, in steps of m_step
    };

    ReviewBackend& m_backend;
    workflow::Snapshot m_snapshot;
    std::vector<PairId> m_ids;
    int m_position = 0;
    bool m_known = false;
    std::unordered_map<PairId, Held> m_views;
    std::unordered_set<PairId> m_asked; // being fetched
    std::unordered_set<PairId> m_kept;  // wanted from outside the place's surroundings
    std::int64_t m_step = 0;
    int m_question = 0;
    int m_project = 0; // answers about an earlier one are dropped
};

} // namespace triptych::ui
