// SPDX-License-Identifier: GPL-3.0-or-later
// CIRR out: captions and image_splits by part, six-image sets made where the source has none.
#include "core/base/random.h"
#include "core/formats/cirr.h"
#include "core/formats/export_folder.h"
#include "core/generate/pair_mining.h"
#include "core/store/database.h"
#include "core/workflow/export_run.h"
#include "core/workflow/project_inner.h"

#include <algorithm>
#include <array>
#include <set>

namespace triptych::workflow {

namespace {

constexpr std::size_t kSetSize = 6;
constexpr std::size_t kNeighbours = 24;
constexpr std::array<SplitPart, 3> kParts{SplitPart::Train, SplitPart::Validation, SplitPart::Test};

struct Row
{
    OutTriplet triplet;
    formats::CirrSource source;
};

struct Part
{
    std::vector<Row> rows;
    std::vector<OutQuery> queries;
    std::vector<ImageId> images; // by key
    std::vector<std::optional<std::uint64_t>> hashes;
    std::unordered_map<ImageId, std::size_t> indexOf;
};

class CirrExport
{
public:
    CirrExport(ExportRun& run, formats::ExportFolder& folder)
        : m_run(run)
        , m_writer(folder)
    {}

    Status write()
    {
        if (auto read = collect(); !read) {
            return read;
        }
        if (auto named = nameImages(); !named) {
            return named;
        }
        for (const auto part : kParts) {
            if (auto written = writePart(part); !written) {
                return written;
            }
        }
        m_run.settings["imageSetRule"] =
            "reference, target and 4 of the same part nearest by perceptual hash";
        if (m_withoutSet > 0) {
            m_run.report.notes.push_back("img_set left out for " + std::to_string(m_withoutSet) +
                                         " triplets: fewer than 6 images in their part");
        }
        if (m_unsplit) {
            m_run.report.notes.emplace_back(
                "no stored split: all triplets are in train; split first to part them");
        }
        return {};
    }

private:
    Part& partOf(SplitPart part) { return m_parts[static_cast<std::size_t>(part)]; }

    Status collect()
    {
        auto read = eachTriplet(m_run, [this](const OutTriplet& triplet) -> Status {
            const auto part = m_run.images.partOf(triplet.reference);
            if (!part) {
                return fail(part);
            }
            m_unsplit = m_unsplit || !*part;
            auto source = formats::cirrSourceOf(triplet.source);
            if (source.pairId) {
                m_takenIds.insert(*source.pairId);
            }
            m_target[static_cast<std::size_t>(part->value_or(SplitPart::Train))].push_back(
                {triplet, std::move(source)});
            return {};
        });
        if (!read) {
            return read;
        }
        read = eachQuery(m_run, [this](const OutQuery& query) -> Status {
            partOf(SplitPart::Test).queries.push_back(query);
            return {};
        });
        for (std::size_t i = 0; i < m_parts.size(); ++i) {
            m_parts[i].rows = std::move(m_target[i]);
        }
        return read;
    }

    // All images of a part in the order of their keys, with hashes for the sets.
    Status nameImages()
    {
        std::vector<ImageId> all;
        std::vector<std::string> names;
        for (const auto part : kParts) {
            std::set<std::pair<Key, ImageId>> images;
            const auto add = [&](ImageId image) -> Status {
                const auto key = m_run.images.keyOf(image);
                if (!key) {
                    return fail(key);
                }
                images.emplace(*key, image);
                return {};
            };
            for (const auto& row : partOf(part).rows) {
                std::vector<ImageId> used = row.triplet.targets;
                used.push_back(row.triplet.reference);
                used.push_back(row.triplet.target);
                for (const auto image : used) {
                    if (auto added = add(image); !added) {
                        return added;
                    }
                }
            }
            for (const auto& query : partOf(part).queries) {
                if (auto added = add(query.reference); !added) {
                    return added;
                }
            }
            for (const auto& [key, image] : images) {
                auto& here = partOf(part);
                const auto hash = m_run.images.hashOf(image);
                const auto name = m_run.images.nameOf(image);
                if (!hash) {
                    return fail(hash);
                }
                if (!name) {
                    return fail(name);
                }
                here.indexOf.emplace(image, here.images.size());
                here.images.push_back(image);
                here.hashes.push_back(*hash);
                if (!m_names.contains(image)) {
                    m_names.emplace(image, std::string{});
                    all.push_back(image);
                    names.push_back(*name);
                }
            }
        }
        const auto cirr = formats::cirrNames(names);
        for (std::size_t i = 0; i < all.size(); ++i) {
            m_names[all[i]] = cirr[i];
        }
        return {};
    }

