// SPDX-License-Identifier: GPL-3.0-or-later
// Alternatives, drafts and earlier wordings.
#include "core/workflow/review_texts.h"

#include "core/base/utf8.h"
#include "core/store/people.h"
#include "core/store/texts.h"
#include "core/text/normalise.h"
#include "core/text/search_terms.h"
#include "core/workflow/project_inner.h"

#include <algorithm>
#include <unordered_map>

namespace triptych::workflow {

namespace {

constexpr int kMostSlots = 20'000;
constexpr std::size_t kLongestTyped = 1'000;
// Nobody is called that: a reviewer who is not known yet has written nothing.
constexpr std::string_view kNobody = "nobody";

Result<std::optional<store::StoredReviewer>> reviewerNamed(Project& project,
                                                           const std::string& name)
{
    const std::string clean{trimmed(name)};
    if (clean.empty() || !isValidUtf8(clean)) {
        return fail(ErrorCode::BadArgument, "a reviewer needs a name");
    }
    return store::ReviewerStore(databaseOf(project)).byName(text::nfc(clean));
}

// Quotes and stars mean something in a search; in a wording they are punctuation.
std::string matchFor(std::string_view typed)
{
    std::string words{typed};
    std::replace_if(words.begin(), words.end(), [](char c) { return c == '"' || c == '*'; }, ' ');
    if (!words.empty() && !trimmed(words).empty() && words.back() != ' ') {
        words += '*';
    }
    return text::searchQuery(words);
}

struct Ranked
{
    bool begins = false;
    Wording wording;
};

bool better(const Ranked& a, const Ranked& b)
{
    if (a.begins != b.begins) {
        return a.begins;
    }
    if (a.wording.uses != b.wording.uses) {
        return a.wording.uses > b.wording.uses;
    }
    return a.wording.body < b.wording.body;
}

} // namespace

Result<std::vector<TextView>> slotTexts(Project& project, SlotId slot, const ViewFor& view)
{
    auto& database = databaseOf(project);
    store::TextStore texts(database);
    const auto stored = texts.slotById(slot);
    if (!stored) {
        return fail(stored);
    }
    if (!*stored) {
        return fail(ErrorCode::NotFound, "no such slot");
    }
    std::string reviewer;
    if (!view.blind.empty()) {
        const auto person = reviewerNamed(project, view.blind);
        if (!person) {
            return fail(person);
        }
        reviewer = *person ? (*person)->stableId : std::string{kNobody};
    }
    return texts.viewsOf(slot, reviewer);
}

Status saveDraft(Project& project, const std::string& reviewer, SlotId slot,
                 const std::string& body)
{
    auto& database = databaseOf(project);
    const auto known = reviewerNamed(project, reviewer);
    if (!known) {
        return fail(known);
    }
    if (!isValidUtf8(body)) {
        return fail(ErrorCode::Encoding, "the draft is not valid UTF-8");
    }
    if (body.empty() && !*known) {
        return {}; // nothing of somebody new
    }
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Interactive);
    if (!transaction) {
        return fail(transaction);
    }
    store::TextStore texts(database);
    const auto stored = texts.slotById(slot);
    if (!stored) {
        return fail(stored);
    }
    if (!*stored) {
        return fail(ErrorCode::NotFound, "no such slot");
    }
    const auto person =
        store::ReviewerStore(database).findOrAdd(*transaction, text::nfc(trimmed(reviewer)));
    if (!person) {
        return fail(person);
    }
    if (auto saved = texts.saveDraft(*transaction, person->id, slot, body); !saved) {
        return fail(saved);
    }
    return transaction->commit();
}

Result<std::vector<Draft>> drafts(Project& project, const std::string& reviewer)
{
    const auto person = reviewerNamed(project, reviewer);
    if (!person) {
        return fail(person);
    }
    std::vector<Draft> result;
    if (!*person) {
        return result;
    }
    const auto stored = store::TextStore(databaseOf(project)).draftsOf((*person)->id);
    if (!stored) {
        return fail(stored);
    }
    for (const auto& draft : *stored) {
        result.push_back({draft.slot, draft.pair, draft.body});
    }
    return result;
}

Result<std::vector<Wording>> acceptedWordings(Project& project, const std::string& language,
                                              const std::string& typed, int limit)
{
    const std::string clean = sanitizeUtf8(typed);
    if (limit <= 0 || clean.size() > kLongestTyped) {
        return std::vector<Wording>{};
    }
    const bool anything = trimmed(clean).empty();
    const std::string match = anything ? std::string{} : matchFor(clean);
    auto bodies = store::TextStore(databaseOf(project)).decidedBodies(language, match, kMostSlots);
    if (!bodies) {
        return fail(bodies);
    }
    const std::string begin = text::nfkcCasefold(trimmed(clean));
    const std::string own = text::nfc(trimmed(clean));
    std::vector<Ranked> ranked;
    std::unordered_map<std::string, std::size_t> known; // the same after trimming and NFC
    for (auto& one : *bodies) {
        std::string body = text::nfc(trimmed(one.body));
        if (body.empty() || (!anything && body == own)) {
            continue;
        }
        const auto [place, added] = known.emplace(body, ranked.size());
        if (!added) {
            ranked[place->second].wording.uses += one.slots;
            continue;
        }
        const bool begins = text::nfkcCasefold(body).starts_with(begin);
        ranked.push_back({begins, {std::move(body), one.slots}});
    }
    if (match.empty()) { // punctuation alone: there are no words to hold
        std::erase_if(ranked, [](const Ranked& one) { return !one.begins; });
    }
    const auto most = std::min(ranked.size(), static_cast<std::size_t>(limit));
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(most),
                      ranked.end(), better);
    std::vector<Wording> wordings;
    wordings.reserve(most);
    for (std::size_t i = 0; i < most; ++i) {
        wordings.push_back(std::move(ranked[i].wording));
    }
    return wordings;
}

} // namespace triptych::workflow
