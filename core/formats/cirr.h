// SPDX-License-Identifier: GPL-3.0-or-later
// CIRR (Compose Image Retrieval on Real-life images), version rc2, in and out (FORMATS).
#pragma once

#include "core/base/result.h"
#include "core/formats/export_folder.h"
#include "core/formats/rows.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace triptych::formats {

// `source`: cap.rc2.{train,val,test1}.json, or a dataset's folder: every captions/cap.rc2.*.json in
// it (or in itself), in the order train, val, test1, others. image_splits/split.rc2.*.json is
// looked for in the folder, or beside the file's folder. reference, target, targets are the paths
// of image_splits without "./"; a name that is not there stays as it is (and matches a file's
// stem). `targets` are those of target_soft with 1.0 beside target_hard. `split` from the file's
// name (test1 = test). Without target_hard: a query. sourceId = pairid. `source` = all fields of
// the row but caption, verbatim, in the file's order. `gallery`, when set, gets every image of the
// image_splits that were read. Rejected: a row that is not an object or lacks reference or caption
// (BadFormat, MissingColumn), unsafe names (UnsafePath), an element over 64 MB (TooLarge), invalid
// UTF-8 (Encoding). Errors: NotFound, Empty, BadFormat with line (JSON that breaks off or is no
// array), Cancelled.
struct CirrReader
{
    TripletSink sink{};
    std::function<bool(GalleryImage& image)> gallery; // false = stop
};
Result<ReadSummary> readCirr(const std::filesystem::path& source, const CirrReader& reader);

// A row to write. JSON values are given as JSON text and written verbatim.
struct CirrRow
{
    std::int64_t pairId = 0;
    std::string reference{}; // CIRR name, from cirrNames() or an imported row's own
    std::string target{};    // empty: no target_hard (a query of test1)
    std::string caption{};
    std::string targetSoft{};             // JSON object; empty: {"target": 1.0} with `positives`
    std::vector<std::string> positives{}; // further ones, for targetSoft
    std::string imageSet{};               // JSON object; empty: left out
};

// The names and target_soft, img_set of an imported row's `source`; empty strings where absent.
struct CirrSource
{
    std::string reference;
    std::string target;
    std::string targetSoft;
    std::string imageSet;
    std::optional<std::int64_t> pairId;
};
CirrSource cirrSourceOf(std::string_view source);

// {"id":…,"members":[…],"reference_rank":…,"target_rank":…}
struct CirrImageSet
{
    std::int64_t id = 0;
    std::vector<std::string> members{}; // CIRR names, six
    int referenceRank = 0;
    int targetRank = 0;
};
std::string cirrImageSetJson(const CirrImageSet& set);
// The members of an img_set as it stands in a row; empty when there are none.
std::vector<std::string> cirrSetMembers(std::string_view imageSet);

// CIRR names for image names, in the same order, each unique: the stem ("dev/dev-1-0-img0.png" ->
// "dev-1-0-img0") where it is the only one, else the whole name without extension, else the whole
// name.
std::vector<std::string> cirrNames(std::span<const std::string> images);

// Writes captions/cap.rc2.{train,val,test1}.json and image_splits/split.rc2.{…}.json of one part at
// a time: begin(part), write(row)…, end(images). `images`: CIRR name and image name, any order;
// written sorted by name, paths with "./" in front.
class CirrWriter
{
public:
    explicit CirrWriter(ExportFolder& folder)
        : m_folder(folder)
    {}
    Status begin(SplitPart part);
    Status write(const CirrRow& row);
    Status end(std::vector<std::pair<std::string, std::string>> images);

private:
    ExportFolder& m_folder;
    SplitPart m_part = SplitPart::Train;
    std::unique_ptr<ExportFile> m_file;
    bool m_first = true;
};

// "train", "val", "test1".
std::string_view cirrPartName(SplitPart part);

} // namespace triptych::formats
