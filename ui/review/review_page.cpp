// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page: its parts, and how they are joined.
#include "ui/review/review_page.h"

#include "ui/convert.h"
#include "ui/review/evidence_line.h"
#include "ui/review/image_pair_view.h"
#include "ui/review/key_legend.h"
#include "ui/review/note_bar.h"
#include "ui/review/reason_bar.h"
#include "ui/review/recent_strip.h"
#include "ui/review/review_header.h"
#include "ui/review/save_banner.h"
#include "ui/review/side/standing_note.h"
#include "ui/review/side_desk.h"
#include "ui/review/text_desk.h"
#include "ui/review/text_row.h"
#include "ui/review/toast.h"
#include "ui/review/view_switch.h"
#include "ui/settings/settings.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace triptych::ui {

namespace {

// As SettingKey::ReviewView keeps them.
constexpr std::array<std::pair<ViewMode, const char*>, 4> kViewNames{
    {{ViewMode::SideBySide, "side"},
     {ViewMode::Swipe, "swipe"},
     {ViewMode::Difference, "difference"},
     {ViewMode::RoundTrip, "roundtrip"}}};

QString viewModeName(ViewMode mode)
{
    const auto* found = std::find_if(kViewNames.begin(), kViewNames.end(),
                                     [mode](const auto& one) { return one.first == mode; });
    return QLatin1String(found == kViewNames.end() ? "side" : found->second);
}

ViewMode viewModeFrom(const QString& name)
{
    const auto* found = std::find_if(kViewNames.begin(), kViewNames.end(), [&](const auto& one) {
        return name == QLatin1String(one.second);
    });
    return found == kViewNames.end() ? ViewMode::SideBySide : found->first;
}

} // namespace

ReviewPage::ReviewPage(std::unique_ptr<ReviewBackend> backend, Settings* settings, QWidget* parent,
                       std::unique_ptr<ReviewAids> aids)
    : QWidget(parent)
    , m_backend(std::move(backend))
    , m_aids(std::move(aids))
    , m_settings(settings)
    , m_keeper(settings)
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
    connectDesks();
    connectSettings();
    refreshViews();
    m_prefetch.setSingleShot(true);
    m_prefetch.setInterval(0);
    connect(&m_prefetch, &QTimer::timeout, this, &ReviewPage::prefetch);
    if (m_backend->isOpen()) {
        startProject();
    }
}

ReviewPage::~ReviewPage()
{
    // What is typed is kept. The desks and the widgets that speak to them go before what they use.
    m_texts->leaveEdit();
    delete m_texts;
    delete m_sides;
    // The queue's own signals must not reach widgets that are going.
    m_queue->disconnect(this);
    m_queue->window().disconnect(this);
    m_queue->sender().disconnect(this);
    m_backend->cancelImages(this);
    delete m_review;
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
    auto* pictures = new QHBoxLayout;
    pictures->setSpacing(space::kTwo);
    m_images = new ImagePairView(*m_backend, m_review);
    m_side = new SidePanel(m_review);
    pictures->addWidget(m_images, 1);
    pictures->addWidget(m_side);
    m_views = new ViewSwitch(m_header);
    m_header->setCorner(m_views);
    m_standing = new StandingNote(m_review);
    m_forward = new TextRow(Direction::Forward, m_review);
    m_forward->setObjectName(QStringLiteral("forwardRow"));
    m_reverse = new TextRow(Direction::Reverse, m_review);
    m_reverse->setObjectName(QStringLiteral("reverseRow"));
    m_evidence = new EvidenceLine(m_review);
    m_recent = new RecentStrip(m_review);
    m_gap = new QWidget(m_review);
    m_gap->hide();
    m_legend = new KeyLegend(m_keys, m_review);
    m_texts = new TextDesk(*m_queue, m_aids.get(), *m_forward, *m_reverse, this);
    m_sides = new SideDesk(m_aids.get(), *m_side, this);
    column->addWidget(m_header);
    column->addWidget(m_banner);
    column->addLayout(pictures, 1);
    column->addWidget(m_standing);
    column->addWidget(m_forward);
    column->addWidget(m_reverse);
    column->addWidget(m_evidence);
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
    connect(&queue->window(), &PairWindow::viewChanged, this, [this](PairId id) {
        m_prefetch.start();
        const auto* pair = m_queue->current();
        if (pair && pair->mirror == id) {
            showCurrent(); // the round trip was waiting for it
        }
    });
}

