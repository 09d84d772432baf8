// SPDX-License-Identifier: GPL-3.0-or-later
// A project in memory for the Review page's tests. Answers come from the event loop, as in the
// window; changes and images can be held back, and made to fail.
#pragma once

#include "ui/review/review_backend.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace triptych::ui {

class FakeBackend final : public ReviewBackend
{
    Q_OBJECT
public:
    // A pair with a forward and a reverse text; empty = that direction has none. Ids count from 1.
    PairId addPair(const std::string& forward, const std::string& reverse);
    PairView& pair(PairId id) { return m_pairs.at(id); }
    [[nodiscard]] SlotState state(PairId id, Direction direction);
    void openNow(); // as ProjectSession::opened

    bool open = true;
    bool readOnly = false;
    std::int64_t images = 2;
    bool holdChanges = false; // until releaseChanges()
    bool holdImages = false;
    bool holdPairs = false;
    std::optional<Error> failure;        // of all changes while set
    std::optional<Error> imageError;     // of all images while set
    std::set<std::string> changedImages; // names of files that are not what was imported
    void forgetImages() { m_loaded.clear(); }
    void releaseChanges();
    void releaseImages();
    void releasePairs();

    std::vector<workflow::Decision> decisions; // all that arrived, in order
    std::vector<std::size_t> batches;          // how many a call
    std::vector<std::vector<std::string>> reasonCalls;
    std::vector<PairId> excludedPairs;
    int undoCalls = 0;
    int queueCalls = 0;
    std::set<std::string> prefetched; // image names
    std::map<std::string, int> sides; // last asked for, by image name
    workflow::Snapshot lastSnapshot;

    [[nodiscard]] bool isOpen() const override { return open; }
    [[nodiscard]] bool writable() const override { return !readOnly; }
    [[nodiscard]] QString language() const override { return QStringLiteral("en"); }
    void queue(const workflow::Snapshot& snapshot, Done<std::vector<PairId>> done) override;
    void fetch(const std::vector<PairId>& ids, Done<std::vector<PairView>> done) override;
    void recent(int count, Done<std::vector<workflow::RecentDecision>> done) override;
    void progress(Done<ReviewProgress> done) override;
    void decide(const std::vector<workflow::Decision>& list, DecidedDone done) override;
    void setReasons(SlotId slot, const std::vector<std::string>& reasons,
                    DecidedDone done) override;
    void exclude(PairId pair, Done<DecideReport> done) override;
    void undo(DecidedDone done) override;
    void redo(DecidedDone done) override;
    [[nodiscard]] QImage findImage(const ImageView& image, int side) override;
    [[nodiscard]] QImage findAnyImage(const ImageView& image) override;
    void requestImage(const ImageView& image, int side, QObject* context, ImageDone done) override;
    void prefetchImage(const ImageView& image, int side) override;
    void cancelImages(QObject* context) override;
    [[nodiscard]] bool imageChanged(const ImageView& image) const override
    {
        return changedImages.contains(image.name);
    }

private:
    struct Batch
    {
        std::map<PairId, PairView> before;
        std::map<PairId, PairView> after;
        std::vector<workflow::RecentDecision> events;
        bool removes = false;
    };
    void later(std::function<void()> call);
    void change(std::function<void()> call);
    SlotView& slot(SlotId id);
    PairView& pairOf(SlotId id);
    void apply(const workflow::Decision& decision, Batch& batch);
    [[nodiscard]] bool undecided(const PairView& pair) const;
    [[nodiscard]] QImage draw(const ImageView& image) const;

    std::map<PairId, PairView> m_pairs;
    std::set<PairId> m_removed;
    std::vector<Batch> m_done;
    std::vector<Batch> m_undone;
    std::deque<std::function<void()>> m_heldChanges;
    std::deque<std::function<void()>> m_heldImages;
    std::deque<std::function<void()>> m_heldPairs;
    std::set<std::string> m_loaded;
    std::int64_t m_next = 0;
    int m_events = 0;
};

} // namespace triptych::ui
