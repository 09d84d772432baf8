// SPDX-License-Identifier: GPL-3.0-or-later
// An encoder in two stages: what can be made of one image on any thread, then the tower over a
// batch on one. encode() runs the first beside the second.
#pragma once

#include "core/domain/weights.h"
#include "core/nn-api/encoder.h"

#include <span>
#include <vector>

namespace triptych::workflow {

struct PreparedImage
{
    std::vector<float> planes;  // what the tower reads; empty where there is no tower
    std::vector<float> colours; // the foreground's histogram, or the compact features
    std::vector<float> shares;  // of the named colours
};

class TwoStageEncoder : public nn::Encoder
{
public:
    // Any number of threads.
    [[nodiscard]] virtual Result<PreparedImage> prepare(const PixelBuffer& image) const = 0;
    virtual Result<nn::ImageFeatures> encodePrepared(std::span<const PreparedImage> images,
                                                     bool tokens) = 0;
    // What it makes of pixels, and so how large they must be decoded.
    [[nodiscard]] virtual const PixelRule& rule() const = 0;

    Result<nn::ImageFeatures> encodeImages(std::span<const PixelBuffer> images, bool tokens) final;
};

// How many images go through a tower at once.
inline constexpr std::size_t kImageBatch = 32;

// In place; a row of zeros stays.
void makeUnit(std::span<float> row);
// Appends the rows of `more`, which has as many columns (or is the first).
void appendRows(Matrix& all, const Matrix& more);

} // namespace triptych::workflow
