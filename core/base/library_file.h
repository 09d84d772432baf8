// SPDX-License-Identifier: GPL-3.0-or-later
// Shared libraries as files, looked at before they are loaded: dlopen() maps what their headers
// speak of unasked, and the program dies of SIGBUS where bytes are missing.
#pragma once

#include <filesystem>
#include <optional>

namespace triptych {

// The file itself, or the first of the libraries that it needs, as the loader would find them, that
// ends before its headers say. What is no library, or not there, is left to dlopen() to name.
std::optional<std::filesystem::path> cutShort(const std::filesystem::path& file);

} // namespace triptych
