// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page's backend on the window's session and image cache.
#pragma once

#include "ui/page_context.h"
#include "ui/review/review_backend.h"

namespace triptych::ui {

class SessionBackend final : public ReviewBackend
{
    Q_OBJECT
public:
    explicit SessionBackend(const PageContext& context, QObject* parent = nullptr);

    [[nodiscard]] bool isOpen() const override;
    [[nodiscard]] bool writable() const override;
    [[nodiscard]] QString language() const override;
    [[nodiscard]] bool blind() const override;
    void setBlind(bool blind) override;
    void queue(const workflow::Snapshot& snapshot, Done<std::vector<PairId>> done) override;
    void fetch(const std::vector<PairId>& ids, Done<std::vector<PairView>> done) override;
    void recent(int count, Done<std::vector<workflow::RecentDecision>> done) override;
    void progress(Done<ReviewProgress> done) override;
    void decide(const std::vector<workflow::Decision>& decisions, DecidedDone done) override;
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
    [[nodiscard]] bool imageChanged(const ImageView& image) const override;

private:
    PageContext m_context;
};

} // namespace triptych::ui
