// SPDX-License-Identifier: GPL-3.0-or-later
// Minimum barrier distance to the picture's edge (Zhang et al., ICCV 2015), a preference for the
// middle, and less weight for skin where there is something else to see.
#include "core/media/foreground.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace triptych::media {

namespace {

constexpr int kWorkSide = 96;

std::size_t area(const LabImage& image)
{
    return image.pixels.size();
}

Lab smaller(const Lab& x, const Lab& y)
{
    return {std::min(x.l, y.l), std::min(x.a, y.a), std::min(x.b, y.b)};
}

Lab larger(const Lab& x, const Lab& y)
{
    return {std::max(x.l, y.l), std::max(x.a, y.a), std::max(x.b, y.b)};
}

// How far colours must change on the way from the edge of the picture to a pixel, by the way on
// which they change least: texture costs once, a contour costs whatever is behind it.
class Barriers
{
public:
    explicit Barriers(const LabImage& image)
        : m_image(image)
        , m_low(image.pixels)
        , m_high(image.pixels)
        , m_cost(area(image), std::numeric_limits<float>::max())
    {
        for (int x = 0; x < image.width; ++x) {
            m_cost[at(x, 0)] = 0;
            m_cost[at(x, image.height - 1)] = 0;
        }
        for (int y = 0; y < image.height; ++y) {
            m_cost[at(0, y)] = 0;
            m_cost[at(image.width - 1, y)] = 0;
        }
        for (int pass = 0; pass < 2; ++pass) {
            sweepDown();
            sweepUp();
        }
    }
    [[nodiscard]] std::vector<float> take() { return std::move(m_cost); }

private:
    [[nodiscard]] std::size_t at(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_image.width) +
               static_cast<std::size_t>(x);
    }
    void reach(std::size_t to, std::size_t from)
    {
        if (m_cost[from] >= m_cost[to]) {
            return;
        }
        const Lab& colour = m_image.pixels[to];
        const Lab low = smaller(m_low[from], colour);
        const Lab high = larger(m_high[from], colour);
        const float cost = std::max({high.l - low.l, high.a - low.a, high.b - low.b});
        if (cost < m_cost[to]) {
            m_cost[to] = cost;
            m_low[to] = low;
            m_high[to] = high;
        }
    }
    void sweepDown()
    {
        for (int y = 1; y < m_image.height - 1; ++y) {
            for (int x = 1; x < m_image.width - 1; ++x) {
                reach(at(x, y), at(x, y - 1));
                reach(at(x, y), at(x - 1, y));
            }
        }
    }
    void sweepUp()
    {
        for (int y = m_image.height - 2; y > 0; --y) {
            for (int x = m_image.width - 2; x > 0; --x) {
                reach(at(x, y), at(x, y + 1));
                reach(at(x, y), at(x + 1, y));
            }
        }
    }

    const LabImage& m_image;
    std::vector<Lab> m_low;
    std::vector<Lab> m_high;
    std::vector<float> m_cost;
};

// A bell over the picture, `width` and `height` in shares of its sides.
std::vector<float> bell(const LabImage& image, float width, float height)
{
    std::vector<float> out;
    out.reserve(area(image));
    for (int y = 0; y < image.height; ++y) {
        const float v =
            ((static_cast<float>(y) + 0.5F) / static_cast<float>(image.height) - 0.5F) / height;
        for (int x = 0; x < image.width; ++x) {
            const float u =
                ((static_cast<float>(x) + 0.5F) / static_cast<float>(image.width) - 0.5F) / width;
            out.push_back(std::exp(-0.5F * (u * u + v * v)));
        }
    }
    return out;
}

