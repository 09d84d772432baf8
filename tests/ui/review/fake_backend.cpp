// SPDX-License-Identifier: GPL-3.0-or-later
// A project in memory for the Review page's tests.
#include "fake_backend.h"

#include "core/base/utf8.h"
#include "ui/convert.h"

#include <QPainter>
#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace triptych::ui {

using workflow::Act;

namespace {

const char* kindOf(Act act)
{
    switch (act) {
    case Act::Accept:
        return "accept";
    case Act::Edit:
        return "edit";
    case Act::Reject:
        return "reject";
    case Act::Skip:
        return "skip";
    case Act::Flag:
        return "flag";
    case Act::Unflag:
        return "unflag";
    default:
        return "comment";
    }
}

} // namespace

PairId FakeBackend::addPair(const std::string& forward, const std::string& reverse)
{
    const PairId id{++m_next};
    PairView pair;
    pair.id = id;
    pair.key = "pair" + std::to_string(id.value);
    pair.category = "Tops/Tees";
    for (auto* image : {&pair.reference, &pair.target}) {
        const bool isReference = image == &pair.reference;
        image->key = (isReference ? "r" : "t") + std::to_string(id.value);
        image->name = image->key + ".jpg";
        image->path = "/photos/" + image->name;
        image->state = ImageState::Present;
        image->width = 400;
        image->height = 500;
    }
    for (const auto direction : {Direction::Forward, Direction::Reverse}) {
        const auto& body = direction == Direction::Forward ? forward : reverse;
        SlotView one;
        one.id = SlotId{id.value * 10 + (direction == Direction::Forward ? 1 : 2)};
        one.direction = direction;
        one.language = "en";
        if (!body.empty()) {
            one.text = triptych::TextView{};
            one.text->body = body;
            one.text->origin = Origin::Generator;
        }
        pair.slots.push_back(one);
    }
    m_pairs[id] = pair;
    return id;
}

SlotState FakeBackend::state(PairId id, Direction direction)
{
    return pair(id).find(direction, "en")->state;
}

void FakeBackend::openNow()
{
    open = true;
    Q_EMIT opened();
}

void FakeBackend::later(std::function<void()> call)
{
    QTimer::singleShot(0, this, std::move(call));
}

void FakeBackend::change(std::function<void()> call)
{
    if (holdChanges) {
        m_heldChanges.push_back(std::move(call));
    } else {
        later(std::move(call));
    }
}

void FakeBackend::releaseChanges()
{
    holdChanges = false;
    for (auto& call : m_heldChanges) {
        call();
    }
    m_heldChanges.clear();
}

void FakeBackend::releaseImages()
{
    holdImages = false;
    auto calls = std::move(m_heldImages);
    m_heldImages.clear();
    for (auto& call : calls) {
        call();
    }
}

void FakeBackend::releasePairs()
{
    holdPairs = false;
    auto calls = std::move(m_heldPairs);
    m_heldPairs.clear();
    for (auto& call : calls) {
        call();
    }
}

PairView& FakeBackend::pairOf(SlotId id)
{
    return m_pairs.at(PairId{id.value / 10});
}

SlotView& FakeBackend::slot(SlotId id)
{
    auto& slots = pairOf(id).slots;
    return *std::find_if(slots.begin(), slots.end(),
                         [id](const SlotView& one) { return one.id == id; });
}

bool FakeBackend::undecided(const PairView& pair) const
{
    return std::any_of(pair.slots.begin(), pair.slots.end(), [](const SlotView& one) {
        return one.text && one.state != SlotState::Accepted && one.state != SlotState::Edited &&
               one.state != SlotState::Rejected;
    });
}

void FakeBackend::queue(const workflow::Snapshot& snapshot, Done<std::vector<PairId>> done)
{
    ++queueCalls;
    lastSnapshot = snapshot;
    later([this, done] {
        std::vector<PairId> ids;
        for (const auto& [id, pair] : m_pairs) {
            if (undecided(pair) && !m_removed.contains(id) &&
                (lastSnapshot.where.empty() || lastSnapshot.where == pair.key)) {
                ids.push_back(id);
            }
        }
        done(ids);
    });
}

void FakeBackend::fetch(const std::vector<PairId>& ids, Done<std::vector<PairView>> done)
{
    const auto read = [this, ids] {
        std::vector<PairView> views;
        for (const PairId id : ids) {
            if (m_pairs.contains(id) && !m_removed.contains(id)) {
                views.push_back(m_pairs.at(id));
            }
        }
        return views;
    };
    if (holdPairs) { // read now, answered late
        m_heldPairs.push_back([views = read(), done] { done(views); });
    } else {
        later([read, done] { done(read()); });
    }
}

void FakeBackend::recent(int count, Done<std::vector<workflow::RecentDecision>> done)
{
    later([this, count, done] {
        std::vector<workflow::RecentDecision> events;
        for (auto batch = m_done.rbegin(); batch != m_done.rend(); ++batch) {
            events.insert(events.end(), batch->events.begin(), batch->events.end());
        }
        if (static_cast<int>(events.size()) > count) {
            events.resize(static_cast<std::size_t>(count));
        }
        done(events);
    });
}

void FakeBackend::progress(Done<ReviewProgress> done)
{
    later([this, done] {
        ReviewProgress progress;
        progress.stats.images = images;
        progress.stats.pairs = static_cast<std::int64_t>(m_pairs.size());
        for (const auto& [id, pair] : m_pairs) {
            for (const auto& one : pair.slots) {
                if (!one.text) {
                    continue;
                }
                auto& counts = one.direction == Direction::Forward ? progress.stats.forward
                                                                   : progress.stats.reverse;
                ++counts[one.state];
                const bool waits = one.state == SlotState::Pending ||
                                   one.state == SlotState::Skipped ||
                                   one.state == SlotState::Flagged;
                ++(waits ? progress.pace.left : progress.pace.decided);
            }
        }
        done(progress);
    });
}

