// SPDX-License-Identifier: GPL-3.0-or-later
// Plain CLIP towers of open_clip. A key that is not listed may change the arithmetic, so it is
// refused rather than ignored.
#include "core/formats/open_clip.h"

#include "core/base/file_io.h"
#include "core/formats/model_config.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace triptych::formats {

namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kLongestConfig = 1U << 20U;

class Reading
{
public:
    Reading(const Json& json, std::string subject)
        : m_json(json)
        , m_subject(std::move(subject))
    {}

    [[nodiscard]] const Status& status() const { return m_status; }

    // Keys besides these must be null, false or nothing.
    void only(const char* object, const std::vector<std::string_view>& keys)
    {
        for (const auto& [key, value] : at(object).items()) {
            const bool off =
                value.is_null() || value == false || (value.is_object() && value.empty());
            if (!off && std::ranges::find(keys, key) == keys.end()) {
                refuse(std::string{object} + "." + key);
            }
        }
    }
    void equals(const char* object, const char* key, std::int64_t wanted)
    {
        std::int64_t value = wanted;
        number(object, key, value);
        if (m_status && value != wanted) {
            m_status = fail(ErrorCode::BadArgument,
                            std::string{object} + "." + key + " is " + std::to_string(value) +
                                ", but the weights are of " + std::to_string(wanted),
                            m_subject);
        }
    }
    void number(const char* object, const char* key, std::int64_t& value)
    {
        const Json found = at(object).value(key, Json{});
        if (found.is_null()) {
            return;
        }
        if (!found.is_number_integer() || found < 1 || found > (1 << 20)) {
            refuse(std::string{object} + "." + key);
        } else {
            value = found.get<std::int64_t>();
        }
    }
    void triple(const char* key, std::array<float, 3>& value)
    {
        const Json found = at("preprocess_cfg").value(key, Json{});
        if (found.is_null()) {
            return;
        }
        const bool three = found.is_array() && found.size() == 3 &&
                           std::ranges::all_of(found, [](const Json& one) {
                               return one.is_number() && std::isfinite(one.get<float>()) &&
                                      one.get<float>() >= 0 && one.get<float>() <= 1;
                           });
        if (!three) {
            refuse(std::string{"preprocess_cfg."} + key);
            return;
        }
        for (std::size_t i = 0; i < 3; ++i) {
            value.at(i) = found[i].get<float>() * 255;
        }
    }
    // Which of these words it says; the first when it says none.
    std::size_t choice(const char* key, const std::vector<std::string_view>& words)
    {
        const Json found = at("preprocess_cfg").value(key, Json{});
        if (found.is_null()) {
            return 0;
        }
        const auto word = found.is_string() ? found.get<std::string>() : std::string{};
        const auto place = std::ranges::find(words, word);
        if (place == words.end()) {
            refuse(std::string{"preprocess_cfg."} + key + " " + word.substr(0, 40));
            return 0;
        }
        return static_cast<std::size_t>(place - words.begin());
    }
    // "model_cfg" or "preprocess_cfg", or a part of the model's.
    [[nodiscard]] const Json& at(std::string_view object) const
    {
        static const Json kNone = Json::object();
        const bool outer = object == "model_cfg" || object == "preprocess_cfg";
        const Json& from = outer ? m_json : at("model_cfg");
        const auto found = from.find(object);
        return found != from.end() && found->is_object() ? *found : kNone;
    }

private:
    void refuse(const std::string& what)
    {
        if (m_status) {
            m_status = fail(ErrorCode::Unsupported, what, m_subject);
        }
    }

    const Json& m_json;
    std::string m_subject;
    Status m_status;
};

void readTowers(Reading& reading, ModelConfig& config)
{
    reading.only("model_cfg", {"embed_dim", "vision_cfg", "text_cfg", "quick_gelu",
                               "init_logit_scale", "init_logit_bias"});
    reading.only("vision_cfg", {"image_size", "layers", "width", "head_width", "patch_size",
                                "mlp_ratio", "patch_dropout"});
    reading.only("text_cfg", {"context_length", "vocab_size", "width", "heads", "layers",
                              "mlp_ratio", "hf_tokenizer_name"});
    reading.equals("model_cfg", "embed_dim", config.image.projection);
    reading.equals("vision_cfg", "image_size", config.image.imageSize);
    reading.equals("vision_cfg", "patch_size", config.image.patchSize);
    reading.equals("vision_cfg", "layers", config.image.layers);
    reading.equals("text_cfg", "layers", config.text.layers);
    reading.equals("text_cfg", "context_length", config.text.positions);
    std::int64_t headWidth = 64;
    reading.number("vision_cfg", "head_width", headWidth);
    reading.number("text_cfg", "heads", config.text.heads);
    config.image.heads = config.image.hiddenSize / headWidth;
    const bool quick = reading.at("model_cfg").value("quick_gelu", Json{}) == true;
    config.image.activation = quick ? Activation::QuickGelu : Activation::Gelu;
    config.text.activation = config.image.activation;
}

} // namespace

Result<ModelConfig> readOpenClipConfig(const std::filesystem::path& path, ModelConfig sizes)
{
    const auto bytes = readFile(path, kLongestConfig);
    if (!bytes) {
        return fail(bytes);
    }
    const auto tooDeep = [](int depth, Json::parse_event_t, Json&) { return depth < 32; };
    const auto json = Json::parse(bytes->begin(), bytes->end(), tooDeep, false);
    if (!json.is_object() || !json.contains("model_cfg") || !json["model_cfg"].is_object()) {
        return fail(ErrorCode::BadFormat, "no model_cfg in it", path.string());
    }
    Reading reading(json, path.string());
    readTowers(reading, sizes);
    PixelRule& rule = sizes.pixels;
    reading.triple("mean", rule.mean);
    reading.triple("std", rule.deviation);
    rule.resize = reading.choice("resize_mode", {"shortest", "squash"}) == 0
                      ? ResizeMode::ShortestCrop
                      : ResizeMode::Squash;
    rule.resample = reading.choice("interpolation", {"bicubic", "bilinear"}) == 0
                        ? Resample::Bicubic
                        : Resample::Bilinear;
    if (!reading.status()) {
        return fail(reading.status());
    }
    if (std::ranges::any_of(rule.deviation, [](float one) { return !(one > 0); })) {
        return fail(ErrorCode::BadArgument, "preprocess_cfg.std has a zero", path.string());
    }
    for (const auto& [tower, what] :
         {std::pair{&sizes.image, "vision_cfg "}, std::pair{&sizes.text, "text_cfg "}}) {
        if (const Status sound = checkTower(*tower, what, path.string()); !sound) {
            return fail(sound);
        }
    }
    return sizes;
}

} // namespace triptych::formats
