// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page's backend: questions on the reader lanes, changes on the writer lane.
#include "ui/review/session_backend.h"

#include "ui/convert.h"
#include "ui/images/image_cache.h"
#include "ui/jobs/project_session.h"

namespace triptych::ui {

namespace {

// Channels of ProjectSession::read, one a kind of question.
constexpr int kQueueChannel = 1;
constexpr int kRecentChannel = 2;
constexpr int kProgressChannel = 3;

Result<ReviewProgress> readProgress(workflow::Project& project, const std::string& reviewer)
{
    auto stats = workflow::stats(project);
    if (!stats) {
        return fail(stats);
    }
    auto pace = workflow::pace(project, reviewer);
    if (!pace) {
        return fail(pace);
    }
    return ReviewProgress{std::move(*stats), *pace};
}

} // namespace

SessionBackend::SessionBackend(const PageContext& context, QObject* parent)
    : ReviewBackend(parent)
    , m_context(context)
{
    connect(context.session, &ProjectSession::opened, this, &ReviewBackend::opened);
    connect(context.session, &ProjectSession::closed, this, &ReviewBackend::closed);
    connect(context.session, &ProjectSession::projectChanged, this, &ReviewBackend::changed);
    connect(context.session, &ProjectSession::reviewerChanged, this, &ReviewBackend::changed);
}

bool SessionBackend::isOpen() const
{
    return m_context.session->isOpen();
}

bool SessionBackend::writable() const
{
    return m_context.session->writable();
}

bool SessionBackend::blind() const
{
    return m_context.session->blind();
}

void SessionBackend::setBlind(bool blind)
{
    m_context.session->setBlind(blind);
}

QString SessionBackend::language() const
{
    return m_context.session->language();
}

void SessionBackend::queue(const workflow::Snapshot& snapshot, Done<std::vector<PairId>> done)
{
    m_context.session->read<std::vector<PairId>>(
        this, kQueueChannel,
        [asked = snapshot,
         view = m_context.session->viewFor()](workflow::Project& project) mutable {
            asked.blind = view.blind;
            return workflow::reviewQueue(project, asked);
        },
        std::move(done));
}

void SessionBackend::fetch(const std::vector<PairId>& ids, Done<std::vector<PairView>> done)
{
    m_context.session->read<std::vector<PairView>>(
        this, 0,
        [ids, view = m_context.session->viewFor()](workflow::Project& project) {
            return workflow::fetchPairs(project, ids, view);
        },
        std::move(done));
}

void SessionBackend::recent(int count, Done<std::vector<workflow::RecentDecision>> done)
{
    m_context.session->read<std::vector<workflow::RecentDecision>>(
        this, kRecentChannel,
        [count, reviewer = fromQString(m_context.session->reviewer())](workflow::Project& project) {
            return workflow::recentDecisions(project, reviewer, count);
        },
        std::move(done));
}

void SessionBackend::progress(Done<ReviewProgress> done)
{
    m_context.session->read<ReviewProgress>(
        this, kProgressChannel,
        [reviewer = fromQString(m_context.session->reviewer())](workflow::Project& project) {
            return readProgress(project, reviewer);
        },
        std::move(done));
}

void SessionBackend::decide(const std::vector<workflow::Decision>& decisions, DecidedDone done)
{
    m_context.session->decide(this, decisions, std::move(done));
}

void SessionBackend::setReasons(SlotId slot, const std::vector<std::string>& reasons,
                                DecidedDone done)
{
    m_context.session->setReasons(this, slot, reasons, std::move(done));
}

void SessionBackend::exclude(PairId pair, Done<DecideReport> done)
{
    m_context.session->write<DecideReport>(
        this,
        [pair, reviewer = fromQString(m_context.session->reviewer())](workflow::Project& project) {
            return workflow::removePairs(project, reviewer, {pair}, "wrong-photo");
        },
        std::move(done));
}

void SessionBackend::undo(DecidedDone done)
{
    m_context.session->undo(this, std::move(done));
}

void SessionBackend::redo(DecidedDone done)
{
    m_context.session->redo(this, std::move(done));
}

QImage SessionBackend::findImage(const ImageView& image, int side)
{
    return m_context.images->find(image, side);
}

QImage SessionBackend::findAnyImage(const ImageView& image)
{
    return m_context.images->findAny(image);
}

void SessionBackend::requestImage(const ImageView& image, int side, QObject* context,
                                  ImageDone done)
{
    m_context.images->request(image, side, context, std::move(done));
}

void SessionBackend::prefetchImage(const ImageView& image, int side)
{
    m_context.images->prefetch(image, side);
}

void SessionBackend::cancelImages(QObject* context)
{
    m_context.images->cancel(context);
}

bool SessionBackend::imageChanged(const ImageView& image) const
{
    return m_context.images->changed(image);
}

} // namespace triptych::ui