void FakeBackend::apply(const workflow::Decision& decision, Batch& batch)
{
    auto& one = slot(decision.slot);
    Act act = decision.act;
    if (act == Act::Edit && trimmed(decision.text) == trimmed(one.text->body)) {
        act = Act::Accept; // as workflow::decide does
    }
    const EventKey event = "event" + std::to_string(++m_events);
    batch.events.insert(batch.events.begin(),
                        {event, pairOf(decision.slot).id, one.direction, kindOf(act), false});
    switch (act) {
    case Act::Accept:
        one.state = SlotState::Accepted;
        break;
    case Act::Edit:
        one.machineText = one.text;
        one.text->body = decision.text;
        one.state = SlotState::Edited;
        break;
    case Act::Reject:
        one.state = SlotState::Rejected;
        one.reasons = decision.reasons;
        break;
    case Act::Skip:
        one.state = SlotState::Skipped;
        break;
    case Act::Flag:
        one.state = SlotState::Flagged;
        break;
    case Act::Unflag:
        one.state = SlotState::Pending;
        break;
    default:
        return;
    }
    if (act != Act::Skip && act != Act::Flag && act != Act::Unflag) {
        one.standing = {event};
    }
}

void FakeBackend::decide(const std::vector<workflow::Decision>& list, DecidedDone done)
{
    change([this, list, done] {
        if (failure) {
            done(fail(*failure));
            return;
        }
        Batch batch;
        workflow::Decided decided;
        for (const auto& decision : list) {
            decisions.push_back(decision);
            const PairId id = pairOf(decision.slot).id;
            batch.before.insert({id, m_pairs.at(id)});
            apply(decision, batch);
            batch.after[id] = m_pairs.at(id);
        }
        batches.push_back(list.size());
        for (const auto& [id, pair] : batch.after) {
            decided.pairs.push_back(pair);
        }
        m_done.push_back(batch);
        m_undone.clear();
        done(decided);
        Q_EMIT changed();
    });
}

void FakeBackend::setReasons(SlotId id, const std::vector<std::string>& reasons, DecidedDone done)
{
    change([this, id, reasons, done] {
        if (failure) {
            done(fail(*failure));
            return;
        }
        reasonCalls.push_back(reasons);
        slot(id).reasons = reasons;
        workflow::Decided decided;
        decided.pairs = {pairOf(id)};
        done(decided);
    });
}

void FakeBackend::exclude(PairId id, Done<DecideReport> done)
{
    change([this, id, done] {
        if (failure) {
            done(fail(*failure));
            return;
        }
        excludedPairs.push_back(id);
        m_removed.insert(id);
        Batch batch;
        batch.removes = true;
        batch.before[id] = m_pairs.at(id);
        batch.after[id] = m_pairs.at(id);
        batch.events.push_back({"removal", id, Direction::Forward, "remove", false});
        m_done.push_back(batch);
        done(DecideReport{1, {}});
    });
}

void FakeBackend::undo(DecidedDone done)
{
    change([this, done] {
        ++undoCalls;
        if (m_done.empty()) {
            done(fail(ErrorCode::NotFound));
            return;
        }
        const Batch batch = m_done.back();
        m_done.pop_back();
        m_undone.push_back(batch);
        workflow::Decided decided;
        for (const auto& [id, pair] : batch.before) {
            m_pairs[id] = pair;
            m_removed.erase(id);
            decided.pairs.push_back(pair);
        }
        done(decided);
    });
}

void FakeBackend::redo(DecidedDone done)
{
    change([this, done] {
        if (m_undone.empty()) {
            done(fail(ErrorCode::NotFound));
            return;
        }
        const Batch batch = m_undone.back();
        m_undone.pop_back();
        m_done.push_back(batch);
        workflow::Decided decided;
        for (const auto& [id, pair] : batch.after) {
            m_pairs[id] = pair;
            if (batch.removes) {
                m_removed.insert(id);
            }
            decided.pairs.push_back(pair);
        }
        done(decided);
    });
}

QImage FakeBackend::draw(const ImageView& image) const
{
    if (image.path.starts_with("/photos/")) {
        QImage result(200, 250, QImage::Format_RGB32);
        result.fill(QColor::fromHsv(static_cast<int>(qHash(toQString(image.key)) % 360), 90, 200));
        return result;
    }
    return QImage(toQString(image.path)); // screenshots show real photos
}

QImage FakeBackend::findImage(const ImageView& image, int side)
{
    sides[image.name] = side;
    return findAnyImage(image);
}

QImage FakeBackend::findAnyImage(const ImageView& image)
{
    return m_loaded.contains(image.key) ? draw(image) : QImage();
}

void FakeBackend::requestImage(const ImageView& image, int /*side*/, QObject* context,
                               ImageDone done)
{
    const QPointer<QObject> guard(context);
    auto answer = [this, guard, image, done] {
        if (!guard) {
            return;
        }
        if (imageError) {
            done(fail(*imageError));
            return;
        }
        m_loaded.insert(image.key);
        const QImage drawn = draw(image);
        drawn.isNull() ? done(fail(ErrorCode::NotFound, {}, image.name)) : done(drawn);
    };
    if (holdImages) {
        m_heldImages.push_back(answer);
    } else {
        later(answer);
    }
}

void FakeBackend::prefetchImage(const ImageView& image, int /*side*/)
{
    prefetched.insert(image.name);
    if (!holdImages && !imageError) {
        m_loaded.insert(image.key);
    }
}

void FakeBackend::cancelImages(QObject* /*context*/)
{
    m_heldImages.clear();
}

} // namespace triptych::ui
