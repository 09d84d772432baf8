// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON in front of a safetensors file, checked: private to formats.
#pragma once

#include "core/base/result.h"
#include "core/domain/weights.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::formats {

struct SafetensorsEntry
{
    std::optional<TensorType> type; // none: a type of the format that nothing here reads
    std::string typeName;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0; // in the file
    std::uint64_t end = 0;
};

struct SafetensorsHeader
{
    std::map<std::string, SafetensorsEntry, std::less<>> tensors;
    std::map<std::string, std::string> metadata;
};

// `file`: all of it. Every tensor lies inside, has the bytes that its shape needs, and shares none
// with another; together they are all that follows the header.
Result<SafetensorsHeader> readSafetensorsHeader(std::string_view file, const std::string& subject);

// "F32", … as the format calls it.
std::string_view safetensorsName(TensorType type);

} // namespace triptych::formats
