// SPDX-License-Identifier: GPL-3.0-or-later
// Reads tables and photos, encodes them, keeps the numbers.
#include "align_report_data.h"

#include "core/media/decode.h"
#include "core/workflow/models.h"

#include "core/base/sha256.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

namespace triptych::align_report {

namespace {

constexpr std::size_t kBatch = 32;

std::vector<std::string> fieldsOf(const std::string& line)
{
    std::vector<std::string> out(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            out.emplace_back();
        } else if (c != '\r') {
            out.back() += c;
        }
    }
    return out;
}

void write(std::ostream& to, const Matrix& matrix)
{
    to.write(reinterpret_cast<const char*>(matrix.values.data()),
             static_cast<std::streamsize>(matrix.values.size() * sizeof(float)));
}

bool read(std::istream& from, Matrix& matrix)
{
    from.read(reinterpret_cast<char*>(matrix.values.data()),
              static_cast<std::streamsize>(matrix.values.size() * sizeof(float)));
    return static_cast<bool>(from);
}

Status encode(Set& set, const std::filesystem::path& folder, Texts& texts)
{
    for (std::size_t first = 0; first < set.names.size(); first += kBatch) {
        std::vector<PixelBuffer> images;
        for (std::size_t i = first; i < std::min(first + kBatch, set.names.size()); ++i) {
            auto decoded = media::decodeImageFile(folder / set.names[i], {});
            if (!decoded) {
                return fail(decoded);
            }
            images.push_back(decoded->pixels);
        }
        auto encoded = texts.encoder().encodeImages(images, false);
        if (!encoded) {
            return fail(encoded);
        }
        for (std::size_t i = 0; i < images.size(); ++i) {
            std::ranges::copy(encoded->global.row(i), set.global.row(first + i).begin());
            std::ranges::copy(encoded->seen.row(i), set.seen.row(first + i).begin());
        }
        std::cerr << '\r' << first + images.size() << " of " << set.names.size() << std::flush;
    }
    std::cerr << '\n';
    return {};
}

} // namespace

Result<Matrix> Texts::embed(std::span<const std::string> texts)
{
    std::vector<std::string> fresh;
    for (const auto& text : texts) {
        if (m_known.emplace(text, std::vector<float>()).second) {
            fresh.push_back(text);
        }
    }
    for (std::size_t first = 0; first < fresh.size(); first += kBatch) {
        const auto batch = std::span(fresh).subspan(first, std::min(kBatch, fresh.size() - first));
        auto made = m_encoder->encodeTexts(batch);
        if (!made) {
            return fail(made);
        }
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const auto row = made->global.row(i);
            m_known[batch[i]].assign(row.begin(), row.end());
        }
    }
    Matrix out(texts.size(), info().textDimension);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::ranges::copy(m_known[texts[i]], out.row(i).begin());
    }
    return out;
}

void Texts::load(const std::filesystem::path& file)
{
    std::ifstream from(file, std::ios::binary);
    std::string text;
    while (std::getline(from, text, '\0')) {
        std::vector<float> values(info().textDimension);
        from.read(reinterpret_cast<char*>(values.data()),
                  static_cast<std::streamsize>(values.size() * sizeof(float)));
        m_known[text] = std::move(values);
    }
}

void Texts::save(const std::filesystem::path& file) const
{
    std::ofstream to(file, std::ios::binary);
    for (const auto& [text, values] : m_known) {
        to.write(text.c_str(), static_cast<std::streamsize>(text.size() + 1));
        to.write(reinterpret_cast<const char*>(values.data()),
                 static_cast<std::streamsize>(values.size() * sizeof(float)));
    }
}

Set Set::only(const std::vector<std::size_t>& chosen) const
{
    Set out;
    out.global = Matrix(chosen.size(), global.columns);
    out.seen = Matrix(chosen.size(), seen.columns);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        out.names.push_back(names[chosen[i]]);
        out.rows.push_back(rows[chosen[i]]);
        std::ranges::copy(global.row(chosen[i]), out.global.row(i).begin());
        std::ranges::copy(seen.row(chosen[i]), out.seen.row(i).begin());
    }
    return out;
}

std::vector<std::pair<std::string, std::string>> Set::labelsOf(std::size_t row) const
{
    std::vector<std::pair<std::string, std::string>> out;
    for (const char* facet :
         {"color", "category", "gender", "group", "style", "pattern", "material"}) {
        const auto found = rows[row].find(facet);
        std::istringstream values(found == rows[row].end() ? "" : found->second);
        for (std::string value; std::getline(values, value, '|');) {
            out.emplace_back(facet, value);
        }
    }
    return out;
}

Result<std::unique_ptr<Texts>> openTexts()
{
    const workflow::ModelStore store(workflow::ModelStore::defaultFolder());
    auto opened = workflow::openEncoder(store, "", workflow::ComputeDevice::Cpu);
    if (!opened) {
        return fail(opened);
    }
    std::cerr << "encoder: " << opened->encoder->info().id << ' ' << opened->fallback << '\n';
    return std::make_unique<Texts>(opened->encoder);
}

Result<Set> readSet(const std::filesystem::path& data, const std::string& name,
                    const std::string& table, Texts& texts, const std::filesystem::path& cache)
{
    Set set;
    std::ifstream file(data / name / table);
    std::string line;
    std::getline(file, line);
    const auto columns = fieldsOf(line);
    const auto folder =
        std::filesystem::exists(data / name / "images") ? data / name / "images" : data / name;
    while (std::getline(file, line)) {
        const auto fields = fieldsOf(line);
        std::map<std::string, std::string> row;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            row[columns[i]] = i < fields.size() ? fields[i] : "";
        }
        if (row.contains("label")) {
            row["category"] = row["label"];
        }
        row.emplace("sku", "");
        if (std::filesystem::exists(folder / row["image"])) {
            set.names.push_back(row["image"]);
            set.rows.push_back(std::move(row));
        }
    }
    set.global = Matrix(set.names.size(), texts.info().imageDimension);
    set.seen = Matrix(set.names.size(), texts.info().seenNames.size());
    const auto kept = cache / (name + '-' + sha256Hex(texts.info().id).substr(0, 12) + ".bin");
    if (std::ifstream from(kept, std::ios::binary);
        !cache.empty() && from && read(from, set.global) && read(from, set.seen)) {
        return set;
    }
    if (auto encoded = encode(set, folder, texts); !encoded) {
        return fail(encoded);
    }
    if (!cache.empty()) {
        std::ofstream to(kept, std::ios::binary);
        write(to, set.global);
        write(to, set.seen);
    }
    return set;
}

std::vector<std::string> readWordings(const std::filesystem::path& file)
{
    std::ifstream from(file);
    return nlohmann::json::parse(from).at("en").get<std::vector<std::string>>();
}

} // namespace triptych::align_report
