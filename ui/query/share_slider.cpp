// SPDX-License-Identifier: GPL-3.0-or-later
// The weight slider.
#include "ui/query/share_slider.h"

#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>

#include <algorithm>
#include <cmath>

namespace triptych::ui {

namespace {

constexpr int kSteps = 100;
constexpr double kKnob = 7.0;
constexpr double kTrack = 4.0;
constexpr double kMark = 12.0;

int stepOf(double share)
{
    return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * kSteps));
}

} // namespace

ShareSlider::ShareSlider(QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
{
    setRange(0, kSteps);
    setSingleStep(2);
    setPageStep(10);
    setValue(stepOf(m_fitted));
    connect(this, &QSlider::valueChanged, this, [this](int value) {
        if (!m_own) {
            m_share = static_cast<double>(value) / kSteps;
            Q_EMIT shareChosen(m_share);
        }
    });
}

void ShareSlider::setFitted(double share)
{
    m_fitted = share;
    setShare(m_share);
}

void ShareSlider::setShare(std::optional<double> share)
{
    const QScopedValueRollback own(m_own, true);
    m_share = share;
    setValue(stepOf(share.value_or(m_fitted)));
    update();
}

double ShareSlider::xOf(int value) const
{
    const double room = width() - 2 * (kKnob + 1);
    return kKnob + 1 + room * value / kSteps;
}

void ShareSlider::take(double x)
{
    const double room = std::max(1.0, width() - 2 * (kKnob + 1));
    setValue(static_cast<int>(std::lround((x - kKnob - 1) / room * kSteps)));
}

void ShareSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        setSliderDown(true);
        take(event->position().x());
    }
}

void ShareSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (isSliderDown()) {
        take(event->position().x());
    }
}

void ShareSlider::mouseReleaseEvent(QMouseEvent* /*event*/)
{
    setSliderDown(false);
}

void ShareSlider::mouseDoubleClickEvent(QMouseEvent* /*event*/)
{
    setSliderDown(false);
    setShare(std::nullopt);
    Q_EMIT shareChosen(std::nullopt);
}

void ShareSlider::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = height() / 2.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.line);
    painter.drawRoundedRect(QRectF(0, middle - kTrack / 2, width(), kTrack), kTrack / 2,
                            kTrack / 2);
    painter.setPen(QPen(theme.secondary, 2.0));
    const double mark = xOf(stepOf(m_fitted));
    painter.drawLine(QPointF(mark, middle - kMark / 2), QPointF(mark, middle + kMark / 2));
    const QPointF knob(xOf(value()), middle);
    painter.setPen(QPen(theme.panel, 1.5));
    painter.setBrush(isEnabled() ? theme.accent : theme.secondary);
    painter.drawEllipse(knob, kKnob, kKnob);
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(knob, kKnob + 2.5, kKnob + 2.5);
    }
}

} // namespace triptych::ui
