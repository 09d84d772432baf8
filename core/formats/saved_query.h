// SPDX-License-Identifier: GPL-3.0-or-later
// What a saved case asks for, as the JSON object that the project file keeps.
#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::formats {

struct SavedQuery
{
    std::string image; // name of the reference in the project
    std::string path;  // or of a file
    std::string second;
    std::string secondPath;
    double secondWeight = 0.5;
    std::string text;
    std::string secondText;
    std::string negative;
    std::vector<std::string> earlier;
    std::optional<double> textShare;
    std::string category;

    bool operator==(const SavedQuery&) const = default;
};

// Fields that are empty are left out.
std::string savedQueryJson(const SavedQuery& query);
// BadFormat. Fields that this version does not know are ignored.
Result<SavedQuery> savedQueryFrom(std::string_view json);

} // namespace triptych::formats
