// SPDX-License-Identifier: GPL-3.0-or-later
// A saved case's request to JSON and back.
#include "core/formats/saved_query.h"

#include "core/formats/json_fields.h"
#include "core/formats/json_text.h"

namespace triptych::formats {

std::string savedQueryJson(const SavedQuery& query)
{
    JsonLine line;
    line.stringIfAny("category", query.category);
    if (!query.earlier.empty()) {
        line.strings("earlier", query.earlier);
    }
    line.stringIfAny("image", query.image);
    line.stringIfAny("negative", query.negative);
    line.stringIfAny("path", query.path);
    line.stringIfAny("second", query.second);
    line.stringIfAny("secondPath", query.secondPath);
    line.stringIfAny("secondText", query.secondText);
    line.number("secondWeight", query.secondWeight);
    line.stringIfAny("text", query.text);
    if (query.textShare) {
        line.number("textShare", *query.textShare);
    }
    return line.object();
}

Result<SavedQuery> savedQueryFrom(std::string_view json)
{
    JsonParser parser;
    auto fields = parser.object(json);
    if (!fields) {
        return fail(fields);
    }
    SavedQuery query;
    query.category = fields->string("category");
    query.earlier = fields->strings("earlier");
    query.image = fields->string("image");
    query.negative = fields->string("negative");
    query.path = fields->string("path");
    query.second = fields->string("second");
    query.secondPath = fields->string("secondPath");
    query.secondText = fields->string("secondText");
    if (fields->find("secondWeight") != nullptr) {
        query.secondWeight = fields->number("secondWeight");
    }
    query.text = fields->string("text");
    if (fields->find("textShare") != nullptr) {
        query.textShare = fields->number("textShare");
    }
    if (fields->error()) {
        return fail(*fields->error());
    }
    return query;
}

} // namespace triptych::formats
