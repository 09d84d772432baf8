// SPDX-License-Identifier: GPL-3.0-or-later
// Weights of Pillow's antialiased bilinear and bicubic (a = -0.5) filters, rounded as it rounds.
#include "core/media/resample.h"

#include <algorithm>
#include <cmath>

namespace triptych::media {

namespace {

constexpr double kBicubicA = -0.5;
constexpr double kOne = 1 << kWeightBits;

double bilinear(double x)
{
    x = std::abs(x);
    return x < 1.0 ? 1.0 - x : 0.0;
}

double bicubic(double x)
{
    x = std::abs(x);
    if (x < 1.0) {
        return ((kBicubicA + 2.0) * x - (kBicubicA + 3.0)) * x * x + 1.0;
    }
    if (x < 2.0) {
        return (((x - 5.0) * x + 8.0) * x - 4.0) * kBicubicA;
    }
    return 0.0;
}

std::int32_t fixedPoint(double weight)
{
    return static_cast<std::int32_t>((weight < 0.0 ? -0.5 : 0.5) + weight * kOne);
}

// Of the whole stretch: from its pixel `low` on, sum 1.
struct Window
{
    int low = 0;
    int high = 0;
    std::vector<double> shares;
};

void findWindow(const AxisPlan& plan, Resample resample, int index, Window& window)
{
    const double scale = static_cast<double>(plan.whole) / plan.resized;
    const double filterScale = std::max(scale, 1.0);
    const double support = (resample == Resample::Bicubic ? 2.0 : 1.0) * filterScale;
    const double step = 1.0 / filterScale;
    const double centre = (plan.from + index + 0.5) * scale;
    // Half up, cut off at zero: as Pillow does.
    const double low = centre - support + 0.5;
    const double high = centre + support + 0.5;
    window.low = std::max(static_cast<int>(low), 0);
    window.high = std::min(static_cast<int>(high), plan.whole);
    window.shares.clear();
    double sum = 0.0;
    for (int x = window.low; x < window.high; ++x) {
        const double at = (x - centre + 0.5) * step;
        window.shares.push_back(resample == Resample::Bicubic ? bicubic(at) : bilinear(at));
        sum += window.shares.back();
    }
    for (auto& share : window.shares) {
        share = sum != 0.0 ? share / sum : share;
    }
}

} // namespace

AxisWeights axisWeights(const AxisPlan& plan, Resample resample, int padding)
{
    AxisWeights out;
    out.reach.resize(static_cast<std::size_t>(plan.count));
    out.firstRead = plan.image;
    Window window;
    for (int i = 0; i < plan.count; ++i) {
        findWindow(plan, resample, i, window);
        auto& reach = out.reach[static_cast<std::size_t>(i)];
        reach.start = 1 << (kWeightBits - 1);
        reach.first = std::clamp(window.low - plan.before, 0, plan.image);
        reach.weights = out.weights.size();
        for (int x = window.low; x < window.high; ++x) {
            const auto weight = fixedPoint(window.shares[static_cast<std::size_t>(x - window.low)]);
            if (x < plan.before || x >= plan.before + plan.image) {
                reach.start += weight * padding;
            } else {
                out.weights.push_back(weight);
                ++reach.count;
            }
        }
        if (reach.count > 0) {
            out.firstRead = std::min(out.firstRead, reach.first);
            out.endRead = std::max(out.endRead, reach.first + reach.count);
        }
    }
    return out;
}

} // namespace triptych::media