void ReviewPage::connectWidgets()
{
    connect(m_backend.get(), &ReviewBackend::opened, this, &ReviewPage::startProject);
    connect(m_backend.get(), &ReviewBackend::closed, this, [this] {
        m_where.clear();
        m_texts->close();
        m_sides->close();
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
    connect(m_legend, &KeyLegend::acceptEditRequested, m_texts, &TextDesk::acceptEdit);
    connect(m_legend, &KeyLegend::leaveEditRequested, m_texts, &TextDesk::leaveEdit);
    connect(m_legend, &KeyLegend::revertEditRequested, m_texts, &TextDesk::revertEdit);
    connect(m_reasons, &ReasonBar::toggled, m_queue.get(), &ReviewQueue::toggleReason);
    connect(m_reasons, &ReasonBar::editRequested, this, [this] { showSide(Side::Reasons); });
    connect(m_note, &NoteBar::accepted, m_queue.get(), &ReviewQueue::note);
    const auto takeFocus = [this] { setFocus(Qt::OtherFocusReason); };
    connect(m_note, &NoteBar::closed, this, takeFocus);
    connect(m_overlay, &KeyOverlay::closed, this, takeFocus);
    connect(m_empty, &EmptyQueue::importRequested, this, &ReviewPage::importRequested);
    connect(m_empty, &EmptyQueue::makePairsRequested, this, &ReviewPage::makePairsRequested);
    connect(m_empty, &EmptyQueue::writeTextsRequested, this, &ReviewPage::writeTextsRequested);
    connect(m_empty, &EmptyQueue::wholeQueueRequested, this, [this] { showQueue({}); });
    connect(m_empty, &EmptyQueue::undoRequested, m_queue.get(), &ReviewQueue::undo);
}

void ReviewPage::connectDesks()
{
    connect(m_texts, &TextDesk::editingChanged, this, &ReviewPage::editingChanged);
    connect(m_texts, &TextDesk::refused, this, &ReviewPage::sayRefusal);
    connect(m_texts, &TextDesk::noAlternative, this,
            [this] { m_toast->say(tr("This direction has no other text")); });
    connect(m_texts, &TextDesk::draftNotSaved, this, [this] {
        m_toast->say(tr("The draft could not be saved; it stays here until the window closes"));
    });
    connect(m_sides, &SideDesk::reasonsChanged, this, [this] {
        std::vector<std::string> ids;
        for (const auto& reason : m_sides->reasons()) {
            ids.push_back(reason.id);
        }
        m_queue->setReasonIds(std::move(ids));
        m_reasons->setReasonList(m_sides->reasons());
        m_forward->setReasonList(m_sides->reasons());
        m_reverse->setReasonList(m_sides->reasons());
        refreshReasons();
    });
    connect(m_sides, &SideDesk::standing, m_standing, &StandingNote::setStanding);
    connect(m_sides, &SideDesk::corrected, this, [this](const QString& attribute) {
        m_toast->say(tr("%1 corrected; texts that used it are marked as stale").arg(attribute), {},
                     m_keys.keysOf(ReviewAction::Undo).value(0), actionWord(ReviewAction::Undo));
        m_queue->window().refetch();
    });
    connect(m_sides, &SideDesk::failed, this,
            [this](const Error& error) { m_toast->say(errorText(error).what); });
    connect(m_side, &SidePanel::left, this, [this] { setFocus(Qt::OtherFocusReason); });
    connect(m_header, &ReviewHeader::paceRequested, this, [this] { m_sides->toggle(Side::Pace); });
    connect(m_views, &ViewSwitch::modeChosen, m_images, &ImagePairView::setMode);
    connect(m_views, &ViewSwitch::blinkToggled, m_images, &ImagePairView::toggleBlink);
    connect(m_images, &ImagePairView::modeChanged, this, &ReviewPage::refreshViews);
    connect(m_images, &ImagePairView::blinkChanged, this, &ReviewPage::refreshViews);
    connect(&m_watch, &PaceWatch::tooFast, this, [this](int count, int seconds) {
        if (!m_settings || m_settings->value(SettingKey::FastWarning).toBool()) {
            m_toast->say(
                tr("%n accepted in a row within %1 s. Time for a second look?", nullptr, count)
                    .arg(seconds));
        }
    });
    connect(m_queue.get(), &ReviewQueue::judged, this,
            [this](workflow::Act act, std::int64_t milliseconds, int characters) {
                m_watch.note(act == workflow::Act::Accept ? PaceWatch::Verdict::Accept
                                                          : PaceWatch::Verdict::Other,
                             milliseconds, characters);
            });
}

void ReviewPage::connectSettings()
{
    connect(&m_keeper, &KeyMapKeeper::changed, this, [this] {
        m_legend->refresh();
        refreshViews();
    });
    if (!m_settings) {
        return;
    }
    m_images->setMode(viewModeFrom(m_settings->value(SettingKey::ReviewView).toString()));
    m_side->open(sideFrom(m_settings->value(SettingKey::ReviewSide).toString()));
    connect(m_images, &ImagePairView::modeChanged, this, [this] {
        m_settings->setValue(SettingKey::ReviewView, viewModeName(m_images->mode()));
    });
    connect(m_side, &SidePanel::sideChanged, this,
            [this](Side side) { m_settings->setValue(SettingKey::ReviewSide, sideName(side)); });
    connect(m_settings, &Settings::changed, this, [this](SettingKey key) {
        if (key == SettingKey::ShowEvidence) {
            refreshEvidence();
        } else if (!m_backend->isOpen()) {
            return;
        } else if (key == SettingKey::BothOrders) {
            openQueue(m_queue->window().currentId());
        } else if (key == SettingKey::BlindPass || key == SettingKey::Spelling) {
            startProject();
        }
    });
}

void ReviewPage::connectRow(TextRow& row)
{
    auto* one = &row;
    const auto mark = [this, one] { m_queue->focus(one->direction()); };
    connect(one, &TextRow::clicked, this, [this, mark] {
        if (!m_texts->editing()) {
            mark();
            setFocus(Qt::MouseFocusReason);
        }
    });
    connect(one, &TextRow::focusedByTab, this, mark);
    connect(one, &TextRow::lineBreakRefused, this, [this] {
        m_toast->say(tr("A text is one line"), {}, tr("Ctrl+Enter"), tr("accepts the edit"));
    });
    connect(one, &TextRow::said, this, [this](const QString& words) { m_toast->say(words); });
    connect(one, &TextRow::grownBy, this, [this](int pixels) {
        // The strip gives its room to the line of changes, so that the images do not move.
        m_recent->setVisible(pixels == 0);
        m_gap->setVisible(pixels > 0);
        m_gap->setFixedHeight(std::max(0, RecentStrip::kHeight - pixels));
    });
}

void ReviewPage::startProject()
{
    const bool blind = m_settings && m_settings->value(SettingKey::BlindPass).toBool();
    const bool spelling = !m_settings || m_settings->value(SettingKey::Spelling).toBool();
    m_backend->setBlind(blind);
    m_header->setBlind(blind);
    m_standing->setBlind(blind);
    m_watch.reset();
    m_texts->open(spelling, blind);
    m_sides->open(m_backend->writable(), blind);
    openQueue(m_queue->window().currentId());
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
    Q_EMIT queueChanged(m_where);
    setFocus(Qt::OtherFocusReason);
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
