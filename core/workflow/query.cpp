// SPDX-License-Identifier: GPL-3.0-or-later
// Composed queries: from a request to vectors, to ranked images.
#include "core/workflow/query.h"

#include "core/base/utf8.h"
#include "core/nn-api/encoder.h"
#include "core/retrieval/composed_query.h"
#include "core/retrieval/exact_index.h"
#include "core/retrieval/vector_file.h"
#include "core/retrieval/vector_half.h"
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/text/compact_features.h"
#include "core/text/known_words.h"
#include "core/text/normalise.h"
#include "core/workflow/project_inner.h"
#include "core/workflow/search_inner.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace triptych::workflow {

namespace {

using retrieval::ComposedVectors;
using retrieval::Method;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kBits = 64;
constexpr std::size_t kLanguageBytes = 4096; // enough to tell a language

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void toUnitLength(std::vector<float>& vector)
{
    double sum = 0;
    for (const float value : vector) {
        sum += static_cast<double>(value) * value;
    }
    if (sum > 0) {
        const auto scale = static_cast<float>(1.0 / std::sqrt(sum));
        for (float& value : vector) {
            value *= scale;
        }
    }
}

bool blank(const std::string& text)
{
    return trimmed(text).empty();
}

std::vector<retrieval::WeightedText> textsOf(const QueryRequest& request)
{
    std::vector<retrieval::WeightedText> texts;
    const auto add = [&](const std::string& text, double weight) {
        if (!blank(text)) {
            texts.push_back({sanitizeUtf8(text), weight});
        }
    };
    add(request.text, 1.0);
    add(request.secondText, request.secondWeight);
    double weight = 1.0;
    for (auto step = request.earlier.rbegin(); step != request.earlier.rend(); ++step) {
        weight /= 2;
        add(*step, weight);
    }
    return texts;
}

Result<ImageView> viewOf(store::ImageStore& images, ImageId id)
{
    auto image = images.byId(id);
    if (!image) {
        return fail(image);
    }
    if (!*image) {
        return fail(ErrorCode::NotFound, "an image that was just there");
    }
    auto& found = **image;
    auto path = images.pathOf(found);
    if (!path) {
        return fail(path);
    }
    return ImageView{found.id,       found.key,
                     found.name,     std::move(*path),
                     found.state,    found.width,
                     found.height,   found.product,
                     found.category, found.sha256.value_or(std::string{})};
}

// One question to a ready engine.
class Asked
{
public:
    Asked(Project& project, SearchEngine::Inner& engine, const QueryRequest& request,
          const JobContext& job)
        : m_project(project)
        , m_engine(engine)
        , m_request(request)
        , m_job(job)
    {
        const auto reference = engine.imageNamed(request.reference.name);
        m_allowed =
            engine.allowed(request.category, request.withoutReference ? reference : std::nullopt);
    }

    Status run(Method method, QueryAnswer& answer)
    {
        const auto start = Clock::now();
        auto composed = m_engine.compose(m_project, m_request, method, m_job);
        if (!composed) {
            return fail(composed);
        }
        if (auto told = tellText(answer); !told) {
            return told;
        }
        answer.encodeMilliseconds = millisecondsSince(start);
        answer.wanted = composed->wanted;
        answer.unwanted = composed->unwanted;
        answer.textShare = composed->textShare;
        const auto searching = Clock::now();
        if (auto found = search(*composed, answer); !found) {
            return found;
        }
        answer.searchMilliseconds = millisecondsSince(searching);
        return m_request.target ? rankTarget(*composed, method, answer) : Status{};
    }

private:
    [[nodiscard]] retrieval::TopKOptions options() const
    {
        return {m_request.k, m_allowed, m_engine.vectors().tieOrder()};
    }

    Status search(const ComposedVectors& composed, QueryAnswer& answer)
    {
        const auto parts = m_engine.parts(composed);
        if (parts.empty()) { // a text of which nothing was understood
            return {};
        }
        const auto found = m_engine.find(composed, options(), answer, m_job);
        if (!found) {
            return fail(found);
        }
        store::ImageStore images(databaseOf(m_project));
        for (const auto& hit : *found) {
            const auto image = m_engine.vectors().imageOf(hit.row);
            auto view = viewOf(images, m_engine.gallery().images[image].id);
            if (!view) {
                return fail(view);
            }
            answer.hits.push_back({answer.hits.size() + 1, hit.score, std::move(*view)});
        }
        return {};
    }

