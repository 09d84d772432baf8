// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: one export under way, shared by the kinds.
#pragma once

#include "core/domain/names.h"
#include "core/domain/values.h"
#include "core/workflow/exchange.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace triptych::formats {
class ExportFolder;
} // namespace triptych::formats

namespace triptych::workflow {

// One triplet that goes out: (pair, forward slot), with the reverse text where its own slot
// qualifies.
struct OutTriplet
{
    PairId pair;
    Key pairKey;
    ImageId reference;
    ImageId target;
    std::vector<ImageId> targets;
    std::string language;
    int caption = 0;
    std::string forward;
    std::optional<std::string> reverse;
    std::string category;
    std::string source; // the pair's source fields, JSON
    bool lookedAt = false;
};

struct OutQuery
{
    ImageId reference;
    int caption = 0;
    std::string body;
    std::string part;
    std::string source;
};

// Names that images go out under, and their split; read once, kept for the images that are used.
class OutImages
{
public:
    explicit OutImages(Project& project)
        : m_project(project)
    {}

    Result<std::string> nameOf(ImageId image); // as imported, or as copied
    Result<std::string> pathOf(ImageId image);
    Result<std::optional<SplitPart>> partOf(ImageId image);
    Result<std::optional<std::uint64_t>> hashOf(ImageId image);
    Result<Key> keyOf(ImageId image);
    void rename(ImageId image, std::string name);
    [[nodiscard]] std::vector<ImageId> used() const; // by key

private:
    struct Entry
    {
        Image image;
        std::string outName;
    };
    Result<Entry*> entry(ImageId image);
    Project& m_project;
    std::unordered_map<ImageId, Entry> m_images;
};

struct ExportRun
{
    Project& project;
    const ExportRequest& request;
    const JobContext& job;
    OutImages images;
    ExportReport report;
    std::map<std::string, std::string> settings; // of the manifest
};

// Every triplet of the request, by pair key, language, caption; `each` returns a failure to stop.
Status eachTriplet(ExportRun& run, const std::function<Status(const OutTriplet&)>& each);
// Queries go out only without --where: they have no slot that a filter could match.
Status eachQuery(ExportRun& run, const std::function<Status(const OutQuery&)>& each);

// Copies, links or scales every image that the triplets name and renames it in run.images.
Status exportImages(ExportRun& run, formats::ExportFolder& folder);
Status exportRows(ExportRun& run, formats::ExportFolder& folder); // jsonl, csv
Status exportCirr(ExportRun& run, formats::ExportFolder& folder);
Status exportNative(ExportRun& run, formats::ExportFolder& folder);

} // namespace triptych::workflow
