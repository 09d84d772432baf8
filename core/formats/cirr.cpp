// SPDX-License-Identifier: GPL-3.0-or-later
// CIRR in: captions row by row, names through image_splits.
#include "core/formats/cirr.h"

#include "core/base/file_io.h"
#include "core/base/safe_path.h"
#include "core/base/utf8.h"
#include "core/formats/feed.h"
#include "core/formats/json_fields.h"
#include "core/formats/json_stream.h"
#include "core/formats/json_text.h"
#include "core/formats/triplet_fields.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <unordered_map>

namespace triptych::formats {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestElement = 64U << 20U;
constexpr std::uint64_t kLargestSplitFile = 1U << 30U;
constexpr std::string_view kCaptions = "cap.rc2.";
constexpr std::string_view kSplits = "split.rc2.";

using NameMap = std::unordered_map<std::string, std::string>;

// "cap.rc2.val.json" -> "val"; empty when the name is another.
std::string partOf(const std::string& name, std::string_view prefix)
{
    if (!name.starts_with(prefix) || !name.ends_with(".json") || name.size() <= prefix.size() + 5) {
        return {};
    }
    return name.substr(prefix.size(), name.size() - prefix.size() - 5);
}

std::optional<SplitPart> splitOf(const std::string& part)
{
    return part == "test1" ? SplitPart::Test : splitPartFrom(part);
}

// Files "PREFIX….json" of a folder: train, val, test1, then others by name.
std::vector<fs::path> filesOf(const fs::path& folder, std::string_view prefix)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (!partOf(entry.path().filename().string(), prefix).empty()) {
            files.push_back(entry.path());
        }
    }
    const auto rank = [&](const fs::path& path) {
        constexpr std::array<std::string_view, 3> kOrder = {"train", "val", "test1"};
        const auto part = partOf(path.filename().string(), prefix);
        return std::find(kOrder.begin(), kOrder.end(), part) - kOrder.begin();
    };
    std::sort(files.begin(), files.end(), [&](const fs::path& a, const fs::path& b) {
        return std::pair{rank(a), a} < std::pair{rank(b), b};
    });
    return files;
}

struct Layout
{
    std::vector<fs::path> captions;
    fs::path splits; // folder; empty = none
};

Result<Layout> layoutOf(const fs::path& source)
{
    std::error_code error;
    const auto status = fs::status(source, error);
    if (!fs::exists(status)) {
        return fail(ErrorCode::NotFound, "no such file or folder", source.string());
    }
    Layout layout;
    std::vector<fs::path> candidates;
    if (fs::is_directory(status)) {
        layout.captions = filesOf(source / "captions", kCaptions);
        if (layout.captions.empty()) {
            layout.captions = filesOf(source, kCaptions);
        }
        if (layout.captions.empty()) {
            return fail(ErrorCode::Empty, "no captions/cap.rc2.*.json in the folder",
                        source.string());
        }
        candidates = {source / "image_splits", source, source.parent_path() / "image_splits"};
    } else {
        layout.captions = {source};
        const auto folder = fs::absolute(source, error).parent_path();
        candidates = {folder.parent_path() / "image_splits", folder / "image_splits", folder};
    }
    for (const auto& candidate : candidates) {
        if (layout.splits.empty() && !filesOf(candidate, kSplits).empty()) {
            layout.splits = candidate;
        }
    }
    return layout;
}

class Reader
{
public:
    Reader(const CirrReader& reader, std::string subject)
        : m_reader(reader)
        , m_feed(reader.sink, std::move(subject))
    {}

    Feed<TripletRow>& feed() { return m_feed; }

    // Names and, when asked for, the gallery of the split files; of one part only when it is named.
    Status readSplits(const fs::path& folder, const std::string& onlyPart)
    {
        for (const auto& file : filesOf(folder, kSplits)) {
            const auto part = partOf(file.filename().string(), kSplits);
            if (!onlyPart.empty() && part != onlyPart) {
                continue;
            }
            if (auto read = readSplit(file, part); !read) {
                return read;
            }
        }
        return {};
    }

