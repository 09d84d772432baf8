// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of Browse: a snapshot of pair ids, and pages of pairs that come when they are looked at.
//
// Shape: the ids are exact and complete from the first moment (8 bytes a row), so rowCount is
// exact. Pairs live in pages of kPageRows rows, at most kMaxPages of them, least recently used goes
// first. Access: the view asks for rows around its viewport, in any order. pair() gives null for a
// row that is on its way and asks for its page; dataChanged follows. Of pages that wait only the
// last kMaxWanted asked for are kept, so that a long scroll fetches what is seen, not what was
// passed. Order and filter are SQL's: sort() and setQuestion() take a new snapshot and the old rows
// stay until it is there. There is no proxy model and no OFFSET. Time: nothing here waits, and
// nothing is done for each row. An answer to an older question, or from before the last change of
// the project, is dropped (epoch). Change: projectChanged() fetches the visible pages again,
// forgets the others, and asks off the GUI thread what a fresh snapshot would be. A row that no
// longer belongs stays where it is, greyed, until refresh(); rows that were only added appear by
// themselves. It is not a cache of images, and knows nothing of widgets. GUI thread only.
#pragma once

#include "ui/browse/browse_data.h"

#include <QAbstractTableModel>
#include <QString>

#include <cstdint>
#include <list>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace triptych::ui {

class PairTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column
    {
        ReferenceColumn,
        TargetColumn,
        ForwardColumn,
        ReverseColumn,
        ForwardStateColumn,
        ReverseStateColumn,
        ScoreColumn,
        kColumns
    };
    static constexpr int kPageRows = 128;
    static constexpr int kMaxPages = 32;
    static constexpr int kMaxWanted = 6;
    static constexpr int kMaxInFlight = 2;

    // `data` must outlive the model.
    explicit PairTableModel(BrowseData& data, QObject* parent = nullptr);

    // Takes a new snapshot. answered() or failed() follows, unless a newer question overtakes it.
    void setQuestion(const workflow::Snapshot& question);
    [[nodiscard]] const workflow::Snapshot& question() const { return m_question; }
    [[nodiscard]] bool asking() const { return m_asking; }
    void refresh() { setQuestion(m_question); }
    // Some process committed something. Rows are those the view shows; -1 when it shows none.
    void projectChanged(int firstVisible, int lastVisible);
    void clear(); // the project is closed

    [[nodiscard]] PairId pairId(int row) const; // invalid outside the rows
    // Null while the row is on its way, and for a pair that is gone. Valid until the event loop
    // runs.
    [[nodiscard]] const PairView* pair(int row) const;
    // No longer in the project, or no longer what the filter asks for: shown greyed.
    [[nodiscard]] bool isGrey(int row) const;
    [[nodiscard]] bool isGone(int row) const;   // no longer in the project
    [[nodiscard]] int rowOf(PairId pair) const; // -1 when absent
    [[nodiscard]] const std::vector<PairId>& ids() const { return m_ids; }
    // A fresh snapshot would differ: refresh() brings it.
    [[nodiscard]] bool behind() const { return m_behind; }
    // The slot a column shows: the project's language, caption 0, else the first of the direction.
    [[nodiscard]] const SlotView* slot(const PairView& pair, Direction direction) const;

    // What a column says of a pair: a name, a text, a state, "0.40"; empty when there is none.
    [[nodiscard]] QString text(const PairView& pair, int column) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    // Photos can be dragged; elsewhere the pointer selects.
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    void sort(int column, Qt::SortOrder order) override; // column -1: the order of adding
    [[nodiscard]] static workflow::SortKey sortKey(int column);
    // The column that shows an order; -1 for orders without one.
    [[nodiscard]] static int columnOf(workflow::SortKey key);

    [[nodiscard]] int pagesHeld() const { return static_cast<int>(m_pages.size()); }
    [[nodiscard]] int pagesInFlight() const { return static_cast<int>(m_inFlight.size()); }
    [[nodiscard]] int pagesWanted() const { return static_cast<int>(m_wanted.size()); }

Q_SIGNALS:
    void asked();
    void answered(); // the rows are those of question()
    void failed(const triptych::Error& error);
    void behindChanged();

private:
    struct Page
    {
        std::unordered_map<std::int64_t, PairView> pairs; // by id; one that is absent is gone
        std::list<int>::iterator use;
        bool stale = false; // shown until its fresh answer is here
    };

    Page* touch(int page) const;
    void want(int page) const;
    void fetchWanted();
    void takePage(int page, std::uint64_t epoch, Result<std::vector<PairView>> answer);
    void takeIds(std::vector<PairId> ids);
    void takeRecheck(Recheck recheck);
    void recheck();
    void forgetPages();
    void setBehind(bool behind);
    void emitRows(int first, int last);
    [[nodiscard]] QString accessibleText(int row, int column) const;
    [[nodiscard]] QString toolTip(const PairView& pair, int column) const;

    BrowseData& m_data;
    workflow::Snapshot m_question;
    std::vector<PairId> m_ids;
    std::unordered_set<std::int64_t> m_left; // shown rows that a fresh snapshot would not have
    std::uint64_t m_asked = 0;               // number of the newest question
    std::uint64_t m_rechecked = 0;
    std::uint64_t m_epoch = 0; // of rows and their contents
    bool m_asking = false;
    bool m_behind = false;
    bool m_rechecking = false;
    bool m_recheckAgain = false; // the project changed while a recheck ran
    int m_firstVisible = -1;
    int m_lastVisible = -1;
    bool m_flushPosted = false;
    mutable std::unordered_map<int, Page> m_pages;
    mutable std::list<int> m_use;    // page numbers, newest use first
    mutable std::list<int> m_wanted; // newest first
    std::unordered_set<int> m_inFlight;
};

} // namespace triptych::ui
