// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes of CLIP, SigLIP and BERT from their configuration files, checked.
#include "core/formats/model_config.h"

#include "core/base/file_io.h"
#include "core/formats/tensor_shape.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace triptych::formats {

namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kLongestConfig = 16U << 20U;
constexpr std::int64_t kMost = 1 << 20;      // of anything that is counted in a tower
constexpr std::int64_t kMostLayers = 1000;   //
constexpr std::int64_t kMostPixels = 4096;   // side of the input
constexpr double kMostOfPixel = 1000;        // mean and deviation; 0 … 1 or 0 … 255 in real ones
constexpr std::int64_t kMostWords = 1 << 24; // vocabulary

// Reads values and keeps the first thing that was wrong.
class Fields
{
public:
    Fields(Json object, std::string where, std::string subject)
        : m_json(std::move(object))
        , m_where(std::move(where))
        , m_subject(std::move(subject))
    {}

    void number(const char* key, std::int64_t& value)
    {
        const auto found = find(key);
        if (found == m_json.end()) {
            return;
        }
        if (!found->is_number_integer() ||
            (found->is_number_unsigned() &&
             found->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))) {
            wrong(key, "is not a whole number");
            return;
        }
        value = found->get<std::int64_t>();
    }

    void real(const char* key, double& value)
    {
        const auto found = find(key);
        if (found != m_json.end()) {
            if (found->is_number() && std::isfinite(found->get<double>())) {
                value = found->get<double>();
            } else {
                wrong(key, "is not a number");
            }
        }
    }

    // True unless it says false.
    [[nodiscard]] bool flag(const char* key) const
    {
        const auto found = find(key);
        return found == m_json.end() || !found->is_boolean() || found->get<bool>();
    }

    void activation(const char* key, Activation& value)
    {
        const auto found = find(key);
        if (found == m_json.end()) {
            return;
        }
        const std::string name = found->is_string() ? found->get<std::string>() : std::string{};
        if (name == "quick_gelu") {
            value = Activation::QuickGelu;
        } else if (name == "gelu") {
            value = Activation::Gelu;
        } else if (name == "gelu_pytorch_tanh" || name == "gelu_new") {
            value = Activation::GeluTanh;
        } else if (m_status) {
            m_status = fail(ErrorCode::Unsupported,
                            m_where + key + " " + found->dump().substr(0, 60), m_subject);
        }
    }

    // A whole number, or an object with one of these keys.
    void size(const char* key, std::initializer_list<const char*> sides, std::int64_t& value)
    {
        const auto found = find(key);
        if (found == m_json.end() || !found->is_object()) {
            number(key, value);
            return;
        }
        for (const char* side : sides) {
            if (found->contains(side)) {
                Fields(*found, m_where + key + ".", m_subject).take(side, value, m_status);
                return;
            }
        }
        wrong(key, "has no size that is known here");
    }

    void triple(const char* key, std::array<float, 3>& value, float scale)
    {
        const auto found = find(key);
        if (found == m_json.end()) {
            return;
        }
        if (!found->is_array() || found->size() != 3 ||
            !std::ranges::all_of(*found, [](const Json& one) {
                return one.is_number() && std::abs(one.get<double>()) <= kMostOfPixel;
            })) {
            wrong(key, "is not three numbers that fit");
            return;
        }
        for (std::size_t i = 0; i < 3; ++i) {
            value.at(i) = found->at(i).get<float>() * scale;
        }
    }

    [[nodiscard]] Json object(const char* key) const
    {
        const auto found = find(key);
        return found != m_json.end() && found->is_object() ? *found : Json::object();
    }

    [[nodiscard]] const Status& status() const { return m_status; }

private:
    [[nodiscard]] Json::const_iterator find(const char* key) const
    {
        const auto found = m_json.find(key);
        return found != m_json.end() && found->is_null() ? m_json.end() : found;
    }
    void wrong(const char* key, const char* what)
    {
        if (m_status) {
            m_status = fail(ErrorCode::BadFormat, m_where + key + " " + what, m_subject);
        }
    }
    void take(const char* key, std::int64_t& value, Status& status)
    {
        number(key, value);
        if (status) {
            status = m_status;
        }
    }

    Json m_json;
    std::string m_where; // "text_config."
    std::string m_subject;
    Status m_status;
};