    Status readCaptions(const fs::path& file)
    {
        m_subject = file.string();
        m_feed.setSubject(m_subject);
        m_split = splitOf(partOf(file.filename().string(), kCaptions));
        auto source = TextSource::open(file, EncodingPolicy::Utf8Only);
        if (!source) {
            return fail(source);
        }
        ArrayStream elements(std::move(*source), m_subject, kLargestElement);
        JsonPiece piece;
        while (true) {
            auto more = elements.next(piece);
            if (!more) {
                return fail(more);
            }
            if (!*more) {
                return {};
            }
            if (auto done = element(piece); !done) {
                return done;
            }
        }
    }

private:
    Status readSplit(const fs::path& file, const std::string& part)
    {
        auto bytes = readFile(file, kLargestSplitFile);
        if (!bytes) {
            return fail(bytes);
        }
        const auto fields = m_parser.object(
            std::string_view(*bytes).substr(bytes->starts_with("\xEF\xBB\xBF") ? 3 : 0));
        if (!fields) {
            return fail(fields.error().code, fields.error().detail, file.string());
        }
        m_feed.setSubject(file.string());
        for (const auto& field : fields->all) {
            const auto safe =
                field.kind == JsonKind::String
                    ? safeRelativeName(field.text)
                    : Result<std::string>{fail(ErrorCode::BadFormat, "not a path", field.key)};
            if (!safe) {
                auto told = m_feed.reject(safe.error().code, describeRow(safe.error()),
                                          lineOf(*bytes, field.key));
                if (!told) {
                    return told;
                }
                continue;
            }
            m_names[field.key] = *safe;
            GalleryImage image{*safe, splitOf(part)};
            if (m_reader.gallery && !m_reader.gallery(image)) {
                return fail(ErrorCode::Cancelled, "stopped by the reader's caller");
            }
        }
        return {};
    }

    static long long lineOf(const std::string& bytes, const std::string& key)
    {
        std::string quoted;
        appendJsonString(quoted, key);
        const auto at = bytes.find(quoted);
        return at == std::string::npos
                   ? 0
                   : 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                                    '\n');
    }

    Status element(const JsonPiece& piece)
    {
        if (piece.tooLarge) {
            return m_feed.reject(ErrorCode::TooLarge, "an element of more than 64 MB", piece.line);
        }
        auto fields = m_parser.object(piece.text);
        auto row = fields ? rowOf(*fields, piece.line) : Result<TripletRow>{fail(fields)};
        return row ? m_feed.row(*row)
                   : m_feed.reject(row.error().code, describeRow(row.error()), piece.line);
    }

    [[nodiscard]] std::string pathOf(const std::string& name) const
    {
        const auto found = m_names.find(name);
        return found == m_names.end() ? name : found->second;
    }

    // The images that target_soft gives 1.0.
    std::vector<std::string> positives(JsonFields& fields)
    {
        std::vector<std::string> names;
        const auto soft = fields.object("target_soft");
        if (soft.empty()) {
            return names;
        }
        const auto values = m_nested.object(soft);
        for (const auto& field : values ? values->all : std::vector<JsonField>{}) {
            if (field.kind == JsonKind::Number && jsonNumber(field.raw) == 1.0) {
                names.push_back(pathOf(field.key));
            }
        }
        return names;
    }

    Result<TripletRow> rowOf(JsonFields& fields, long long line)
    {
        TripletRow row;
        row.line = line;
        row.split = m_split;
        if (fields.find("reference") == nullptr) {
            return fail(ErrorCode::MissingColumn, "reference");
        }
        if (fields.find("caption") == nullptr) {
            return fail(ErrorCode::MissingColumn, "caption");
        }
        row.texts.push_back({Direction::Forward, {}, 0, fields.string("caption")});
        if (const auto* id = fields.find("pairid")) {
            row.sourceId = id->kind == JsonKind::String ? id->text : id->raw;
        }
        const auto reference = pathOf(fields.string("reference"));
        const auto hard = fields.string("target_hard");
        const auto soft = positives(fields);
        if (fields.error()) {
            return fail(*fields.error());
        }
        if (auto named = setNames(row, reference, hard.empty() ? hard : pathOf(hard), soft);
            !named) {
            return fail(named);
        }
        JsonLine source;
        for (const auto& field : fields.all) {
            if (field.key != "caption") {
                source.raw(field.key, field.raw);
            }
        }
        row.source = source.object();
        return row;
    }

    const CirrReader& m_reader;
    Feed<TripletRow> m_feed;
    std::string m_subject;
    std::optional<SplitPart> m_split;
    NameMap m_names;
    JsonParser m_parser;
    JsonParser m_nested;
};

} // namespace

Result<ReadSummary> readCirr(const std::filesystem::path& source, const CirrReader& reader)
{
    const auto layout = layoutOf(source);
    if (!layout) {
        return fail(layout);
    }
    Reader files(reader, source.string());
    if (!layout->splits.empty()) {
        // One captions file: its own part's images are its gallery.
        const bool single = layout->captions.size() == 1 && layout->captions.front() == source;
        const auto part = single ? partOf(source.filename().string(), kCaptions) : std::string{};
        if (auto read = files.readSplits(layout->splits, part); !read) {
            return fail(read);
        }
    } else {
        files.feed().note("no image_splits: names match files by their stem");
    }
    for (const auto& file : layout->captions) {
        if (auto read = files.readCaptions(file); !read) {
            return fail(read);
        }
    }
    return files.feed().finish(source.string());
}

} // namespace triptych::formats
