// SPDX-License-Identifier: GPL-3.0-or-later
// Saved cases: kept, judged, listed; and "this one is right".
#include "core/workflow/cases.h"

#include "core/base/random.h"
#include "core/base/utf8.h"
#include "core/store/cases.h"
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/store/pairs.h"
#include "core/store/people.h"
#include "core/store/texts.h"
#include "core/text/normalise.h"
#include "core/text/search_terms.h"
#include "core/workflow/case_rows.h"
#include "core/workflow/decide_event.h"
#include "core/workflow/project_inner.h"

#include <algorithm>

namespace triptych::workflow {

namespace {

constexpr std::size_t kKeyDigits = 20;

Status checkRequest(const QueryRequest& request)
{
    if (!request.reference.pixels.empty() || !request.second.pixels.empty()) {
        return fail(ErrorCode::BadArgument,
                    "a pasted picture cannot be saved with a case: save it as a file first");
    }
    if (request.reference.empty() && trimmed(request.text).empty()) {
        return fail(ErrorCode::BadArgument, "a case needs a reference image or a text");
    }
    return {};
}

std::string nameOf(const SavedCase& wanted)
{
    if (!trimmed(wanted.name).empty()) {
        return std::string{trimmed(wanted.name)};
    }
    const auto& request = wanted.request;
    if (!trimmed(request.text).empty()) {
        return std::string{trimmed(request.text)};
    }
    return request.reference.name.empty() ? request.reference.path : request.reference.name;
}

// Key of an image given by its name or key.
Result<Image> imageNamed(Project& project, const std::string& name)
{
    auto image = store::ImageStore(databaseOf(project)).byNameOrKey(text::nfc(name));
    if (!image) {
        return fail(image);
    }
    if (!*image) {
        return fail(ErrorCode::NotFound, "no image of this name", name);
    }
    return std::move(**image);
}

Result<std::vector<Key>> keysOf(Project& project, const std::vector<std::string>& names)
{
    std::vector<Key> keys;
    for (const auto& name : names) {
        const auto image = imageNamed(project, name);
        if (!image) {
            return fail(image);
        }
        if (std::ranges::find(keys, image->key) == keys.end()) {
            keys.push_back(image->key);
        }
    }
    return keys;
}

Result<store::StoredCase> storedFrom(Project& project, const SavedCase& wanted)
{
    store::StoredCase stored;
    stored.key = wanted.key.empty() ? randomHex128().substr(0, kKeyDigits) : wanted.key;
    if (stored.key.size() != kKeyDigits ||
        stored.key.find_first_not_of("0123456789abcdef") != std::string::npos) {
        return fail(ErrorCode::BadArgument, "a case's key is 20 hex digits", wanted.key);
    }
    stored.name = nameOf(wanted);
    stored.request = caseRequestJson(wanted.request);
    stored.at = stored.changed = databaseOf(project).now();
    auto right = wanted.right;
    if (right.empty() && wanted.request.target) {
        right.push_back(*wanted.request.target);
    }
    auto rightKeys = keysOf(project, right);
    auto wrongKeys = keysOf(project, wanted.wrong);
    if (!rightKeys || !wrongKeys) {
        return fail(!rightKeys ? rightKeys : wrongKeys);
    }
    stored.right = std::move(*rightKeys);
    stored.wrong = std::move(*wrongKeys);
    std::erase_if(stored.wrong,
                  [&](const Key& key) { return std::ranges::count(stored.right, key) > 0; });
    return stored;
}

Result<SavedCase> caseOf(Project& project, const Key& key)
{
    auto all = listCases(project);
    if (!all) {
        return fail(all);
    }
    for (auto& one : *all) {
        if (one.key == key) {
            return std::move(one);
        }
    }
    return fail(ErrorCode::NotFound, "no such case", key);
}

// The slot that a right answer belongs to; made when it is not there.
Result<store::StoredSlot> slotFor(Project& project, store::WriteTransaction& transaction,
                                  const Image& reference, const Image& target)
{
    auto& database = databaseOf(project);
    const store::NewPair wanted{reference.id, target.id, reference.category, {}};
    const auto added = store::PairStore(database).add(transaction, {&wanted, 1});
    if (!added) {
        return fail(added);
    }
    using Outcome = store::PairOutcome;
    const auto outcome = added->front().outcome;
    if (outcome == Outcome::SameBytes || outcome == Outcome::SameImage) {
        return fail(ErrorCode::NotApplicable, "the reference itself cannot be the answer",
                    target.name);
    }
    if (outcome != Outcome::Added && outcome != Outcome::Duplicate) {
        return fail(ErrorCode::NotApplicable, "this pair or one of its images was removed",
                    target.name);
    }
    store::TextStore texts(database);
    const auto slot = texts.ensureSlot(
        transaction, {added->front().id, Direction::Forward, project.language(), 0});
    if (!slot) {
        return fail(slot);
    }
    auto stored = texts.slotById(*slot);
    return stored && *stored ? Result<store::StoredSlot>{std::move(**stored)}
                             : Result<store::StoredSlot>{fail(ErrorCode::Internal, "no slot")};
}

// The text of the slot with this wording, a person's when nobody wrote it yet.
Result<TextId> wordingOf(Project& project, store::WriteTransaction& transaction,
                         const store::StoredSlot& slot, const std::string& body)
{
    store::TextStore texts(databaseOf(project));
    const auto known = texts.viewsOf(slot.id);
    if (!known) {
        return fail(known);
    }
    for (const auto& text : *known) {
        if (text::equalAfterNfcAndTrim(text.body, body)) {
            return text.id;
        }
    }
    store::NewText text;
    text.slot = slot.address;
    text.origin = Origin::Person;
    text.body = body;
    text.terms = text::searchTerms(body);
    const auto added = texts.add(transaction, {&text, 1});
    return added ? Result<TextId>{added->front().id} : Result<TextId>{fail(added)};
}

} // namespace

Result<SavedCase> saveCase(Project& project, const SavedCase& wanted)
{
    if (auto good = checkRequest(wanted.request); !good) {
        return fail(good);
    }
    auto stored = storedFrom(project, wanted);
    if (!stored) {
        return fail(stored);
    }
    auto& database = databaseOf(project);
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Interactive);
    if (!transaction) {
        return fail(transaction);
    }
    if (!trimmed(wanted.reviewer).empty()) {
        auto person = reviewerId(project, *transaction, wanted.reviewer);
        if (!person) {
            return fail(person);
        }
        stored->reviewer = std::move(*person);
    }
    if (auto put = store::CaseStore(database).put(*transaction, *stored); !put) {
        return fail(put);
    }
    if (auto committed = transaction->commit(); !committed) {
        return fail(committed);
    }
    return caseOf(project, stored->key);
}

