// SPDX-License-Identifier: GPL-3.0-or-later
// What images, batches and corrections share. All functions throw.
#pragma once

#include "core/domain/values.h"
#include "core/store/images.h"
#include "core/store/sql.h"

#include <cstdint>
#include <span>
#include <string>
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
