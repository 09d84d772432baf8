// SPDX-License-Identifier: GPL-3.0-or-later
// Split, backup, merge and verify.
#include "core/store/maintenance.h"
#include "core/base/sha256.h"
#include "core/domain/split.h"
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/store/pairs.h"
#include "core/store/people.h"
#include "core/workflow/exchange.h"
#include "core/workflow/project_inner.h"

#include <algorithm>
#include <iterator>
#include <mutex>

namespace triptych::workflow {

namespace {

constexpr std::size_t kListedImages = 200;

SplitReport reportOf(const store::StoredSplit& stored, bool drawn)
{
    return {stored.train, stored.validation, stored.test, stored.components, drawn};
}

// What hashing every image file found; lists are cut, counts are not.
class ImageFindings
{
public:
    void add(bool problem, std::string what)
    {
        const std::scoped_lock lock(m_mutex);
        auto& list = problem ? m_problems : m_warnings;
        list.push_back(std::move(what));
    }

    void into(VerifyReport& report)
    {
        move(m_problems, report.problems);
        move(m_warnings, report.warnings);
    }

private:
    static void move(std::vector<std::string>& from, std::vector<std::string>& to)
    {
        std::sort(from.begin(), from.end());
        for (std::size_t i = 0; i < from.size() && i < kListedImages; ++i) {
            to.push_back(std::move(from[i]));
        }
        if (from.size() > kListedImages) {
            to.push_back("… and " + std::to_string(from.size() - kListedImages) + " more images");
        }
    }

    std::mutex m_mutex;
    std::vector<std::string> m_problems;
    std::vector<std::string> m_warnings;
};

void verifyImage(const Image& image, const std::string& path, ImageFindings& findings)
{
    if (image.state == ImageState::Unreadable) {
        findings.add(false, "image unreadable since import: " + image.name);
        return;
    }
    const auto hash = sha256OfFile(path);
    if (!hash) {
        findings.add(false, "image missing: " + image.name + " (" + path + ")");
    } else if (image.sha256 && *hash != *image.sha256) {
        findings.add(true, "image changed since import: " + image.name + " (" + path +
                               "); import its source again, so that its texts are marked stale");
    } else if (!image.sha256) {
        findings.add(false,
                     "image arrived since import: " + image.name + "; import its source again");
    }
}

Status verifyImages(Project& project, VerifyReport& report, const JobContext& job)
{
    store::ImageStore images(databaseOf(project));
    std::vector<std::pair<Image, std::string>> all;
    Status failed;
    auto read = images.stream({}, [&](const Image& image) {
        auto path = images.pathOf(image);
        if (!path) {
            failed = fail(path);
            return false;
        }
        Image light; // attributes are not looked at
        light.name = image.name;
        light.sha256 = image.sha256;
        light.state = image.state;
        all.emplace_back(std::move(light), std::move(*path));
        return !job.cancelled();
    });
    if (!failed) {
        return failed;
    }
    if (!read && !job.cancelled()) {
        return read;
    }
    ImageFindings findings;
    std::mutex mutex;
    std::size_t done = 0;
    job.parallelFor(all.size(), [&](std::size_t i) {
        if (!job.cancelled()) {
            verifyImage(all[i].first, all[i].second, findings);
            const std::scoped_lock lock(mutex);
            job.progress(++done, all.size(), "images");
        }
    });
    if (job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    findings.into(report);
    return {};
}

} // namespace

Result<SplitReport> splitProject(Project& project, const SplitRequest& request,
                                 const JobContext& job)
{
    auto& database = databaseOf(project);
    store::SplitStore splits(database);
    const auto stored = splits.summary();
    if (!stored) {
        return fail(stored);
    }
    if (stored->drawn && !request.redraw) {
        return reportOf(*stored, false);
    }
    const auto images = splits.input();
    if (!images) {
        return fail(images);
    }
    const auto pairs = store::PairStore(database).imagePairs();
    if (!pairs) {
        return fail(pairs);
    }
    if (images->empty()) {
        if (stored->imported) {
            return reportOf(*stored, false);
        }
        return fail(ErrorCode::Empty, "the project has no images to split",
                    project.path().string());
    }
    job.progress(0, 0, "split");
    SplitOptions options;
    options.ratios = request.ratios;
    options.seed = request.seed;
    const auto drawn = drawSplit(*images, *pairs, options);
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Bulk);
    if (!transaction) {
        return fail(transaction);
    }
    if (auto put = splits.storeDrawn(*transaction, drawn.assignments, request.seed); !put) {
        return fail(put);
    }
    if (auto committed = transaction->commit(); !committed) {
        return fail(committed);
    }
    const auto now = splits.summary();
    if (!now) {
        return fail(now);
    }
    return reportOf(*now, true);
}

Result<BackupReport> backup(Project& project, const std::filesystem::path& file,
                            const JobContext& job)
{
    const auto bytes = store::backupDatabase(databaseOf(project), file, job);
    if (!bytes) {
        return fail(bytes);
    }
    return BackupReport{file, *bytes};
}

Result<MergeReport> mergeInto(Project& project, const std::vector<std::filesystem::path>& others,
                              const JobContext& job)
{
    MergeReport sum;
    for (const auto& other : others) {
        auto one = store::mergeDatabase(databaseOf(project), other, job);
        if (!one) {
            return fail(one);
        }
        sum.eventsAdded += one->eventsAdded;
        sum.eventsKnown += one->eventsKnown;
        sum.textsAdded += one->textsAdded;
        sum.pairsAdded += one->pairsAdded;
        sum.imagesAdded += one->imagesAdded;
        sum.conflicts.insert(sum.conflicts.end(), std::make_move_iterator(one->conflicts.begin()),
                             std::make_move_iterator(one->conflicts.end()));
    }
    return sum;
}

Result<VerifyReport> verify(Project& project, const VerifyRequest& request, const JobContext& job)
{
    auto report = store::verifyDatabase(databaseOf(project), request.repair, job);
    if (!report) {
        return report;
    }
    if (request.hashImages) {
        if (auto looked = verifyImages(project, *report, job); !looked) {
            return fail(looked);
        }
    }
    report->ok = report->problems.empty();
    return report;
}

} // namespace triptych::workflow
