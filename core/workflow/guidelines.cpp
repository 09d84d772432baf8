// SPDX-License-Identifier: GPL-3.0-or-later
// Guidelines: versions by their text, numbers by their order.
#include "core/workflow/guidelines.h"

#include "core/base/sha256.h"
#include "core/base/utf8.h"
#include "core/store/database.h"
#include "core/store/guidelines.h"
#include "core/store/people.h"
#include "core/text/normalise.h"
#include "core/workflow/decide_event.h"
#include "core/workflow/project_inner.h"

#include <algorithm>
#include <map>

namespace triptych::workflow {

namespace {

constexpr std::size_t kLargest = 1'000'000;
constexpr std::size_t kVersionDigits = 12;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// NFC, without a byte order mark, lines end with \n.
Result<std::string> cleaned(std::string_view markdown)
{
    if (markdown.starts_with(kByteOrderMark)) {
        markdown.remove_prefix(kByteOrderMark.size());
    }
    if (markdown.size() > kLargest) {
        return fail(ErrorCode::BadArgument, "guidelines are 1 MB at most");
    }
    if (!isValidUtf8(markdown) || markdown.find('\0') != std::string_view::npos) {
        return fail(ErrorCode::Encoding, "the guidelines are not UTF-8 text");
    }
    std::string lines;
    lines.reserve(markdown.size());
    for (std::size_t i = 0; i < markdown.size(); ++i) {
        if (markdown[i] != '\r') {
            lines.push_back(markdown[i]);
        } else if (i + 1 == markdown.size() || markdown[i + 1] != '\n') {
            lines.push_back('\n');
        }
    }
    return text::nfc(lines);
}

} // namespace

Result<std::vector<Guidelines>> guidelineVersions(Project& project)
{
    auto& database = databaseOf(project);
    auto stored = store::GuidelineStore(database).all();
    if (!stored) {
        return fail(stored);
    }
    const auto people = store::ReviewerStore(database).all();
    if (!people) {
        return fail(people);
    }
    std::map<std::string, std::string> names;
    for (const auto& person : *people) {
        names[person.stableId] = person.name;
    }
    std::vector<Guidelines> versions;
    versions.reserve(stored->size());
    for (auto& one : *stored) {
        versions.push_back({std::move(one.version), one.number, std::move(one.markdown), one.at,
                            names[one.reviewer]});
    }
    std::reverse(versions.begin(), versions.end());
    return versions;
}

Result<std::optional<Guidelines>> guidelines(Project& project)
{
    auto versions = guidelineVersions(project);
    if (!versions) {
        return fail(versions);
    }
    return versions->empty() ? std::nullopt : std::optional{std::move(versions->front())};
}

Result<Guidelines> saveGuidelines(Project& project, const std::string& reviewer,
                                  const std::string& markdown)
{
    auto body = cleaned(markdown);
    if (!body) {
        return fail(body);
    }
    auto& database = databaseOf(project);
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Interactive);
    if (!transaction) {
        return fail(transaction);
    }
    const auto person = reviewerId(project, *transaction, reviewer);
    if (!person) {
        return fail(person);
    }
    store::GuidelineStore store(database);
    const auto version = sha256Hex(*body).substr(0, kVersionDigits);
    const auto newest = store.newestVersion();
    if (!newest) {
        return fail(newest);
    }
    if (*newest != version) {
        if (auto added = store.append(*transaction,
                                      {0, version, std::move(*body), database.now(), *person, 0});
            !added) {
            return fail(added);
        }
        if (auto committed = transaction->commit(); !committed) {
            return fail(committed);
        }
    }
    auto saved = guidelines(project);
    if (!saved) {
        return fail(saved);
    }
    return saved->value_or(Guidelines{});
}

} // namespace triptych::workflow
