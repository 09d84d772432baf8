// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page: its parts, and what they show.
#include "ui/review/review_page.h"

#include "ui/convert.h"
#include "ui/review/image_pair_view.h"
#include "ui/review/key_legend.h"
#include "ui/review/note_bar.h"
#include "ui/review/reason_bar.h"
#include "ui/review/recent_strip.h"
#include "ui/review/review_header.h"
#include "ui/review/save_banner.h"
#include "ui/review/text_row.h"
#include "ui/review/toast.h"
#include "ui/settings/settings.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kThumbSide = 128; // device pixels, of recent decisions

} // namespace

ReviewPage::ReviewPage(std::unique_ptr<ReviewBackend> backend, Settings* settings, QWidget* parent)
    : QWidget(parent)
    , m_backend(std::move(backend))
    , m_settings(settings)
    , m_queue(std::make_unique<ReviewQueue>(*m_backend))
{
    setObjectName(QStringLiteral("reviewPage"));
    setAccessibleName(tr("Review"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled, false); // a Japanese one would swallow the letters
    build();
    buildFloating();
    connectQueue();
    connectWidgets();
    m_prefetch.setSingleShot(true);
    m_prefetch.setInterval(0);
    connect(&m_prefetch, &QTimer::timeout, this, &ReviewPage::prefetch);
    if (m_backend->isOpen()) {
        openQueue({});
    }
}

ReviewPage::~ReviewPage()
{
    // The queue's own signals must not reach widgets that are going.
    m_queue->disconnect(this);
    m_queue->window().disconnect(this);
    m_backend->cancelImages(this);
}

void ReviewPage::build()
{
    m_stack = new QStackedLayout(this);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_empty = new EmptyQueue(this);
    m_review = new QWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_review);
    auto* column = new QVBoxLayout(m_review);
    column->setContentsMargins(space::kThree, space::kTwo, space::kThree, space::kOne);
    column->setSpacing(space::kOneHalf);
    m_header = new ReviewHeader(m_review);
    m_banner = new SaveBanner(m_review);
    m_images = new ImagePairView(*m_backend, m_review);
    m_forward = new TextRow(Direction::Forward, m_review);
    m_forward->setObjectName(QStringLiteral("forwardRow"));
    m_reverse = new TextRow(Direction::Reverse, m_review);
    m_reverse->setObjectName(QStringLiteral("reverseRow"));
    m_recent = new RecentStrip(m_review);
    m_gap = new QWidget(m_review);
    m_gap->hide();
    m_legend = new KeyLegend(m_keys, m_review);
    column->addWidget(m_header);
    column->addWidget(m_banner);
    column->addWidget(m_images, 1);
    column->addWidget(m_forward);
    column->addWidget(m_reverse);
    column->addWidget(m_recent);
    column->addWidget(m_gap);
    column->addWidget(m_legend);
}

void ReviewPage::buildFloating()
{
    m_reasons = new ReasonBar(this, m_reverse);
    m_note = new NoteBar(this, m_reverse);
    m_toast = new Toast(this, m_images);
    m_overlay = new KeyOverlay(m_keys, this);
}

void ReviewPage::connectQueue()
{
    auto* queue = m_queue.get();
    connect(queue, &ReviewQueue::moved, this, &ReviewPage::showCurrent);
    connect(queue, &ReviewQueue::pairChanged, this, &ReviewPage::showCurrent);
    connect(queue, &ReviewQueue::focusChanged, this, &ReviewPage::refreshRows);
    connect(queue, &ReviewQueue::countsChanged, this, &ReviewPage::refreshHeader);
    connect(queue, &ReviewQueue::recentChanged, this, &ReviewPage::refreshRecent);
    connect(queue, &ReviewQueue::rejectionChanged, this, &ReviewPage::refreshReasons);
    connect(queue, &ReviewQueue::ended, this, &ReviewPage::showEmpty);
    connect(queue, &ReviewQueue::refusedAct, this, &ReviewPage::sayRefusal);
    connect(queue, &ReviewQueue::lost, this, &ReviewPage::keepLost);
    connect(queue, &ReviewQueue::notSaved, m_banner, &SaveBanner::tell);
    connect(queue, &ReviewQueue::savedAgain, this, [this] {
        m_banner->hide();
        m_toast->say(tr("All decisions are saved again"));
    });
    connect(queue, &ReviewQueue::tookBack, this, [this](PairId pair, const QString& kind) {
        sayAbout(kind.isEmpty() ? tr("Taken back")
                                : tr("Taken back: %1").arg(eventWord(fromQString(kind))),
                 m_queue->window().view(pair), ReviewAction::Redo);
    });
    connect(queue, &ReviewQueue::restored, this, [this](PairId pair) {
        sayAbout(tr("Done again"), m_queue->window().view(pair), ReviewAction::Undo);
    });
    connect(queue, &ReviewQueue::excluded, this, [this](const PairView& pair) {
        sayAbout(tr("Pair excluded"), &pair, ReviewAction::Undo);
    });
    connect(queue, &ReviewQueue::noted, this, [this] { m_toast->say(tr("Note saved")); });
    connect(&queue->window(), &PairWindow::viewChanged, this, [this] { m_prefetch.start(); });
}

