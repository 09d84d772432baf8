// SPDX-License-Identifier: GPL-3.0-or-later
// What changes when an image is put in again: attributes, corrections, stale texts.
#include "core/store/images_internal.h"
#include "core/store/json.h"
#include "core/store/projection.h"
#include "core/store/rows.h"

#include <algorithm>

namespace triptych::store {

Attributes storedAttributes(Connection& connection, std::int64_t image)
{
    Query row(connection, "SELECT attributes FROM image WHERE id = ?1");
    row.with(image);
    return row.step() ? attributesFromJson(row.view(0)).value_or(Attributes{}) : Attributes{};
}

Attributes catalogueAttributes(Connection& connection, std::int64_t image)
{
    auto attributes = storedAttributes(connection, image);
    Query rows(connection, "SELECT attribute, catalogue FROM correction WHERE image = ?1");
    rows.with(image);
    while (rows.step()) {
        if (rows.isNull(1)) {
            attributes.erase(rows.text(0));
        } else {
            attributes[rows.text(0)] = rows.text(1);
        }
    }
    return attributes;
}

Attributes withCorrections(Connection& connection, std::int64_t image, const Attributes& catalogue)
{
    struct Row
    {
        std::string attribute;
        std::optional<std::string> value;
    };
    std::vector<Row> corrections;
    {
        Query rows(connection, "SELECT attribute, value FROM correction WHERE image = ?1");
        rows.with(image);
        while (rows.step()) {
            corrections.push_back(
                {rows.text(0), rows.isNull(1) ? std::nullopt : std::optional{rows.text(1)}});
        }
    }
    auto attributes = catalogue;
    Query update(connection,
                 "UPDATE correction SET catalogue = ?3 WHERE image = ?1 AND attribute = ?2");
    for (const auto& [attribute, value] : corrections) {
        const auto now = catalogue.find(attribute);
        update.run(image, attribute,
                   now == catalogue.end() ? std::optional<std::string>{} : now->second);
        if (value) {
            attributes[attribute] = *value;
        } else {
            attributes.erase(attribute);
        }
    }
    return attributes;
}

void writeAttributes(Connection& connection, std::int64_t image, const Attributes& attributes)
{
    Query(connection, "UPDATE image SET attributes = ?2 WHERE id = ?1")
        .run(image, OrNull{jsonOf(attributes)});
}

std::vector<std::string> changedNames(const Attributes& before, const Attributes& after)
{
    std::vector<std::string> names;
    for (const auto& [name, value] : before) {
        const auto now = after.find(name);
        if (now == after.end() || now->second != value) {
            names.push_back(name);
        }
    }
    for (const auto& [name, value] : after) {
        if (!before.contains(name)) {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::int64_t staleTexts(Connection& connection, std::int64_t image,
                        std::span<const std::string> attributes)
{
    if (attributes.empty()) {
        return 0;
    }
    const bool all = std::find(attributes.begin(), attributes.end(), "*") != attributes.end();
    // Texts that a correction had made stale are not counted again.
    Query count(connection, "SELECT count(*) FROM text WHERE stale = 0 AND " +
                                std::string{kTextsOfImage} + " AND (?2 OR " +
                                std::string{kMadeOfAny} + ")");
    count.with(image, all, jsonOf(attributes));
    const auto fresh = count.step() ? count.integer(0) : 0;
    Query update(connection, "UPDATE text SET stale = stale | 1 WHERE (stale & 1) = 0 AND " +
                                 std::string{kTextsOfImage} + " AND (?2 OR " +
                                 std::string{kMadeOfAny} + ")");
    update.run(image, all, jsonOf(attributes));
    return fresh;
}

ImageChange compareImage(Connection& connection, const Image& stored, const Image& given,
                         const UpsertOptions& options)
{
    ImageChange change;
    change.id = stored.id;
    change.duplicateOf = stored.duplicateOf;
    bool changed = false;
    if (options.content) {
        change.bytesChanged = given.sha256 && stored.sha256 && *given.sha256 != *stored.sha256;
        changed =
            given.state != stored.state || (given.sha256 && given.sha256 != stored.sha256) ||
            (given.phash && given.phash != stored.phash) ||
            (given.width > 0 && (given.width != stored.width || given.height != stored.height)) ||
            (given.modified != 0 && given.modified != stored.modified) ||
            (given.bytes != 0 && given.bytes != stored.bytes);
    }
    if (options.catalogue) {
        change.attributesChanged =
            changedNames(catalogueAttributes(connection, stored.id.value), given.attributes);
        if (!given.product.empty() && given.product != stored.product) {
            change.attributesChanged.emplace_back("product");
        }
        if (!given.category.empty() && given.category != stored.category) {
            change.attributesChanged.emplace_back("category");
        }
    }
    changed = changed || !change.attributesChanged.empty();
    change.what = changed ? ImageChange::What::Updated : ImageChange::What::Unchanged;
    return change;
}

std::int64_t applyImage(Connection& connection, const Image& stored, const Image& given,
                        const UpsertOptions& options, const ImageChange& change)
{
    const auto id = stored.id.value;
    std::vector<std::string> stale;
    if (options.content) {
        // What is not known now (a missing file) does not erase what was.
        Query(
            connection,
            "UPDATE image SET state = ?2, sha256 = coalesce(?3, sha256), phash = coalesce(?4, "
            "phash),"
            " bytes = coalesce(nullif(?5, 0), bytes), modified = coalesce(nullif(?6, 0), modified),"
            " width = coalesce(nullif(?7, 0), width), height = coalesce(nullif(?8, 0), height)"
            " WHERE id = ?1")
            .run(id, given.state, AsBytes{given.sha256 ? std::string_view{*given.sha256} : ""},
                 given.phash ? std::optional{static_cast<std::int64_t>(*given.phash)}
                             : std::nullopt,
                 given.bytes, given.modified, given.width, given.height);
        if (change.bytesChanged) {
            stale.emplace_back("*");
        }
    }
    if (options.catalogue) {
        const auto before = storedAttributes(connection, id);
        const auto after = withCorrections(connection, id, given.attributes);
        writeAttributes(connection, id, after);
        Query(connection,
              "UPDATE image SET product = coalesce(?2, product), category = coalesce(?3, category)"
              " WHERE id = ?1")
            .run(id, OrNull{given.product}, OrNull{given.category});
        for (auto& name : changedNames(before, after)) {
            stale.push_back(std::move(name));
        }
        for (const char* name : {"product", "category"}) {
            if (std::find(change.attributesChanged.begin(), change.attributesChanged.end(), name) !=
                change.attributesChanged.end()) {
                stale.emplace_back(name);
            }
        }
        if (anyTombstone(connection)) {
            refreshRemoved(connection, id);
        }
    }
    return staleTexts(connection, id, stale);
}

} // namespace triptych::store
