// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the sample catalogue: colours, materials, parts, names, and what goes with what.
#pragma once

#include "core/media/sample_canvas.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::media {

struct ColourWord
{
    std::string_view word;
    std::uint32_t hex;    // of the surface
    std::uint32_t second; // its companion in patterns
};
std::span<const ColourWord> colourWords();

struct MaterialWord
{
    std::string_view word;
    Texture texture;
    double gloss;
    double relief;
};
const MaterialWord* materialWord(std::string_view word); // null: unknown

std::optional<Pattern> patternFrom(std::string_view word);

// A column and the values it can have.
struct Facet
{
    std::string column;
    std::vector<std::string> values;
};

struct Category
{
    std::string name;   // "Chairs"
    std::string letter; // "C"
    std::string noun;   // "chair"
    std::vector<std::string> names;
    std::vector<std::string> materials;
    std::vector<std::string> colours;
    std::vector<Facet> parts;
};
const std::vector<Category>& categories();

// Leather is not printed on, denim is not chequered.
bool goesWith(std::string_view material, std::string_view pattern);

} // namespace triptych::media
