// SPDX-License-Identifier: GPL-3.0-or-later
// Rules for image names: what may be resolved under a root.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace triptych {

// A relative name with "/" that stays inside: no absolute path, no drive letter, no "..", no NUL,
// no empty name, no control character, at most 4096 bytes; "./" prefixes and "//" are removed, "\"
// between plain components is read as "/". UnsafePath otherwise.
Result<std::string> safeRelativeName(std::string_view name);

// root/name, refused (UnsafePath) when a symbolic link on the way leads out of the root. A name
// that does not exist resolves, as long as it stays inside.
Result<std::filesystem::path> resolveUnder(const std::filesystem::path& root,
                                           std::string_view name);

} // namespace triptych
