// SPDX-License-Identifier: GPL-3.0-or-later
// CIRR out: names, rows and image_splits.
#include "core/formats/cirr.h"
#include "core/formats/json_fields.h"
#include "core/formats/json_text.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace triptych::formats {

namespace {

std::string withoutExtension(const std::string& name)
{
    const auto slash = name.rfind('/');
    const auto dot = name.rfind('.');
    const std::size_t first = slash == std::string::npos ? 0 : slash + 1;
    return dot == std::string::npos || dot <= first ? name : name.substr(0, dot);
}

std::string stemOf(const std::string& name)
{
    const auto slash = name.rfind('/');
    return withoutExtension(slash == std::string::npos ? name : name.substr(slash + 1));
}

std::string softTargets(const CirrRow& row)
{
    std::string out = "{";
    const auto add = [&](const std::string& name) {
        out += out.size() > 1 ? ", " : "";
        appendJsonString(out, name);
        out += ": 1.0";
    };
    add(row.target);
    for (const auto& name : row.positives) {
        if (name != row.target) {
            add(name);
        }
    }
    return out + "}";
}

std::string rowJson(const CirrRow& row)
{
    JsonLine line;
    line.integer("pairid", row.pairId);
    line.string("reference", row.reference);
    if (!row.target.empty()) {
        line.string("target_hard", row.target);
        line.raw("target_soft", row.targetSoft.empty() ? softTargets(row) : row.targetSoft);
    }
    line.string("caption", row.caption);
    if (!row.imageSet.empty()) {
        line.raw("img_set", row.imageSet);
    }
    return line.object();
}

} // namespace

CirrSource cirrSourceOf(std::string_view source)
{
    CirrSource out;
    JsonParser parser;
    auto parsed = parser.object(source);
    if (!parsed) {
        return out;
    }
    auto& fields = *parsed;
    out.reference = fields.string("reference");
    out.target = fields.string("target_hard");
    out.targetSoft = fields.object("target_soft");
    out.imageSet = fields.object("img_set");
    if (const auto* id = fields.find("pairid")) {
        std::int64_t value = 0;
        const auto* end = id->raw.data() + id->raw.size();
        const auto result = std::from_chars(id->raw.data(), end, value);
        if (result.ec == std::errc{} && result.ptr == end) {
            out.pairId = value;
        }
    }
    return out;
}

std::vector<std::string> cirrSetMembers(std::string_view imageSet)
{
    JsonParser parser;
    auto fields = parser.object(imageSet);
    return fields ? fields->strings("members") : std::vector<std::string>{};
}

std::string cirrImageSetJson(const CirrImageSet& set)
{
    JsonLine line;
    line.integer("id", set.id);
    line.strings("members", set.members);
    line.integer("reference_rank", set.referenceRank);
    line.integer("target_rank", set.targetRank);
    return line.object();
}

std::vector<std::string> cirrNames(std::span<const std::string> images)
{
    std::unordered_map<std::string, std::size_t> stems;
    std::unordered_map<std::string, std::size_t> paths;
    for (const auto& image : images) {
        ++stems[stemOf(image)];
        ++paths[withoutExtension(image)];
    }
    std::vector<std::string> names;
    names.reserve(images.size());
    for (const auto& image : images) {
        auto stem = stemOf(image);
        auto path = withoutExtension(image);
        // A path without extension may be another image's stem only where there is no folder.
        if (stems[stem] == 1) {
            names.push_back(std::move(stem));
        } else if (paths[path] == 1 && path.find('/') != path.npos) {
            names.push_back(std::move(path));
        } else {
            names.push_back(image);
        }
    }
    return names;
}

Status CirrWriter::begin(SplitPart part)
{
    m_part = part;
    m_first = true;
    auto file = m_folder.file("captions/cap.rc2." + std::string{cirrPartName(part)} + ".json");
    if (!file) {
        return fail(file);
    }
    m_file = std::move(*file);
    return m_file->write("[");
}

Status CirrWriter::write(const CirrRow& row)
{
    if (!m_file) {
        return fail(ErrorCode::Internal, "write() before begin()");
    }
    const std::string json = (m_first ? "\n" : ",\n") + rowJson(row);
    m_first = false;
    return m_file->write(json);
}

Status CirrWriter::end(std::vector<std::pair<std::string, std::string>> images)
{
    if (!m_file) {
        return fail(ErrorCode::Internal, "end() before begin()");
    }
    if (auto written = m_file->write("\n]\n"); !written) {
        return written;
    }
    if (auto committed = m_file->commit(); !committed) {
        return committed;
    }
    m_file.reset();
    std::sort(images.begin(), images.end());
    images.erase(std::unique(images.begin(), images.end()), images.end());
    std::string out = "{";
    for (const auto& [name, path] : images) {
        out += out.size() > 1 ? ",\n" : "\n";
        appendJsonString(out, name);
        out += ": ";
        appendJsonString(out, "./" + path);
    }
    return m_folder.writeFile(
        "image_splits/split.rc2." + std::string{cirrPartName(m_part)} + ".json", out + "\n}\n");
}

std::string_view cirrPartName(SplitPart part)
{
    switch (part) {
    case SplitPart::Train:
        return "train";
    case SplitPart::Validation:
        return "val";
    case SplitPart::Test:
        return "test1";
    }
    return "train";
}

} // namespace triptych::formats
