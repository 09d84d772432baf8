// SPDX-License-Identifier: GPL-3.0-or-later
// `train align`: the alignment fitted on the training part, written as a model file.
#include "core/nn-api/encoder.h"
#include "core/retrieval/alignment.h"
#include "core/store/database.h"
#include "core/store/pairs.h"
#include "core/store/people.h"
#include "core/workflow/project_inner.h"
#include "core/workflow/query.h"
#include "core/workflow/search_inner.h"

#include <algorithm>
#include <unordered_set>

namespace triptych::workflow {

namespace {

struct Parts
{
    std::unordered_set<ImageId> train;
    std::int64_t validation = 0; // images held out
    bool heldOut = false;
};

// The stored split's training part, else what a drawn one leaves of it; nothing is stored.
Result<Parts> trainingPart(Project& project, const Gallery& gallery, std::uint64_t seed)
{
    auto& database = databaseOf(project);
    store::SplitStore splits(database);
    const auto stored = splits.summary();
    if (!stored) {
        return fail(stored);
    }
    Parts parts;
    if (stored->drawn || stored->imported) {
        for (const auto& image : gallery.images) {
            const auto part = splits.partOf(image.id);
            if (!part) {
                return fail(part);
            }
            if (*part == SplitPart::Train) {
                parts.train.insert(image.id);
            } else {
                parts.validation += *part == SplitPart::Validation ? 1 : 0;
            }
        }
        return parts;
    }
    const auto images = splits.input();
    const auto pairs = images ? store::PairStore(database).imagePairs()
                              : Result<std::vector<std::pair<ImageId, ImageId>>>{fail(images)};
    if (!pairs) {
        return fail(pairs);
    }
    const auto drawn = drawSplit(*images, *pairs, {{8, 2, 0}, seed, 4});
    parts.heldOut = true;
    for (const auto& one : drawn.assignments) {
        if (one.part == SplitPart::Train) {
            parts.train.insert(one.image);
        }
    }
    if (parts.train.empty()) { // one component: there is nothing to hold out
        for (const auto& image : gallery.images) {
            parts.train.insert(image.id);
        }
        parts.heldOut = false;
    }
    parts.validation = std::ranges::count_if(
        gallery.images, [&](const GalleryImage& image) { return !parts.train.contains(image.id); });
    return parts;
}

} // namespace

Result<AlignReport> trainAlignment(Project& project, const ModelStore& models,
                                   const AlignRequest& request, const JobContext& job)
{
    SearchEngine engine(models, request.encoder, request.device);
    auto& inner = engine.inner();
    if (auto ready = inner.readyToFit(project, job); !ready) {
        return fail(ready);
    }
    const auto& gallery = inner.gallery();
    const auto parts = trainingPart(project, gallery, request.seed);
    if (!parts) {
        return fail(parts);
    }
    const auto use = [&](std::uint32_t image) {
        return parts->train.contains(gallery.images[image].id);
    };
    const auto fitted = fitAlignment({project,
                                      gallery,
                                      inner.vectors(),
                                      inner.info(),
                                      inner.texts(),
                                      use,
                                      0,
                                      request.seed,
                                      inner.wordsFile(),
                                      inner.commonWordsPath(),
                                      {}},
                                     job);
    if (!fitted) {
        return fail(fitted);
    }
    const auto& figures = (*fitted)->report();
    AlignReport report;
    report.encoder = inner.info().name;
    report.model = (request.out.empty() ? inner.ownFile() : request.out).string();
    for (std::uint32_t i = 0; i < gallery.images.size(); ++i) {
        report.train += inner.vectors().rowOf(i) != kNoRow && use(i) ? 1 : 0;
    }
    report.validation = parts->validation;
    report.words = static_cast<std::int64_t>(figures.words);
    report.triplets = static_cast<std::int64_t>(figures.triplets);
    report.lambda = figures.lambda;
    report.validationScore = figures.validation;
    report.imageWeight = (*fitted)->alignedWeights().image;
    report.textWeight = (*fitted)->alignedWeights().text;
    report.labelled = (*fitted)->labelled();
    report.heldOut = parts->heldOut;
    if (auto written = writeAlignment(
            report.model, **fitted,
            {{"seed", std::to_string(request.seed)}, {"encoder-name", report.encoder}});
        !written) {
        return fail(written);
    }
    return report;
}

} // namespace triptych::workflow
