// SPDX-License-Identifier: GPL-3.0-or-later
// Names of a triplet.
#include "core/formats/triplet_fields.h"

#include "core/base/safe_path.h"

#include <algorithm>

namespace triptych::formats {

Status setNames(TripletRow& row, std::string_view reference, std::string_view target,
                const std::vector<std::string>& targets)
{
    if (reference.empty()) {
        return fail(ErrorCode::MissingColumn, "reference");
    }
    auto safeReference = safeRelativeName(reference);
    if (!safeReference) {
        return fail(safeReference);
    }
    row.reference = std::move(*safeReference);
    if (!target.empty()) {
        auto safeTarget = safeRelativeName(target);
        if (!safeTarget) {
            return fail(safeTarget);
        }
        row.target = std::move(*safeTarget);
    }
    for (const auto& other : targets) {
        auto safe = safeRelativeName(other);
        if (!safe) {
            return fail(safe);
        }
        const bool known =
            *safe == row.target || *safe == row.reference ||
            std::find(row.targets.begin(), row.targets.end(), *safe) != row.targets.end();
        if (!known) {
            row.targets.push_back(std::move(*safe));
        }
    }
    return {};
}

std::vector<std::string> allTargets(const TripletRow& row)
{
    std::vector<std::string> all;
    if (!row.target.empty()) {
        all.push_back(row.target);
    }
    all.insert(all.end(), row.targets.begin(), row.targets.end());
    return all;
}

std::string describeRow(const Error& error)
{
    return error.subject.empty() ? error.detail : error.detail + ": " + error.subject;
}

} // namespace triptych::formats
