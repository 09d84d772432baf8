// SPDX-License-Identifier: GPL-3.0-or-later
// Reasons for a rejection, kept in the project's setting "reasons":
// {"ids":["a",…],"labels":["…",…]}, in order; empty: the program's own.
#include "core/workflow/reasons.h"

#include "core/base/log.h"
#include "core/base/sha256.h"
#include "core/base/utf8.h"
#include "core/formats/json_fields.h"
#include "core/formats/json_text.h"
#include "core/text/normalise.h"
#include "core/workflow/decide.h"

#include <algorithm>
#include <set>

namespace triptych::workflow {

namespace {

constexpr const char* kSetting = "reasons";
constexpr std::size_t kLongestId = 64;
constexpr std::size_t kLongestLabel = 200;

bool isIdCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

bool isId(std::string_view id)
{
    return !id.empty() && id.size() <= kLongestId &&
           std::all_of(id.begin(), id.end(), isIdCharacter);
}

// "Blurry photo" -> "blurry-photo"; a label without Latin letters gets an id of its own.
std::string idOf(const std::string& label)
{
    std::string id;
    for (const char c : asciiLower(label)) {
        if (isIdCharacter(c) && c != '-') {
            id.push_back(c);
        } else if (!id.empty() && id.back() != '-') {
            id.push_back('-');
        }
    }
    id.resize(std::min(id.size(), kLongestId));
    while (id.ends_with('-')) {
        id.pop_back();
    }
    const bool whole = std::all_of(label.begin(), label.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return whole && !id.empty() ? id : "reason-" + sha256Hex(label).substr(0, 8);
}

Result<std::vector<Reason>> checked(const std::vector<Reason>& given)
{
    if (given.size() > static_cast<std::size_t>(kMostReasons)) {
        return fail(ErrorCode::BadArgument, "nine reasons at most");
    }
    std::vector<Reason> reasons;
    std::set<std::string> ids;
    for (const auto& one : given) {
        if (!isValidUtf8(one.label)) {
            return fail(ErrorCode::BadArgument, "a reason is not UTF-8 text");
        }
        Reason reason{std::string{trimmed(one.id)}, text::nfc(std::string{trimmed(one.label)})};
        if (reason.label.size() > kLongestLabel) {
            return fail(ErrorCode::BadArgument, "a reason is too long");
        }
        if (reason.id.empty() && reason.label.empty()) {
            return fail(ErrorCode::BadArgument, "a reason needs words");
        }
        if (reason.id.empty()) {
            reason.id = idOf(reason.label);
        }
        if (!isId(reason.id)) {
            return fail(ErrorCode::BadArgument,
                        "the id of a reason is made of a to z, 0 to 9 and hyphens", reason.id);
        }
        if (!ids.insert(reason.id).second) {
            return fail(ErrorCode::BadArgument, "a reason is there twice", reason.id);
        }
        reasons.push_back(std::move(reason));
    }
    return reasons;
}

Result<std::vector<Reason>> parsed(const std::string& json)
{
    formats::JsonParser parser;
    auto fields = parser.object(json);
    if (!fields) {
        return fail(fields);
    }
    const auto ids = fields->strings("ids");
    const auto labels = fields->strings("labels");
    if (fields->error()) {
        return fail(*fields->error());
    }
    std::vector<Reason> reasons;
    reasons.reserve(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        reasons.push_back({ids[i], i < labels.size() ? labels[i] : std::string{}});
    }
    return checked(reasons);
}

} // namespace

std::vector<Reason> standardReasons()
{
    std::vector<Reason> reasons;
    for (const auto& id : reasonIds()) {
        reasons.push_back({id, {}});
    }
    return reasons;
}

Result<std::vector<Reason>> reasons(Project& project)
{
    const auto setting = project.setting(kSetting);
    if (!setting) {
        return fail(setting);
    }
    if (!*setting || (*setting)->empty()) {
        return standardReasons();
    }
    auto own = parsed(**setting);
    if (!own) {
        log(LogLevel::Warning,
            "the project's reasons cannot be read, the program's own are used: " +
                describe(own.error()));
        return standardReasons();
    }
    return own->empty() ? standardReasons() : std::move(*own);
}

Result<std::vector<Reason>> saveReasons(Project& project, const std::vector<Reason>& reasons)
{
    auto list = checked(reasons);
    if (!list) {
        return fail(list);
    }
    std::string json;
    if (!list->empty()) {
        std::vector<std::string> ids;
        std::vector<std::string> labels;
        for (const auto& reason : *list) {
            ids.push_back(reason.id);
            labels.push_back(reason.label);
        }
        formats::JsonLine line;
        line.strings("ids", ids);
        line.strings("labels", labels);
        json = line.object();
    }
    if (auto set = project.setSetting(kSetting, json); !set) {
        return fail(set);
    }
    return list->empty() ? standardReasons() : std::move(*list);
}

} // namespace triptych::workflow
