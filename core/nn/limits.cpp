// SPDX-License-Identifier: GPL-3.0-or-later
// Checks the sizes of towers against each other and against the memory.
#include "core/nn/limits.h"

#include "core/nn/tensor_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include <unistd.h>

namespace triptych::nn {

namespace {

constexpr std::int64_t kLargestNumber = std::int64_t{1} << 24U; // products of three stay exact
constexpr double kMemoryShare = 0.75;
constexpr double kBatchBytes = 256.0 * 1024 * 1024;

struct Size
{
    const char* name;
    std::int64_t value;
};

double memoryBytes()
{
    return static_cast<double>(sysconf(_SC_PHYS_PAGES)) *
           static_cast<double>(sysconf(_SC_PAGESIZE));
}

template <std::size_t N> Status checkNumbers(const std::array<Size, N>& sizes)
{
    for (const Size& size : sizes) {
        if (size.value <= 0) {
            return fail(ErrorCode::BadArgument,
                        std::string(size.name) + " " + std::to_string(size.value));
        }
        if (size.value > kLargestNumber) {
            return fail(ErrorCode::TooLarge,
                        std::string(size.name) + " " + std::to_string(size.value));
        }
    }
    return {};
}

double itemFloats(const TowerConfig& tower, std::int64_t tokens)
{
    const auto length = static_cast<double>(tokens);
    const auto hidden = static_cast<double>(tower.hiddenSize);
    return length * (8 * hidden + 2 * static_cast<double>(tower.intermediateSize)) +
           2 * static_cast<double>(tower.heads) * length * length;
}

Status checkTransformer(const TowerConfig& tower, double embeddings, std::int64_t tokens)
{
    const std::array sizes = {Size{"hidden_size", tower.hiddenSize},
                              Size{"num_hidden_layers", tower.layers},
                              Size{"num_attention_heads", tower.heads},
                              Size{"intermediate_size", tower.intermediateSize}};
    if (const Status numbers = checkNumbers(sizes); !numbers) {
        return numbers;
    }
    if (tower.hiddenSize % tower.heads != 0) {
        return fail(ErrorCode::BadArgument, "hidden_size " + std::to_string(tower.hiddenSize) +
                                                " does not divide by " +
                                                std::to_string(tower.heads) + " heads");
    }
    if (tower.projection < 0) {
        return fail(ErrorCode::BadArgument, "projection_dim " + std::to_string(tower.projection));
    }
    if (!std::isfinite(tower.layerNormEps) || tower.layerNormEps < 0) {
        return fail(ErrorCode::BadArgument, "layer_norm_eps");
    }
    const auto hidden = static_cast<double>(tower.hiddenSize);
    const double layer =
        4 * hidden * hidden + 2 * hidden * static_cast<double>(tower.intermediateSize);
    const double floats = layer * static_cast<double>(tower.layers) +
                          hidden * (embeddings + static_cast<double>(tower.projection)) +
                          itemFloats(tower, tokens);
    const double bytes = floats * sizeof(float);
    const double limit = memoryBytes() * kMemoryShare;
    if (bytes > limit) {
        return fail(ErrorCode::TooLarge, std::to_string(std::llround(bytes / 1e6)) + " MB of " +
                                             std::to_string(std::llround(limit / 1e6)) + " MB");
    }
    return {};
}

} // namespace

std::int64_t imageTokens(const TowerConfig& tower)
{
    const std::int64_t side = tower.imageSize / tower.patchSize;
    return side * side;
}

Status checkImageSizes(const TowerConfig& tower)
{
    const std::array sizes = {Size{"image_size", tower.imageSize},
                              Size{"patch_size", tower.patchSize}};
    if (const Status numbers = checkNumbers(sizes); !numbers) {
        return numbers;
    }
    if (tower.patchSize > tower.imageSize) {
        return fail(ErrorCode::BadArgument, "patch_size " + std::to_string(tower.patchSize) +
                                                " of image_size " +
                                                std::to_string(tower.imageSize));
    }
    const auto patch = static_cast<double>(tower.patchSize);
    const std::int64_t tokens = imageTokens(tower) + 1;
    const auto side = static_cast<double>(tower.imageSize);
    const double pixels =
        6 * side * side / static_cast<double>(std::max<std::int64_t>(tower.hiddenSize, 1));
    return checkTransformer(tower, 3 * patch * patch + static_cast<double>(tokens) + pixels,
                            tokens);
}

Status checkTextSizes(const TowerConfig& tower)
{
    const std::array sizes = {Size{"vocab_size", tower.vocabulary},
                              Size{"max_position_embeddings", tower.positions}};
    if (const Status numbers = checkNumbers(sizes); !numbers) {
        return numbers;
    }
    return checkTransformer(tower, static_cast<double>(tower.vocabulary + tower.positions),
                            tower.positions);
}

Result<int> efficientNetSide(const ModelConfig& config)
{
    const std::int64_t side =
        config.image.imageSize != 0 ? config.image.imageSize : config.pixels.side;
    if (side <= 0 || side % 32 != 0) {
        return fail(ErrorCode::BadArgument,
                    "image_size " + std::to_string(side) + ": not a multiple of 32");
    }
    if (side > 2048) {
        return fail(ErrorCode::TooLarge, "image_size " + std::to_string(side) + " of 2048");
    }
    return static_cast<int>(side);
}

Status checkFinite(const Matrix& values)
{
    if (!allFinite(values.values)) {
        return fail(ErrorCode::Corrupt, "the tower's output is not finite");
    }
    return {};
}

Status checkBatch(const ImageBatch& batch, int side)
{
    if (batch.side != side) {
        return fail(ErrorCode::BadArgument, "images of side " + std::to_string(batch.side) +
                                                " for a tower of " + std::to_string(side));
    }
    const std::size_t each = 3 * static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    if (batch.planes.size() % each != 0 || batch.planes.size() / each != batch.count) {
        return fail(ErrorCode::BadArgument, std::to_string(batch.planes.size()) + " floats for " +
                                                std::to_string(batch.count) + " images");
    }
    if (!allFinite(batch.planes)) {
        return fail(ErrorCode::Corrupt, "a pixel is not finite");
    }
    return {};
}

std::int64_t batchOf(const TowerConfig& tower, std::int64_t tokens)
{
    const double bytes = itemFloats(tower, tokens) * sizeof(float);
    return static_cast<std::int64_t>(std::clamp(kBatchBytes / bytes, 1.0, 32.0));
}

} // namespace triptych::nn
