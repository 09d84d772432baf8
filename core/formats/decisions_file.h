// SPDX-License-Identifier: GPL-3.0-or-later
// `decide --from FILE`: one decision a line, as JSON (CLI).
#pragma once

#include "core/base/result.h"
#include "core/domain/keys.h"
#include "core/formats/rows.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace triptych::formats {

enum class DecisionDirection
{
    Forward,
    Reverse,
    Both
};

struct DecisionLine
{
    long long line = 0;
    Key pair;
    DecisionDirection direction = DecisionDirection::Forward;
    std::string
        verdict; // accept edit reject skip flag unflag undo redo add_target remove_target comment
    std::optional<std::string> text; // always there for edit and comment
    std::vector<std::string> reasons;
    std::string language; // empty: the project's
    int caption = 0;
    std::string image; // add_target, remove_target: name or key
    std::string event; // undo, redo: which; empty: the newest
};

using DecisionSink = Sink<DecisionLine>;

// Rejected (BadFormat, with what was expected): broken JSON, an unknown verdict or direction, edit
// without text or for both directions, a field of the wrong type, add_target without image;
// Encoding, TooLarge as for JSON Lines. `direction` may be absent only for undo and redo. Errors:
// those of TextSource, Empty (no line at all), Cancelled. A file whose lines are all rejected is
// not an error here.
Result<ReadSummary> readDecisions(const std::filesystem::path& file, const DecisionSink& sink);

} // namespace triptych::formats
