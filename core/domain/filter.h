// SPDX-License-Identifier: GPL-3.0-or-later
// The --where language, parsed. SQL is made of it in store; completion in ui.
#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace triptych {

// GCC 12 takes the scoped enumerator Status for a shadow of the alias triptych::Status.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
enum class FilterKey
{
    Status,
    Direction,
    Language,
    Caption,
    Category,
    Product,
    Generator,
    Version,
    Reviewer,
    Reason,
    Split,
    Lot,
    Stage,
    Stale,
    Text,
    Image,
    Length,
    Decided,
    Score,
    Lint,
    Rank,
    Similarity,
};
#pragma GCC diagnostic pop

std::string_view name(FilterKey key);
std::optional<FilterKey> filterKeyFrom(std::string_view text);
const std::vector<FilterKey>& allFilterKeys();

enum class Comparison
{
    Matches,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual
};

struct FilterTerm
{
    FilterKey key = FilterKey::Text;
    bool negated = false;
    Comparison comparison = Comparison::Matches; // `:` and `=` are Matches
    std::vector<std::string> values;             // alternatives; one for < <= > >=
    std::size_t start = 0;                       // byte range in the source, for highlighting
    std::size_t length = 0;
};

struct Filter
{
    std::vector<FilterTerm> terms; // all must hold
    // No term names a status: the command's own default applies.
    [[nodiscard]] bool namesStatus() const;
};

// Grammar: terms separated by white space; term = ["-"] key (":" | "=" | "<" | "<=" | ">" | ">=")
// value {"," value}; value = bare word or "quoted" with \" and \\. A word or "quoted phrase"
// without a key is text:. `status:any` parses to a status term with the one value "any". Values of
// closed vocabularies (status, direction, stale: yes|no, split, numbers for caption length score
// lint rank similarity; decided: date YYYY-MM-DD or RFC 3339) are checked here. Error BadFilter:
// detail says what was expected and what stood there, line = character position from 1.
Result<Filter> parseFilter(std::string_view source);

} // namespace triptych
