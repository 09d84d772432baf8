// SPDX-License-Identifier: GPL-3.0-or-later
// Plans the sample catalogue and paints one item of it.
#include "core/media/sample_painter.h"

#include "core/base/random.h"
#include "core/base/utf8.h"
#include "core/media/decode.h"
#include "core/media/sample_draw.h"
#include "core/media/sample_recipe.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>

namespace triptych::media {

namespace {

constexpr std::array<const char*, 5> kPatterns{"solid", "striped", "checked", "dotted", "zigzag"};

template <typename T> const T& drawn(Random& random, const std::vector<T>& values)
{
    return values[static_cast<std::size_t>(random.below(values.size()))];
}

std::string patternFor(Random& random, const std::string& material)
{
    std::vector<std::string> fitting;
    for (const char* pattern : kPatterns) {
        if (goesWith(material, pattern)) {
            fitting.emplace_back(pattern);
        }
    }
    // Every third surface is plain.
    return random.below(3) == 0 ? "solid" : drawn(random, fitting);
}

Attributes firstVariant(Random& random, const Category& category)
{
    Attributes out;
    out["colour"] = drawn(random, category.colours);
    out["material"] = drawn(random, category.materials);
    out["pattern"] = category.name == "Lamps" ? patternFor(random, "fabric")
                                              : patternFor(random, out["material"]);
    for (const auto& part : category.parts) {
        out[part.column] = drawn(random, part.values);
    }
    return out;
}

// One facet gets another value; false when the draw does not fit the rest.
bool change(Random& random, const Category& category, const std::string& facet,
            Attributes& attributes)
{
    std::string value;
    if (facet == "colour") {
        value = drawn(random, category.colours);
    } else if (facet == "material") {
        value = drawn(random, category.materials);
    } else if (facet == "pattern") {
        value = kPatterns.at(static_cast<std::size_t>(random.below(kPatterns.size())));
    } else {
        for (const auto& part : category.parts) {
            if (part.column == facet) {
                value = drawn(random, part.values);
            }
        }
    }
    if (attributes[facet] == value) {
        return false;
    }
    attributes[facet] = value;
    // The shade of a lamp is always cloth: its material is the base's.
    return category.name == "Lamps" || goesWith(attributes["material"], attributes["pattern"]);
}

// Differs from the first variant in one or two facets, from all others in at least one.
Attributes nextVariant(Random& random, const Category& category,
                       const std::vector<Attributes>& taken)
{
    std::vector<std::string> facets{"colour", "colour", "pattern", "pattern", "material"};
    for (const auto& part : category.parts) {
        facets.insert(facets.end(), category.parts.size() == 1 ? 2 : 1, part.column);
    }
    while (true) {
        Attributes next = taken.front();
        const std::string first = drawn(random, facets);
        bool fits = change(random, category, first, next);
        if (fits && random.below(3) == 0) {
            const std::string second = drawn(random, facets);
            fits = second != first && change(random, category, second, next);
        }
        if (fits && std::find(taken.begin(), taken.end(), next) == taken.end()) {
            return next;
        }
    }
}

std::string productId(const Category& category, int number)
{
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%s%03d", category.letter.c_str(), number);
    return text.data();
}

void addProduct(const SampleOptions& options, int index, std::vector<SampleItem>& items)
{
    const auto& all = categories();
    const auto& category = all[static_cast<std::size_t>(index) % all.size()];
    const auto place = static_cast<std::size_t>(index) / all.size();
    const auto turn = place / category.names.size();
    const std::string product = productId(category, static_cast<int>(place) + 1);
    Random random(options.seed, "plan " + product);
    std::vector<Attributes> variants{firstVariant(random, category)};
    const std::size_t count = 3 + static_cast<std::size_t>(random.below(2));
    while (variants.size() < count) {
        variants.push_back(nextVariant(random, category, variants));
    }
    const auto& proper = category.names[place % category.names.size()];
    for (std::size_t i = 0; i < count; ++i) {
        SampleItem item;
        item.product = product;
        item.category = category.name;
        item.name = proper + (turn > 0 ? " " + std::to_string(turn + 1) : "") + " " + category.noun;
        item.attributes = variants[i];
        item.file = asciiLower(category.name) + "/" + product + "-" + std::to_string(i + 1) + "-" +
                    variants[i].at("colour") + "-" + variants[i].at("pattern") + ".jpg";
        items.push_back(std::move(item));
    }
}

Result<Look> lookOf(const SampleItem& item, const SampleOptions& options)
{
    const auto value = [&](const char* column) {
        const auto found = item.attributes.find(column);
        return found == item.attributes.end() ? std::string{} : found->second;
    };
    const auto colours = colourWords();
    const auto colour = std::find_if(colours.begin(), colours.end(),
                                     [&](const auto& c) { return c.word == value("colour"); });
    const auto pattern = patternFrom(value("pattern"));
    const auto* material = materialWord(value("material"));
    if (colour == colours.end() || !pattern || !material) {
        return fail(ErrorCode::BadArgument, "unknown colour, pattern or material", item.file);
    }
    Look look;
    look.surface.colour = rgb(colour->hex);
    look.surface.second = rgb(colour->second);
    look.surface.pattern = *pattern;
    look.surface.texture = material->texture;
    look.surface.gloss = material->gloss;
    look.surface.relief = material->relief;
    look.material = value("material");
    look.parts = item.attributes;
    look.shape = Random(options.seed, "shape " + item.product);
    look.seed = Random(options.seed, "texture " + item.file).next();
    look.surface.seed = look.seed;
    return look;
}

using Draw = void (*)(Canvas&, Look);

Draw drawOf(const std::string& category)
{
    constexpr std::array<Draw, 5> kDraws{drawChair, drawLamp, drawMug, drawShirt, drawBag};
    const auto& all = categories();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Category& c) { return c.name == category; });
    return found == all.end() ? nullptr : kDraws.at(static_cast<std::size_t>(found - all.begin()));
}

