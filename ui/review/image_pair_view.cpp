// SPDX-License-Identifier: GPL-3.0-or-later
// Reference and target side by side.
#include "ui/review/image_pair_view.h"

#include "ui/convert.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>

#include <algorithm>
#include <cmath>

namespace triptych::ui {

namespace {

constexpr int kPatienceMilliseconds = 250;
constexpr int kSettleMilliseconds = 120;
constexpr int kBlinkMilliseconds = 500; // 1 Hz, far from the 3 Hz that harm
constexpr double kLargestFactor = 16.0;
constexpr double kSmallestStep = 2.0; // zoom of an image that is small already

} // namespace

ImagePairView::ImagePairView(ReviewBackend& backend, QWidget* parent)
    : QWidget(parent)
    , m_backend(backend)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kTwo);
    for (auto*& pane : m_panes) {
        pane = new ImagePane(this);
        layout->addWidget(pane, 1);
        connect(pane, &ImagePane::panned, this, [this, pane](QPointF by, bool alone) {
            if (alone) {
                pane->nudge(by);
            } else {
                setZoom(m_zoom.factor, m_zoom.centre + by);
            }
        });
        connect(pane, &ImagePane::zoomed, this, [this](double by, QPointF at) {
            const double factor = std::clamp(m_zoom.factor * by, 1.0, kLargestFactor);
            // What is under the pointer stays there.
            setZoom(factor, at + (m_zoom.centre - at) * (m_zoom.factor / factor));
        });
        connect(pane, &ImagePane::doubleClicked, this, &ImagePairView::toggleZoom);
        connect(pane, &ImagePane::resized, this, [this] { m_settle.start(); });
    }
    m_panes[0]->setObjectName(QStringLiteral("referencePane"));
    m_panes[1]->setObjectName(QStringLiteral("targetPane"));
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMilliseconds);
    connect(&m_patience, &QTimer::timeout, this, &ImagePairView::present);
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMilliseconds);
    connect(&m_settle, &QTimer::timeout, this, &ImagePairView::reload);
    m_blink.setInterval(kBlinkMilliseconds);
    connect(&m_blink, &QTimer::timeout, this, [this] {
        m_swapped = !m_swapped;
        paint(0, m_sides[m_swapped ? 1 : 0]);
        retag();
    });
    retranslate();
}

void ImagePairView::retranslate()
{
    retag();
    for (std::size_t which = 0; which < m_sides.size(); ++which) {
        if (m_presented && m_sides[which].error) {
            paint(which, m_sides[which]);
        }
    }
}

void ImagePairView::retag()
{
    m_panes[0]->setTag(m_swapped ? tr("target") : tr("reference"));
    m_panes[1]->setTag(tr("target"));
    for (std::size_t which = 0; which < m_sides.size(); ++which) {
        const auto& side = m_sides[which];
        const QString role = which == 0 ? tr("reference image") : tr("target image");
        const QString name = toQString(side.image.name);
        m_panes[which]->setAccessibleName(name.isEmpty() ? role : tr("%1: %2").arg(role, name));
    }
}

void ImagePairView::setPair(const PairView& pair)
{
    const std::array<const ImageView*, 2> images{&pair.reference, &pair.target};
    const bool samePair = m_sides[0].image.key == pair.reference.key &&
                          m_sides[1].image.key == pair.target.key &&
                          m_sides[0].image.state == pair.reference.state &&
                          m_sides[1].image.state == pair.target.state;
    if (samePair && !m_sides[0].image.key.empty()) {
        if (m_presented) {
            Q_EMIT ready(); // only texts or states changed
        }
        return;
    }
    m_backend.cancelImages(this);
    m_blink.stop();
    m_swapped = false;
    m_presented = false;
    for (std::size_t which = 0; which < m_sides.size(); ++which) {
        m_sides[which] = Side{*images[which], {}, {}, false};
        if (images[which]->path.empty()) {
            m_sides[which].error = Error{ErrorCode::NotFound, {}, images[which]->name, 0};
        }
    }
    for (std::size_t which = 0; which < m_sides.size(); ++which) {
        if (!m_sides[which].error) {
            const auto& image = m_sides[which].image;
            load(which, zoomedIn() ? 0 : m_panes[which]->sideFor({image.width, image.height}));
        }
    }
    if (judgeable()) {
        present();
    } else if (!m_presented) {
        m_patience.start();
    }
}

void ImagePairView::clear()
{
    m_backend.cancelImages(this);
    m_blink.stop();
    m_patience.stop();
    m_sides = {};
    m_presented = true;
    m_swapped = false;
    m_zoom = {};
    for (auto* pane : m_panes) {
        pane->setMessage({}, {}, {});
        pane->setZoom(m_zoom);
        pane->resetNudge();
    }
    retag();
}

