// SPDX-License-Identifier: GPL-3.0-or-later
// Texts into the aligned space.
#include "core/retrieval/alignment_model.h"
#include "core/text/known_words.h"
#include "core/text/wanted_words.h"
#include "core/text/wanted_words_japanese.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace triptych::retrieval {

namespace {

constexpr std::size_t kLongestText = 2000; // bytes that are read as a modification
constexpr std::size_t kMostTerms = 64;
constexpr double kUnderstood = 0.3;      // from there on a term is told as understood
constexpr std::size_t kLongestKnown = 5; // words
constexpr double kUnwanted = -0.5;
constexpr double kBesideExact = 0.3; // of a term that is not known, beside one that is
// Likeness of a term and a word of the fit: embeddings, what the classifier sees, spelling.
constexpr double kSeenPart = 0.25;
constexpr double kSpelledPart = 0.4;
constexpr double kSharpness = 10;
constexpr double kMeaningSharpness = 30;
// Below the first a term is none of the fit's words, from the second on it surely is one.
constexpr double kUnlike = 0.5;
constexpr double kAlike = 0.85;
constexpr double kBesideWords = 0.3; // what class meanings lose where the fit's words are sure

// Along a colour photos differ about twice as much as along a kind of thing (standard deviations
// 0.25 and 0.12): beside a kind a colour weighs as much less, so that the kind comes first.
constexpr double kColourBesideKind = 0.5;

// Names of colours on the way from dark to light.
struct Lightness
{
    std::string_view colour;
    double light;
};
constexpr auto kLightness = std::to_array<Lightness>({{"black", -1},
                                                      {"navy", -1},
                                                      {"brown", -0.5},
                                                      {"purple", -0.25},
                                                      {"pink", 0.5},
                                                      {"yellow", 0.5},
                                                      {"beige", 1},
                                                      {"white", 1}});

using Doubles = std::vector<double>;

double dot(std::span<const double> a, std::span<const float> b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += a[i] * static_cast<double>(b[i]);
    }
    return sum;
}

double makeUnit(std::span<double> values)
{
    double sum = 0;
    for (const double value : values) {
        sum += value * value;
    }
    const double length = std::sqrt(sum);
    for (double& value : values) {
        value = length > 1e-12 ? value / length : 0;
    }
    return length;
}

void softmax(std::span<double> values, double sharpness)
{
    const double most = *std::ranges::max_element(values);
    double sum = 0;
    for (double& value : values) {
        value = std::exp(sharpness * (value - most));
        sum += value;
    }
    for (double& value : values) {
        value /= sum;
    }
}

Doubles centredBy(std::span<const float> values, const Matrix& mean)
{
    Doubles out(values.begin(), values.end());
    for (std::size_t i = 0; i < out.size() && !mean.empty(); ++i) {
        out[i] -= static_cast<double>(mean.row(0)[i]);
    }
    makeUnit(out);
    return out;
}

// In English where the text is Japanese; the catalogue's own words stay.
std::string readable(std::string_view words, const std::function<bool(std::string_view)>& keep)
{
    return text::looksJapanese(words) ? text::englishOf(words, keep).words : std::string(words);
}

Result<Matrix> embedAs(TextEmbedder& embedder, const std::vector<std::string>& texts,
                       std::size_t dimension)
{
    auto embedded = embedder.embed(texts);
    if (embedded && (embedded->rows != texts.size() || embedded->columns != dimension)) {
        return fail(ErrorCode::BadArgument, "text vectors of another size");
    }
    return embedded;
}

// One of the words is of a facet that says what kind of thing it is.
bool isCategory(const AlignmentModel::Data& data, const std::vector<std::size_t>& words)
{
    return std::ranges::any_of(data.facets, [&words](const FacetBlock& facet) {
        return (facet.name == "category" || facet.name == "type" || facet.name == "kind") &&
               std::ranges::any_of(words, [&facet](std::size_t word) {
                   return word >= facet.first && word < facet.first + facet.count;
               });
    });
}

