// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of the program that are opened only when they are needed: RTLD_NOW | RTLD_LOCAL, never
// closed. Looked for beside the program, then in its library folder; TRIPTYCH_MODULES overrides.
#pragma once

#include "core/base/result.h"

#include <string>

namespace triptych {

// The address of `symbol` in NAME.so ("triptych_nn"). NotFound: no such file (subject: the name;
// detail: where it was looked for). Unsupported: it cannot be opened (detail: the loader's word) or
// lacks the symbol. Thread-safe; the second call for a module is cheap; a failure is not kept.
Result<void*> moduleSymbol(const std::string& name, const std::string& symbol);

} // namespace triptych
