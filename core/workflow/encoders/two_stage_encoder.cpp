// SPDX-License-Identifier: GPL-3.0-or-later
// Both stages, one after the other, for callers that have a few images.
#include "core/workflow/encoders/two_stage_encoder.h"

#include <algorithm>
#include <cmath>

namespace triptych::workflow {

void makeUnit(std::span<float> row)
{
    double sum = 0;
    for (const float value : row) {
        sum += double{value} * value;
    }
    if (sum <= 0) {
        return;
    }
    const double scale = 1 / std::sqrt(sum);
    for (float& value : row) {
        value = static_cast<float>(value * scale);
    }
}

void appendRows(Matrix& all, const Matrix& more)
{
    if (all.rows == 0) {
        all = more;
        return;
    }
    all.rows += more.rows;
    all.values.insert(all.values.end(), more.values.begin(), more.values.end());
}

Result<nn::ImageFeatures> TwoStageEncoder::encodeImages(std::span<const PixelBuffer> images,
                                                        bool tokens)
{
    nn::ImageFeatures all;
    all.global.columns = info().imageDimension;
    all.seen.columns = info().seenNames.size();
    for (std::size_t begin = 0; begin < images.size(); begin += kImageBatch) {
        std::vector<PreparedImage> batch;
        for (const auto& image :
             images.subspan(begin, std::min(kImageBatch, images.size() - begin))) {
            auto prepared = prepare(image);
            if (!prepared) {
                return fail(prepared);
            }
            batch.push_back(std::move(*prepared));
        }
        const auto part = encodePrepared(batch, tokens);
        if (!part) {
            return fail(part);
        }
        appendRows(all.global, part->global);
        appendRows(all.seen, part->seen);
        appendRows(all.tokens, part->tokens);
    }
    return all;
}

} // namespace triptych::workflow