Status checkParts(const SampleItem& item)
{
    for (const auto& category : categories()) {
        if (category.name != item.category) {
            continue;
        }
        for (const auto& part : category.parts) {
            const auto found = item.attributes.find(part.column);
            if (found == item.attributes.end() || std::find(part.values.begin(), part.values.end(),
                                                            found->second) == part.values.end()) {
                return fail(ErrorCode::BadArgument, "unknown value of " + part.column, item.file);
            }
        }
    }
    return {};
}

// A quiet wall that neither swallows the thing nor shouts at it.
Rgb wallFor(const SampleItem& item, const SampleOptions& options)
{
    constexpr std::array<std::uint32_t, 6> kWalls{0xE9E1D4, 0xDDE4E6, 0xDBE2D6,
                                                  0xEEDFD7, 0xE3E1DD, 0xE0DCE6};
    constexpr std::array<std::uint32_t, 6> kDeeper{0xCDBFA9, 0xB9C7CC, 0xB7C4B0,
                                                   0xD6BDB2, 0xC1BEB9, 0xC0BACB};
    Random random(options.seed, "wall " + item.product);
    const auto which = static_cast<std::size_t>(random.below(kWalls.size()));
    const auto& colour = item.attributes.at("colour");
    const bool pale = colour == "white" || colour == "beige";
    return rgb(pale ? kDeeper.at(which) : kWalls.at(which));
}

Pose poseFor(const SampleItem& item, const SampleOptions& options)
{
    Random random(options.seed, "pose " + item.file);
    Pose pose;
    const bool flat = item.category == "Shirts";
    pose.anchor = flat ? Point{320, 400} : Point{320, 690};
    const double size = item.category == "Mugs"     ? 1.20
                        : item.category == "Lamps"  ? 1.03
                        : item.category == "Shirts" ? 1.12
                        : item.category == "Bags"   ? 1.03
                                                    : 1.08;
    pose.scale = size * between(random, 0.96, 1.04);
    pose.tilt = flat ? between(random, -0.035, 0.035) : 0.0;
    pose.shift = {between(random, -10.0, 10.0), between(random, -6.0, 6.0)};
    return pose;
}

} // namespace

Result<std::vector<SampleItem>> planSampleCatalogue(const SampleOptions& options)
{
    if (options.products < 1 || options.products > 5000) {
        return fail(ErrorCode::BadArgument, "products: 1 to 5000");
    }
    std::vector<SampleItem> items;
    for (int i = 0; i < options.products; ++i) {
        addProduct(options, i, items);
    }
    return items;
}

Result<PixelBuffer> drawSampleImage(const SampleItem& item, const SampleOptions& options)
{
    if (options.width < 64 || options.width > 4096 || options.height < 64 ||
        options.height > 4096) {
        return fail(ErrorCode::BadArgument, "width and height: 64 to 4096 pixels");
    }
    auto look = lookOf(item, options);
    const auto draw = drawOf(item.category);
    if (!look) {
        return fail(look);
    }
    if (!draw) {
        return fail(ErrorCode::BadArgument, "unknown category " + item.category, item.file);
    }
    if (auto known = checkParts(item); !known) {
        return fail(known);
    }
    prepareDecoders();
    try {
        Canvas canvas(options.width, options.height);
        const bool flat = item.category == "Shirts";
        canvas.studio(wallFor(item, options), flat ? -1.0 : 590.0);
        canvas.setPose(poseFor(item, options));
        draw(canvas, std::move(*look));
        return canvas.finish();
    } catch (const std::exception& problem) { // OpenCV's, or memory
        return fail(ErrorCode::Internal, problem.what(), item.file);
    }
}

const std::vector<std::string>& sampleColumns()
{
    static const std::vector<std::string> kColumns = [] {
        std::vector<std::string> columns{"image",  "product", "name",    "category",
                                         "colour", "pattern", "material"};
        for (const auto& category : categories()) {
            for (const auto& part : category.parts) {
                if (std::find(columns.begin(), columns.end(), part.column) == columns.end()) {
                    columns.push_back(part.column);
                }
            }
        }
        return columns;
    }();
    return kColumns;
}

std::string sampleCell(const SampleItem& item, const std::string& column)
{
    if (column == "image") {
        return item.file;
    }
    if (column == "product") {
        return item.product;
    }
    if (column == "name") {
        return item.name;
    }
    if (column == "category") {
        return item.category;
    }
    const auto found = item.attributes.find(column);
    return found == item.attributes.end() ? std::string{} : found->second;
}

Result<std::uint32_t> sampleColour(const std::string& word)
{
    for (const auto& colour : colourWords()) {
        if (colour.word == word) {
            return colour.hex;
        }
    }
    return fail(ErrorCode::NotFound, "no such colour", word);
}

} // namespace triptych::media
