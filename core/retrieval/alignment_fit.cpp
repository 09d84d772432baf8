// SPDX-License-Identifier: GPL-3.0-or-later
// Fitting an alignment: vocabulary, targets, ridge, trust in facets.
#include "core/retrieval/alignment_fit.h"

#include "core/retrieval/gram.h"
#include "core/retrieval/ridge.h"
#include "core/text/wanted_words.h"

#include "core/base/random.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace triptych::retrieval {

namespace {

constexpr std::size_t kMostWords = 512;
constexpr std::size_t kFewImages = 50; // below it a word of a single image counts

void makeUnit(std::span<float> values)
{
    double sum = 0;
    for (const float value : values) {
        sum += static_cast<double>(value) * static_cast<double>(value);
    }
    const double scale = sum > 1e-20 ? 1 / std::sqrt(sum) : 0;
    for (float& value : values) {
        value = static_cast<float>(static_cast<double>(value) * scale);
    }
}

Matrix rowMean(const Matrix& matrix)
{
    Matrix mean(1, matrix.columns);
    std::vector<double> sums(matrix.columns);
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        for (std::size_t c = 0; c < matrix.columns; ++c) {
            sums[c] += static_cast<double>(matrix.row(i)[c]);
        }
    }
    for (std::size_t c = 0; c < sums.size() && matrix.rows > 0; ++c) {
        mean.row(0)[c] = static_cast<float>(sums[c] / static_cast<double>(matrix.rows));
    }
    return mean;
}

void centreUnit(Matrix& matrix, const Matrix& mean)
{
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        const auto row = matrix.row(i);
        for (std::size_t c = 0; c < row.size(); ++c) {
            row[c] -= mean.row(0)[c];
        }
        makeUnit(row);
    }
}

Result<Matrix> embedAll(TextEmbedder& embedder, const std::vector<std::string>& texts,
                        std::size_t dimension)
{
    if (texts.empty()) {
        return Matrix(0, dimension);
    }
    auto made = embedder.embed(texts);
    if (made && (made->rows != texts.size() || made->columns != dimension || !allFinite(*made))) {
        return fail(ErrorCode::BadArgument, "text vectors are misshapen or not finite");
    }
    return made;
}

} // namespace

Matrix rowsOf(const Matrix& matrix, std::span<const std::size_t> rows)
{
    Matrix out(rows.size(), matrix.columns);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::ranges::copy(matrix.row(rows[i]), out.row(i).begin());
    }
    return out;
}

Status AlignmentFitter::check() const
{
    const auto& in = m_input;
    if (in.encoder == nullptr || in.global == nullptr || in.seen == nullptr) {
        return fail(ErrorCode::BadArgument, "no encoder or no features");
    }
    const std::size_t images = in.global->rows;
    const bool named = !in.encoder->seenNames.empty();
    if (in.encoder->classCount > in.encoder->seenNames.size() ||
        (images > 0 && in.global->columns != in.encoder->imageDimension) ||
        (named && images > 0 &&
         (in.seen->rows != images || in.seen->columns != in.encoder->seenNames.size())) ||
        (!in.products.empty() && in.products.size() != images)) {
        return fail(ErrorCode::BadArgument, "features are misshapen");
    }
    if (!allFinite(*in.global) || !allFinite(*in.seen)) {
        return fail(ErrorCode::BadArgument, "a feature is not finite");
    }
    const bool wordsFit = std::ranges::all_of(in.words, [images](const ImageWord& word) {
        return word.image < images && std::isfinite(word.weight);
    });
    const bool tripletsFit = std::ranges::all_of(in.triplets, [images](const auto& triplet) {
        return triplet.reference < images && triplet.target < images;
    });
    const bool lambdasFit =
        !m_options.lambdas.empty() && std::ranges::all_of(m_options.lambdas, [](double lambda) {
            return lambda > 0 && std::isfinite(lambda);
        });
    if (!wordsFit || !tripletsFit || !lambdasFit) {
        return fail(ErrorCode::BadArgument, "a word, a triplet or a λ is out of range");
    }
    return {};
}

// What accepted texts want: single words that say something.
std::vector<ImageWord> AlignmentFitter::spreadTexts() const
{
    std::vector<ImageWord> out;
    for (const auto& word : m_input.words) {
        if (word.weight <= 0) {
            continue;
        }
        if (!word.facet.empty()) {
            out.push_back(word);
            continue;
        }
        std::set<std::string> told;
        for (const auto& clause : text::clausesOf(cutUtf8(sanitizeUtf8(word.word), 2000))) {
            for (const auto& one : plainWords(clause.words)) {
                if (clause.wanted && !saysNothing(one.plain)) {
                    told.insert(one.plain);
                }
            }
        }
        for (const auto& one : told) {
            out.push_back({word.image, "", one, word.weight});
        }
    }
    return out;
}

