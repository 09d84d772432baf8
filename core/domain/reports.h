// SPDX-License-Identifier: GPL-3.0-or-later
// What batch functions return: done, and what was rejected with its reason.
#pragma once

#include "core/base/error.h"
#include "core/domain/names.h" // before Rejected: an enumerator of that name would seem to shadow it

#include <cstdint>
#include <string>
#include <vector>

namespace triptych {

// error.subject = source file or item, error.line = its line.
using Rejected = std::vector<Error>;

struct ImportReport
{
    std::int64_t rows = 0; // read
    std::int64_t imagesAdded = 0;
    std::int64_t imagesUpdated = 0;
    std::int64_t imagesMissing = 0;
    std::int64_t imagesUnreadable = 0;
    std::int64_t imagesDuplicate = 0; // same bytes as another name
    std::int64_t queriesAdded = 0;
    std::int64_t pairsAdded = 0;
    std::int64_t pairsDuplicate = 0;
    std::int64_t textsAdded = 0;
    std::int64_t textsStale = 0;
    std::int64_t eventsAdded = 0;
    std::int64_t referenceIsTarget = 0;
    Rejected rejected;
    Rejected warnings;              // kept, but worth saying (wrong extension, duplicate bytes, …)
    std::vector<std::string> notes; // e.g. "encoding: UTF-8", "delimiter: ,"
};

struct MineReport
{
    std::int64_t added = 0;
    std::int64_t skipped = 0; // there already, or not allowed (same bytes, removed)
    // Of the rules that look at likeness:
    std::string likeness;       // the encoder whose vectors told it; empty: perceptual hashes
    std::int64_t unencoded = 0; // images without such a vector
    std::int64_t groups = 0;    // six-image sets made
    bool standardThere = false; // the standard encoder's files are there
};

struct GenerateReport
{
    std::int64_t forward = 0;
    std::int64_t reverse = 0;
    Rejected rejected;
};

struct DecideReport
{
    std::int64_t applied = 0;
    Rejected rejected;
};

struct ExportedFile
{
    std::string path; // relative to the export folder
    std::uint64_t bytes = 0;
    std::string sha256;
};

struct ExportReport
{
    std::int64_t triplets = 0;
    std::int64_t lookedAt = 0;       // of them, seen by a person
    std::vector<ExportedFile> files; // manifest last
    std::vector<std::string> notes;
};

struct SplitReport
{
    std::int64_t train = 0; // images
    std::int64_t validation = 0;
    std::int64_t test = 0;
    std::int64_t components = 0;
    bool drawn = true; // false: a stored split was there and stands
};

struct VerifyReport
{
    bool ok = true;
    std::vector<std::string> problems;
    std::vector<std::string> warnings;
    std::vector<std::string> repaired;
};

struct MergeReport
{
    std::int64_t eventsAdded = 0;
    std::int64_t eventsKnown = 0;
    std::int64_t textsAdded = 0;
    std::int64_t pairsAdded = 0;
    std::int64_t imagesAdded = 0;
    std::vector<std::string> conflicts;
};

} // namespace triptych
