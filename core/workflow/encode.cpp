// SPDX-License-Identifier: GPL-3.0-or-later
// Encoding a project: its images, then its texts; and what of it is there.
#include "core/workflow/encode.h"

#include "core/base/log.h"
#include "core/base/sha256.h"
#include "core/nn-api/encoder.h"
#include "core/retrieval/vector_file.h"
#include "core/retrieval/vector_half.h"
#include "core/store/images.h"
#include "core/store/reading.h"
#include "core/workflow/encode_images.h"
#include "core/workflow/model_error.h"
#include "core/workflow/project_inner.h"
#include "core/workflow/search_prepare.h"
#include "core/workflow/vector_cache.h"

#include <algorithm>
#include <map>

namespace triptych::workflow {

namespace {

constexpr std::size_t kTextsAtOnce = 256;
constexpr int kPasses = 3; // when the cache folder goes away meanwhile

struct WantedText
{
    std::string body;
    std::string sha256;
};

// The wordings that stand in slots, each once, by key.
Result<std::map<Key, WantedText>> wordings(Project& project, const JobContext& job)
{
    std::map<Key, WantedText> texts;
    const auto read =
        store::Reader(databaseOf(project)).exportSlots({}, [&](const store::ExportSlot& slot) {
            if (slot.slot.text) {
                const auto& body = slot.slot.text->body;
                texts.try_emplace(textVectorKey(body), WantedText{body, sha256Hex(body)});
            }
            return !job.cancelled();
        });
    if (job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    if (!read) {
        return fail(read);
    }
    return texts;
}

Status encodeBatch(nn::Encoder& encoder, retrieval::VectorFile& file,
                   std::span<const retrieval::VectorKey> keys, std::span<const std::string> bodies)
{
    const auto features = encoder.encodeTexts(bodies);
    if (!features) {
        return fail(modelError(features.error()));
    }
    return keep(file, keys, features->global);
}

Status encodeTexts(Project& project, nn::Encoder& encoder, const std::filesystem::path& cache,
                   EncodeReport& report, const JobContext& job)
{
    const auto texts = wordings(project, job);
    if (!texts) {
        return fail(texts);
    }
    const auto& info = encoder.info();
    const auto path = vectorPath(cache, info.id, "text");
    const auto file = openForWriting(path, info.id, info.textDimension, job);
    if (!file) {
        return fail(file);
    }
    std::set<Key> there;
    std::vector<retrieval::VectorKey> keys;
    std::vector<std::string> bodies;
    for (const auto& [key, text] : *texts) {
        there.insert(key);
        if (!(*file)->find(key)) {
            keys.push_back({key, text.sha256});
            bodies.push_back(text.body);
        }
    }
    if (auto kept = keepOnly(**file, there); !kept) {
        return kept;
    }
    for (std::size_t begin = 0; begin < keys.size(); begin += kTextsAtOnce) {
        const auto count = std::min(kTextsAtOnce, keys.size() - begin);
        if (job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        if (auto done = encodeBatch(encoder, **file, std::span(keys).subspan(begin, count),
                                    std::span(bodies).subspan(begin, count));
            !done) {
            return done;
        }
        if (!stillThere(**file, path)) {
            return fail(ErrorCode::NotFound, "the cache folder was deleted meanwhile",
                        cache.string());
        }
        report.texts += static_cast<std::int64_t>(count);
        job.progress(begin + count, keys.size(), "texts");
    }
    return {};
}

// Runs a part again when its file was deleted or damaged while it worked.
template <typename Part> Status persistently(const Part& part)
{
    Status done;
    for (int pass = 0; pass < kPasses; ++pass) {
        done = part();
        if (done || done.error().subject == kModelSubject || !wentBad(done.error())) {
            return done;
        }
        log(LogLevel::Warning, "encoding begins anew: " + describe(done.error()));
    }
    return done;
}

bool isCurrent(const retrieval::VectorFile& file, const Image& image)
{
    const auto row = file.find(image.key);
    return row && file.key(*row).content == *image.sha256;
}

} // namespace

Result<EncodeReport> encode(Project& project, nn::Encoder& encoder, const JobContext& job)
{
    EncodeReport report;
    report.encoder = encoder.info().name;
    report.encoderId = encoder.info().id;
    const auto images = persistently([&]() -> Status {
        const auto cache = cacheFolder(project);
        if (!cache) {
            return fail(cache);
        }
        report.rejected.clear();
        return encodeImages(project, encoder, *cache, report, job);
    });
    if (!images) {
        return fail(images);
    }
    const auto texts = persistently([&]() -> Status {
        const auto cache = cacheFolder(project);
        return cache ? encodeTexts(project, encoder, *cache, report, job) : Status{fail(cache)};
    });
    if (!texts) {
        return fail(texts);
    }
    return report;
}

Result<EncodeReport> encode(Project& project, const ModelStore& models,
                            const EncodeRequest& request, const JobContext& job)
{
    const auto opened = openEncoder(models, request.encoder, request.device);
    if (!opened) {
        return fail(opened);
    }
    auto report = encode(project, *opened->encoder, job);
    if (!report) {
        return report;
    }
    report->fallback = opened->fallback;
    if (report->current > 0) {
        const auto ready = prepareSearch(project, models, request, *opened, job);
        if (!ready && ready.error().code == ErrorCode::Cancelled) {
            return fail(ready);
        }
        if (!ready) {
            log(LogLevel::Warning, "searching is not prepared: " + describe(ready.error()));
        }
    }
    return report;
}

Result<EncodeState> encodeState(Project& project, const nn::Encoder& encoder)
{
    const auto& info = encoder.info();
    return encodeState(project, NamedEncoder{info.name, info.id, info.imageDimension, {}});
}

Result<EncodeState> encodeState(Project& project, const NamedEncoder& encoder)
{
    const auto cache = cacheFolder(project);
    if (!cache) {
        return fail(cache);
    }
    const auto file = retrieval::VectorFile::open(vectorPath(*cache, encoder.id, "global"),
                                                  encoder.id, encoder.imageDimension, false);
    EncodeState state;
    const auto streamed =
        store::ImageStore(databaseOf(project)).stream({}, [&](const Image& image) {
            if (image.state == ImageState::Present && image.sha256) {
                ++state.images;
                state.current += file && isCurrent(**file, image) ? 1 : 0;
            }
            return true;
        });
    if (!streamed) {
        return fail(streamed);
    }
    return state;
}

Key textVectorKey(const std::string& body)
{
    return keyOf({body});
}

Result<Matrix> textVectors(Project& project, nn::Encoder& encoder,
                           std::span<const std::string> texts)
{
    const auto& info = encoder.info();
    Matrix rows(texts.size(), info.textDimension);
    std::vector<std::size_t> missing;
    std::vector<std::string> bodies;
    const auto cache = cacheFolder(project);
    const auto file = cache ? retrieval::VectorFile::open(vectorPath(*cache, info.id, "text"),
                                                          info.id, info.textDimension, false)
                            : Result<std::unique_ptr<retrieval::VectorFile>>{fail(cache)};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto row = file ? (*file)->find(textVectorKey(texts[i])) : std::nullopt;
        if (row) {
            std::ranges::copy((*file)->row(*row), rows.row(i).begin());
        } else {
            missing.push_back(i);
            bodies.push_back(texts[i]);
        }
    }
    const auto encoded = encoder.encodeTexts(bodies);
    if (!encoded) {
        return fail(encoded);
    }
    for (std::size_t k = 0; k < missing.size(); ++k) {
        // As the file would give it: what is kept and what is not must rank alike.
        std::ranges::transform(encoded->global.row(k), rows.row(missing[k]).begin(),
                               [](float v) { return retrieval::fromHalf(retrieval::toHalf(v)); });
    }
    return rows;
}

} // namespace triptych::workflow
