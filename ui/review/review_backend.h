// SPDX-License-Identifier: GPL-3.0-or-later
// All that the Review page asks of the project, as questions whose answers come later in the GUI
// thread. The window's is made of ProjectSession and ImageCache; tests have one of their own.
#pragma once

#include "core/domain/reports.h"
#include "core/domain/views.h"
#include "core/workflow/browse.h"
#include "core/workflow/decide.h"

#include <QImage>
#include <QObject>

#include <functional>
#include <vector>

namespace triptych::ui {

struct ReviewProgress
{
    ProjectStats stats;
    workflow::Pace pace;
};

class ReviewBackend : public QObject
{
    Q_OBJECT
public:
    template <typename T> using Done = std::function<void(Result<T>)>;
    using DecidedDone = Done<workflow::Decided>;
    using ImageDone = std::function<void(const Result<QImage>&)>;

    using QObject::QObject;

    [[nodiscard]] virtual bool isOpen() const = 0;
    [[nodiscard]] virtual bool writable() const = 0;
    [[nodiscard]] virtual QString language() const = 0; // of the slots that are judged: "en", "ja"
    // A blind pass: what colleagues decided is neither read nor shown.
    [[nodiscard]] virtual bool blind() const { return false; }
    virtual void setBlind(bool /*blind*/) {}

    // A newer question drops an unanswered older one of the same kind (fetch excepted).
    virtual void queue(const workflow::Snapshot& snapshot, Done<std::vector<PairId>> done) = 0;
    virtual void fetch(const std::vector<PairId>& ids, Done<std::vector<PairView>> done) = 0;
    virtual void recent(int count, Done<std::vector<workflow::RecentDecision>> done) = 0;
    virtual void progress(Done<ReviewProgress> done) = 0;

    // Changes, in the order they are called; durable when answered.
    virtual void decide(const std::vector<workflow::Decision>& decisions, DecidedDone done) = 0;
    virtual void setReasons(SlotId slot, const std::vector<std::string>& reasons,
                            DecidedDone done) = 0;
    virtual void exclude(PairId pair, Done<DecideReport> done) = 0;
    virtual void undo(DecidedDone done) = 0;
    virtual void redo(DecidedDone done) = 0;

    // `side`: longest side in device pixels, 0 = full size.
    [[nodiscard]] virtual QImage findImage(const ImageView& image, int side) = 0;
    [[nodiscard]] virtual QImage findAnyImage(const ImageView& image) = 0;
    virtual void requestImage(const ImageView& image, int side, QObject* context,
                              ImageDone done) = 0;
    virtual void prefetchImage(const ImageView& image, int side) = 0;
    virtual void cancelImages(QObject* context) = 0;
    // The file that was decoded last is not the one that was imported.
    [[nodiscard]] virtual bool imageChanged(const ImageView& /*image*/) const { return false; }

Q_SIGNALS:
    void opened();
    void closed();
    void changed(); // something was committed, here or by another process
};

} // namespace triptych::ui