Result<Json> readObject(const std::filesystem::path& path)
{
    const auto bytes = readFile(path, kLongestConfig);
    if (!bytes) {
        return fail(bytes);
    }
    // Nested deeper than any configuration: not worth a stack.
    const auto tooDeep = [](int depth, Json::parse_event_t, Json&) { return depth < 32; };
    auto json = Json::parse(bytes->begin(), bytes->end(), tooDeep, false);
    if (!json.is_object()) {
        return fail(ErrorCode::BadFormat, "not a JSON object", path.string());
    }
    return json;
}

void readCommon(Fields& fields, TowerConfig& tower)
{
    fields.number("hidden_size", tower.hiddenSize);
    fields.number("num_hidden_layers", tower.layers);
    fields.number("num_attention_heads", tower.heads);
    fields.number("intermediate_size", tower.intermediateSize);
    fields.real("layer_norm_eps", tower.layerNormEps);
    fields.activation("hidden_act", tower.activation);
}

Status readImageTower(const Json& json, const std::string& subject, TowerConfig& tower)
{
    Fields fields(json, "vision_config.", subject);
    readCommon(fields, tower);
    fields.number("image_size", tower.imageSize);
    fields.number("patch_size", tower.patchSize);
    return fields.status();
}

Status readTextTower(const Json& json, const std::string& where, const std::string& subject,
                     TowerConfig& tower)
{
    Fields fields(json, where, subject);
    readCommon(fields, tower);
    fields.number("vocab_size", tower.vocabulary);
    fields.number("max_position_embeddings", tower.positions);
    fields.number("pad_token_id", tower.padToken);
    fields.number("eos_token_id", tower.endToken);
    fields.number("projection_size", tower.projection);
    return fields.status();
}

ModelConfig clipDefaults()
{
    ModelConfig config;
    config.kind = ModelKind::Clip;
    config.image = {768, 12, 12, 3072, 1e-5, Activation::QuickGelu, 224, 32, 0, 0, -1, 0, 512};
    config.text = {512, 12, 8, 2048, 1e-5, Activation::QuickGelu, 0, 0, 49408, 77, 49407, 1, 512};
    config.pixels.resize = ResizeMode::ShortestCrop;
    config.pixels.mean = {0.48145466F * 255, 0.4578275F * 255, 0.40821073F * 255};
    config.pixels.deviation = {0.26862954F * 255, 0.26130258F * 255, 0.27577711F * 255};
    return config;
}

ModelConfig siglipDefaults()
{
    ModelConfig config;
    config.kind = ModelKind::Siglip;
    config.image = {768, 12, 12, 3072, 1e-6, Activation::GeluTanh, 224, 16, 0, 0, -1, 0, 0};
    config.text = {768, 12, 12, 3072, 1e-6, Activation::GeluTanh, 0, 0, 32000, 64, -1, 1, 0};
    config.pixels.resize = ResizeMode::Squash;
    config.pixels.mean = {127.5F, 127.5F, 127.5F};
    config.pixels.deviation = {127.5F, 127.5F, 127.5F};
    return config;
}

ModelConfig bertDefaults()
{
    ModelConfig config;
    config.kind = ModelKind::Bert;
    config.text = {768, 12, 12, 3072, 1e-12, Activation::Gelu, 0, 0, 30522, 512, -1, 0, 0};
    return config;
}

// The old key "text_config_dict" wins where it is there, and what it leaves out has the default: so
// the reference reads it.
Json towerObject(const Json& json, const char* key)
{
    for (const std::string& name : {std::string{key} + "_dict", std::string{key}}) {
        const auto found = json.find(name);
        if (found != json.end() && found->is_object()) {
            return *found;
        }
    }
    return Json::object();
}

// Steps that this program always takes, as every model so far wants them.
Status checkSteps(Fields& fields, const std::string& subject)
{
    double factor = 1.0 / 255;
    fields.real("rescale_factor", factor);
    for (const char* key : {"do_resize", "do_rescale", "do_normalize"}) {
        if (!fields.flag(key)) {
            return fail(ErrorCode::Unsupported, std::string{key} + " false", subject);
        }
    }
    if (fields.status() && std::abs(factor * 255 - 1) > 1e-3) {
        return fail(ErrorCode::Unsupported, "rescale_factor " + std::to_string(factor), subject);
    }
    return fields.status();
}