void AlignmentFitter::makeVocabulary()
{
    const auto spread = spreadTexts();
    std::map<std::pair<std::string, std::string>, std::set<std::size_t>> images; // facet, word
    std::map<std::pair<std::string, std::string>, std::string> written;
    for (const auto& word : spread) {
        const std::pair key(word.facet, plainForm(word.word));
        if (key.second.empty()) {
            continue;
        }
        images[key].insert(word.image);
        const std::string as{trimmed(word.word)};
        const auto [at, fresh] = written.emplace(key, as);
        if (!fresh && as < at->second) {
            at->second = as;
        }
    }
    // A text's word that a facet has already is not learned twice.
    std::erase_if(images, [&images](const auto& one) {
        return one.first.first.empty() && std::ranges::any_of(images, [&one](const auto& other) {
                   return !other.first.first.empty() && other.first.second == one.first.second;
               });
    });
    const std::size_t least = m_input.global->rows < kFewImages ? 1 : 2;
    std::vector<std::pair<std::size_t, std::pair<std::string, std::string>>> order;
    for (const auto& [key, rows] : images) {
        if (rows.size() >= least) {
            order.emplace_back(rows.size(), key);
        }
    }
    std::ranges::sort(order, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    order.resize(std::min(order.size(), kMostWords));
    std::ranges::sort(order, {}, [](const auto& one) { return one.second; });
    for (const auto& [count, key] : order) {
        if (m_data.facets.empty() || m_data.facets.back().name != key.first) {
            m_data.facets.push_back({key.first, m_data.words.size(), 0, 1});
        }
        ++m_data.facets.back().count;
        m_wordOf.emplace(key, m_data.words.size());
        m_data.words.push_back(written[key]);
    }
    makeTargets(spread);
}

void AlignmentFitter::makeTargets(const std::vector<ImageWord>& spread)
{
    std::map<std::size_t, std::map<std::size_t, float>> values; // image, word
    for (const auto& word : spread) {
        const auto found = m_wordOf.find({word.facet, plainForm(word.word)});
        if (found != m_wordOf.end()) {
            float& value = values[word.image][found->second];
            value = std::max(value, static_cast<float>(std::min(word.weight, 1.0)));
        }
    }
    m_targets = Matrix(values.size(), m_data.words.size());
    for (const auto& [image, words] : values) {
        for (const auto& [word, value] : words) {
            m_targets.row(m_rows.size())[word] = value;
        }
        m_rows.push_back(image);
    }
    // An image of which a facet says nothing is neither for nor against its words.
    for (const auto& facet : m_data.facets) {
        std::vector<double> sums(facet.count);
        std::vector<std::size_t> silent;
        for (std::size_t i = 0; i < m_targets.rows; ++i) {
            const auto part = m_targets.row(i).subspan(facet.first, facet.count);
            if (std::ranges::all_of(part, [](float value) { return value == 0; })) {
                silent.push_back(i);
            }
            for (std::size_t c = 0; c < facet.count; ++c) {
                sums[c] += static_cast<double>(part[c]);
            }
        }
        const auto told = static_cast<double>(m_targets.rows - silent.size());
        m_silent.emplace_back(silent.begin(), silent.end());
        for (const std::size_t i : silent) {
            for (std::size_t c = 0; c < facet.count; ++c) {
                m_targets.row(i)[facet.first + c] = static_cast<float>(sums[c] / told);
            }
        }
    }
}

// Embeddings of words, colours, class meanings; what the classifier sees where a word stands.
Status AlignmentFitter::embedWords()
{
    const auto& info = *m_input.encoder;
    std::vector<std::string> texts(everydayWords().begin(), everydayWords().end());
    auto everyday = embedAll(m_embedder, texts, info.textDimension);
    if (!everyday) {
        return fail(everyday);
    }
    m_data.textMean = rowMean(*everyday);
    texts.clear();
    std::vector<std::size_t> owner;
    for (std::size_t i = 0; i < m_data.words.size(); ++i) {
        for (const auto& one : alternativesOf(m_data.words[i])) {
            texts.push_back(asciiLower(one));
            owner.push_back(i);
        }
    }
    auto words = embedAll(m_embedder, texts, info.textDimension);
    if (!words) {
        return fail(words);
    }
    m_data.wordVectors = Matrix(m_data.words.size(), info.textDimension);
    for (std::size_t i = 0; i < owner.size(); ++i) {
        const auto row = m_data.wordVectors.row(owner[i]);
        for (std::size_t c = 0; c < row.size(); ++c) {
            row[c] += words->row(i)[c];
        }
    }
    for (std::size_t i = 0; i < m_data.words.size(); ++i) {
        makeUnit(m_data.wordVectors.row(i));
    }
    centreUnit(m_data.wordVectors, m_data.textMean);
    m_data.colours.assign(info.seenNames.begin() + static_cast<std::ptrdiff_t>(info.classCount),
                          info.seenNames.end());
    auto colours = embedAll(m_embedder, m_data.colours, info.textDimension);
    if (!colours) {
        return fail(colours);
    }
    m_data.colourVectors = std::move(*colours);
    centreUnit(m_data.colourVectors, m_data.textMean);
    return embedClasses();
}

Status AlignmentFitter::embedClasses()
{
    const auto& info = *m_input.encoder;
    if (info.classCount == 0 || info.shared) {
        return {};
    }
    std::vector<std::string> names;
    std::vector<std::string> glosses;
    for (std::size_t c = 0; c < info.classCount; ++c) {
        const auto meaning = meaningOf(info.seenNames[c]);
        names.push_back(meaning.names);
        glosses.push_back(meaning.gloss);
    }
    auto classes = embedAll(m_embedder, names, info.textDimension);
    auto meanings = embedAll(m_embedder, glosses, info.textDimension);
    if (!classes || !meanings) {
        return fail(classes ? meanings : classes);
    }
    for (std::size_t c = 0; c < info.classCount; ++c) {
        const auto row = classes->row(c);
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] += meanings->row(c)[i];
        }
        makeUnit(row);
    }
    m_data.classMean = rowMean(*classes);
    m_data.classes = std::move(*classes);
    centreUnit(m_data.classes, m_data.classMean);
    return {};
}

