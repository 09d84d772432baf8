// SPDX-License-Identifier: GPL-3.0-or-later
// The absolute difference of two pictures.
#include "ui/review/difference_view.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace triptych::ui {

namespace {

constexpr int kNoise = 10;   // JPEG's, of 255
constexpr int kStrong = 120; // and above: the full colour
constexpr int kVisible = 24; // counted as different

std::array<QRgb, 256> ramp(const DifferenceColours& colours)
{
    std::array<QRgb, 256> result{};
    for (int d = 0; d < 256; ++d) {
        const double share = std::clamp(double(d - kNoise) / (kStrong - kNoise), 0.0, 1.0);
        const double t = std::sqrt(share);
        const auto mix = [t](int from, int to) { return qRound(from + (to - from) * t); };
        result.at(static_cast<std::size_t>(d)) =
            qRgb(mix(colours.equal.red(), colours.apart.red()),
                 mix(colours.equal.green(), colours.apart.green()),
                 mix(colours.equal.blue(), colours.apart.blue()));
    }
    return result;
}

int apart(QRgb a, QRgb b)
{
    return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                     std::abs(qBlue(a) - qBlue(b))});
}

} // namespace

Difference differenceOf(const QImage& a, const QImage& b, const DifferenceColours& colours)
{
    Difference result{QImage(a.size(), QImage::Format_ARGB32_Premultiplied), 0.0};
    const auto colour = ramp(colours);
    qint64 covered = 0;
    qint64 different = 0;
    for (int y = 0; y < a.height(); ++y) {
        const auto* first = reinterpret_cast<const QRgb*>(a.constScanLine(y));
        const auto* second = reinterpret_cast<const QRgb*>(b.constScanLine(y));
        auto* out = reinterpret_cast<QRgb*>(result.picture.scanLine(y));
        for (int x = 0; x < a.width(); ++x) {
            if (qAlpha(first[x]) == 0 || qAlpha(second[x]) == 0) {
                out[x] = 0;
                continue;
            }
            const int d = apart(first[x], second[x]);
            out[x] = colour[static_cast<std::size_t>(d)];
            ++covered;
            different += d >= kVisible ? 1 : 0;
        }
    }
    result.share = covered > 0 ? double(different) / double(covered) : 0.0;
    result.picture.setDevicePixelRatio(a.devicePixelRatio());
    return result;
}

DifferenceView::DifferenceView(QWidget* parent)
    : ZoomSurface(parent)
{
    setObjectName(QStringLiteral("differenceView"));
    m_pool.setMaxThreadCount(1);
    retranslate();
}

DifferenceView::~DifferenceView()
{
    m_pool.waitForDone();
}

void DifferenceView::retranslate()
{
    setAccessibleName(tr("Difference of reference and target"));
    setAccessibleDescription(tr("%1 % of the pixels differ").arg(qRound(m_share * 100.0)));
    update();
}

void DifferenceView::setImages(const std::array<ShownImage, 2>& images)
{
    m_images = images;
    updateCursor();
    compute();
}

void DifferenceView::clear()
{
    m_images = {};
    m_picture = {};
    m_share = 0.0;
}

void DifferenceView::setBadge(const QString& badge)
{
    if (badge != m_badge) {
        m_badge = badge;
        update();
    }
}

void DifferenceView::compute()
{
    if (m_computing) {
        m_again = true;
        return;
    }
    if (!isVisible() || m_images[0].pixels.isNull() || m_images[1].pixels.isNull()) {
        return;
    }
    m_computing = true;
    const auto& theme = Theme::of(*this);
    // On either ground a colour that is far from it and from skin, cloth and wood.
    const DifferenceColours colours{theme.aroundImages,
                                    theme.dark ? QColor(255, 196, 64) : QColor(150, 0, 105)};
    m_pool.start(
        [this, colours, images = m_images, place = size(), ratio = devicePixelRatioF()]() mutable {
            const auto rects = overlaidRects(place, images);
            const QImage a = imageLayer(images[0], place, ratio, rects[0]);
            const QImage b = imageLayer(images[1], place, ratio, rects[1]);
            images = {}; // a full-size photo is not held until the answer is read
            QMetaObject::invokeMethod(
                this, [this, result = differenceOf(a, b, colours)] { take(result); },
                Qt::QueuedConnection);
        });
}

void DifferenceView::take(const Difference& difference)
{
    m_computing = false;
    if (!m_images[0].pixels.isNull()) {
        m_picture = QPixmap::fromImage(difference.picture, Qt::NoFormatConversion);
        m_share = difference.share;
        retranslate();
    }
    if (m_again) {
        m_again = false;
        compute();
    } else {
        Q_EMIT computed();
    }
}

QRectF DifferenceView::activeRect() const
{
    return m_images[0].pixels.isNull() ? QRectF()
                                       : imageRect(size(), m_images[0].native, m_images[0].zoom);
}

bool DifferenceView::draggable(bool alone) const
{
    return alone || m_images[0].zoom.factor > 1.0 || m_images[1].zoom.factor > 1.0;
}

void DifferenceView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintGround(painter);
    if (m_picture.isNull()) {
        return;
    }
    painter.drawPixmap(0, 0, m_picture);
    paintTag(painter,
             m_share > 0.0 ? tr("difference: %1 % of the pixels").arg(qRound(m_share * 100.0))
                           : tr("no visible difference"),
             Qt::AlignTop | Qt::AlignLeft);
    paintTag(painter, m_badge, Qt::AlignBottom | Qt::AlignRight, QColor(150, 60, 0, 235));
}

void DifferenceView::resizeEvent(QResizeEvent* event)
{
    ZoomSurface::resizeEvent(event);
    compute();
}

void DifferenceView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        compute();
    }
    ZoomSurface::changeEvent(event);
}

void DifferenceView::showEvent(QShowEvent* event)
{
    ZoomSurface::showEvent(event);
    compute();
}

} // namespace triptych::ui