// Every side must be the one that the tower reads.
Status readSides(Fields& fields, std::int64_t wanted, const std::string& subject, PixelRule& rule)
{
    std::int64_t size = wanted;
    std::int64_t width = wanted;
    std::int64_t crop = wanted;
    const auto sizes = fields.object("size");
    fields.size("size", {"shortest_edge", "height"}, size);
    if (sizes.contains("height") && !sizes.contains("shortest_edge")) {
        rule.resize = ResizeMode::Squash;
        fields.size("size", {"width"}, width);
    }
    if (rule.resize == ResizeMode::ShortestCrop) {
        fields.size("crop_size", {"height", "shortest_edge"}, crop);
        if (!fields.flag("do_center_crop")) {
            return fail(ErrorCode::Unsupported, "do_center_crop false: images that are not square",
                        subject);
        }
    }
    for (const std::int64_t side : {size, width, crop}) {
        if (fields.status() && side != wanted) {
            return fail(ErrorCode::BadArgument,
                        "images of " + std::to_string(side) +
                            " pixels, but vision_config.image_size is " + std::to_string(wanted),
                        subject);
        }
    }
    return fields.status();
}

Status readPixels(const std::filesystem::path& path, ModelConfig& config)
{
    PixelRule& rule = config.pixels;
    rule.side = static_cast<int>(config.image.imageSize);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        return {};
    }
    const auto json = readObject(path);
    if (!json) {
        return fail(json);
    }
    Fields fields(*json, "", path.string());
    std::int64_t resample = 3;
    fields.number("resample", resample);
    fields.triple("image_mean", rule.mean, 255);
    fields.triple("image_std", rule.deviation, 255);
    if (const Status usual = checkSteps(fields, path.string()); !usual) {
        return usual;
    }
    if (const Status sides = readSides(fields, config.image.imageSize, path.string(), rule);
        !sides) {
        return sides;
    }
    if (resample != 2 && resample != 3) {
        return fail(ErrorCode::Unsupported, "resample " + std::to_string(resample), path.string());
    }
    rule.resample = resample == 2 ? Resample::Bilinear : Resample::Bicubic;
    if (std::ranges::any_of(rule.deviation,
                            [](float one) { return !(one > 0) || !std::isfinite(one); })) {
        return fail(ErrorCode::BadArgument, "image_std has a value that is not positive",
                    path.string());
    }
    return {};
}

Status checkCount(std::int64_t value, std::int64_t most, const std::string& what,
                  const std::string& subject)
{
    if (value < 1 || value > most) {
        return fail(ErrorCode::BadArgument, what + " is " + std::to_string(value), subject);
    }
    return {};
}

// Both towers end in one space.
Status checkSpace(const ModelConfig& config, const std::string& subject)
{
    const auto ends = [](const TowerConfig& tower) {
        return tower.projection == 0 ? tower.hiddenSize : tower.projection;
    };
    if (const Status sound = checkCount(ends(config.image), kMost, "projection_dim", subject);
        !sound) {
        return sound;
    }
    if (ends(config.image) != ends(config.text)) {
        return fail(ErrorCode::BadArgument,
                    "images end in " + std::to_string(ends(config.image)) + " numbers, texts in " +
                        std::to_string(ends(config.text)),
                    subject);
    }
    return {};
}

Status compareShape(const WeightSource& weights, const std::string& name,
                    const std::vector<std::int64_t>& wanted, const std::string& subject)
{
    if (!weights.has(name)) {
        return {}; // nn says so when it is one that it needs
    }
    const auto view = weights.tensor(name);
    if (!view) {
        return fail(view);
    }
    if (view->shape != wanted) {
        return fail(ErrorCode::BadArgument,
                    name + " is " + shapeText(view->shape) + ", but the configuration asks for " +
                        shapeText(wanted),
                    subject);
    }
    return {};
}

} // namespace

