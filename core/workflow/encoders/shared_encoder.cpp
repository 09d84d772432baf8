// SPDX-License-Identifier: GPL-3.0-or-later
// Two towers with one space; what is seen besides are the shares of colours.
#include "core/workflow/encoders/shared_encoder.h"

#include "core/media/preprocess.h"
#include "core/workflow/encoders/towers.h"
#include "core/workflow/encoders/two_stage_encoder.h"

#include <algorithm>

namespace triptych::workflow {

namespace {

// English models have some 30,000 to 50,000 sub-words, multilingual ones 250,000.
constexpr std::size_t kMultilingualVocabulary = 100'000;

class SharedEncoder final : public TwoStageEncoder
{
public:
    SharedEncoder(const std::string& name, const std::string& id, const ModelConfig& config,
                  std::unique_ptr<nn::ImageTower> image, TextSide text)
        : m_image(std::move(image))
        , m_text(std::move(text))
        , m_rule(config.pixels)
    {
        m_info.name = name;
        m_info.id = id;
        m_info.imageDimension = m_image->dimension();
        m_info.textDimension = m_text.tower().dimension();
        m_info.shared = true;
        const auto colours = media::colourNames();
        m_info.seenNames.assign(colours.begin(), colours.end());
        m_info.side = m_rule.side;
        m_info.longestText = m_text.longest();
        m_info.language = m_text.tower().vocabulary() < kMultilingualVocabulary ? "en" : "";
    }

    [[nodiscard]] const nn::EncoderInfo& info() const override { return m_info; }

    [[nodiscard]] const PixelRule& rule() const override { return m_rule; }

    [[nodiscard]] Result<PreparedImage> prepare(const PixelBuffer& image) const override
    {
        PreparedImage prepared;
        const auto side = static_cast<std::size_t>(m_rule.side);
        prepared.planes.resize(3 * side * side);
        if (auto made = media::toPlanes(image, m_rule, prepared.planes); !made) {
            return fail(made);
        }
        prepared.shares = media::colourShares(image);
        return prepared;
    }

    Result<nn::ImageFeatures> encodePrepared(std::span<const PreparedImage> images,
                                             bool tokens) override
    {
        nn::ImageFeatures features;
        features.global.columns = m_info.imageDimension;
        features.seen = Matrix(images.size(), m_info.seenNames.size());
        if (images.empty()) {
            return features;
        }
        m_planes.clear();
        for (std::size_t i = 0; i < images.size(); ++i) {
            m_planes.insert(m_planes.end(), images[i].planes.begin(), images[i].planes.end());
            std::ranges::copy(images[i].shares, features.seen.row(i).begin());
        }
        auto encoded =
            m_image->encode({images.size(), m_rule.side, m_planes}, {tokens, /*classes=*/false});
        if (!encoded) {
            return fail(encoded);
        }
        features.global = std::move(encoded->global);
        for (std::size_t i = 0; i < features.global.rows; ++i) {
            makeUnit(features.global.row(i));
        }
        features.tokens = std::move(encoded->tokens);
        return features;
    }

    Result<nn::TextFeatures> encodeTexts(std::span<const std::string> texts) override
    {
        return m_text.encode(texts);
    }

private:
    nn::EncoderInfo m_info;
    std::unique_ptr<nn::ImageTower> m_image;
    TextSide m_text;
    PixelRule m_rule;
    std::vector<float> m_planes; // of a batch; kept for its memory
};

} // namespace

Result<std::shared_ptr<nn::Encoder>> openSharedEncoder(const formats::ModelFolder& folder,
                                                       const std::string& name,
                                                       const std::string& id, nn::Device device)
{
    const auto made = backend();
    if (!made) {
        return fail(made);
    }
    const auto weights = formats::openModelWeights(folder);
    if (!weights) {
        return fail(weights);
    }
    auto tokenizer = text::openTokenizer(folder.tokenizer);
    if (!tokenizer) {
        return fail(tokenizer);
    }
    auto image = (*made)->imageTower(folder.config, **weights, device);
    if (!image) {
        return fail(image);
    }
    auto text = (*made)->textTower(folder.config, **weights, device);
    if (!text) {
        return fail(text);
    }
    if ((*image)->dimension() != (*text)->dimension()) {
        return fail(ErrorCode::BadFormat, "image and text vectors have different sizes",
                    folder.weights.string());
    }
    const auto longest = (*text)->longest();
    TextSide side(std::move(*tokenizer), std::move(*text), longest);
    return std::make_shared<SharedEncoder>(name, id, folder.config, std::move(*image),
                                           std::move(side));
}

} // namespace triptych::workflow
