// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: what goes wrong with models, said as such.
#pragma once

#include "core/base/result.h"
#include "core/workflow/model_record.h"
#include "core/workflow/models.h"

namespace triptych::workflow {

// Errors of files, formats and modules that were about a model get kModelSubject, and all they say
// into the detail; what the user caused or the disk refused stays as it is.
Error modelError(const Error& error);

// Opens an encoder once (a trained head is only examined): the reason why it would not work later.
Status tryModel(const ModelRecord& record);

} // namespace triptych::workflow