// Photos of rooms are dark: what is white in them is as grey as a grey thing in a studio. Light is
// added until the lightest of the picture is nearly white, but not so much that grey becomes white.
void expose(LabImage& image)
{
    constexpr float kWhite = 94.F;
    constexpr float kMost = 1.12F; // of lightness and chroma: 1.4 of light
    std::vector<float> lights;
    lights.reserve(area(image));
    for (std::size_t i = 0; i < area(image); ++i) {
        if (image.opacity[i] > 0.5F) {
            lights.push_back(image.pixels[i].l);
        }
    }
    if (lights.empty()) {
        return;
    }
    const auto lightest = lights.begin() + static_cast<std::ptrdiff_t>(lights.size() * 19 / 20);
    std::nth_element(lights.begin(), lightest, lights.end());
    // f(Y) is the cube root of light, and L = 116 f - 16.
    const float gain = std::clamp((kWhite + 16.F) / (*lightest + 16.F), 1.F, kMost);
    constexpr float kLit = 60.F; // what is darker takes less of it: black stays black
    for (auto& colour : image.pixels) {
        const float own = 1.F + (gain - 1.F) * std::clamp(colour.l / kLit, 0.F, 1.F);
        colour.l = std::min(own * (colour.l + 16.F) - 16.F, 100.F);
        colour.a *= own;
        colour.b *= own;
    }
}

float weighted(const std::vector<float>& values, const std::vector<float>& weights)
{
    float sum = 0;
    float total = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sum += values[i] * weights[i];
        total += weights[i];
    }
    return total > 0 ? sum / total : 0.F;
}

// 0 … 1: how much a colour is one that skin has.
float skinLikeness(const Lab& colour)
{
    const float chroma = std::hypot(colour.a, colour.b);
    const float hue = std::atan2(colour.b, colour.a) * 57.29578F;
    const auto within = [](float value, float low, float high, float edge) {
        return std::clamp(std::min(value - low, high - value) / edge + 0.5F, 0.F, 1.F);
    };
    return within(hue, 30.F, 78.F, 10.F) * within(chroma, 12.F, 42.F, 6.F) *
           within(colour.l, 18.F, 92.F, 8.F);
}

void normalise(std::vector<float>& weights)
{
    double sum = 0;
    for (const float weight : weights) {
        sum += static_cast<double>(weight);
    }
    const auto scale = static_cast<float>(1.0 / sum);
    for (float& weight : weights) {
        weight *= scale;
    }
}

void lessSkin(const LabImage& image, std::vector<float>& weights)
{
    constexpr float kKept = 0.15F;
    constexpr float kEnough = 0.15F; // of the thing is not like skin: then the rest is skin
    std::vector<float> skin;
    skin.reserve(area(image));
    std::ranges::transform(image.pixels, std::back_inserter(skin), skinLikeness);
    const float rest = 1.F - weighted(skin, weights);
    const float strength = (1.F - kKept) * std::clamp((rest - kEnough) / 0.15F, 0.F, 1.F);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] *= 1.F - strength * skin[i];
    }
}

} // namespace

Foreground foregroundOf(const PixelBuffer& image)
{
    Foreground out{labImage(image, kWorkSide), {}, {}, {}};
    if (out.image.pixels.empty()) {
        return out;
    }
    expose(out.image);
    const auto barrier = Barriers(out.image).take();
    const auto wide = bell(out.image, 0.30F, 0.30F);
    const auto narrow = bell(out.image, 0.12F, 0.14F);
    const float usual = std::max(weighted(barrier, narrow), 4.F);
    constexpr float kLeast = 0.03F; // of what surely belongs to it: a thing without a contour
    out.weights.resize(barrier.size());
    out.middle.resize(barrier.size());
    out.outline.resize(barrier.size());
    for (std::size_t i = 0; i < barrier.size(); ++i) {
        const float inside = 1.F / (1.F + std::exp((0.45F * usual - barrier[i]) / (0.08F * usual)));
        out.outline[i] = (inside + kLeast) * (out.image.opacity[i] + 1e-4F);
        out.weights[i] = wide[i] * out.outline[i];
    }
    lessSkin(out.image, out.weights);
    for (std::size_t i = 0; i < barrier.size(); ++i) {
        out.middle[i] = out.weights[i] * narrow[i];
    }
    normalise(out.weights);
    normalise(out.middle);
    normalise(out.outline);
    return out;
}

} // namespace triptych::media
