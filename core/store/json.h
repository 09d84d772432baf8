// SPDX-License-Identifier: GPL-3.0-or-later
// The two shapes of JSON that columns hold: an array of strings, and an object of strings.
#pragma once

#include "core/domain/values.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::store {

// Empty for an empty list or map: stored as NULL.
std::string jsonOf(std::span<const std::string> strings);
std::string jsonOf(const Attributes& attributes);

// Empty for an empty text. nullopt for anything but a flat array (object) of strings; members of an
// object that are null are left out.
std::optional<std::vector<std::string>> stringsFromJson(std::string_view json);
std::optional<Attributes> attributesFromJson(std::string_view json);

} // namespace triptych::store
