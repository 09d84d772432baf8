// SPDX-License-Identifier: GPL-3.0-or-later
// Real photos with their labels, encoded once, for align_report.
#pragma once

#include "core/retrieval/alignment.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace triptych::align_report {

// Texts by the encoder in use; each is embedded once.
class Texts final : public retrieval::TextEmbedder
{
public:
    explicit Texts(std::shared_ptr<nn::Encoder> encoder)
        : m_encoder(std::move(encoder))
    {}
    void load(const std::filesystem::path& file);
    void save(const std::filesystem::path& file) const;
    Result<Matrix> embed(std::span<const std::string> texts) override;
    [[nodiscard]] const nn::EncoderInfo& info() const { return m_encoder->info(); }
    [[nodiscard]] nn::Encoder& encoder() { return *m_encoder; }

private:
    std::shared_ptr<nn::Encoder> m_encoder;
    std::map<std::string, std::vector<float>> m_known;
};

struct Set
{
    std::vector<std::string> names;
    std::vector<std::map<std::string, std::string>> rows; // by column
    Matrix global;
    Matrix seen;

    [[nodiscard]] Set only(const std::vector<std::size_t>& chosen) const;
    // Facet and value; several values of a column apart.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> labelsOf(std::size_t row) const;
};

Result<std::unique_ptr<Texts>> openTexts(); // the default encoder
Result<Set> readSet(const std::filesystem::path& data, const std::string& name,
                    const std::string& table, Texts& texts, const std::filesystem::path& cache);
std::vector<std::string> readWordings(const std::filesystem::path& file);

} // namespace triptych::align_report
