// SPDX-License-Identifier: GPL-3.0-or-later
// One drawing function a category of the sample catalogue.
#pragma once

#include "core/base/random.h"
#include "core/domain/values.h"
#include "core/media/sample_canvas.h"

#include <string>

namespace triptych::media {

// What the attributes say, in the painter's terms.
struct Look
{
    Surface surface; // colour, pattern and material of the main part
    std::string material;
    Attributes parts; // arms, shade, handle, sleeve, neck, strap
    Random shape{0};  // the product's own stream: silhouette and proportions
    std::uint64_t seed = 0;

    [[nodiscard]] const std::string& part(const std::string& column) const
    {
        return parts.at(column);
    }
};

// A number in [low, high) from the product's stream.
inline double between(Random& random, double low, double high)
{
    return low + (high - low) * random.real();
}

void drawChair(Canvas& canvas, Look look);
void drawLamp(Canvas& canvas, Look look);
void drawMug(Canvas& canvas, Look look);
void drawShirt(Canvas& canvas, Look look);
void drawBag(Canvas& canvas, Look look);

} // namespace triptych::media