Status removeCase(Project& project, const std::string& key)
{
    auto& database = databaseOf(project);
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Interactive);
    if (!transaction) {
        return fail(transaction);
    }
    const auto removed = store::CaseStore(database).remove(*transaction, key);
    if (!removed) {
        return fail(removed);
    }
    return *removed ? transaction->commit()
                    : Status{fail(ErrorCode::NotFound, "no such case", key)};
}

Result<SavedCase> judgeCase(Project& project, const std::string& key, const std::string& image,
                            bool right, bool wrong)
{
    if (right && wrong) {
        return fail(ErrorCode::BadArgument, "an answer is right or wrong, not both");
    }
    const auto judged = imageNamed(project, image);
    if (!judged) {
        return fail(judged);
    }
    auto& database = databaseOf(project);
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Interactive);
    if (!transaction) {
        return fail(transaction);
    }
    store::CaseStore cases(database);
    auto stored = cases.byKey(key);
    if (!stored) {
        return fail(stored);
    }
    if (!*stored) {
        return fail(ErrorCode::NotFound, "no such case", key);
    }
    auto& one = **stored;
    const auto put = [&](std::vector<Key>& list, bool wanted) {
        const auto at = std::ranges::find(list, judged->key);
        if (wanted && at == list.end()) {
            list.push_back(judged->key);
        } else if (!wanted && at != list.end()) {
            list.erase(at);
        }
    };
    put(one.right, right);
    put(one.wrong, wrong);
    one.changed = database.now();
    if (auto done = cases.put(*transaction, one); !done) {
        return fail(done);
    }
    if (auto committed = transaction->commit(); !committed) {
        return fail(committed);
    }
    return caseOf(project, key);
}

Result<Decided> markRight(Project& project, const std::string& reference, const std::string& target,
                          const std::string& text, const std::string& reviewer)
{
    const std::string body{trimmed(text)};
    if (body.empty() || !isValidUtf8(body)) {
        return fail(ErrorCode::NotApplicable, "a right answer needs a text");
    }
    const auto from = imageNamed(project, reference);
    if (!from && from.error().code == ErrorCode::NotFound) {
        return fail(ErrorCode::NotApplicable, "the reference is not an image of this project",
                    reference);
    }
    const auto to = imageNamed(project, target);
    if (!from || !to) {
        return fail(!from ? from : to);
    }
    std::vector<SlotId> slots;
    const auto appended =
        record(project, reviewer,
               [&](store::WriteTransaction& transaction,
                   const std::string& person) -> Result<std::vector<Event>> {
                   const auto slot = slotFor(project, transaction, *from, *to);
                   if (!slot) {
                       return fail(slot);
                   }
                   const auto wording = wordingOf(project, transaction, *slot, body);
                   if (!wording) {
                       return fail(wording);
                   }
                   slots = {slot->id};
                   Decision decision;
                   decision.slot = slot->id;
                   decision.act = Act::Accept;
                   decision.choose = *wording;
                   decision.shown = "query";
                   auto event = makeEvent(project, transaction, person, decision, {});
                   return event ? Result<std::vector<Event>>{{std::move(*event)}} : fail(event);
               });
    if (!appended) {
        return fail(appended);
    }
    return decided(project, *appended, slots, {});
}

} // namespace triptych::workflow