// Photos that are dark or light, by their measured colours. False: none is measured.
bool addLightness(const std::vector<std::string>& colours, double light, std::span<double> out)
{
    Doubles along(colours.size());
    for (const auto& one : kLightness) {
        const auto at = std::ranges::find(colours, one.colour);
        if (at != colours.end()) {
            along[static_cast<std::size_t>(at - colours.begin())] = one.light;
        }
    }
    if (makeUnit(along) < 1e-12) {
        return false;
    }
    for (std::size_t i = 0; i < along.size(); ++i) {
        out[i] += light * along[i];
    }
    return true;
}

double ramp(double value, double from, double to)
{
    return std::clamp((value - from) / (to - from), 0.0, 1.0);
}

} // namespace

std::vector<std::size_t> AlignmentModel::knownAs(std::string_view form) const
{
    std::vector<std::size_t> words;
    auto at = std::ranges::lower_bound(m_known, form, {},
                                       [](const Known& one) { return std::string_view(one.form); });
    for (; at != m_known.end() && at->form == form; ++at) {
        words.push_back(at->word);
    }
    return words;
}

std::size_t AlignmentModel::colourOf(std::string_view form) const
{
    std::size_t i = 0;
    while (i < m_data.colours.size() && plainForm(m_data.colours[i]) != form) {
        ++i;
    }
    return i;
}

AlignmentModel::Term AlignmentModel::termOf(std::string_view written, double weight) const
{
    Term term{plainForm(written), std::string(written), weight, false};
    term.exact = !knownAs(term.form).empty() || colourOf(term.form) < m_data.colours.size();
    return term;
}

// Known words of a run of words become terms of their own, what lies between them too. A run that
// is nothing but words of one facet ("polo shirt") is one name.
void AlignmentModel::splitRun(std::string_view text, std::span<const PlainWord> run, double weight,
                              std::vector<Term>& terms) const
{
    const auto written = [&](std::size_t begin, std::size_t end) {
        return text.substr(run[begin].begin, run[end - 1].end - run[begin].begin);
    };
    std::vector<Term> parts;
    std::size_t rest = 0;
    std::size_t at = 0;
    bool covered = true;
    const auto close = [&](std::size_t end) {
        // A pattern that the fit does not know only leads astray beside the name of a thing.
        const bool named = rest < end && text::namesKind(written(end - 1, end));
        while (named && rest + 1 < end && text::namesPattern(run[rest].plain)) {
            ++rest;
            covered = false;
        }
        if (rest < end) {
            parts.push_back(termOf(written(rest, end), weight));
            covered = false;
        }
    };
    while (at < run.size()) {
        std::size_t length = std::min(kLongestKnown, run.size() - at);
        while (length > 0 && !termOf(written(at, at + length), weight).exact) {
            --length;
        }
        if (length == 0) {
            ++at;
            continue;
        }
        close(at);
        parts.push_back(termOf(written(at, at + length), weight));
        at += length;
        rest = at;
    }
    close(run.size());
    const bool colour = std::ranges::any_of(
        parts, [this](const Term& part) { return colourOf(part.form) < m_data.colours.size(); });
    if (covered && parts.size() == 2 && !colour) {
        parts = {termOf(written(0, run.size()), weight)};
        parts.front().exact = true;
    }
    terms.insert(terms.end(), parts.begin(), parts.end());
}

std::vector<AlignmentModel::Term> AlignmentModel::termsOf(std::string_view words,
                                                          double weight) const
{
    const auto plain = plainWords(words);
    std::vector<Term> terms;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= plain.size(); ++i) {
        const bool ends = i == plain.size() || saysNothing(plain[i].plain);
        if (!ends) {
            continue;
        }
        if (begin < i && terms.size() < kMostTerms) {
            splitRun(words, std::span(plain).subspan(begin, i - begin), weight, terms);
        }
        begin = i + 1;
    }
    return terms;
}

// The text's place among the class meanings: its own, and that of the classes it is near to.
std::vector<double> AlignmentModel::meaningOfText(std::span<const float> embedding) const
{
    if (m_data.shared) {
        return centredBy(embedding, m_data.textMean);
    }
    Doubles own = centredBy(embedding, m_data.classMean);
    Doubles near(m_data.classCount);
    for (std::size_t c = 0; c < near.size(); ++c) {
        near[c] = dot(own, m_data.classes.row(c));
    }
    softmax(near, kMeaningSharpness);
    Doubles mixed(own.size());
    for (std::size_t c = 0; c < near.size(); ++c) {
        const auto meaning = m_data.classes.row(c);
        for (std::size_t i = 0; i < mixed.size() && near[c] > 1e-4; ++i) {
            mixed[i] += near[c] * static_cast<double>(meaning[i]);
        }
    }
    makeUnit(mixed);
    for (std::size_t i = 0; i < own.size(); ++i) {
        own[i] += 0.5 * mixed[i];
    }
    makeUnit(own);
    return own;
}

