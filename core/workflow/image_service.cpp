// SPDX-License-Identifier: GPL-3.0-or-later
// Pixels for the window, through media.
#include "core/workflow/image_service.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/media/decode.h"

namespace triptych::workflow {

Result<LoadedImage> loadImage(const ImageRequest& request, std::stop_token stop)
{
    media::DecodeOptions options;
    options.longestSide = request.longestSide;
    options.stop = std::move(stop);
    const auto bytes = readFile(request.path, options.limits.bytes);
    if (!bytes) {
        return fail(bytes);
    }
    auto decoded = media::decodeImage(*bytes, options, request.path);
    if (!decoded) {
        return fail(decoded);
    }
    LoadedImage loaded{std::move(decoded->pixels)};
    loaded.changed = !request.sha256.empty() && sha256Hex(*bytes) != request.sha256;
    return loaded;
}

} // namespace triptych::workflow
