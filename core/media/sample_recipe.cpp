// SPDX-License-Identifier: GPL-3.0-or-later
// Palette, materials, parts and names of the sample catalogue.
#include "core/media/sample_recipe.h"

#include <algorithm>
#include <array>

namespace triptych::media {

namespace {

constexpr std::array<ColourWord, 14> kColours{{
    {"red", 0xC4433C, 0xF6E7DA},
    {"orange", 0xE2803F, 0xFBEBD6},
    {"yellow", 0xEBBE45, 0xFFF6E0},
    {"green", 0x5E9160, 0xEFF1DF},
    {"teal", 0x2F8E8C, 0xE6F2EC},
    {"blue", 0x4379BD, 0xECF1F7},
    {"navy", 0x2B3C63, 0xE9E4D8},
    {"purple", 0x7D5FA6, 0xEFE6F3},
    {"pink", 0xE79BB0, 0xFDF1F1},
    {"brown", 0x80573C, 0xEEDFC8},
    {"beige", 0xDCC8A8, 0x8C6B4B},
    {"grey", 0x8E959C, 0xEDEEEE},
    {"black", 0x303237, 0xE8E3DA},
    {"white", 0xF5F3EE, 0x45597F},
}};

constexpr std::array<MaterialWord, 15> kMaterials{{
    {"fabric", Texture::Fabric, 0.0, 1.0},
    {"velvet", Texture::Velvet, 0.10, 1.25},
    {"leather", Texture::Leather, 0.34, 1.1},
    {"wood", Texture::Wood, 0.10, 0.9},
    {"brass", Texture::Metal, 0.75, 1.0},
    {"ceramic", Texture::Ceramic, 0.60, 1.0},
    {"stoneware", Texture::Stoneware, 0.10, 1.0},
    {"enamel", Texture::Enamel, 0.42, 0.9},
    {"cotton", Texture::Cotton, 0.0, 0.8},
    {"linen", Texture::Linen, 0.0, 0.8},
    {"denim", Texture::Denim, 0.0, 0.9},
    {"wool", Texture::Knit, 0.0, 1.1},
    {"canvas", Texture::Canvas, 0.0, 0.9},
    {"felt", Texture::Felt, 0.0, 0.9},
    {"steel", Texture::Metal, 0.6, 1.0},
}};

const std::vector<std::string> kAll{"red",   "orange", "yellow", "green", "teal",
                                    "blue",  "navy",   "purple", "pink",  "brown",
                                    "beige", "grey",   "black",  "white"};

} // namespace

std::span<const ColourWord> colourWords()
{
    return kColours;
}

const MaterialWord* materialWord(std::string_view word)
{
    const auto* found = std::find_if(kMaterials.begin(), kMaterials.end(),
                                     [word](const MaterialWord& m) { return m.word == word; });
    return found == kMaterials.end() ? nullptr : found;
}

std::optional<Pattern> patternFrom(std::string_view word)
{
    constexpr std::array<std::string_view, 5> kWords{"solid", "striped", "checked", "dotted",
                                                     "zigzag"};
    const auto* found = std::find(kWords.begin(), kWords.end(), word);
    return found == kWords.end() ? std::nullopt
                                 : std::optional{static_cast<Pattern>(found - kWords.begin())};
}

const std::vector<Category>& categories()
{
    static const std::vector<Category> kCategories{
        {"Chairs",
         "C",
         "chair",
         {"Alder", "Linden", "Rowan", "Hazel", "Maple", "Cedar", "Juniper", "Willow", "Aspen",
          "Larch"},
         {"fabric", "velvet", "leather"},
         kAll,
         {{"arms", {"none", "wooden", "padded"}}}},
        {"Lamps",
         "L",
         "lamp",
         {"Halo", "Ember", "Lumen", "Dusk", "Aurora", "Beacon", "Vesper", "Glimmer", "Solis",
          "Comet"},
         {"brass", "wood", "ceramic"},
         {"red", "orange", "yellow", "green", "teal", "blue", "navy", "purple", "pink", "beige",
          "grey", "white"},
         {{"shade", {"cone", "drum", "dome", "globe"}}}},
        {"Mugs",
         "M",
         "mug",
         {"Harbour", "Meadow", "Morning", "Cove", "Pebble", "Orchard", "Tide", "Hearth", "Fjord",
          "Heather"},
         {"ceramic", "stoneware", "enamel"},
         kAll,
         {{"handle", {"round", "square", "none"}}}},
        {"Shirts",
         "S",
         "shirt",
         {"Oslo", "Porto", "Kyoto", "Lisbon", "Bergen", "Siena", "Dublin", "Riga", "Lyon", "Nara"},
         {"cotton", "linen", "denim", "wool"},
         kAll,
         {{"sleeve", {"short", "long", "none"}}, {"neck", {"round", "V-shaped", "collar"}}}},
        {"Bags",
         "B",
         "bag",
         {"Nomad", "Voyage", "Atlas", "Drift", "Scout", "Parcel", "Ferry", "Market", "Errand",
          "Wander"},
         {"leather", "canvas", "felt"},
         kAll,
         {{"handle", {"short", "long"}}, {"strap", {"none", "narrow", "wide"}}}},
    };
    return kCategories;
}

bool goesWith(std::string_view material, std::string_view pattern)
{
    if (pattern == "solid") {
        return true;
    }
    if (material == "leather" || material == "denim") {
        return false;
    }
    if (material == "velvet") {
        return pattern == "striped" || pattern == "dotted";
    }
    return true;
}

} // namespace triptych::media