double AlignmentModel::addWords(const Term& term, std::span<const double> centred,
                                std::span<const double> meant, std::vector<double>& out) const
{
    const std::size_t count = m_data.words.size();
    if (count == 0) {
        return 0;
    }
    Doubles near(count);
    double sure = 1;
    if (const auto known = knownAs(term.form); !known.empty()) {
        for (const std::size_t word : known) {
            near[word] = 1.0 / static_cast<double>(known.size());
        }
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            near[i] = dot(centred, m_data.wordVectors.row(i));
            if (!m_data.wordSeen.empty()) {
                near[i] += kSeenPart * dot(meant, m_data.wordSeen.row(i));
            }
        }
        Doubles spelled(count);
        for (const auto& [form, word] : m_known) {
            spelled[word] = std::max(spelled[word], spelledIn(form, term.form));
        }
        for (std::size_t i = 0; i < count; ++i) {
            near[i] += kSpelledPart * spelled[i];
        }
        sure = ramp(*std::ranges::max_element(near), kUnlike, kAlike);
        softmax(near, kSharpness);
    }
    for (const auto& facet : m_data.facets) {
        const auto part = std::span(near).subspan(facet.first, facet.count);
        double mean = 0;
        for (const double value : part) {
            mean += value / static_cast<double>(facet.count);
        }
        for (double& value : part) {
            value = (value - (facet.count > 1 ? mean : 0)) * facet.trust;
        }
    }
    double length = 0;
    for (const double value : near) {
        length += value * value;
    }
    length = std::sqrt(length);
    double trust = 0; // of the facets it went to
    for (const auto& facet : m_data.facets) {
        double part = 0;
        for (std::size_t i = facet.first; i < facet.first + facet.count; ++i) {
            part += near[i] * near[i];
        }
        trust += length > 1e-12 ? facet.trust * part / (length * length) : 0;
    }
    for (std::size_t i = 0; i < count && length > 1e-12; ++i) {
        out[i] += term.weight * sure * trust * near[i] / length;
    }
    return sure * trust;
}

double AlignmentModel::addColours(const Term& term, std::span<const double> centred, double weight,
                                  std::vector<double>& out) const
{
    const std::size_t count = m_data.colours.size();
    if (count == 0) {
        return 0;
    }
    Doubles near(count);
    double sure = 1;
    if (const std::size_t exact = colourOf(term.form); exact < count) {
        near[exact] = 1;
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            near[i] = dot(centred, m_data.colourVectors.row(i)) +
                      kSpelledPart * spelledIn(plainForm(m_data.colours[i]), term.form);
        }
        sure = ramp(*std::ranges::max_element(near), 0.5, 0.75);
        softmax(near, kSharpness);
    }
    for (double& value : near) {
        value -= 1.0 / static_cast<double>(count);
    }
    makeUnit(near);
    for (std::size_t i = 0; i < count; ++i) {
        out[m_coloursAt + i] += term.weight * weight * sure * near[i];
    }
    return sure;
}

double AlignmentModel::addTerm(const Term& term, std::span<const float> embedding,
                               std::vector<double>& out) const
{
    const bool sees = m_coloursAt > m_seenAt;
    const Doubles centred = centredBy(embedding, m_data.textMean);
    const Doubles meant = sees ? meaningOfText(embedding) : Doubles();
    const double known = addWords(term, centred, meant, out);
    const double colour = addColours(term, centred, 1 - 0.5 * known, out);
    if (sees) {
        const double weight = (1 - kBesideWords * known) * (1 - colour) * term.weight;
        for (std::size_t i = 0; i < meant.size(); ++i) {
            out[m_seenAt + i] += weight * meant[i];
        }
        double near = 0;
        for (std::size_t c = 0; c < m_data.classCount && !m_data.shared; ++c) {
            near = std::max(near, dot(meant, m_data.classes.row(c)));
        }
        return std::max({known, colour, m_data.shared ? 1.0 : ramp(near, 0.4, 0.7)});
    }
    return std::max(known, colour);
}