// Unit, centred: how what the classifier sees on a word's images differs from the others'.
void AlignmentFitter::seeWords()
{
    if (m_data.classes.empty() || m_data.words.empty()) {
        return;
    }
    AlignmentModel::Data plain = m_data;
    plain.words.clear();
    plain.facets.clear();
    const Matrix mixed =
        AlignmentModel(std::move(plain)).mixture(rowsOf(*m_input.seen, m_rows), m_job);
    m_data.wordSeen = Matrix(m_data.words.size(), mixed.columns);
    for (std::size_t i = 0; i < mixed.rows; ++i) {
        for (std::size_t w = 0; w < m_data.words.size(); ++w) {
            const float value = m_targets.row(i)[w];
            const auto row = m_data.wordSeen.row(w);
            for (std::size_t c = 0; c < row.size() && value == 1.0F; ++c) {
                row[c] += mixed.row(i)[c];
            }
        }
    }
    for (std::size_t w = 0; w < m_data.words.size(); ++w) {
        makeUnit(m_data.wordSeen.row(w));
    }
    for (const auto& facet : m_data.facets) {
        std::vector<std::size_t> rows(facet.count);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i] = facet.first + i;
        }
        Matrix part = rowsOf(m_data.wordSeen, rows);
        centreUnit(part, rowMean(part));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::ranges::copy(part.row(i), m_data.wordSeen.row(rows[i]).begin());
        }
    }
}

void AlignmentFitter::measureColours()
{
    const std::size_t first = m_input.encoder->classCount;
    m_data.colourMean = Matrix(1, m_data.colours.size());
    for (std::size_t c = 0; c < m_data.colours.size(); ++c) {
        double sum = 0;
        for (std::size_t i = 0; i < m_input.seen->rows; ++i) {
            sum += std::sqrt(std::max(0.0, static_cast<double>(m_input.seen->row(i)[first + c])));
        }
        const auto rows = static_cast<double>(std::max<std::size_t>(1, m_input.seen->rows));
        m_data.colourMean.row(0)[c] = static_cast<float>(sum / rows);
    }
    if (m_input.encoder->shared) {
        m_data.sharedMean =
            m_input.global->rows > 0 ? rowMean(*m_input.global) : Matrix(1, m_data.imageDimension);
    }
}

Result<std::shared_ptr<const Alignment>> AlignmentFitter::fit()
{
    if (auto sound = check(); !sound) {
        return fail(sound);
    }
    const auto& info = *m_input.encoder;
    m_data.encoderId = info.id;
    m_data.imageDimension = info.imageDimension;
    m_data.textDimension = info.textDimension;
    m_data.classCount = info.classCount;
    m_data.shared = info.shared && info.imageDimension == info.textDimension;
    makeVocabulary();
    if (auto embedded = embedWords(); !embedded) {
        return fail(embedded);
    }
    measureColours();
    if (!m_data.words.empty()) {
        seeWords();
        chooseLambda();
        if (m_job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        const Ridge ridge =
            fitRidge(*m_input.global, m_rows, m_targets, m_data.report.lambda, m_job);
        m_data.mean = Matrix(1, ridge.mean.size());
        m_data.mean.values = ridge.mean;
        m_data.map = ridge.map;
        for (std::size_t i = 0; i < m_predictions.rows; ++i) {
            for (std::size_t w = 0; w < ridge.offset.size(); ++w) {
                m_predictions.row(i)[w] -= ridge.offset[w];
            }
        }
        m_data.labelled = true;
        m_data.report.images = m_rows.size();
        m_data.report.words = m_data.words.size();
    }
    if (auto weighed = chooseWeights(); !weighed) {
        return fail(weighed);
    }
    return std::make_shared<AlignmentModel>(std::move(m_data));
}

Result<std::shared_ptr<const Alignment>> Alignment::fit(const AlignmentInput& input,
                                                        TextEmbedder& embedder,
                                                        const AlignmentOptions& options,
                                                        const JobContext& job)
{
    return AlignmentFitter(input, embedder, options, job).fit();
}

} // namespace triptych::retrieval
