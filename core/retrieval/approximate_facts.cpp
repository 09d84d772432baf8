// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of text, in a frame whose checksum is compared first.
#include "core/retrieval/approximate_facts.h"

#include "core/base/file_io.h"
#include "core/retrieval/vector_log.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace triptych::retrieval {

namespace {

constexpr std::string_view kTitle = "triptych approximate index 2";
constexpr std::uint64_t kMostFacts = 1U << 20U;
constexpr std::size_t kMostGraphs = 8192;
constexpr std::size_t kDigestDigits = 64;

class Lines
{
public:
    explicit Lines(std::string_view text)
        : m_left(text)
    {}

    std::string_view text()
    {
        const std::size_t end = std::min(m_left.find('\n'), m_left.size());
        const std::string_view line = m_left.substr(0, end);
        m_left.remove_prefix(std::min(end + 1, m_left.size()));
        return line;
    }
    std::size_t number()
    {
        const std::string_view line = text();
        std::size_t value = 0;
        m_failed |=
            std::from_chars(line.data(), line.data() + line.size(), value).ec != std::errc();
        return value;
    }
    [[nodiscard]] bool failed() const { return m_failed; }

private:
    std::string_view m_left;
    bool m_failed = false;
};

bool isDigest(const std::string& text)
{
    return text.size() == kDigestDigits && std::ranges::all_of(text, [](char digit) {
               return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
           });
}

} // namespace

Result<ApproximateFacts> readApproximateFacts(const std::filesystem::path& path)
{
    const auto bytes = readFile(path, kMostFacts);
    if (!bytes) {
        return fail(bytes);
    }
    const auto damaged = fail(ErrorCode::Corrupt, "the index's facts", path.string());
    std::string chain;
    const auto frame = nextFrame(*bytes, chain);
    if (!frame || frame->bytes == 0 || frame->bytes != bytes->size()) {
        return damaged;
    }
    Lines lines(frame->payload);
    if (lines.text() != kTitle) {
        return fail(ErrorCode::Changed, "of another edition of the program", path.string());
    }
    ApproximateFacts facts;
    facts.dimension = lines.number();
    facts.searchCandidates = lines.number();
    facts.measured = lines.number() == 1;
    facts.recall10PerMillion = lines.number();
    facts.recall50PerMillion = lines.number();
    const std::size_t graphs = lines.number();
    if (lines.failed() || graphs > kMostGraphs) {
        return damaged;
    }
    for (std::size_t i = 0; i < graphs; ++i) {
        ApproximateFacts::Graph graph;
        graph.rows = lines.number();
        graph.sha256 = lines.text();
        if (lines.failed() || (!graph.sha256.empty() && !isDigest(graph.sha256))) {
            return damaged;
        }
        facts.graphs.push_back(std::move(graph));
    }
    facts.model = lines.text();
    facts.rowsId = lines.text();
    return facts;
}

Status writeApproximateFacts(const ApproximateFacts& facts, const std::filesystem::path& path)
{
    std::string text(kTitle);
    for (const std::size_t number :
         {facts.dimension, facts.searchCandidates, std::size_t{facts.measured ? 1U : 0U},
          facts.recall10PerMillion, facts.recall50PerMillion, facts.graphs.size()}) {
        text += "\n" + std::to_string(number);
    }
    for (const auto& graph : facts.graphs) {
        text += "\n" + std::to_string(graph.rows) + "\n" + graph.sha256;
    }
    text += "\n" + facts.model + "\n" + facts.rowsId;
    auto file = AtomicFile::create(path);
    if (!file) {
        return fail(file);
    }
    std::string chain;
    auto done = (*file)->write(frameBytes(FrameKind::Header, text, chain));
    return done ? (*file)->commit() : done;
}

} // namespace triptych::retrieval
