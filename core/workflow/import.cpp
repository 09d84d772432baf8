// SPDX-License-Identifier: GPL-3.0-or-later
// One import from beginning to end: a batch that becomes visible whole, or not at all.
#include "core/workflow/import.h"

#include "core/base/log.h"
#include "core/formats/catalogue.h"
#include "core/formats/folder_scan.h"
#include "core/formats/triplet_files.h"
#include "core/store/batches.h"
#include "core/store/database.h"
#include "core/workflow/import_run.h"
#include "core/workflow/project_inner.h"

#include <sys/stat.h>

#include <array>
#include <utility>

namespace triptych::workflow {

namespace {

constexpr std::array<std::pair<ImportKind, std::string_view>, 6> kKinds{
    {{ImportKind::Folder, "folder"},
     {ImportKind::Catalogue, "catalogue"},
     {ImportKind::Cirr, "cirr"},
     {ImportKind::Jsonl, "jsonl"},
     {ImportKind::Csv, "csv"},
     {ImportKind::Triptych, "triptych"}}};
constexpr std::uint64_t kPreviewFiles = 10'000;

// Equal for the same command on the same, unchanged source.
std::string signatureOf(const ImportRequest& request)
{
    std::error_code ignored;
    std::string signature{name(request.kind)};
    const auto add = [&](const std::string& part) { signature += "\x1f" + part; };
    add(std::filesystem::absolute(request.source, ignored).string());
    struct stat info{};
    if (::stat(request.source.c_str(), &info) == 0 && !S_ISDIR(info.st_mode)) {
        add(std::to_string(info.st_size) + "@" + std::to_string(info.st_mtim.tv_sec));
    }
    add(std::filesystem::absolute(imageFolder(request), ignored).string());
    add(std::to_string(static_cast<int>(request.productFrom)));
    add(request.category);
    add(request.imageColumn);
    add(request.productColumn);
    for (const auto& column : request.attributeColumns) {
        add(column);
    }
    add(request.acceptedBy);
    add(request.dryRun ? "dry" : "");
    return signature;
}

// Folders and catalogues go on where they stopped; triplet files are quick enough to start over.
bool resumable(const ImportRequest& request)
{
    return !request.dryRun &&
           (request.kind == ImportKind::Folder || request.kind == ImportKind::Catalogue);
}

Result<store::Batch> beginBatch(Project& project, const ImportRequest& request)
{
    const std::string signature = signatureOf(request);
    auto& database = databaseOf(project);
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Bulk);
    if (!transaction) {
        return fail(transaction);
    }
    store::BatchStore batches(database);
    if (const auto removed =
            batches.removeAbandoned(*transaction, resumable(request) ? signature : std::string{});
        !removed) {
        return fail(removed);
    }
    auto batch = batches.begin(*transaction, signature);
    if (!batch) {
        return fail(batch);
    }
    if (auto committed = transaction->commit(); !committed) {
        return fail(committed);
    }
    return batch;
}

void removeBatch(Project& project, store::BatchId batch)
{
    auto& database = databaseOf(project);
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Bulk);
    if (transaction) {
        auto removed = store::BatchStore(database).remove(*transaction, batch);
        if (removed) {
            removed = transaction->commit();
        }
        if (!removed) {
            log(LogLevel::Warning,
                "what an import left is removed at the next open: " + describe(removed.error()));
        }
    }
}

Status finishBatch(ImportRun& run)
{
    auto& database = databaseOf(run.project);
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Bulk);
    if (!transaction) {
        return fail(transaction);
    }
    const auto finished = store::BatchStore(database).finish(*transaction, run.batch);
    if (!finished) {
        return fail(finished);
    }
    run.report.textsStale += finished->textsStale;
    for (const auto& step : run.atFinish) {
        if (auto done = step(*transaction); !done) {
            return done;
        }
    }
    if (auto committed = transaction->commit(); !committed) {
        return committed;
    }
    return database.checkpointWhenLarge();
}

Status runKind(ImportRun& run)
{
    switch (run.request.kind) {
    case ImportKind::Folder:
        return importFolder(run);
    case ImportKind::Catalogue:
        return importCatalogue(run);
    case ImportKind::Cirr:
    case ImportKind::Jsonl:
    case ImportKind::Csv:
        return importTriplets(run);
    case ImportKind::Triptych:
        return importNative(run);
    }
    return fail(ErrorCode::Unsupported);
}

} // namespace

