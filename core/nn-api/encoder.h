// SPDX-License-Identifier: GPL-3.0-or-later
// An encoder: pixels and words in, vectors out. Four implementations, joined in workflow from
// media, text and the module: standard, compact, clip, siglip.
#pragma once

#include "core/base/result.h"
#include "core/domain/matrix.h"
#include "core/domain/pixel_buffer.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace triptych::nn {

struct EncoderInfo
{
    std::string name; // "standard", "compact", "clip", "siglip", or what the user called it
    std::string id;   // name + version + digest of the weights: another id = other numbers, so
                      // vectors of two ids are never mixed
    std::size_t imageDimension = 0;
    std::size_t textDimension = 0;
    bool shared = false; // image and text vectors live in one space and may be compared (CLIP)
    // What ImageFeatures::seen says, column by column: first `classCount` logits of named classes,
    // then shares (0 … 1) of named colours among the foreground.
    std::vector<std::string> seenNames;
    std::size_t classCount = 0;
    std::size_t colourOffset = 0; // of the colour histogram inside the image vector; 0 and size 0
    std::size_t colourSize = 0;   // where there is none
    int side = 0;                 // pixels it needs at least, shortest side
    std::size_t longestText = 0;  // tokens; more is cut off, which TextFeatures says
    std::string language;         // "en": others are guesses, said; empty = any
};

struct ImageFeatures
{
    Matrix global; // n × imageDimension, rows of unit length
    Matrix seen;   // n × seenNames.size()
    Matrix tokens; // (n·tokens an image) × dimension; only when asked for
};

struct TextFeatures
{
    Matrix global;               // n × textDimension, rows of unit length; an empty text: zeros
    std::vector<bool> shortened; // the text had more tokens than the encoder reads
};

// Used by one thread at a time. Deterministic: a row depends on its own image or text alone, not
// on the batch around it (to 1e-5), and the same call gives the same bytes.
class Encoder
{
public:
    virtual ~Encoder() = default;
    [[nodiscard]] virtual const EncoderInfo& info() const = 0;
    // At least one pixel a side each; any size.
    virtual Result<ImageFeatures> encodeImages(std::span<const PixelBuffer> images,
                                               bool tokens) = 0;
    virtual Result<TextFeatures> encodeTexts(std::span<const std::string> texts) = 0;
};

} // namespace triptych::nn
