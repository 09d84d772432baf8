// SPDX-License-Identifier: GPL-3.0-or-later
// The pair's images in the view that is on. Zoom and pan are in image_pair_zoom.cpp.
#include "ui/review/image_pair_view.h"

#include "ui/convert.h"
#include "ui/review/difference_view.h"
#include "ui/review/round_trip_view.h"
#include "ui/review/swipe_view.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStackedLayout>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kPatienceMilliseconds = 250;
constexpr int kSettleMilliseconds = 120;
constexpr int kBlinkMilliseconds = 500; // 1 Hz, far from the 3 Hz that harm

} // namespace

ImagePairView::ImagePairView(ReviewBackend& backend, QWidget* parent)
    : QWidget(parent)
    , m_images(backend, this)
    , m_backend(backend)
{
    build();
    connect(&m_images, &PairImages::arrived, this, &ImagePairView::arrived);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMilliseconds);
    connect(&m_patience, &QTimer::timeout, this, &ImagePairView::present);
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMilliseconds);
    connect(&m_settle, &QTimer::timeout, this, &ImagePairView::load);
    m_blink.setInterval(kBlinkMilliseconds);
    connect(&m_blink, &QTimer::timeout, this, [this] {
        m_swapped = !m_swapped;
        refresh();
        retag();
    });
    retranslate();
}

void ImagePairView::build()
{
    m_stack = new QStackedLayout(this);
    m_sideBySide = new QWidget(this);
    auto* layout = new QHBoxLayout(m_sideBySide);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kTwo);
    for (std::size_t which = 0; which < m_panes.size(); ++which) {
        m_panes[which] = new ImagePane(m_sideBySide);
        layout->addWidget(m_panes[which], 1);
        connectSurface(*m_panes[which], which);
    }
    m_panes[0]->setObjectName(QStringLiteral("referencePane"));
    m_panes[1]->setObjectName(QStringLiteral("targetPane"));
    m_swipe = new SwipeView(this);
    connectSurface(*m_swipe, 0);
    m_difference = new DifferenceView(this);
    connectSurface(*m_difference, 0);
    m_roundTrip = new RoundTripView(this);
    for (std::size_t which = 0; which < m_panes.size(); ++which) {
        for (auto* pane : m_roundTrip->panes(which)) {
            connectSurface(*pane, which);
        }
    }
    m_stack->addWidget(m_sideBySide);
    m_stack->addWidget(m_swipe);
    m_stack->addWidget(m_difference);
    m_stack->addWidget(m_roundTrip);
}

void ImagePairView::connectSurface(ZoomSurface& surface, std::size_t which)
{
    connect(&surface, &ZoomSurface::panned, this,
            [this, which](QPointF by, bool alone) { pan(which, by, alone); });
    connect(&surface, &ZoomSurface::zoomed, this,
            [this, which](double by, QPointF at, bool alone) { zoomAt(which, by, at, alone); });
    connect(&surface, &ZoomSurface::doubleClicked, this,
            [this, which](QPointF at) { toggleZoomAt(which, at); });
    connect(&surface, &ZoomSurface::resized, this, [this] { m_settle.start(); });
}

void ImagePairView::retranslate()
{
    retag();
    m_swipe->retranslate();
    m_difference->retranslate();
    if (m_presented) {
        refresh();
    }
}

void ImagePairView::retag()
{
    m_panes[0]->setTag(m_swapped ? tr("target") : tr("reference"));
    m_panes[1]->setTag(tr("target"));
    for (std::size_t which = 0; which < m_panes.size(); ++which) {
        const QString role = which == 0 ? tr("reference image") : tr("target image");
        const QString name = toQString(m_images.side(which).image.name);
        const QString said = name.isEmpty() ? role : tr("%1: %2").arg(role, name);
        m_panes[which]->setAccessibleName(said);
        for (auto* pane : m_roundTrip->panes(which)) {
            pane->setAccessibleName(said);
        }
    }
}

void ImagePairView::setPair(const PairView& pair)
{
    setPair(pair, nullptr, {});
}

void ImagePairView::setPair(const PairView& pair, const PairView* mirror, const QString& language)
{
    m_roundTrip->setTexts(roundTripTexts(pair, mirror, fromQString(language)));
    if (m_images.holds(pair)) {
        if (m_presented) {
            Q_EMIT ready(); // only texts or states changed
        }
        return;
    }
    setBlinking(false);
    m_presented = false;
    m_images.set(pair);
    load();
    if (m_presented) {
        return;
    }
    if (judgeable()) {
        present();
    } else {
        m_patience.start();
    }
}

void ImagePairView::clear()
{
    m_patience.stop();
    m_settle.stop();
    setBlinking(false);
    m_images.clear();
    m_presented = true;
    m_zoom = {};
    m_offsets = {};
    m_actual = {1.0, 1.0};
    m_atActual = false;
    m_roundTrip->setTexts({});
    refresh();
    retag();
}

