// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogue generator: differences, worded both ways, with what they were made of.
#include "core/generate/catalogue_generator.h"

#include "core/base/random.h"
#include "core/base/utf8.h"
#include "core/generate/composer.h"
#include "core/generate/differences.h"
#include "core/generate/vocabulary.h"

#include <algorithm>
#include <charconv>

namespace triptych::generate {

namespace {

constexpr std::size_t kMostFacets = 4;

void appendJsonString(std::string& json, std::string_view value)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    json += '"';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (byte < 0x20) {
            json += "\\u00";
            json += kHex[byte >> 4U];
            json += kHex[byte & 0xfU];
        } else {
            json += c;
        }
    }
    json += '"';
}

std::string partsJson(const std::vector<Difference>& differences, double confidence, int omitted,
                      Language language, std::string_view templates)
{
    std::string json;
    json.reserve(192 + 64 * differences.size());
    json = "{\"attributes\":[";
    for (const auto& difference : differences) {
        json += json.back() == '[' ? "" : ",";
        appendJsonString(json, sanitizeUtf8(difference.column));
    }
    json += "],\"confidence\":";
    char digits[32];
    const auto end =
        std::to_chars(digits, digits + sizeof digits, confidence, std::chars_format::fixed, 3).ptr;
    json.append(digits, end);
    json += ",\"facets\":[";
    for (const auto& difference : differences) {
        json += json.back() == '[' ? "{\"facet\":" : ",{\"facet\":";
        appendJsonString(json, difference.facet);
        json += ",\"from\":";
        appendJsonString(json, difference.rawFrom);
        json += ",\"to\":";
        appendJsonString(json, difference.rawTo);
        json += '}';
    }
    json += "],\"language\":\"";
    json += name(language);
    json += "\",\"omitted\":" + std::to_string(omitted) + ",\"template\":";
    appendJsonString(json, templates);
    json += '}';
    return json;
}

double confidenceOf(const std::vector<Difference>& differences, int omitted)
{
    double confidence = 1.0;
    for (const auto& difference : differences) {
        confidence = std::min(confidence, difference.confidence * (difference.weak ? 0.6 : 1.0));
    }
    confidence *= 1.0 - 0.05 * static_cast<double>(differences.size() - 1);
    return omitted > 0 ? confidence * 0.8 : confidence;
}

// What a silent row leaves open is said only when nothing else differs, and few facets at once.
int keepSpeakable(std::vector<Difference>& differences)
{
    const auto before = differences.size();
    if (!std::all_of(differences.begin(), differences.end(),
                     [](const auto& d) { return d.weak; })) {
        std::erase_if(differences, [](const auto& d) { return d.weak; });
    }
    if (differences.size() > kMostFacets) {
        differences.resize(kMostFacets);
    }
    return static_cast<int>(before - differences.size());
}

} // namespace

struct CatalogueGenerator::Data
{
    Vocabulary vocabulary;
};

CatalogueGenerator::CatalogueGenerator()
    : m_data(std::make_unique<Data>())
{}
CatalogueGenerator::~CatalogueGenerator() = default;

std::string_view CatalogueGenerator::name() const
{
    return "catalogue";
}

std::string_view CatalogueGenerator::version() const
{
    return "1";
}

Result<GeneratedPair> CatalogueGenerator::generate(const PairInput& pair,
                                                   const GenerateOptions& options) const
{
    static const Attributes kNone;
    const auto& vocabulary = m_data->vocabulary;
    auto found = findDifferences(pair.reference != nullptr ? *pair.reference : kNone,
                                 pair.target != nullptr ? *pair.target : kNone, vocabulary,
                                 options.language);
    auto& differences = found.usable;
    if (differences.empty()) {
        return fail(ErrorCode::NotApplicable,
                    found.unusable > 0
                        ? "only attributes differ that no modification can be made of"
                        : "no attribute differs",
                    std::string(pair.pairKey));
    }
    const int omitted = keepSpeakable(differences);
    std::vector<Difference> reversed;
    reversed.reserve(differences.size());
    for (const auto& difference : differences) {
        reversed.push_back(difference.reversed());
    }
    Random forwardStream(options.seed, "forward:" + std::string(pair.pairKey));
    Random reverseStream(options.seed, "reverse:" + std::string(pair.pairKey));
    const Composed forward = compose(differences, vocabulary, options.language, forwardStream);
    const Composed reverse = compose(reversed, vocabulary, options.language, reverseStream);
    if (forward.text.empty() || reverse.text.empty() || forward.text == reverse.text) {
        return fail(ErrorCode::NotApplicable, "both directions read the same",
                    std::string(pair.pairKey));
    }
    GeneratedPair texts;
    texts.confidence = confidenceOf(differences, omitted);
    texts.parts =
        partsJson(differences, texts.confidence, omitted, options.language, forward.templates);
    texts.reverseParts =
        partsJson(reversed, texts.confidence, omitted, options.language, reverse.templates);
    texts.forward = forward.text;
    texts.reverse = reverse.text;
    return texts;
}

} // namespace triptych::generate