    Status tellText(QueryAnswer& answer)
    {
        std::vector<std::string> texts;
        for (const auto& text : textsOf(m_request)) {
            texts.push_back(text.text);
        }
        if (texts.empty() || m_request.method == "image") {
            return {};
        }
        const auto shortened = m_engine.texts().shortened(texts);
        if (!shortened) {
            return fail(shortened);
        }
        answer.shortened = *shortened;
        const auto language = text::languageOf(cutUtf8(texts.front(), kLanguageBytes));
        const auto& known = m_engine.info().language;
        const bool translated = language == "ja" && text::englishOf(texts.front()).whole;
        if (!known.empty() && !language.empty() && language != known && !translated) {
            answer.otherLanguage = language;
        }
        return {};
    }

    // Its rank by this method, and by each half of the query alone.
    Status rankTarget(const ComposedVectors& composed, Method method, QueryAnswer& answer)
    {
        const auto target = m_engine.imageNamed(*m_request.target);
        if (!target) {
            return fail(ErrorCode::NotFound, "the target is not an image of this project",
                        *m_request.target);
        }
        const auto row = m_engine.vectors().rowOf(*target);
        if (row == kNoRow) {
            return {};
        }
        if (auto rank = rankBy(composed, row, answer.targetRank); !rank) {
            return rank;
        }
        const auto alone = [&](Method half, std::optional<std::size_t>& rank) -> Status {
            if (half == method) {
                rank = answer.targetRank;
                return {};
            }
            const auto vectors = m_engine.compose(m_project, m_request, half, m_job);
            return vectors ? rankBy(*vectors, row, rank) : Status{fail(vectors)};
        };
        if (!m_request.reference.empty()) {
            if (auto done = alone(Method::Image, answer.imageRank); !done) {
                return done;
            }
        }
        return textsOf(m_request).empty() ? Status{} : alone(Method::Text, answer.textRank);
    }

    Status rankBy(const ComposedVectors& composed, std::size_t row,
                  std::optional<std::size_t>& rank)
    {
        const auto parts = m_engine.parts(composed);
        if (parts.empty()) {
            return {};
        }
        const auto found = m_engine.index().rankOf(row, parts, options(), m_job);
        if (!found) {
            return fail(found);
        }
        if (found->rank > 0) {
            rank = found->rank;
        }
        return {};
    }

    Project& m_project;
    SearchEngine::Inner& m_engine;
    const QueryRequest& m_request;
    const JobContext& m_job;
    std::vector<std::uint64_t> m_allowed;
};

} // namespace

SearchEngine::SearchEngine(ModelStore models, std::string encoder, ComputeDevice device,
                           std::size_t approximateFrom)
    : m_inner(
          std::make_unique<Inner>(std::move(models), std::move(encoder), device, approximateFrom))
{}

SearchEngine::~SearchEngine() = default;

std::optional<std::uint32_t> SearchEngine::Inner::imageNamed(const std::string& name) const
{
    return name.empty() ? std::nullopt : m_gallery->find(text::nfc(name));
}

Result<std::vector<float>> SearchEngine::Inner::vectorOf(Project& project, const QueryImage& image,
                                                         const JobContext& job)
{
    if (const auto known = imageNamed(image.name)) {
        if (const auto row = m_vectors->rowOf(*known); row != kNoRow) {
            auto vector = m_vectors->file().row(row);
            toUnitLength(vector);
            return vector;
        }
        store::ImageStore images(databaseOf(project));
        auto view = viewOf(images, m_gallery->images[*known].id);
        if (!view) {
            return fail(view);
        }
        return m_images->embed({{}, view->path, {}}, job);
    }
    if (image.path.empty() && image.pixels.empty()) {
        return fail(ErrorCode::NotFound, "no image of this name in the project", image.name);
    }
    return m_images->embed(image, job);
}