Status checkTower(const TowerConfig& tower, const std::string& what, const std::string& subject)
{
    struct Count
    {
        const char* name;
        std::int64_t value;
        std::int64_t most;
    };
    const bool image = tower.imageSize != 0 || tower.vocabulary == 0;
    std::vector<Count> counts = {{"hidden_size", tower.hiddenSize, kMost},
                                 {"num_hidden_layers", tower.layers, kMostLayers},
                                 {"num_attention_heads", tower.heads, kMost},
                                 {"intermediate_size", tower.intermediateSize, kMost}};
    if (image) {
        counts.push_back({"image_size", tower.imageSize, kMostPixels});
        counts.push_back({"patch_size", tower.patchSize, tower.imageSize});
    } else {
        counts.push_back({"vocab_size", tower.vocabulary, kMostWords});
        counts.push_back({"max_position_embeddings", tower.positions, kMost});
    }
    for (const Count& count : counts) {
        if (const Status one = checkCount(count.value, count.most, what + count.name, subject);
            !one) {
            return one;
        }
    }
    if (tower.hiddenSize % tower.heads != 0) {
        return fail(ErrorCode::BadArgument,
                    what + "num_attention_heads " + std::to_string(tower.heads) +
                        " does not divide hidden_size " + std::to_string(tower.hiddenSize),
                    subject);
    }
    if (!(tower.layerNormEps > 0) || tower.layerNormEps >= 1) {
        return fail(ErrorCode::BadArgument, what + "layer_norm_eps is out of range", subject);
    }
    return {};
}

Result<ModelConfig> readModelConfig(const std::filesystem::path& folder)
{
    const auto path = folder / "config.json";
    const auto json = readObject(path);
    if (!json) {
        return fail(json);
    }
    const std::string subject = path.string();
    const auto named = json->find("model_type");
    const std::string type =
        named != json->end() && named->is_string() ? named->get<std::string>() : std::string{};
    if (type != "clip" && type != "siglip" && type != "bert") {
        return fail(ErrorCode::Unsupported,
                    "model_type " + (type.empty() ? "is missing" : "'" + type + "'") +
                        "; clip, siglip and bert are known",
                    subject);
    }
    Fields fields(*json, "", subject);
    if (type == "bert") {
        ModelConfig config = bertDefaults();
        const Status read = readTextTower(*json, "", subject, config.text);
        const Status sound = read ? checkTower(config.text, "", subject) : read;
        return sound ? Result<ModelConfig>{config} : Result<ModelConfig>{fail(sound)};
    }
    ModelConfig config = type == "clip" ? clipDefaults() : siglipDefaults();
    if (type == "clip") {
        fields.number("projection_dim", config.image.projection);
        config.text.projection = config.image.projection;
    }
    Status good = fields.status();
    const auto then = [&good](const auto& step) { good = good ? step() : good; };
    then(
        [&] { return readImageTower(towerObject(*json, "vision_config"), subject, config.image); });
    then([&] {
        return readTextTower(towerObject(*json, "text_config"), "text_config.", subject,
                             config.text);
    });
    then([&] { return checkTower(config.image, "vision_config.", subject); });
    then([&] { return checkTower(config.text, "text_config.", subject); });
    then([&] { return checkSpace(config, subject); });
    then([&] { return readPixels(folder / "preprocessor_config.json", config); });
    return good ? Result<ModelConfig>{config} : Result<ModelConfig>{fail(good)};
}

Status compareWithWeights(const ModelConfig& config, const WeightSource& weights,
                          const std::string& subject)
{
    const TowerConfig& image = config.image;
    const TowerConfig& text = config.text;
    struct Shape
    {
        const char* name;
        std::vector<std::int64_t> wanted;
    };
    const std::vector<Shape> shapes =
        config.kind == ModelKind::Bert
            ? std::vector<Shape>{{"embeddings.word_embeddings.weight",
                                  {text.vocabulary, text.hiddenSize}},
                                 {"embeddings.position_embeddings.weight",
                                  {text.positions, text.hiddenSize}}}
            : std::vector<Shape>{{"vision_model.embeddings.patch_embedding.weight",
                                  {image.hiddenSize, 3, image.patchSize, image.patchSize}},
                                 {"text_model.embeddings.token_embedding.weight",
                                  {text.vocabulary, text.hiddenSize}},
                                 {"text_model.embeddings.position_embedding.weight",
                                  {text.positions, text.hiddenSize}}};
    for (const Shape& shape : shapes) {
        if (const Status one = compareShape(weights, shape.name, shape.wanted, subject); !one) {
            return one;
        }
    }
    return {};
}

} // namespace triptych::formats
