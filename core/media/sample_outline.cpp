// SPDX-License-Identifier: GPL-3.0-or-later
// Outlines: lines and curves flattened into points.
#include "core/media/sample_canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace triptych::media {

Outline& Outline::line(Point to)
{
    m_points.push_back(to);
    return *this;
}

Outline& Outline::curve(Point control1, Point control2, Point to)
{
    constexpr int kSteps = 24;
    const Point from = m_points.back();
    for (int i = 1; i <= kSteps; ++i) {
        const double t = static_cast<double>(i) / kSteps;
        const double s = 1.0 - t;
        const std::array<double, 4> w{s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
        m_points.push_back({w[0] * from.x + w[1] * control1.x + w[2] * control2.x + w[3] * to.x,
                            w[0] * from.y + w[1] * control1.y + w[2] * control2.y + w[3] * to.y});
    }
    return *this;
}

Outline& Outline::arc(Point control, Point to)
{
    const Point from = m_points.back();
    const auto third = [&](Point end) {
        return Point{end.x + (control.x - end.x) * 2.0 / 3.0,
                     end.y + (control.y - end.y) * 2.0 / 3.0};
    };
    return curve(third(from), third(to), to);
}

Outline& Outline::mirror(double axis)
{
    for (std::size_t i = m_points.size(); i-- > 0;) {
        m_points.push_back({2.0 * axis - m_points[i].x, m_points[i].y});
    }
    return *this;
}

Outline Outline::ellipse(Point centre, double rx, double ry)
{
    constexpr int kSteps = 96;
    Outline out({centre.x + rx, centre.y});
    for (int i = 1; i < kSteps; ++i) {
        const double a = 2.0 * std::numbers::pi * i / kSteps;
        out.line({centre.x + rx * std::cos(a), centre.y + ry * std::sin(a)});
    }
    return out;
}

Outline Outline::roundedBox(double left, double top, double right, double bottom, double radius)
{
    const double r = std::min({radius, (right - left) / 2, (bottom - top) / 2});
    Outline out({left + r, top});
    out.line({right - r, top}).arc({right, top}, {right, top + r});
    out.line({right, bottom - r}).arc({right, bottom}, {right - r, bottom});
    out.line({left + r, bottom}).arc({left, bottom}, {left, bottom - r});
    out.line({left, top + r}).arc({left, top}, {left + r, top});
    return out;
}

} // namespace triptych::media