Result<TextSide> AlignmentModel::sideOf(TextEmbedder& embedder, std::vector<Term> terms) const
{
    TextSide side;
    side.vector.assign(m_dimension, 0);
    if (terms.empty()) {
        return side;
    }
    std::vector<std::string> texts(terms.size());
    std::ranges::transform(terms, texts.begin(), &Term::written);
    auto embedded = embedAs(embedder, texts, m_data.textDimension);
    if (!embedded) {
        return fail(embedded);
    }
    Doubles sum(m_dimension);
    Doubles kind(m_dimension);
    const auto ofKind = [this](const Term& term) {
        return term.weight > 0 &&
               (text::namesKind(term.written) || isCategory(m_data, knownAs(term.form)));
    };
    const bool beside = std::ranges::any_of(terms, ofKind);
    for (std::size_t i = 0; i < terms.size(); ++i) {
        Term& term = terms[i];
        const bool wanted = term.weight > 0;
        const bool colour = colourOf(term.form) < m_data.colours.size();
        const int light = term.exact ? 0 : text::lightnessOf(term.form);
        term.weight *= beside && (colour || light != 0) ? kColourBesideKind : 1.0;
        const auto colours = std::span(sum).subspan(m_coloursAt);
        if (light != 0 && addLightness(m_data.colours, light * term.weight, colours)) {
            (wanted ? side.wanted : side.unwanted).push_back(term.written);
            side.colour = true;
            continue;
        }
        const double understood = addTerm(term, embedded->row(i), sum);
        if (understood > kUnderstood) {
            (wanted ? side.wanted : side.unwanted).push_back(term.written);
            side.colour = side.colour || (wanted && colour);
        }
        if (ofKind(term)) {
            static_cast<void>(addTerm(term, embedded->row(i), kind));
            side.kind = std::max(side.kind, understood > kUnderstood ? 1.0 : 0.0);
        }
    }
    if (makeUnit(kind) > 0) {
        side.kindVector.assign(kind.begin(), kind.end());
    }
    makeUnit(sum);
    std::ranges::transform(sum, side.vector.begin(),
                           [](double value) { return static_cast<float>(value); });
    return side;
}

Result<TextSide> AlignmentModel::modification(TextEmbedder& embedder, const std::string& text,
                                              const std::string& negative) const
{
    const std::string valid = sanitizeUtf8(text);
    std::vector<Term> terms;
    const auto keep = [this](std::string_view word) { return !knownAs(plainForm(word)).empty(); };
    for (const auto& clause : text::clausesOf(cutUtf8(valid, kLongestText))) {
        const auto more = termsOf(readable(clause.words, keep), clause.wanted ? 1.0 : kUnwanted);
        terms.insert(terms.end(), more.begin(), more.end());
    }
    const bool exact = std::ranges::any_of(terms, &Term::exact);
    for (auto& term : terms) {
        term.weight *= exact && !term.exact ? kBesideExact : 1.0;
    }
    const std::string against = sanitizeUtf8(negative);
    const auto more = termsOf(readable(cutUtf8(against, kLongestText), keep), kUnwanted);
    terms.insert(terms.end(), more.begin(), more.end());
    terms.resize(std::min(terms.size(), kMostTerms));
    return sideOf(embedder, std::move(terms));
}

Result<TextSide> AlignmentModel::description(TextEmbedder& embedder, const std::string& text,
                                             const std::string& negative) const
{
    std::vector<Term> terms;
    const auto keep = [this](std::string_view word) { return !knownAs(plainForm(word)).empty(); };
    const std::string valid = readable(sanitizeUtf8(text), keep);
    const std::string against = readable(sanitizeUtf8(negative), keep);
    if (const auto whole = trimmed(cutUtf8(valid, kLongestText)); !whole.empty()) {
        terms.push_back(termOf(whole, 1.0));
    }
    if (const auto whole = trimmed(cutUtf8(against, kLongestText)); !whole.empty()) {
        terms.push_back(termOf(whole, kUnwanted));
    }
    return sideOf(embedder, std::move(terms));
}

} // namespace triptych::retrieval
