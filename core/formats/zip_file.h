// SPDX-License-Identifier: GPL-3.0-or-later
// Members of a zip archive, stored or deflated, one after the other: private to formats.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace triptych::formats {

// Reads the member that is visited now. TooLarge over `limit`, Corrupt when it does not unpack.
using ReadMember = std::function<Result<std::string>(std::uint64_t limit)>;
// Called for every file in it; false stops.
using VisitMember = std::function<Result<bool>(const std::string& name, const ReadMember& read)>;

// BadFormat when it is not a zip; TooLarge for more than 100,000 members.
Status visitZip(const std::filesystem::path& path, const VisitMember& visit);

} // namespace triptych::formats
