// SPDX-License-Identifier: GPL-3.0-or-later
// Alignments as parts of a model file, and back.
#include "core/retrieval/alignment_model.h"

#include "core/base/sha256.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace triptych::retrieval {

namespace {

constexpr std::string_view kVersion = "1";
constexpr std::size_t kMostNumbers = 1'000'000; // of words, dimensions

std::string textOf(double value)
{
    char buffer[64];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, end};
}

std::string lines(const std::vector<std::string>& values)
{
    std::string out;
    for (std::string value : values) {
        std::ranges::replace(value, '\n', ' ');
        out += value + '\n';
    }
    return out;
}

std::vector<std::string> split(std::string_view text, char mark)
{
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(mark));
        out.emplace_back(part);
        text.remove_prefix(std::min(text.size(), part.size() + 1));
    }
    return out;
}

// Reads named parts; the first that is missing or misshapen is remembered.
class PartReader
{
public:
    explicit PartReader(const Alignment::Parts& parts)
        : m_parts(parts)
    {}

    std::string value(const std::string& name)
    {
        const auto found = m_parts.values.find(name);
        if (found == m_parts.values.end()) {
            wrong(name);
            return {};
        }
        return found->second;
    }
    double number(const std::string& name) { return numberIn(value(name), name); }
    double numberIn(const std::string& text, const std::string& name)
    {
        double out = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
        if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(out)) {
            wrong(name);
            return 0;
        }
        return out;
    }
    std::size_t count(const std::string& name) { return countIn(value(name), name); }
    std::size_t countIn(const std::string& text, const std::string& name)
    {
        const double out = numberIn(text, name);
        if (out < 0 || out > static_cast<double>(kMostNumbers) || out != std::floor(out)) {
            wrong(name);
            return 0;
        }
        return static_cast<std::size_t>(out);
    }
    // Empty matrices are not written.
    Matrix matrix(const std::string& name, std::size_t rows, std::size_t columns)
    {
        if (rows == 0 || columns == 0) {
            return {};
        }
        const auto found = m_parts.matrices.find(name);
        if (found == m_parts.matrices.end() || found->second.rows != rows ||
            found->second.columns != columns || found->second.values.size() != rows * columns ||
            !std::ranges::all_of(found->second.values, [](float v) { return std::isfinite(v); })) {
            wrong(name);
            return Matrix(rows, columns);
        }
        return found->second;
    }
    void wrong(const std::string& name)
    {
        if (m_wrong.empty()) {
            m_wrong = name;
        }
    }
    [[nodiscard]] const std::string& wrongPart() const { return m_wrong; }

private:
    const Alignment::Parts& m_parts;
    std::string m_wrong;
};

void readFacets(PartReader& reader, AlignmentModel::Data& data)
{
    std::size_t next = 0;
    for (const auto& line : split(reader.value("facets"), '\n')) {
        const auto fields = split(line, '\t');
        if (fields.size() != 4) {
            reader.wrong("facets");
            return;
        }
        FacetBlock facet{fields[0], reader.countIn(fields[1], "facets"),
                         reader.countIn(fields[2], "facets"), reader.numberIn(fields[3], "facets")};
        if (facet.first != next || facet.count == 0 || facet.trust < 0 || facet.trust > 1) {
            reader.wrong("facets");
            return;
        }
        next += facet.count;
        data.facets.push_back(std::move(facet));
    }
    if (next != data.words.size()) {
        reader.wrong("facets");
    }
}

void readReport(PartReader& reader, AlignmentModel::Data& data)
{
    data.report.images = reader.count("report.images");
    data.report.words = reader.count("report.words");
    data.report.lambda = reader.number("report.lambda");
    data.report.validation = reader.number("report.validation");
    data.report.triplets = reader.count("report.triplets");
    data.aligned = {reader.number("aligned.image"), reader.number("aligned.text")};
    data.fusion = {reader.number("fusion.image"), reader.number("fusion.text")};
    data.report.weights = data.aligned;
    data.labelled = reader.value("labelled") == "1";
}

} // namespace

