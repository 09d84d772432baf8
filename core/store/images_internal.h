// SPDX-License-Identifier: GPL-3.0-or-later
// What images, batches and corrections share. All functions throw.
#pragma once

#include "core/domain/values.h"
#include "core/store/images.h"
#include "core/store/sql.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::store {

Attributes storedAttributes(Connection& connection, std::int64_t image);
// The stored ones with a person's corrections taken back.
Attributes catalogueAttributes(Connection& connection, std::int64_t image);
// `catalogue` with the corrections on top; remembers what the catalogue says now.
Attributes withCorrections(Connection& connection, std::int64_t image, const Attributes& catalogue);
void writeAttributes(Connection& connection, std::int64_t image, const Attributes& attributes);
// Names whose values differ, sorted.
std::vector<std::string> changedNames(const Attributes& before, const Attributes& after);
// SQL conditions on a row of `text`: of a pair with image ?1; made of an attribute that the JSON
// array ?3 names (a person's wording is made of what its parent was made of).
inline constexpr std::string_view kTextsOfImage =
    "slot IN (SELECT s.id FROM pair p JOIN slot s ON s.pair = p.id"
    " WHERE p.reference = ?1 OR p.target = ?1)";
inline constexpr std::string_view kMadeOfAny =
    "EXISTS (SELECT 1 FROM (SELECT coalesce(text.parts, (SELECT o.parts FROM text o"
    " WHERE o.id = text.parent)) AS json) AS made, json_each(CASE WHEN json_valid(made.json)"
    " THEN made.json ELSE '{}' END, '$.attributes') AS used"
    " WHERE used.value IN (SELECT value FROM json_each(?3)))";
// ImageStore::markTextsStale.
std::int64_t staleTexts(Connection& connection, std::int64_t image,
                        std::span<const std::string> attributes);

// What applying `given` to a stored image changes, by the fields of `options`.
ImageChange compareImage(Connection& connection, const Image& stored, const Image& given,
                         const UpsertOptions& options);
// Applies it and marks texts stale; returns how many.
std::int64_t applyImage(Connection& connection, const Image& stored, const Image& given,
                        const UpsertOptions& options, const ImageChange& change);

} // namespace triptych::store
