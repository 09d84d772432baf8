// SPDX-License-Identifier: GPL-3.0-or-later
// The features of media and text behind the interface of an encoder.
#include "core/workflow/encoders/compact_encoder.h"

#include "core/media/preprocess.h"
#include "core/text/compact_features.h"
#include "core/workflow/encoders/two_stage_encoder.h"

#include <algorithm>

namespace triptych::workflow {

namespace {

// Part of the id: another number whenever the features of media or text come out otherwise.
constexpr const char* kCompactId = "compact-1";

class CompactEncoder final : public TwoStageEncoder
{
public:
    CompactEncoder()
    {
        m_info.name = "compact";
        m_info.id = kCompactId;
        m_info.imageDimension = media::compactImageDimension();
        m_info.textDimension = text::kCompactTextDimension;
        const auto colours = media::colourNames();
        m_info.seenNames.assign(colours.begin(), colours.end());
        m_info.side = m_rule.side;
        m_info.longestText = 1U << 20U; // every word is read
    }

    [[nodiscard]] const nn::EncoderInfo& info() const override { return m_info; }
    [[nodiscard]] const PixelRule& rule() const override { return m_rule; }

    [[nodiscard]] Result<PreparedImage> prepare(const PixelBuffer& image) const override
    {
        if (image.empty()) {
            return fail(ErrorCode::BadArgument, "an image without pixels");
        }
        PreparedImage prepared;
        prepared.colours = media::compactImageFeatures(image);
        prepared.shares = media::colourShares(image);
        return prepared;
    }

    Result<nn::ImageFeatures> encodePrepared(std::span<const PreparedImage> images,
                                             bool /*tokens*/) override
    {
        nn::ImageFeatures features;
        features.global = Matrix(images.size(), m_info.imageDimension);
        features.seen = Matrix(images.size(), m_info.seenNames.size());
        for (std::size_t i = 0; i < images.size(); ++i) {
            std::ranges::copy(images[i].colours, features.global.row(i).begin());
            std::ranges::copy(images[i].shares, features.seen.row(i).begin());
        }
        return features;
    }

    Result<nn::TextFeatures> encodeTexts(std::span<const std::string> texts) override
    {
        nn::TextFeatures features;
        features.global = Matrix(texts.size(), m_info.textDimension);
        features.shortened.assign(texts.size(), false);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            std::ranges::copy(text::compactTextFeatures(texts[i]), features.global.row(i).begin());
        }
        return features;
    }

private:
    nn::EncoderInfo m_info;
    PixelRule m_rule; // only its size matters: the features have no planes
};

} // namespace

std::shared_ptr<nn::Encoder> makeCompactEncoder()
{
    return std::make_shared<CompactEncoder>();
}

} // namespace triptych::workflow
