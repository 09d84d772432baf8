// SPDX-License-Identifier: GPL-3.0-or-later
// Image folders and catalogues.
#include "core/base/utf8.h"
#include "core/formats/catalogue.h"
#include "core/formats/folder_scan.h"
#include "core/workflow/import_run.h"

#include <array>
#include <cstdio>
#include <sstream>

namespace triptych::workflow {

namespace {

constexpr std::size_t kFolderChunk = 128;
constexpr std::size_t kCatalogueChunk = 2048;

// How far an import got, and what it had counted: "rows added updated missing unreadable
// duplicate".
std::string cursorOf(std::size_t rows, const ImportReport& report)
{
    std::ostringstream out;
    out << rows << ' ' << report.imagesAdded << ' ' << report.imagesUpdated << ' '
        << report.imagesMissing << ' ' << report.imagesUnreadable << ' ' << report.imagesDuplicate;
    return out.str();
}

std::size_t resume(const std::string& cursor, ImportReport& report)
{
    std::size_t rows = 0;
    std::istringstream in(cursor);
    ImportReport before;
    if (in >> rows >> before.imagesAdded >> before.imagesUpdated >> before.imagesMissing >>
        before.imagesUnreadable >> before.imagesDuplicate) {
        report = before;
        return rows;
    }
    return 0;
}

std::string productOf(const std::string& name, ProductFrom from)
{
    switch (from) {
    case ProductFrom::Nothing:
        return {};
    case ProductFrom::Subfolder:
        return formats::productFromSubfolder(name);
    case ProductFrom::Name:
        return formats::productFromStem(name);
    }
    return {};
}

formats::CatalogueOptions catalogueOptions(const ImportRequest& request)
{
    formats::CatalogueOptions options;
    options.imageColumn = request.imageColumn;
    options.productColumn = request.productColumn;
    options.attributeColumns = request.attributeColumns;
    return options;
}

// A broken quote in the last row must leave the project as it was, updates of known images
// included: so the whole file is read once before anything is stored. Returns its rows.
Result<std::size_t> checkCatalogue(ImportRun& run)
{
    std::size_t rows = 0;
    formats::CatalogueReader reader;
    reader.columns = [](const formats::CatalogueColumns&) {};
    reader.sink.row = [&](formats::CatalogueRow&) {
        ++rows;
        if (rows % kCatalogueChunk == 0) {
            run.job.progress(rows, 0, "check");
        }
        return !run.job.cancelled();
    };
    const auto read =
        formats::readCatalogue(run.request.source, catalogueOptions(run.request), reader);
    if (!read) {
        return fail(read);
    }
    return rows;
}

} // namespace

Status importFolder(ImportRun& run)
{
    auto listing = formats::scanFolder(run.request.source);
    if (!listing) {
        return fail(listing);
    }
    const auto root = rootFor(run.project, run.request.source);
    if (!root) {
        return fail(root);
    }
    const std::size_t start = resume(run.cursor, run.report);
    run.report.rejected = std::move(listing->rejected);
    IntakeOptions options;
    options.source = run.request.source;
    options.catalogue =
        run.request.productFrom != ProductFrom::Nothing || !run.request.category.empty();
    options.limitPixels = limitPixels(run.project);
    ImageIntake intake(run.project, *root, run.batch, options);
    const auto& files = listing->files;
    run.report.rows = static_cast<std::int64_t>(files.size());
    for (std::size_t at = start; at < files.size(); at += kFolderChunk) {
        const std::size_t end = std::min(at + kFolderChunk, files.size());
        std::vector<IntakeRow> rows;
        for (std::size_t i = at; i < end; ++i) {
            rows.push_back({0,
                            files[i].name,
                            productOf(files[i].name, run.request.productFrom),
                            run.request.category,
                            {}});
        }
        const auto cursor = [&](std::size_t stored) { return cursorOf(at + stored, run.report); };
        if (auto taken = intake.take(rows, run.report, run.job, cursor); !taken) {
            return taken;
        }
        run.job.progress(end, files.size(), "images");
    }
    return {};
}

Status importCatalogue(ImportRun& run)
{
    const auto total = checkCatalogue(run);
    if (!total) {
        return fail(total);
    }
    const auto root = rootFor(run.project, imageFolder(run.request));
    if (!root) {
        return fail(root);
    }
    const std::size_t start = resume(run.cursor, run.report);
    IntakeOptions options;
    options.source = run.request.source;
    options.limitPixels = limitPixels(run.project);
    ImageIntake intake(run.project, *root, run.batch, options);
    std::vector<std::string> names;
    std::vector<IntakeRow> rows;
    std::size_t seen = 0;
    Status failed;
    const auto flush = [&] {
        const auto cursor = [&](std::size_t stored) {
            return cursorOf(seen - rows.size() + stored, run.report);
        };
        failed = intake.take(rows, run.report, run.job, cursor);
        rows.clear();
        run.job.progress(seen, *total, "images");
        return failed.has_value();
    };
    formats::CatalogueReader reader;
    reader.columns = [&](const formats::CatalogueColumns& columns) { names = columns.attributes; };
    reader.sink.row = [&](formats::CatalogueRow& row) {
        if (++seen <= start) {
            return true;
        }
        rows.push_back(
            {row.line, std::string{row.image}, std::string{row.product},
             run.request.category.empty() ? std::string{row.category} : run.request.category,
             formats::toAttributes(names, row.attributes)});
        return rows.size() < kCatalogueChunk || flush();
    };
    reader.sink.rejected = [&](Error error) {
        run.report.rejected.push_back(std::move(error));
        return true;
    };
    const auto read =
        formats::readCatalogue(run.request.source, catalogueOptions(run.request), reader);
    if (!failed) {
        return failed;
    }
    if (!read) {
        return fail(read);
    }
    if (!rows.empty() && !flush()) {
        return failed;
    }
    run.report.rows = static_cast<std::int64_t>(seen);
    run.report.notes.insert(run.report.notes.end(), read->notes.begin(), read->notes.end());
    return {};
}

} // namespace triptych::workflow
