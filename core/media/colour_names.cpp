// SPDX-License-Identifier: GPL-3.0-or-later
// Colour words by prototypes in CIELAB. A pixel is shared among the words whose prototypes are
// about as near as the nearest.
#include "core/media/foreground.h"
#include "core/media/preprocess.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace triptych::media {

namespace {

struct Prototype
{
    std::size_t name;
    Lab colour;
};

struct Word
{
    std::string name;
    std::vector<std::uint32_t> examples; // sRGB
};

const std::vector<Word>& words()
{
    static const std::vector<Word> all = {
        {"black", {0x0A0A0A, 0x1C1C1E, 0x2B2B2D}},
        {"white", {0xFFFFFF, 0xF2F2F2, 0xE6E8EA}},
        {"grey", {0x4A4A4C, 0x707072, 0x98989A, 0xBDBDBF}},
        {"red", {0xE01B22, 0xB0121B, 0x8C1018, 0xD8383A}},
        {"orange", {0xF58220, 0xE8762C, 0xF2A24A}},
        {"yellow", {0xF7E01E, 0xF2EE7A, 0xD9C832, 0xEEE8A0, 0xE4D888}},
        {"green", {0x1E8C3A, 0x0E5C3A, 0x6CBF4B, 0x3C6E4A, 0xA6D65C, 0x7FDDB2, 0xC4E0A8}},
        {"blue", {0x1F5FD0, 0x3A8FE8, 0x2A2FC0, 0x4E74A8, 0x8CBCE8, 0x40566E, 0xA4B8CE}},
        {"purple",
         {0x6A2A9C, 0x4A1E80, 0x8E5CB8, 0xB09CDC, 0x7A2A6E, 0x44305E, 0x554076, 0xA492C4}},
        {"pink", {0xF29CB8, 0xE8568C, 0xF6C4D2, 0xE07088}},
        {"brown", {0x6E4426, 0x4A2C1A, 0x8C5E3A}},
        {"beige", {0xD8C4A0, 0xC4AC88, 0xE4D6BC}},
        {"navy", {0x1A2244, 0x24305A, 0x141C38}},
        {"teal", {0x1FA8A8, 0x3CC8C0, 0x0E7C80}},
    };
    return all;
}

std::vector<Prototype> makePrototypes()
{
    std::vector<Prototype> out;
    for (std::size_t i = 0; i < words().size(); ++i) {
        for (const std::uint32_t rgb : words()[i].examples) {
            out.push_back(
                {i, labOf(static_cast<std::uint8_t>(rgb >> 16U),
                          static_cast<std::uint8_t>(rgb >> 8U), static_cast<std::uint8_t>(rgb))});
        }
    }
    return out;
}

// Lightness counts less than hue, as it does in words.
float distance(const Lab& x, const Lab& y)
{
    const float l = 0.6F * (x.l - y.l);
    return std::sqrt(l * l + (x.a - y.a) * (x.a - y.a) + (x.b - y.b) * (x.b - y.b));
}

} // namespace

std::span<const std::string> colourNames()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out;
        for (const auto& word : words()) {
            out.push_back(word.name);
        }
        return out;
    }();
    return names;
}

std::vector<float> colourShares(const PixelBuffer& image)
{
    static const std::vector<Prototype> prototypes = makePrototypes();
    constexpr float kSoftness = 4.F; // of CIELAB's units
    const Foreground thing = foregroundOf(image);
    std::vector<float> out(words().size());
    std::vector<float> nearest(words().size());
    for (std::size_t i = 0; i < thing.weights.size(); ++i) {
        std::ranges::fill(nearest, 1e9F);
        for (const auto& prototype : prototypes) {
            auto& best = nearest[prototype.name];
            best = std::min(best, distance(prototype.colour, thing.image.pixels[i]));
        }
        const float least = std::ranges::min(nearest);
        float sum = 0;
        for (auto& value : nearest) {
            value = std::exp((least - value) / kSoftness);
            sum += value;
        }
        for (std::size_t k = 0; k < out.size(); ++k) {
            out[k] += thing.weights[i] * nearest[k] / sum;
        }
    }
    return out;
}

} // namespace triptych::media
