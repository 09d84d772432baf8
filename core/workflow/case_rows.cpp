// SPDX-License-Identifier: GPL-3.0-or-later
// Requests to rows and back; the list of cases with the ranks of their last two runs.
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
    for (const auto& key : keys) {
        auto image = images.byKey(key);
        if (!image) {
            return fail(image);
        }
        names.push_back(*image ? std::move((*image)->name) : key);
    }
    return names;
}

std::optional<std::size_t> rankIn(const std::vector<store::StoredCaseRun>& runs, std::size_t run,
                                  const Key& key)
{
    if (run >= runs.size()) {
        return std::nullopt;
    }
    const auto rank = runs[run].ranks.find(key);
    return rank == runs[run].ranks.end() ? std::nullopt
                                         : std::optional{static_cast<std::size_t>(rank->second)};
}

} // namespace

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
    const auto runs = stored ? cases.runs(2) : Result<std::vector<store::StoredCaseRun>>{};
    if (!stored || !runs) {
        return !stored ? fail(stored) : fail(runs);
    }
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
        made.before = rankIn(*runs, 1, one.key);
        made.after = rankIn(*runs, 0, one.key);
        made.reviewer = *person ? (*person)->name : std::string{};
        made.at = one.at;
        all.push_back(std::move(made));
    }
    return all;
}

} // namespace triptych::workflow
