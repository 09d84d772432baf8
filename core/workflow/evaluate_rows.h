// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: what an evaluation asks: triplets and query rows, each with its gallery.
#pragma once

#include "core/base/executor.h"
#include "core/domain/names.h"
#include "core/workflow/evaluate.h"
#include "core/workflow/search_gallery.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace triptych::workflow {

class SearchVectors;

struct EvaluatedQuery
{
    Key pair; // empty for a query row
    std::uint32_t reference = 0;
    std::vector<std::uint32_t> positives; // the pair's target first; none for a query row
    std::string text;
    std::string category;
    std::string source;                 // source fields, JSON
    std::vector<std::uint32_t> members; // of the six-image set, without the reference
    std::optional<SplitPart> part;      // of the reference
    bool imported = false;              // that part is the source's own
};

// Which part each image is in, and whose parts they are.
struct SplitOfImages
{
    struct Part
    {
        SplitPart part = SplitPart::Train;
        bool drawn = false;
    };
    std::map<Key, Part> parts;
    bool drawn = false;
};
Result<SplitOfImages> splitOfImages(Project& project);

class EvaluationRows
{
public:
    EvaluationRows(Project& project, const Gallery& gallery, const SearchVectors& vectors,
                   const EvaluateRequest& request)
        : m_project(project)
        , m_gallery(gallery)
        , m_vectors(vectors)
        , m_request(request)
    {}

    // Chooses the split, reads what is asked.
    Status read(const JobContext& job);
    Status readQueryRows();

    [[nodiscard]] const std::vector<EvaluatedQuery>& queries() const { return m_queries; }
    [[nodiscard]] const std::string& split() const { return m_split; }
    [[nodiscard]] std::int64_t skipped() const { return m_skipped; }
    // Images that a query is asked over, by index: those of its own imported part where the
    // protocol says so. The reference is left out unless the protocol keeps it.
    [[nodiscard]] std::vector<std::size_t> candidates(const EvaluatedQuery& query) const;
    // "dev-1-0-img0" for "dev/dev-1-0-img0.png".
    [[nodiscard]] std::string stemOf(std::uint32_t image) const;

private:
    struct Raw;
    [[nodiscard]] bool encoded(std::uint32_t image) const;
    Status prepare();
    [[nodiscard]] bool inSplit(const EvaluatedQuery& query) const;
    void place(EvaluatedQuery& query) const;
    void readMembers(EvaluatedQuery& query) const;
    void add(Raw& raw);

    Project& m_project;
    const Gallery& m_gallery;
    const SearchVectors& m_vectors;
    const EvaluateRequest& m_request;
    SplitOfImages m_parts;
    std::map<std::string, std::uint32_t> m_byStem;
    std::string m_split;
    std::vector<EvaluatedQuery> m_queries;
    std::int64_t m_skipped = 0;
};

// FashionIQ's way: stripped of ".?, ", the first capitalised, " and " between.
std::string joinedCaptions(const std::vector<std::string>& captions);

} // namespace triptych::workflow
