// SPDX-License-Identifier: GPL-3.0-or-later
// Generic triplets as JSON Lines and as CSV, in and out (FORMATS): reference, target, forward [,
// reverse] [, category] [, split] [, targets] [, language] [, caption]; anything else is kept in
// TripletRow::source.
#pragma once

#include "core/base/result.h"
#include "core/formats/export_folder.h"
#include "core/formats/rows.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace triptych::formats {

inline constexpr std::size_t kLargestJsonLine = 64U << 20U;

// One JSON object a line. Rejected: broken JSON, a field of the wrong type (BadFormat), no
// reference or no forward and no reverse (MissingColumn), invalid UTF-8 (Encoding), a line over
// kLargestJsonLine (TooLarge), an unsafe image name (UnsafePath). No "target", null or "": a query.
// `split` that is no split's name stays in `source`. Errors: those of TextSource, Empty, Cancelled.
Result<ReadSummary> readTripletsJsonl(const std::filesystem::path& file, const TripletSink& sink);

// The same columns with a header row; `targets` is names joined by "|" or a JSON array. Cells of
// `source` are strings. The formula guard is taken off when the manifest beside the file says that
// Triptych wrote it. An empty cell of reverse, category, split, targets or an unknown column is
// "not there"; an empty forward is an empty text. Errors: those of CsvReader, MissingColumn
// (reference, target or forward), Empty, Cancelled.
Result<ReadSummary> readTripletsCsv(const std::filesystem::path& file, const TripletSink& sink);

// The first 20 rows of either file as cells, for the import page; recognised by content.
struct TripletPreview
{
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::string encoding;
    std::string delimiter; // empty for JSON Lines
};
Result<TripletPreview> previewTriplets(const std::filesystem::path& file);

// One line, "\n" included: fixed fields first, then those of `source` by name. A field of `source`
// that has the name of a fixed one is left out.
std::string tripletJsonLine(const TripletRow& row);

// Collects nothing: rows go out as they come. `extraColumns` (names of fields in `source`, sorted)
// must be known before the first row; other fields of `source` are left out.
class TripletCsvWriter
{
public:
    static Result<std::unique_ptr<TripletCsvWriter>>
    create(ExportFolder& folder, const std::string& name, std::vector<std::string> extraColumns);
    ~TripletCsvWriter();
    TripletCsvWriter(const TripletCsvWriter&) = delete;
    TripletCsvWriter& operator=(const TripletCsvWriter&) = delete;
    Status write(const TripletRow& row);
    Status commit();

private:
    TripletCsvWriter();
    struct State;
    std::unique_ptr<State> m_state;
};

class TripletJsonlWriter
{
public:
    static Result<std::unique_ptr<TripletJsonlWriter>> create(ExportFolder& folder,
                                                              const std::string& name);
    Status write(const TripletRow& row);
    Status commit();

private:
    explicit TripletJsonlWriter(std::unique_ptr<ExportFile> file);
    std::unique_ptr<ExportFile> m_file;
};

// Names of the fields of a JSON object (TripletRow::source), for extraColumns.
std::vector<std::string> sourceFieldNames(const std::string& source);

// FORMATS' guard against formulas: one ' before = + - @ ' tab CR.
std::string guardCell(std::string_view cell);
std::string unguardCell(std::string_view cell); // takes exactly one off a guarded cell

} // namespace triptych::formats
