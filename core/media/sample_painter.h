// SPDX-License-Identifier: GPL-3.0-or-later
// The sample catalogue: chairs, lamps, mugs, shirts and bags, drawn, not photographed, so that
// every attribute is exactly true. Same options, same catalogue, same pixels.
#pragma once

#include "core/base/result.h"
#include "core/domain/pixel_buffer.h"
#include "core/domain/values.h"

#include <cstdint>
#include <string>
#include <vector>

namespace triptych::media {

struct SampleOptions
{
    int products = 24; // 1 … 5000; categories in turn
    std::uint64_t seed = 1;
    int width = 640; // of each picture; 64 … 4096
    int height = 800;
};

// One picture of the catalogue. What is not an attribute (silhouette, pose, light) follows from the
// product id, the file name and the seed.
struct SampleItem
{
    std::string file; // "chairs/C001-2-blue-striped.jpg": relative, unique; the extension is ".jpg"
    std::string product;  // "C001"
    std::string name;     // "Alder armchair"
    std::string category; // "Chairs", "Lamps", "Mugs", "Shirts", "Bags"
    // colour, pattern, material, and the parts that the category has: arms (chairs), shade (lamps),
    // handle (mugs, bags), sleeve and neck (shirts), strap (bags).
    Attributes attributes;
};

// The plan only, no pixels: 3 or 4 pictures a product, which differ in one or two attributes.
// Ordered by category turn, product, variant. BadArgument for options out of range.
Result<std::vector<SampleItem>> planSampleCatalogue(const SampleOptions& options);

// The picture of one planned item; any number of threads. BadArgument for an attribute value that
// planSampleCatalogue does not use.
Result<PixelBuffer> drawSampleImage(const SampleItem& item, const SampleOptions& options);

// Columns of the catalogue in order: "image", "product", "name", "category", then all attributes.
const std::vector<std::string>& sampleColumns();
// The item's cell in that column, "" where the category has no such part.
std::string sampleCell(const SampleItem& item, const std::string& column);

// sRGB 0xRRGGBB of a colour word of the catalogue; for tests and swatches. NotFound otherwise.
Result<std::uint32_t> sampleColour(const std::string& word);

} // namespace triptych::media
