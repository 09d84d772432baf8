// SPDX-License-Identifier: GPL-3.0-or-later
// Members of a zip archive, stored or deflated, one after the other: private to formats.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace triptych::formats {

// Reads the member that is visited now. TooLarge over `limit`, Corrupt when it does not unpack.
using ReadMember = std::function<Result<std::string>(std::uint64_t limit)>;
// Called for every file in it; false stops.
using VisitMember = std::function<Result<bool>(const std::string& name, const ReadMember& read)>;

// BadFormat when it is not a zip; TooLarge for more than 100,000 members.
Status visitZip(const std::filesystem::path& path, const VisitMember& visit);

struct StoredMember
{
    std::string_view bytes; // in the archive's own
    std::uint32_t crc = 0;  // that they should have
};
// Members that are stored as they are, by name, of a whole archive in memory. Without those that
// are packed or do not lie where the archive says; empty for an archive that is not understood.
std::map<std::string, StoredMember> storedMembers(std::string_view archive);

} // namespace triptych::formats
