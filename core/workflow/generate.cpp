// SPDX-License-Identifier: GPL-3.0-or-later
// Writing texts for pairs, a chunk at a time, both directions together.
#include "core/generate/catalogue_generator.h"
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/store/pairs.h"
#include "core/store/reading.h"
#include "core/store/texts.h"
#include "core/text/search_terms.h"
#include "core/workflow/generate_rewrite.h"
#include "core/workflow/project_inner.h"

#include <list>
#include <unordered_map>

namespace triptych::workflow {

namespace {

constexpr std::size_t kPairsAtOnce = 64;
constexpr std::size_t kImagesKept = 20'000; // several pairs share an image

// The images that pairs name, read once while they are near.
class ImageCache
{
public:
    explicit ImageCache(store::Database& database)
        : m_images(database)
    {}

    Result<const Image*> get(ImageId id)
    {
        if (const auto found = m_known.find(id); found != m_known.end()) {
            return &found->second;
        }
        auto image = m_images.byId(id);
        if (!image) {
            return fail(image);
        }
        if (!*image) {
            return fail(ErrorCode::NotFound, "no such image");
        }
        return &m_known.emplace(id, std::move(**image)).first->second;
    }

    // Between two pairs only: pointers that get() gave end here.
    void keepSmall()
    {
        if (m_known.size() > kImagesKept) {
            m_known.clear();
        }
    }

private:
    store::ImageStore m_images;
    std::unordered_map<ImageId, Image> m_known;
};

class Writer
{
public:
    Writer(Project& project, const GenerateRequest& request, const Rewrite& rewrite)
        : m_project(project)
        , m_request(request)
        , m_rewrite(rewrite)
        , m_images(databaseOf(project))
        , m_pairs(databaseOf(project))
        , m_texts(databaseOf(project))
    {}

    Result<std::vector<PairId>> todo()
    {
        auto filter = preparedFilter(m_request.where);
        if (!filter) {
            return fail(filter);
        }
        return store::Reader(databaseOf(m_project))
            .pairsWithoutText(std::string{m_generator.name()}, std::string{m_generator.version()},
                              std::string{name(m_request.language)}, *filter);
    }

    // Two texts, or a rejection in the report.
    Status write(PairId id, std::vector<store::NewText>& texts)
    {
        const auto pair = m_pairs.byId(id);
        if (!pair) {
            return fail(pair);
        }
        if (!*pair) {
            return {};
        }
        m_images.keepSmall();
        const auto reference = m_images.get((*pair)->reference);
        const auto target = reference ? m_images.get((*pair)->target) : reference;
        if (!target) {
            return fail(target);
        }
        const generate::PairInput input{(*pair)->key,           &(*reference)->attributes,
                                        &(*target)->attributes, (*pair)->category,
                                        (*reference)->product,  (*target)->product,
                                        (*reference)->name,     (*target)->name};
        auto made = m_generator.generate(input, {m_request.language, m_request.seed});
        if (!made) {
            auto error = made.error();
            error.subject = (*reference)->name + " -> " + (*target)->name;
            report.rejected.push_back(std::move(error));
            return {};
        }
        WrittenTexts written{(*pair)->key, std::move(made->forward), std::move(made->reverse),
                             std::move(made->parts), std::move(made->reverseParts)};
        if (m_rewrite) {
            m_rewrite(written);
        }
        texts.push_back(text(id, Direction::Forward, std::move(written.forward),
                             std::move(written.forwardParts)));
        texts.push_back(text(id, Direction::Reverse, std::move(written.reverse),
                             std::move(written.reverseParts)));
        return {};
    }

    Status store(store::WriteTransaction& transaction, const std::vector<store::NewText>& texts)
    {
        const auto added = m_texts.add(transaction, texts);
        if (!added) {
            return fail(added);
        }
        for (std::size_t i = 0; i < added->size(); ++i) {
            if ((*added)[i].added) {
                ++(texts[i].slot.direction == Direction::Forward ? report.forward : report.reverse);
            }
        }
        return {};
    }

    GenerateReport report;

private:
    store::NewText text(PairId pair, Direction direction, std::string body, std::string parts) const
    {
        store::NewText text;
        text.slot = {pair, direction, std::string{name(m_request.language)}, 0};
        text.origin = Origin::Generator;
        text.generator = m_generator.name();
        text.version = m_generator.version();
        text.seed = m_request.seed;
        text.parts = std::move(parts);
        text.terms = text::searchTerms(body);
        text.body = std::move(body);
        return text;
    }

    Project& m_project;
    const GenerateRequest& m_request;
    const Rewrite& m_rewrite;
    generate::CatalogueGenerator m_generator;
    ImageCache m_images;
    store::PairStore m_pairs;
    store::TextStore m_texts;
};

Status checkRequest(const GenerateRequest& request)
{
    if (request.with != "catalogue") {
        return fail(ErrorCode::Unsupported,
                    "generator \"" + request.with + "\"; there is: catalogue");
    }
    return {};
}

} // namespace

Result<std::int64_t> countGenerate(Project& project, const GenerateRequest& request)
{
    if (auto ok = checkRequest(request); !ok) {
        return fail(ok);
    }
    const Rewrite none;
    const auto todo = Writer(project, request, none).todo();
    if (!todo) {
        return fail(todo);
    }
    return static_cast<std::int64_t>(todo->size());
}

Result<GenerateReport> generate(Project& project, const GenerateRequest& request,
                                const JobContext& job)
{
    return generateRewritten(project, request, {}, job);
}

Result<GenerateReport> generateRewritten(Project& project, const GenerateRequest& request,
                                         const Rewrite& rewrite, const JobContext& job)
{
    if (auto ok = checkRequest(request); !ok) {
        return fail(ok);
    }
    Writer writer(project, request, rewrite);
    const auto todo = writer.todo();
    if (!todo) {
        return fail(todo);
    }
    auto& database = databaseOf(project);
    std::size_t at = 0;
    std::vector<store::NewText> texts;
    while (at < todo->size()) {
        if (job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        auto transaction = store::WriteTransaction::begin(database, store::Lane::Bulk);
        if (!transaction) {
            return fail(transaction);
        }
        do {
            texts.clear();
            const std::size_t end = std::min(at + kPairsAtOnce, todo->size());
            for (; at < end; ++at) {
                if (auto written = writer.write((*todo)[at], texts); !written) {
                    return fail(written);
                }
            }
            if (auto stored = writer.store(*transaction, texts); !stored) {
                return fail(stored);
            }
        } while (at < todo->size() && !transaction->shouldCommit());
        if (auto committed = transaction->commit(); !committed) {
            return fail(committed);
        }
        if (auto checked = database.checkpointWhenLarge(); !checked) {
            return fail(checked);
        }
        job.progress(at, todo->size(), "texts");
    }
    return std::move(writer.report);
}

} // namespace triptych::workflow
