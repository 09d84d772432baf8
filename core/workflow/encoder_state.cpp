// SPDX-License-Identifier: GPL-3.0-or-later
// The encoder at hand and what it has done.
#include "core/workflow/encoder_state.h"

#include "core/nn-api/encoder.h"

#include <algorithm>

namespace triptych::workflow {

Result<EncoderState> encoderState(Project& project, const ModelStore& models,
                                  const EncodeRequest& request)
{
    const auto rows = models.list();
    if (!rows) {
        return fail(rows);
    }
    const auto opened = openEncoder(models, request.encoder, request.device);
    if (!opened) {
        return fail(opened);
    }
    EncoderState state;
    state.encoder = opened->encoder->info().name;
    state.encoderId = opened->encoder->info().id;
    state.fallback = opened->fallback;
    state.standardThere = std::any_of(rows->begin(), rows->end(), [](const ModelRow& row) {
        return row.name == "standard" && row.ok;
    });
    const auto images = encodeState(project, *opened->encoder);
    if (!images) {
        return fail(images);
    }
    state.images = *images;
    return state;
}

} // namespace triptych::workflow