// Asks for what the view that is on needs; what is here already is shown.
void ImagePairView::load()
{
    bool shows = false;
    for (std::size_t which = 0; which < m_panes.size(); ++which) {
        const auto& image = m_images.side(which).image;
        // A pair that is not on screen yet is asked for as it will be: fitted, or 1:1.
        const double factor = m_presented  ? zoomOf(which).factor
                              : m_atActual ? actualFactor(which)
                                           : m_zoom.factor;
        shows = m_images.want(which, wantedSide(image, factor)) || shows;
    }
    if (m_presented && shows) {
        refresh();
    }
}

void ImagePairView::arrived(std::size_t /*which*/)
{
    if (m_presented) {
        refresh();
        Q_EMIT ready();
    } else if (judgeable()) {
        present();
    }
}

void ImagePairView::present()
{
    m_patience.stop();
    m_presented = true;
    m_offsets = {};
    m_actual = {1.0, 1.0};
    if (m_atActual) {
        m_zoom.factor = actualFactor(0);
        m_actual[1] = actualFactor(1) / m_zoom.factor;
    }
    keepInside();
    refresh();
    retag();
    Q_EMIT ready();
}

bool ImagePairView::overlaid() const
{
    return (m_mode == ViewMode::Swipe || m_mode == ViewMode::Difference) &&
           !m_images.side(0).pixels.isNull() && !m_images.side(1).pixels.isNull();
}

QString ImagePairView::badge(std::size_t which) const
{
    const auto& side = m_images.side(which);
    if (side.pixels.isNull()) {
        return {};
    }
    if (side.changed) {
        return tr("changed since it was imported");
    }
    return side.error ? imageErrorText(*side.error).what : QString();
}

void ImagePairView::showIn(ImagePane& pane, std::size_t which) const
{
    const auto& side = m_images.side(which);
    if (!side.pixels.isNull()) {
        pane.setImage(shown(which));
    } else if (side.error) {
        const auto text = imageErrorText(*side.error);
        const QString name = toQString(side.image.name);
        pane.setMessage(QStringLiteral("missing"),
                        name.isEmpty() ? text.what : tr("%1\n%2").arg(name, text.what),
                        text.remedy);
    } else if (!side.image.key.empty()) {
        pane.setLoading();
    } else {
        pane.setMessage({}, {}, {});
    }
    pane.setBadge(badge(which));
}

void ImagePairView::refresh()
{
    showIn(*m_panes[0], m_swapped ? 1 : 0);
    showIn(*m_panes[1], 1);
    const std::array both{shown(0), shown(1)};
    const QString worst = badge(0).isEmpty() ? badge(1) : badge(0);
    QWidget* page = m_sideBySide;
    if (overlaid()) {
        page = m_mode == ViewMode::Swipe ? static_cast<QWidget*>(m_swipe) : m_difference;
    } else if (m_mode == ViewMode::RoundTrip) {
        page = m_roundTrip;
    }
    m_stack->setCurrentWidget(page);
    // What is not seen holds no pixels.
    page == m_swipe ? m_swipe->setImages(both) : m_swipe->clear();
    page == m_difference ? m_difference->setImages(both) : m_difference->clear();
    m_swipe->setBadge(worst);
    m_difference->setBadge(worst);
    for (std::size_t which = 0; which < both.size(); ++which) {
        for (auto* pane : m_roundTrip->panes(which)) {
            page == m_roundTrip ? showIn(*pane, which) : pane->setMessage({}, {}, {});
        }
    }
}

void ImagePairView::prefetch(const PairView& pair)
{
    for (const auto* image : {&pair.reference, &pair.target}) {
        if (!image->path.empty()) {
            m_backend.prefetchImage(*image, wantedSide(*image, 1.0));
        }
    }
}

void ImagePairView::setMode(ViewMode mode)
{
    setBlinking(false);
    if (mode == m_mode) {
        return;
    }
    m_mode = mode;
    if (m_presented) {
        applyZoom();
        refresh();
    }
    load();
    Q_EMIT modeChanged(mode);
}

void ImagePairView::cycleMode()
{
    const auto at = static_cast<std::size_t>(m_mode);
    setMode(kViewModes[(at + 1) % kViewModes.size()]);
}

void ImagePairView::toggleBlink()
{
    if (m_blink.isActive()) {
        setBlinking(false);
    } else if (m_presented && judgeable() && !m_images.side(1).image.key.empty()) {
        setMode(ViewMode::SideBySide);
        setBlinking(true);
    }
}

void ImagePairView::setBlinking(bool on)
{
    if (on == m_blink.isActive()) {
        return;
    }
    on ? m_blink.start() : m_blink.stop();
    m_swapped = on;
    if (m_presented) {
        refresh();
    }
    retag();
    Q_EMIT blinkChanged(on);
}

void ImagePairView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
