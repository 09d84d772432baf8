// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page: what its parts show.
#include "ui/convert.h"
#include "ui/review/evidence_line.h"
#include "ui/review/image_pair_view.h"
#include "ui/review/reason_bar.h"
#include "ui/review/recent_strip.h"
#include "ui/review/review_header.h"
#include "ui/review/review_page.h"
#include "ui/review/side_desk.h"
#include "ui/review/text_desk.h"
#include "ui/review/text_row.h"
#include "ui/review/view_switch.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"

#include <QStackedLayout>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kThumbSide = 128; // device pixels, of recent decisions

} // namespace

void ReviewPage::showCurrent()
{
    const auto& window = m_queue->window();
    if (!window.currentId().valid()) {
        showEmpty();
        return;
    }
    const auto* pair = m_queue->current();
    if (!pair) {
        return; // the old frame stays until the pair is here
    }
    if (m_texts->editing() && m_shown != pair->id) {
        m_texts->leaveEdit();
    }
    wantMirror(*pair);
    m_images->setPair(*pair, window.view(pair->mirror), m_backend->language());
}

void ReviewPage::render()
{
    const auto* pair = m_queue->current();
    if (!pair) {
        return;
    }
    const bool another = m_shown != pair->id;
    m_shown = pair->id;
    m_stack->setCurrentWidget(m_review);
    refreshRows();
    refreshHeader();
    m_sides->show(pair);
    m_recent->setNames(
        tr("%1  →  %2").arg(toQString(pair->reference.name), toQString(pair->target.name)));
    m_prefetch.start();
    if (another) {
        Q_EMIT pairShown(m_shown);
    }
}

void ReviewPage::showEmpty()
{
    using Reason = EmptyQueue::Reason;
    const auto& window = m_queue->window();
    if (window.currentId().valid()) {
        return;
    }
    m_texts->leaveEdit();
    m_shown = {};
    m_sides->show(nullptr);
    const auto& progress = m_queue->progress();
    Reason reason = Reason::Asking;
    if (!window.known() || window.count() > 0 || !progress) {
        reason = Reason::Asking;
    } else if (progress->stats.images == 0) {
        reason = Reason::NoImages;
    } else if (progress->stats.pairs == 0) {
        reason = Reason::NoPairs;
    } else if (!m_where.isEmpty()) {
        reason = Reason::NoMatch;
    } else if (progress->pace.decided == 0 && progress->pace.left == 0) {
        reason = Reason::NoTexts;
    } else {
        reason = Reason::Done;
    }
    if (reason == Reason::Asking && m_stack->currentWidget() == m_review) {
        return; // the last frame stays while the end of the queue is asked about
    }
    m_images->clear();
    m_empty->setReason(reason);
    m_stack->setCurrentWidget(m_empty);
}

TextRow& ReviewPage::row(Direction direction) const
{
    return m_texts->row(direction);
}

void ReviewPage::refreshRows()
{
    const auto* pair = m_queue->current();
    if (pair && pair->id == m_shown) {
        m_texts->show(*pair);
        refreshEvidence();
    }
}

void ReviewPage::refreshEvidence()
{
    // A blind pass is judged without machines too.
    const bool shown = !m_backend->blind() &&
                       (!m_settings || m_settings->value(SettingKey::ShowEvidence).toBool());
    m_evidence->setVisible(shown);
    const auto* pair = m_queue->current();
    if (shown && pair) {
        m_evidence->setSlots(m_queue->slot(*pair, Direction::Forward),
                             m_queue->slot(*pair, Direction::Reverse));
    }
}

void ReviewPage::refreshViews()
{
    m_views->setMode(m_images->mode());
    m_views->setBlinking(m_images->blinking());
    m_views->setKeys(m_keys.keysOf(ReviewAction::CycleView).value(0),
                     m_keys.keysOf(ReviewAction::Blink).value(0));
    if (const auto* pair = m_queue->current()) {
        wantMirror(*pair);
    }
}

void ReviewPage::wantMirror(const PairView& pair)
{
    auto& window = m_queue->window();
    if (pair.mirror.valid() && m_images->mode() == ViewMode::RoundTrip &&
        !window.view(pair.mirror)) {
        window.want({pair.mirror}); // its texts say the same, the other way round
    }
}

void ReviewPage::refreshHeader()
{
    const auto& window = m_queue->window();
    const auto* pair = window.view(m_shown);
    HeaderFacts facts;
    facts.category = pair ? toQString(pair->category) : QString();
    facts.position = window.currentId().valid() ? window.position() + 1 : 0;
    facts.count = window.count();
    facts.left = m_queue->left();
    facts.filter = m_where;
    if (const auto& progress = m_queue->progress()) {
        facts.perHour = progress->pace.perHour;
        facts.today = progress->pace.today;
        StateCounts counts = progress->stats.forward;
        for (std::size_t i = 0; i < counts.of.size(); ++i) {
            counts.of[i] += progress->stats.reverse.of[i];
        }
        m_header->setCounts(counts);
        m_sides->setProgress(progress->pace, counts);
    }
    m_header->setFacts(facts);
    if (m_stack->currentWidget() == m_empty) {
        showEmpty(); // figures decide what is said
    }
}

void ReviewPage::refreshRecent()
{
    std::vector<RecentStrip::Item> items;
    for (const auto& recent : m_queue->recent()) {
        RecentStrip::Item item;
        item.pair = recent.pair;
        item.state = recent.state;
        if (const auto* pair = m_queue->window().view(recent.pair)) {
            const auto* slot = m_queue->slot(*pair, Direction::Forward);
            item.what =
                slot && slot->text ? toQString(slot->text->body) : toQString(pair->target.name);
            item.image = m_backend->findAnyImage(pair->target);
            if (item.image.isNull() && !pair->target.path.empty()) {
                m_backend->requestImage(pair->target, kThumbSide, this,
                                        [this](const Result<QImage>& image) {
                                            if (image) {
                                                refreshRecent();
                                            }
                                        });
            }
        }
        items.push_back(std::move(item));
    }
    m_recent->setItems(items);
}

void ReviewPage::refreshReasons()
{
    if (!m_queue->hasRejection() || m_texts->editing()) {
        if (m_reasons->isVisible()) {
            m_reasons->hide();
            m_gap->hide();
        }
        return;
    }
    m_reasons->setReasons(m_queue->rejectionReasons(), m_queue->rejectedDirections());
    m_reasons->show();
    makeRoomForReasons();
}

void ReviewPage::makeRoomForReasons()
{
    // In a narrow window the reasons take more lines than the strip and the keys: the texts that
    // are judged go up instead of being covered.
    m_reasons->place();
    const int bottom = m_reverse->mapTo(this, QPoint(0, m_reverse->height())).y() +
                       (m_gap->isVisible() ? m_gap->height() + space::kOneHalf : 0);
    const int covered = bottom + space::kHalf - m_reasons->y();
    if (m_stack->currentWidget() == m_review && covered > 0) {
        m_gap->setFixedHeight(std::max(0, covered - space::kOneHalf));
        m_gap->show();
    } else {
        m_gap->hide();
    }
}

void ReviewPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_reasons->isVisible()) {
        makeRoomForReasons();
    }
}

void ReviewPage::prefetch()
{
    for (const PairId id : m_queue->window().around(kPrefetch)) {
        if (const auto* pair = m_queue->window().view(id)) {
            m_images->prefetch(*pair);
        }
    }
}

} // namespace triptych::ui
