// SPDX-License-Identifier: GPL-3.0-or-later
// Column by column.
#include "core/store/rows.h"

#include "core/store/json.h"

#include <cstdint>
#include <optional>

namespace triptych::store {

Image imageFrom(const Query& row)
{
    Image image;
    image.id = row.id<ImageTag>(0);
    image.key = row.hex(1);
    image.root = row.id<RootTag>(2);
    image.name = row.text(3);
    image.state = row.as<ImageState>(4);
    if (!row.isNull(5)) {
        image.sha256 = row.hex(5);
    }
    if (!row.isNull(6)) {
        image.phash = static_cast<std::uint64_t>(row.integer(6));
    }
    image.bytes = row.integer(7);
    image.modified = row.integer(8);
    image.width = row.number(9);
    image.height = row.number(10);
    image.product = row.text(11);
    image.category = row.text(12);
    if (!row.isNull(13)) {
        image.duplicateOf = row.id<ImageTag>(13);
    }
    image.attributes = attributesFromJson(row.view(14)).value_or(Attributes{});
    return image;
}

std::vector<std::string> stringsFrom(std::string_view json)
{
    return stringsFromJson(json).value_or(std::vector<std::string>{});
}

Event eventFrom(const Query& row)
{
    Event event;
    event.id = row.text(0);
    event.session = row.text(1);
    event.seq = row.integer(2);
    event.prevHash = row.text(3);
    event.hash = row.text(4);
    event.lamport = row.integer(5);
    event.at = row.integer(6);
    event.reviewer = row.text(7);
    event.kind = row.text(8);
    event.slot = row.hex(9);
    event.subject = row.text(10);
    event.textBefore = row.text(11);
    event.textAfter = row.text(12);
    event.verdict = row.text(13);
    event.base = stringsFrom(row.view(14));
    event.reasons = stringsFrom(row.view(15));
    event.milliseconds = row.integer(16);
    event.shown = row.text(17);
    event.batch = row.text(18);
    event.guidelineVersion = row.text(19);
    return event;
}

StoredSlot slotFrom(const Query& row)
{
    StoredSlot slot;
    slot.id = row.id<SlotTag>(0);
    slot.key = row.hex(1);
    slot.address = {row.id<PairTag>(2), row.as<Direction>(3), row.text(4), row.number(5)};
    slot.state = row.as<SlotState>(6);
    if (!row.isNull(7)) {
        slot.text = row.id<TextTag>(7);
    }
    slot.standing = stringsFrom(row.view(8));
    slot.decidedBy = row.text(9);
    return slot;
}

TextRow textFrom(const Query& row)
{
    TextRow text;
    text.id = row.id<TextTag>(0);
    text.key = row.hex(1);
    text.slot = row.id<SlotTag>(2);
    text.origin = row.as<Origin>(3);
    text.generator = row.text(4);
    text.version = row.text(5);
    text.seed = static_cast<std::uint64_t>(row.integer(6));
    text.prompt = row.text(7);
    text.parts = row.text(8);
    if (!row.isNull(9)) {
        text.parent = row.id<TextTag>(9);
    }
    text.body = row.text(10);
    text.terms = row.text(11);
    text.stale = row.flag(12);
    return text;
}

bool anyUnfinished(Connection& connection)
{
    return connection.integer("SELECT EXISTS(SELECT 1 FROM batch WHERE complete = 0)") != 0;
}

std::string visibleBatch(Connection& connection, std::string_view alias)
{
    if (!anyUnfinished(connection)) {
        return {};
    }
    const std::string column = std::string{alias} + ".batch";
    return " AND (" + column + " IS NULL OR " + column +
           " NOT IN (SELECT id FROM batch WHERE complete = 0))";
}

} // namespace triptych::store