void ReviewPage::connectWidgets()
{
    connect(m_backend.get(), &ReviewBackend::opened, this, [this] {
        m_drafts.clear();
        openQueue({});
    });
    connect(m_backend.get(), &ReviewBackend::closed, this, [this] {
        m_where.clear();
        m_queue->clear();
        showEmpty();
    });
    connect(m_images, &ImagePairView::ready, this, &ReviewPage::render);
    connectRow(*m_forward);
    connectRow(*m_reverse);
    connect(m_header, &ReviewHeader::filterCleared, this, [this] { showQueue({}); });
    connect(m_banner, &SaveBanner::retryRequested, &m_queue->sender(), &DecisionSender::retryNow);
    connect(m_recent, &RecentStrip::opened, this, &ReviewPage::showPair);
    connect(m_legend, &KeyLegend::triggered, this, &ReviewPage::act);
    connect(m_legend, &KeyLegend::acceptEditRequested, this, &ReviewPage::acceptEdit);
    connect(m_legend, &KeyLegend::leaveEditRequested, this, &ReviewPage::leaveEdit);
    connect(m_legend, &KeyLegend::revertEditRequested, this, [this] {
        if (m_editing) {
            m_editing->revertEdit();
        }
    });
    connect(m_reasons, &ReasonBar::toggled, m_queue.get(), &ReviewQueue::toggleReason);
    connect(m_note, &NoteBar::accepted, m_queue.get(), &ReviewQueue::note);
    const auto takeFocus = [this] { setFocus(Qt::OtherFocusReason); };
    connect(m_note, &NoteBar::closed, this, takeFocus);
    connect(m_overlay, &KeyOverlay::closed, this, takeFocus);
    connect(m_empty, &EmptyQueue::importRequested, this, &ReviewPage::importRequested);
    connect(m_empty, &EmptyQueue::makePairsRequested, this, &ReviewPage::makePairsRequested);
    connect(m_empty, &EmptyQueue::writeTextsRequested, this, &ReviewPage::writeTextsRequested);
    connect(m_empty, &EmptyQueue::wholeQueueRequested, this, [this] { showQueue({}); });
    connect(m_empty, &EmptyQueue::undoRequested, m_queue.get(), &ReviewQueue::undo);
    if (m_settings) {
        connect(m_settings, &Settings::changed, this, [this](SettingKey key) {
            if (key == SettingKey::BothOrders && m_backend->isOpen()) {
                openQueue(m_queue->window().currentId());
            }
        });
    }
}

void ReviewPage::connectRow(TextRow& row)
{
    auto* one = &row;
    const auto mark = [this, one] { m_queue->focus(one->direction()); };
    connect(one, &TextRow::clicked, this, [this, mark] {
        if (!m_editing) {
            mark();
            setFocus(Qt::MouseFocusReason);
        }
    });
    connect(one, &TextRow::focusedByTab, this, mark);
    connect(one, &TextRow::editRequested, this, [this, mark] {
        mark();
        act(ReviewAction::Edit);
    });
    connect(one, &TextRow::editAccepted, this, &ReviewPage::acceptEdit);
    connect(one, &TextRow::editLeft, this, &ReviewPage::leaveEdit);
    connect(one, &TextRow::typed, this, [this] { m_queue->noteActivity(); });
    connect(one, &TextRow::lineBreakRefused, this, [this] {
        m_toast->say(tr("A text is one line"), {}, tr("Ctrl+Enter"), tr("accepts the edit"));
    });
    connect(one, &TextRow::grownBy, this, [this](int pixels) {
        // The strip gives its room to the line of changes, so that the images do not move.
        m_recent->setVisible(pixels == 0);
        m_gap->setVisible(pixels > 0);
        m_gap->setFixedHeight(std::max(0, RecentStrip::kHeight - pixels));
    });
}

void ReviewPage::openQueue(PairId first)
{
    workflow::Snapshot snapshot;
    snapshot.where = fromQString(m_where);
    snapshot.oneOrderOnly = !m_settings || !m_settings->value(SettingKey::BothOrders).toBool();
    m_queue->open(snapshot, first);
}

void ReviewPage::showPair(PairId pair)
{
    if (m_queue->window().known()) {
        m_queue->show(pair);
    } else {
        openQueue(pair);
    }
    setFocus(Qt::OtherFocusReason);
}

void ReviewPage::showQueue(const QString& where)
{
    m_where = where.trimmed();
    openQueue({});
    setFocus(Qt::OtherFocusReason);
}

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
    if (m_editing && m_shown != pair->id) {
        leaveEdit();
    }
    m_images->setPair(*pair);
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
    leaveEdit();
    m_shown = {};
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
    return direction == Direction::Forward ? *m_forward : *m_reverse;
}

void ReviewPage::refreshRows()
{
    const auto* pair = m_queue->current();
    if (!pair || pair->id != m_shown) {
        return;
    }
    for (const auto direction : {Direction::Forward, Direction::Reverse}) {
        const auto* slot = m_queue->slot(*pair, direction);
        row(direction).setSlot(slot, slot && m_queue->saving(slot->id),
                               slot && m_drafts.contains(slot->id.value));
        row(direction).setMarked(m_queue->focused() == direction);
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
    if (!m_queue->hasRejection() || m_editing) {
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

void ReviewPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Review"));
        refreshHeader();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