bool ImagePairView::judgeable() const
{
    return std::all_of(m_sides.begin(), m_sides.end(),
                       [](const Side& side) { return side.error || !side.pixels.isNull(); });
}

void ImagePairView::load(std::size_t which, int side)
{
    auto& wanted = m_sides[which];
    const QImage here = m_backend.findImage(wanted.image, side);
    if (!here.isNull()) {
        wanted.pixels = here;
        wanted.full = true;
        return;
    }
    if (wanted.pixels.isNull()) {
        wanted.pixels = m_backend.findAnyImage(wanted.image);
    }
    m_backend.requestImage(wanted.image, side, this,
                           [this, which, key = wanted.image.key](const Result<QImage>& result) {
                               arrived(which, key, result);
                           });
}

void ImagePairView::arrived(std::size_t which, const Key& key, const Result<QImage>& result)
{
    auto& side = m_sides[which];
    if (side.image.key != key) {
        return;
    }
    if (result) {
        side.pixels = *result;
        side.full = true;
        side.error.reset();
    } else if (result.error().code == ErrorCode::Cancelled) {
        return;
    } else if (side.pixels.isNull()) {
        side.error = result.error();
    }
    if (m_presented) {
        if (which == 1 || !m_swapped) {
            paint(which, side);
        }
        Q_EMIT ready();
    } else if (judgeable()) {
        present();
    }
}

void ImagePairView::present()
{
    m_patience.stop();
    m_presented = true;
    for (std::size_t which = 0; which < m_sides.size(); ++which) {
        m_panes[which]->resetNudge();
        paint(which, m_sides[which]);
    }
    retag();
    Q_EMIT ready();
}

void ImagePairView::paint(std::size_t which, const Side& side)
{
    auto& pane = *m_panes[which];
    if (!side.pixels.isNull()) {
        pane.setImage(side.pixels, {side.image.width, side.image.height});
    } else if (side.error) {
        const auto text = errorText(*side.error);
        const QString name = toQString(side.image.name);
        pane.setMessage(QStringLiteral("missing"),
                        name.isEmpty() ? text.what : tr("%1\n%2").arg(name, text.what),
                        text.remedy);
    } else {
        pane.setLoading();
    }
}

void ImagePairView::prefetch(const PairView& pair)
{
    const std::array<const ImageView*, 2> images{&pair.reference, &pair.target};
    for (std::size_t which = 0; which < images.size(); ++which) {
        const auto& image = *images[which];
        if (!image.path.empty()) {
            m_backend.prefetchImage(image, m_panes[which]->sideFor({image.width, image.height}));
        }
    }
}

void ImagePairView::toggleZoom()
{
    if (zoomedIn()) {
        setZoom(1.0, {0.5, 0.5});
        for (auto* pane : m_panes) {
            pane->resetNudge();
        }
        return;
    }
    double factor = kSmallestStep;
    for (std::size_t which = 0; which < m_panes.size(); ++which) {
        const double fit = m_panes[which]->fitScale();
        if (fit > 0.0) {
            factor = std::max(factor, 1.0 / devicePixelRatioF() / fit);
        }
    }
    setZoom(std::min(factor, kLargestFactor), {0.5, 0.5});
}

void ImagePairView::setZoom(double factor, QPointF centre)
{
    const bool wasIn = zoomedIn();
    m_zoom.factor = factor;
    m_zoom.centre = {std::clamp(centre.x(), 0.0, 1.0), std::clamp(centre.y(), 0.0, 1.0)};
    for (auto* pane : m_panes) {
        pane->setZoom(m_zoom);
    }
    if (zoomedIn() && !wasIn) {
        reload();
    }
}

void ImagePairView::reload()
{
    for (std::size_t which = 0; which < m_sides.size(); ++which) {
        auto& side = m_sides[which];
        if (side.image.path.empty() || side.error) {
            continue;
        }
        const QSize native(side.image.width, side.image.height);
        load(which, zoomedIn() ? 0 : m_panes[which]->sideFor(native));
        if (m_presented && side.full && !m_swapped) {
            paint(which, side);
        }
    }
}

void ImagePairView::toggleBlink()
{
    if (m_blink.isActive()) {
        m_blink.stop();
        m_swapped = false;
    } else if (m_presented && judgeable() && !m_sides[1].image.key.empty()) {
        m_blink.start();
        m_swapped = true;
    }
    paint(0, m_sides[m_swapped ? 1 : 0]);
    retag();
}

void ImagePairView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