std::optional<ImportKind> importKindFrom(std::string_view text)
{
    for (const auto& [kind, word] : kKinds) {
        if (word == text) {
            return kind;
        }
    }
    return std::nullopt;
}

std::string_view name(ImportKind kind)
{
    for (const auto& [known, word] : kKinds) {
        if (known == kind) {
            return word;
        }
    }
    return "folder";
}

std::filesystem::path imageFolder(const ImportRequest& request)
{
    if (!request.images.empty()) {
        return request.images;
    }
    std::error_code ignored;
    const auto source = std::filesystem::absolute(request.source, ignored);
    return std::filesystem::is_directory(source, ignored) ? source : source.parent_path();
}

std::int64_t limitPixels(Project& project)
{
    constexpr std::int64_t kDefault = 300;
    const auto value = project.setting("imageLimitMegapixels");
    std::int64_t megapixels = kDefault;
    if (value && *value) {
        megapixels = std::strtoll((*value)->c_str(), nullptr, 10);
    }
    return (megapixels > 0 ? megapixels : kDefault) * 1'000'000;
}

Result<ImportReport> importInto(Project& project, const ImportRequest& request,
                                const JobContext& job)
{
    std::error_code error;
    if (!std::filesystem::exists(request.source, error)) {
        return fail(ErrorCode::NotFound, "no such file or folder", request.source.string());
    }
    if (!request.images.empty() && !std::filesystem::is_directory(request.images, error)) {
        return fail(ErrorCode::NotFound, "the image folder is not there", request.images.string());
    }
    if (!project.writable()) {
        return fail(project.readOnlyReason().value_or(
            Error{ErrorCode::ReadOnly, {}, project.path().string(), 0}));
    }
    const auto batch = beginBatch(project, request);
    if (!batch) {
        return fail(batch);
    }
    ImportRun run{project, request, job, batch->id, request.dryRun ? std::string{} : batch->cursor,
                  {},      {}};
    auto done = runKind(run);
    if (done && !request.dryRun) {
        job.progress(0, 0, "finish");
        done = finishBatch(run);
    }
    if (!done && done.error().code == ErrorCode::Cancelled && resumable(request)) {
        return fail(done); // paused: the same command goes on
    }
    if (!done || request.dryRun) {
        removeBatch(project, run.batch);
    }
    if (!done) {
        return fail(done);
    }
    return std::move(run.report);
}

Result<ImportPreview> previewImport(const ImportRequest& request)
{
    ImportPreview preview;
    if (request.kind == ImportKind::Catalogue) {
        formats::CatalogueOptions options;
        options.imageColumn = request.imageColumn;
        options.productColumn = request.productColumn;
        auto found = formats::previewCatalogue(request.source, options);
        if (!found) {
            return fail(found);
        }
        preview.columns = std::move(found->header);
        preview.rows = std::move(found->rows);
        preview.imageColumn = found->columns.image;
        preview.productColumn = found->columns.product;
        preview.encoding = found->encoding;
        preview.delimiter = found->delimiter;
    } else if (request.kind == ImportKind::Jsonl || request.kind == ImportKind::Csv) {
        auto found = formats::previewTriplets(request.source);
        if (!found) {
            return fail(found);
        }
        preview.columns = std::move(found->header);
        preview.rows = std::move(found->rows);
        preview.encoding = found->encoding;
        preview.delimiter = found->delimiter;
    } else if (request.kind == ImportKind::Folder) {
        const auto listing = formats::scanFolder(request.source, {kPreviewFiles});
        if (!listing) {
            return fail(listing);
        }
        preview.imagesSeen = static_cast<std::int64_t>(listing->files.size());
        for (std::size_t i = 0; i < listing->files.size() && i < 20; ++i) {
            preview.rows.push_back({listing->files[i].name});
        }
    } else {
        std::error_code error;
        if (!std::filesystem::exists(request.source, error)) {
            return fail(ErrorCode::NotFound, "no such file or folder", request.source.string());
        }
    }
    return preview;
}

} // namespace triptych::workflow