    std::int64_t nextPairId(const formats::CirrSource& source)
    {
        if (source.pairId && m_usedIds.insert(*source.pairId).second) {
            return *source.pairId;
        }
        do {
            ++m_lastId;
        } while (m_takenIds.contains(m_lastId) || !m_usedIds.insert(m_lastId).second);
        return m_lastId;
    }

    // Reference, target and their four nearest in the part; empty where the part has fewer than
    // six.
    std::string imageSet(const Part& part, const generate::HashNeighbours& neighbours,
                         const OutTriplet& triplet)
    {
        if (part.images.size() < kSetSize) {
            ++m_withoutSet;
            return {};
        }
        const std::size_t reference = part.indexOf.at(triplet.reference);
        const std::size_t target = part.indexOf.at(triplet.target);
        std::vector<std::size_t> members{reference, target};
        const auto take = [&](std::size_t image) {
            if (members.size() < kSetSize &&
                std::find(members.begin(), members.end(), image) == members.end()) {
                members.push_back(image);
            }
        };
        for (const auto& near : neighbours.nearest(reference, kNeighbours)) {
            take(near.index);
        }
        for (std::size_t i = 0; i < part.images.size() && members.size() < kSetSize; ++i) {
            take(i); // images without a hash, by key
        }
        formats::CirrImageSet set;
        set.id = ++m_lastSet;
        set.targetRank = rank(neighbours, members, reference, target);
        Random random(m_run.request.seed, triplet.pairKey);
        random.shuffle(members);
        for (const auto member : members) {
            set.members.push_back(m_names.at(part.images[member]));
        }
        return formats::cirrImageSetJson(set);
    }

    // Position by likeness to the reference among the members; the reference itself is 0.
    static int rank(const generate::HashNeighbours& neighbours,
                    const std::vector<std::size_t>& members, std::size_t reference,
                    std::size_t target)
    {
        const auto likeness = [&](std::size_t image) {
            return neighbours.similarity(reference, image).value_or(-1.0);
        };
        int better = 1;
        for (const auto member : members) {
            if (member != reference && member != target &&
                (likeness(member) > likeness(target) ||
                 (likeness(member) == likeness(target) && member < target))) {
                ++better;
            }
        }
        return better;
    }

    Status writePart(SplitPart which)
    {
        const auto& part = partOf(which);
        if (part.rows.empty() && part.queries.empty()) {
            return {};
        }
        if (auto begun = m_writer.begin(which); !begun) {
            return begun;
        }
        const generate::HashNeighbours neighbours(part.hashes);
        for (const auto& row : part.rows) {
            if (m_run.job.cancelled()) {
                return fail(ErrorCode::Cancelled);
            }
            if (auto written = m_writer.write(cirrRow(part, neighbours, row)); !written) {
                return written;
            }
        }
        for (const auto& query : part.queries) {
            const auto source = formats::cirrSourceOf(query.source);
            formats::CirrRow row;
            row.pairId = nextPairId(source);
            row.reference = m_names.at(query.reference);
            row.caption = query.body;
            row.imageSet = source.imageSet;
            if (auto written = m_writer.write(row); !written) {
                return written;
            }
        }
        std::vector<std::pair<std::string, std::string>> images;
        for (const auto image : part.images) {
            const auto name = m_run.images.nameOf(image);
            if (!name) {
                return fail(name);
            }
            images.emplace_back(m_names.at(image), *name);
        }
        return m_writer.end(std::move(images));
    }

    formats::CirrRow cirrRow(const Part& part, const generate::HashNeighbours& neighbours,
                             const Row& row)
    {
        formats::CirrRow out;
        out.pairId = nextPairId(row.source);
        out.reference = m_names.at(row.triplet.reference);
        out.target = m_names.at(row.triplet.target);
        out.caption = row.triplet.forward;
        out.targetSoft = row.source.targetSoft;
        for (const auto image : row.triplet.targets) {
            out.positives.push_back(m_names.at(image));
        }
        out.imageSet = row.source.imageSet.empty() ? imageSet(part, neighbours, row.triplet)
                                                   : row.source.imageSet;
        return out;
    }

    ExportRun& m_run;
    formats::CirrWriter m_writer;
    std::array<Part, 3> m_parts;
    std::array<std::vector<Row>, 3> m_target;
    std::unordered_map<ImageId, std::string> m_names;
    std::set<std::int64_t> m_takenIds; // of imported rows
    std::set<std::int64_t> m_usedIds;
    std::int64_t m_lastId = 0;
    std::int64_t m_lastSet = 0;
    std::int64_t m_withoutSet = 0;
    bool m_unsplit = false;
};

} // namespace

Status exportCirr(ExportRun& run, formats::ExportFolder& folder)
{
    return CirrExport(run, folder).write();
}

} // namespace triptych::workflow
