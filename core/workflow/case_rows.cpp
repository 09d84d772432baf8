// SPDX-License-Identifier: GPL-3.0-or-later
// Requests to rows and back; the list of cases with the ranks of the last run and of the
// one that it is compared with.
#include "core/workflow/case_rows.h"

#include "core/formats/saved_query.h"
#include "core/store/cases.h"
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/store/people.h"
#include "core/workflow/cases.h"
#include "core/workflow/project_inner.h"

namespace triptych::workflow {

namespace {

Result<std::vector<std::string>> namesOf(Project& project, const std::vector<Key>& keys)
{
    store::ImageStore images(databaseOf(project));
    std::vector<std::string> names;
    names.reserve(keys.size());
    for (const auto& key : keys) {
        auto image = images.byKey(key);
        if (!image) {
            return fail(image);
        }
        names.push_back(*image ? (*image)->name : key);
    }
    return names;
}

std::optional<std::size_t> rankIn(const store::StoredCaseRun* run, const Key& key)
{
    if (run == nullptr) {
        return std::nullopt;
    }
    const auto rank = run->ranks.find(key);
    return rank == run->ranks.end() ? std::nullopt
                                    : std::optional{static_cast<std::size_t>(rank->second)};
}

} // namespace

bool sameMaker(const store::StoredCaseRun& a, const store::StoredCaseRun& b)
{
    return a.method == b.method && a.encoder == b.encoder && a.model == b.model && a.data == b.data;
}

const store::StoredCaseRun* toCompareWith(std::span<const store::StoredCaseRun> earlier,
                                          const store::StoredCaseRun& run, bool first)
{
    const store::StoredCaseRun* newest = nullptr;
    const store::StoredCaseRun* oldest = nullptr;
    const store::StoredCaseRun* changed = nullptr;
    for (const auto& one : earlier) {
        if (one.method != run.method || one.encoder != run.encoder) {
            continue;
        }
        newest = newest != nullptr ? newest : &one;
        oldest = &one;
        if (changed == nullptr && (one.ranks != run.ranks || !sameMaker(one, run))) {
            changed = &one;
        }
    }
    if (first) {
        return oldest;
    }
    return changed != nullptr ? changed : newest;
}

std::string caseRequestJson(const QueryRequest& request)
{
    formats::SavedQuery saved;
    saved.image = request.reference.name;
    saved.path = request.reference.path;
    saved.second = request.second.name;
    saved.secondPath = request.second.path;
    saved.secondWeight = request.secondWeight;
    saved.text = request.text;
    saved.secondText = request.secondText;
    saved.negative = request.negative;
    saved.earlier = request.earlier;
    saved.textShare = request.textShare;
    saved.category = request.category;
    return formats::savedQueryJson(saved);
}

Result<QueryRequest> caseRequestFrom(const std::string& json)
{
    auto saved = formats::savedQueryFrom(json);
    if (!saved) {
        return fail(saved);
    }
    QueryRequest request;
    request.reference.name = std::move(saved->image);
    request.reference.path = std::move(saved->path);
    request.second.name = std::move(saved->second);
    request.second.path = std::move(saved->secondPath);
    request.secondWeight = saved->secondWeight;
    request.text = std::move(saved->text);
    request.secondText = std::move(saved->secondText);
    request.negative = std::move(saved->negative);
    request.earlier = std::move(saved->earlier);
    request.textShare = saved->textShare;
    request.category = std::move(saved->category);
    return request;
}

Result<std::vector<SavedCase>> listCases(Project& project)
{
    auto& database = databaseOf(project);
    store::CaseStore cases(database);
    const auto stored = cases.all();
    const auto runs =
        stored ? cases.runs(kCaseRunsLookedAt) : Result<std::vector<store::StoredCaseRun>>{};
    if (!stored || !runs) {
        return !stored ? fail(stored) : fail(runs);
    }
    const auto* last = runs->empty() ? nullptr : &runs->front();
    const auto* before =
        last != nullptr ? toCompareWith(std::span(*runs).subspan(1), *last) : nullptr;
    std::vector<SavedCase> all;
    for (const auto& one : *stored) {
        auto request = caseRequestFrom(one.request);
        auto right = namesOf(project, one.right);
        auto wrong = namesOf(project, one.wrong);
        const auto person = store::ReviewerStore(database).byStableId(one.reviewer);
        if (!request) {
            return fail(request);
        }
        if (!right || !wrong) {
            return fail(!right ? right : wrong);
        }
        if (!person) {
            return fail(person);
        }
        SavedCase made;
        made.key = one.key;
        made.name = one.name;
        made.request = std::move(*request);
        made.right = std::move(*right);
        made.wrong = std::move(*wrong);
        if (!made.right.empty()) {
            made.request.target = made.right.front();
        }
        made.before = rankIn(before, one.key);
        made.after = rankIn(last, one.key);
        made.reviewer = *person ? (*person)->name : std::string{};
        made.at = one.at;
        all.push_back(std::move(made));
    }
    return all;
}

} // namespace triptych::workflow