Alignment::Parts AlignmentModel::parts() const
{
    Parts out;
    const auto add = [&out](const char* name, const Matrix& matrix) {
        if (!matrix.empty()) {
            out.matrices[name] = matrix;
        }
    };
    add("mean", m_data.mean);
    add("map", m_data.map);
    add("wordVectors", m_data.wordVectors);
    add("wordSeen", m_data.wordSeen);
    add("textMean", m_data.textMean);
    add("classMean", m_data.classMean);
    add("sharedMean", m_data.sharedMean);
    add("classes", m_data.classes);
    add("colourVectors", m_data.colourVectors);
    add("colourMean", m_data.colourMean);
    std::string facets;
    for (const auto& facet : m_data.facets) {
        std::string name = facet.name;
        std::ranges::replace(name, '\n', ' ');
        std::ranges::replace(name, '\t', ' ');
        facets += name + '\t' + std::to_string(facet.first) + '\t' + std::to_string(facet.count) +
                  '\t' + textOf(facet.trust) + '\n';
    }
    out.values = {{"version", std::string(kVersion)},
                  {"encoder", m_data.encoderId},
                  {"imageDimension", std::to_string(m_data.imageDimension)},
                  {"textDimension", std::to_string(m_data.textDimension)},
                  {"classCount", std::to_string(m_data.classCount)},
                  {"shared", m_data.shared ? "1" : "0"},
                  {"labelled", m_data.labelled ? "1" : "0"},
                  {"facets", facets},
                  {"words", lines(m_data.words)},
                  {"colours", lines(m_data.colours)},
                  {"report.images", std::to_string(m_data.report.images)},
                  {"report.words", std::to_string(m_data.report.words)},
                  {"report.lambda", textOf(m_data.report.lambda)},
                  {"report.validation", textOf(m_data.report.validation)},
                  {"report.triplets", std::to_string(m_data.report.triplets)},
                  {"aligned.image", textOf(m_data.aligned.image)},
                  {"aligned.text", textOf(m_data.aligned.text)},
                  {"fusion.image", textOf(m_data.fusion.image)},
                  {"fusion.text", textOf(m_data.fusion.text)}};
    return out;
}

std::string AlignmentModel::digest() const
{
    const Parts all = parts();
    Sha256 sum;
    for (const auto& [name, value] : all.values) {
        std::string text = name;
        text.append(1, '\0').append(std::to_string(value.size())).append(1, '\0').append(value);
        sum.add(text);
    }
    for (const auto& [name, matrix] : all.matrices) {
        sum.add(name + '\0' + std::to_string(matrix.rows) + '\0' + std::to_string(matrix.columns) +
                '\0');
        std::string bytes(matrix.values.size() * sizeof(float), '\0');
        std::memcpy(bytes.data(), matrix.values.data(), bytes.size());
        sum.add(bytes);
    }
    return sum.finishHex();
}

Result<std::shared_ptr<const Alignment>> Alignment::fromParts(const Parts& parts)
{
    PartReader reader(parts);
    AlignmentModel::Data data;
    if (reader.value("version") != kVersion) {
        reader.wrong("version");
    }
    data.encoderId = reader.value("encoder");
    data.imageDimension = reader.count("imageDimension");
    data.textDimension = reader.count("textDimension");
    data.classCount = reader.count("classCount");
    data.shared = reader.value("shared") == "1";
    data.words = split(reader.value("words"), '\n');
    data.colours = split(reader.value("colours"), '\n');
    readFacets(reader, data);
    readReport(reader, data);
    const std::size_t words = data.words.size();
    const std::size_t texts = data.textDimension;
    data.mean = reader.matrix("mean", words > 0 ? 1 : 0, data.imageDimension);
    data.map = reader.matrix("map", data.imageDimension, words);
    data.wordVectors = reader.matrix("wordVectors", words, texts);
    const bool sees = data.classCount > 0 && !data.shared;
    data.wordSeen = reader.matrix("wordSeen", sees ? words : 0, texts);
    data.textMean = reader.matrix("textMean", 1, texts);
    data.classMean = reader.matrix("classMean", sees ? 1 : 0, texts);
    data.classes = reader.matrix("classes", sees ? data.classCount : 0, texts);
    data.sharedMean = reader.matrix("sharedMean", data.shared ? 1 : 0, data.imageDimension);
    data.colourVectors = reader.matrix("colourVectors", data.colours.size(), texts);
    data.colourMean = reader.matrix("colourMean", 1, data.colours.size());
    if (data.shared && data.imageDimension != data.textDimension) {
        reader.wrong("imageDimension");
    }
    if (!reader.wrongPart().empty()) {
        return fail(ErrorCode::BadFormat, "part of the alignment is missing or misshapen",
                    reader.wrongPart());
    }
    return std::make_shared<AlignmentModel>(std::move(data));
}

} // namespace triptych::retrieval
