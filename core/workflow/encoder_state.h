// SPDX-License-Identifier: GPL-3.0-or-later
// Which encoder a query would use, and how many images it has encoded: what a page shows before
// anything is asked.
#pragma once

#include "core/workflow/encode.h"

#include <string>

namespace triptych::workflow {

struct EncoderState
{
    std::string encoder; // its name
    std::string encoderId;
    std::string fallback;       // as in OpenedEncoder
    bool standardThere = false; // the standard model's files are there and sound
    EncodeState images;
};

// Takes a second when it is the first that needs LibTorch; reads no weights (nameEncoder).
Result<EncoderState> encoderState(Project& project, const ModelStore& models,
                                  const EncodeRequest& request);

} // namespace triptych::workflow
