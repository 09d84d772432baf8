// SPDX-License-Identifier: GPL-3.0-or-later
// Texts into the aligned space.
#include "core/retrieval/alignment_model.h"
#include "core/text/wanted_words.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <cmath>

namespace triptych::retrieval {

namespace {

constexpr std::size_t kLongestText = 2000; // bytes that are read as a modification
constexpr std::size_t kMostTerms = 64;
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
    std::vector<std::string> texts;
    for (const auto& term : terms) {
        texts.push_back(term.written);
    }
    auto embedded = embedder.embed(texts);
    if (!embedded) {
        return fail(embedded);
    }
    if (embedded->rows != terms.size() || embedded->columns != m_data.textDimension) {
        return fail(ErrorCode::BadArgument, "text vectors of another size");
    }
    Doubles sum(m_dimension);
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const double understood = addTerm(terms[i], embedded->row(i), sum);
        if (understood > 0.3) {
            (terms[i].weight > 0 ? side.wanted : side.unwanted).push_back(terms[i].written);
        }
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
    for (const auto& clause : text::clausesOf(cutUtf8(valid, kLongestText))) {
        const auto more = termsOf(clause.words, clause.wanted ? 1.0 : kUnwanted);
        terms.insert(terms.end(), more.begin(), more.end());
    }
    const bool exact = std::ranges::any_of(terms, &Term::exact);
    for (auto& term : terms) {
        term.weight *= exact && !term.exact ? kBesideExact : 1.0;
    }
    const std::string against = sanitizeUtf8(negative);
    const auto more = termsOf(cutUtf8(against, kLongestText), kUnwanted);
    terms.insert(terms.end(), more.begin(), more.end());
    terms.resize(std::min(terms.size(), kMostTerms));
    return sideOf(embedder, std::move(terms));
}

Result<TextSide> AlignmentModel::description(TextEmbedder& embedder, const std::string& text,
                                             const std::string& negative) const
{
    std::vector<Term> terms;
    const std::string valid = sanitizeUtf8(text);
    const std::string against = sanitizeUtf8(negative);
    if (const auto whole = trimmed(cutUtf8(valid, kLongestText)); !whole.empty()) {
        terms.push_back(termOf(whole, 1.0));
    }
    if (const auto whole = trimmed(cutUtf8(against, kLongestText)); !whole.empty()) {
        terms.push_back(termOf(whole, kUnwanted));
    }
    return sideOf(embedder, std::move(terms));
}

} // namespace triptych::retrieval
