// SPDX-License-Identifier: GPL-3.0-or-later
// The encoder at hand and what it has done.
#include "core/workflow/encoder_state.h"

#include <algorithm>

namespace triptych::workflow {

Result<EncoderState> encoderState(Project& project, const ModelStore& models,
                                  const EncodeRequest& request)
{
    const auto rows = models.list();
    if (!rows) {
        return fail(rows);
    }
    const auto named = nameEncoder(models, request.encoder, request.device);
    if (!named) {
        return fail(named);
    }
    EncoderState state;
    state.encoder = named->name;
    state.encoderId = named->id;
    state.fallback = named->fallback;
    state.standardThere = std::any_of(rows->begin(), rows->end(), [](const ModelRow& row) {
        return row.name == "standard" && row.ok;
    });
    const auto images = encodeState(project, *named);
    if (!images) {
        return fail(images);
    }
    state.images = *images;
    return state;
}

} // namespace triptych::workflow
