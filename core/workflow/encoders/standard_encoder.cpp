// SPDX-License-Identifier: GPL-3.0-or-later
// The image vector is two unit parts side by side, weighted, the whole of unit length: what the
// thing is (the network's features) and which colours it has (the histogram).
#include "core/workflow/encoders/standard_encoder.h"

#include "core/base/file_io.h"
#include "core/formats/safetensors.h"
#include "core/media/preprocess.h"
#include "core/workflow/encoders/towers.h"
#include "core/workflow/encoders/two_stage_encoder.h"
#include "embedded/triptych_workflow.h"

#include <algorithm>
#include <sstream>

namespace triptych::workflow {

namespace {

// Features : colours. Part of the model's version (model_record.h). Colours that weigh more hide
// the garment: at 0.5 its other colours rank behind other garments of the same one (align_report).
constexpr float kFeatureWeight = 1.0F;
constexpr float kColourWeight = 0.25F;
constexpr std::size_t kImageFeatures = 1280;
constexpr std::size_t kLongestText = 256; // what the model was published for
constexpr std::uint64_t kVocabularyLimit = 16U << 20U;

ModelConfig imageConfig()
{
    ModelConfig config;
    config.kind = ModelKind::EfficientNetLite0;
    config.image.imageSize = config.pixels.side; // PixelRule's defaults are this model's
    return config;
}

ModelConfig textConfig()
{
    ModelConfig config;
    config.kind = ModelKind::Bert;
    config.text.hiddenSize = 384;
    config.text.layers = 6;
    config.text.heads = 12;
    config.text.intermediateSize = 1536;
    config.text.layerNormEps = 1e-12;
    config.text.activation = Activation::Gelu;
    config.text.vocabulary = 30522;
    config.text.positions = 512;
    return config;
}

std::vector<std::string> classNames()
{
    std::vector<std::string> names;
    std::istringstream lines{std::string{embedded::kimagenet_classes_txt}};
    for (std::string line; std::getline(lines, line);) {
        names.push_back(line);
    }
    return names;
}

class StandardEncoder final : public TwoStageEncoder
{
public:
    StandardEncoder(const std::string& id, std::unique_ptr<nn::ImageTower> image, TextSide text)
        : m_image(std::move(image))
        , m_text(std::move(text))
        , m_rule(imageConfig().pixels)
    {
        m_info.name = "standard";
        m_info.id = id;
        m_info.colourOffset = m_image->dimension();
        m_info.colourSize = media::kHistogramSize;
        m_info.imageDimension = m_info.colourOffset + m_info.colourSize;
        m_info.textDimension = m_text.tower().dimension();
        m_info.seenNames = classNames();
        m_info.classCount = m_info.seenNames.size();
        const auto colours = media::colourNames();
        m_info.seenNames.insert(m_info.seenNames.end(), colours.begin(), colours.end());
        m_info.side = m_rule.side;
        m_info.longestText = m_text.longest();
        m_info.language = "en";
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
        prepared.colours = media::colourHistogram(image);
        prepared.shares = media::colourShares(image);
        return prepared;
    }

    Result<nn::ImageFeatures> encodePrepared(std::span<const PreparedImage> images,
                                             bool tokens) override;

    Result<nn::TextFeatures> encodeTexts(std::span<const std::string> texts) override
    {
        return m_text.encode(texts);
    }

private:
    void join(std::span<const float> features, std::span<const float> colours,
              std::span<float> row) const;

    nn::EncoderInfo m_info;
    std::unique_ptr<nn::ImageTower> m_image;
    TextSide m_text;
    PixelRule m_rule;
    std::vector<float> m_planes; // of a batch; kept for its memory
};

void StandardEncoder::join(std::span<const float> features, std::span<const float> colours,
                           std::span<float> row) const
{
    const auto first = row.first(m_info.colourOffset);
    const auto second = row.subspan(m_info.colourOffset);
    std::ranges::copy(features, first.begin());
    std::ranges::copy(colours, second.begin());
    makeUnit(first);
    makeUnit(second);
    for (float& value : first) {
        value *= kFeatureWeight;
    }
    for (float& value : second) {
        value *= kColourWeight;
    }
    makeUnit(row);
}

Result<nn::ImageFeatures> StandardEncoder::encodePrepared(std::span<const PreparedImage> images,
                                                          bool tokens)
{
    nn::ImageFeatures features;
    features.global = Matrix(images.size(), m_info.imageDimension);
    features.seen = Matrix(images.size(), m_info.seenNames.size());
    if (images.empty()) {
        return features;
    }
    m_planes.clear();
    for (const auto& image : images) {
        m_planes.insert(m_planes.end(), image.planes.begin(), image.planes.end());
    }
    auto encoded =
        m_image->encode({images.size(), m_rule.side, m_planes}, {tokens, /*classes=*/true});
    if (!encoded) {
        return fail(encoded);
    }
    for (std::size_t i = 0; i < images.size(); ++i) {
        join(encoded->global.row(i), images[i].colours, features.global.row(i));
        const auto seen = features.seen.row(i);
        std::ranges::copy(encoded->classes.row(i), seen.begin());
        std::ranges::copy(images[i].shares, seen.subspan(m_info.classCount).begin());
    }
    features.tokens = std::move(encoded->tokens);
    return features;
}

} // namespace

std::size_t standardImageDimension()
{
    return kImageFeatures + media::kHistogramSize;
}

Result<std::shared_ptr<nn::Encoder>> openStandardEncoder(const std::filesystem::path& folder,
                                                         const std::string& id, nn::Device device)
{
    const auto made = backend();
    if (!made) {
        return fail(made);
    }
    const auto imageWeights = formats::openSafetensors(folder / kStandardImage);
    if (!imageWeights) {
        return fail(imageWeights);
    }
    auto image = (*made)->imageTower(imageConfig(), **imageWeights, device);
    if (!image) {
        return fail(image);
    }
    if ((*image)->classCount() != classNames().size() || (*image)->dimension() != kImageFeatures) {
        return fail(ErrorCode::BadFormat, "the network has another number of classes or features",
                    (folder / kStandardImage).string());
    }
    const auto textWeights = formats::openSafetensors(folder / kStandardText);
    if (!textWeights) {
        return fail(textWeights);
    }
    auto text = (*made)->textTower(textConfig(), **textWeights, device);
    if (!text) {
        return fail(text);
    }
    const auto vocabulary = readFile(folder / kStandardVocabulary, kVocabularyLimit);
    if (!vocabulary) {
        return fail(vocabulary);
    }
    auto tokenizer = text::makeWordPiece(*vocabulary);
    if (!tokenizer) {
        return fail(tokenizer);
    }
    TextSide side(std::move(*tokenizer), std::move(*text), kLongestText);
    return std::make_shared<StandardEncoder>(id, std::move(*image), std::move(side));
}

} // namespace triptych::workflow
