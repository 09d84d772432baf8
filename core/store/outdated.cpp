// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of `outdated` and the bit in text.stale that follows them.
#include "core/store/outdated.h"

#include "core/store/images_internal.h"
#include "core/store/json.h"

#include <optional>
#include <string>
#include <vector>

namespace triptych::store {

namespace {

std::optional<std::string> valueOf(const Attributes& attributes, const std::string& name)
{
    const auto found = attributes.find(name);
    return found == attributes.end() ? std::nullopt : std::optional{found->second};
}

} // namespace

void outdateTexts(Connection& connection, std::int64_t image, const Attributes& before,
                  const Attributes& after)
{
    const auto names = changedNames(before, after);
    if (names.empty()) {
        return;
    }
    Query insert(connection, "INSERT INTO outdated(text, image, attribute, made_of)"
                             " SELECT id, ?1, ?4, ?2 FROM text WHERE " +
                                 std::string{kTextsOfImage} + " AND " + std::string{kMadeOfAny} +
                                 " ON CONFLICT DO NOTHING");
    Query remove(connection,
                 "DELETE FROM outdated WHERE image = ?1 AND attribute = ?2 AND made_of IS ?3");
    for (const auto& name : names) {
        const std::vector<std::string> one{name};
        insert.run(image, valueOf(before, name), jsonOf(one), name);
        remove.run(image, name, valueOf(after, name));
    }
    Query(connection, "UPDATE text SET stale = (stale & 1) | 2 * EXISTS(SELECT 1 FROM outdated o"
                      " WHERE o.text = text.id) WHERE " +
                          std::string{kTextsOfImage})
        .run(image);
}

void keepFresh(Connection& connection, std::span<const std::int64_t> texts)
{
    Query remove(connection, "DELETE FROM outdated WHERE text = ?1");
    Query update(connection, "UPDATE text SET stale = stale & 1 WHERE id = ?1");
    for (const auto text : texts) {
        remove.run(text);
        update.run(text);
    }
}

} // namespace triptych::store