Result<ComposedVectors> SearchEngine::Inner::compose(Project& project, const QueryRequest& request,
                                                     Method method, const JobContext& job)
{
    std::vector<std::vector<float>> vectors;
    for (const auto* image : {&request.reference, &request.second}) {
        if (!image->empty() && method != Method::Text) {
            auto vector = vectorOf(project, *image, job);
            if (!vector) {
                return fail(vector);
            }
            vectors.push_back(std::move(*vector));
        } else {
            vectors.emplace_back();
        }
    }
    const bool both = !vectors[0].empty() && !vectors[1].empty();
    // What kind of thing a reference is, where it is an image of the gallery.
    const auto alignedOf = [this](const QueryImage& image) {
        const auto known = imageNamed(image.name);
        const auto row = known ? m_vectors->rowOf(*known) : kNoRow;
        const auto block = m_current->rows->block();
        std::vector<float> values(row < block.rows ? block.dimension : 0);
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = retrieval::fromHalf(block.data[row * block.stride + i]);
        }
        return values;
    };
    const std::array aligned = {alignedOf(request.reference), alignedOf(request.second)};
    retrieval::ComposedInput input;
    input.colourOffset = info().colourOffset;
    input.colourSize = info().colourSize;
    if (!vectors[0].empty()) {
        input.references.push_back(
            {vectors[0], both ? 1.0 - request.secondWeight : 1.0, aligned[0]});
    }
    if (!vectors[1].empty()) {
        input.references.push_back({vectors[1], both ? request.secondWeight : 1.0, aligned[1]});
    }
    input.texts = textsOf(request);
    input.negative = blank(request.negative) ? std::string{} : sanitizeUtf8(request.negative);
    input.textShare = request.textShare;
    return retrieval::compose(method, input, alignment(), m_texts->embedder());
}

std::vector<retrieval::QueryPart> SearchEngine::Inner::parts(const ComposedVectors& vectors) const
{
    std::vector<retrieval::QueryPart> parts;
    const auto add = [&](const retrieval::VectorBlock& block, const std::vector<float>& query) {
        if (std::ranges::any_of(query, [](float value) { return value != 0; })) {
            parts.push_back({block, query});
        }
    };
    add(m_vectors->block(), vectors.image);
    add(m_current->rows->block(), vectors.aligned);
    return parts;
}

std::vector<std::uint64_t> SearchEngine::Inner::allowed(const std::string& category,
                                                        std::optional<std::uint32_t> without) const
{
    const auto all = m_vectors->allowed();
    std::vector<std::uint64_t> bits(all.begin(), all.end());
    const auto clear = [&](std::size_t row) {
        bits[row / kBits] &= ~(std::uint64_t{1} << (row % kBits));
    };
    if (!category.empty()) {
        for (std::uint32_t i = 0; i < m_gallery->images.size(); ++i) {
            const auto row = m_vectors->rowOf(i);
            if (row != kNoRow && m_gallery->categories[m_gallery->images[i].category] != category) {
                clear(row);
            }
        }
    }
    if (without && m_vectors->rowOf(*without) != kNoRow) {
        clear(m_vectors->rowOf(*without));
    }
    return bits;
}

Result<QueryAnswer> SearchEngine::query(Project& project, const QueryRequest& request,
                                        const JobContext& job)
{
    const auto start = Clock::now();
    const auto method = retrieval::methodFrom(request.method);
    if (!method) {
        return fail(ErrorCode::BadArgument,
                    "a method is one of image text fusion aligned two-hop, not \"" +
                        request.method + "\"");
    }
    if (auto ready = m_inner->ready(project, request.model, job); !ready) {
        return fail(ready);
    }
    job.progress(0, 0, "search");
    QueryAnswer answer;
    answer.method = request.method;
    answer.encoder = m_inner->info().name;
    answer.fallback = m_inner->fallback();
    answer.alignment = m_inner->alignmentKind();
    answer.gallery = static_cast<std::int64_t>(m_inner->vectors().found());
    answer.encodeWanted = m_inner->wantsGraph() || m_inner->standsIn();
    answer.unencoded = static_cast<std::int64_t>(m_inner->gallery().images.size()) - answer.gallery;
    if (auto done = Asked(project, *m_inner, request, job).run(*method, answer); !done) {
        return fail(done);
    }
    answer.totalMilliseconds = millisecondsSince(start);
    return answer;
}

} // namespace triptych::workflow
