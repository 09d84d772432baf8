// SPDX-License-Identifier: GPL-3.0-or-later
// Pixels for the window, through media.
#include "core/workflow/image_service.h"

#include "core/media/decode.h"

namespace triptych::workflow {

Result<PixelBuffer> loadImage(const ImageRequest& request, std::stop_token stop)
{
    media::DecodeOptions options;
    options.longestSide = request.longestSide;
    options.stop = std::move(stop);
    auto decoded = media::decodeImageFile(request.path, options);
    if (!decoded) {
        return fail(decoded);
    }
    return std::move(decoded->pixels);
}

} // namespace triptych::workflow
