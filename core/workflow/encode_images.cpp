// SPDX-License-Identifier: GPL-3.0-or-later
// The pipeline over images: while a batch goes through the encoder, the next one is decoded and
// prepared; each batch is on disk before the next is begun.
#include "core/workflow/encode_images.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/media/decode.h"
#include "core/media/preprocess.h"
#include "core/nn-api/encoder.h"
#include "core/retrieval/vector_file.h"
#include "core/store/images.h"
#include "core/workflow/encoders/two_stage_encoder.h"
#include "core/workflow/model_error.h"
#include "core/workflow/project_inner.h"
#include "core/workflow/vector_cache.h"

#include <algorithm>
#include <chrono>
#include <variant>

namespace triptych::workflow {

namespace {

using retrieval::VectorFile;
using retrieval::VectorKey;

struct WantedImage
{
    Key key;
    std::string sha256;
    std::string name;
    std::string path;
};

// An image on its way: prepared (two stages), as pixels, or why not.
struct LoadedImage
{
    const WantedImage* image = nullptr;
    std::variant<Error, PreparedImage, PixelBuffer> content;
};

media::DecodeOptions decodeOptions(const nn::Encoder& encoder, const std::stop_token& stop)
{
    PixelRule rule;
    if (const auto* staged = dynamic_cast<const TwoStageEncoder*>(&encoder)) {
        rule = staged->rule();
    } else {
        rule.side = encoder.info().side;
    }
    auto options = media::decodeFor(rule);
    options.stop = stop;
    return options;
}

class ImageRun
{
public:
    ImageRun(nn::Encoder& encoder, EncodeReport& report, const JobContext& job)
        : m_encoder(encoder)
        , m_staged(dynamic_cast<TwoStageEncoder*>(&encoder))
        , m_report(report)
        , m_job(job)
        , m_decode(decodeOptions(encoder, job.stop))
    {}

    Status open(const std::filesystem::path& cache);
    // Which images there are and which of them lack a vector.
    Status plan(Project& project);
    Status run();

private:
    [[nodiscard]] bool current(const VectorFile& file, const Image& image) const;
    [[nodiscard]] LoadedImage load(const WantedImage& image) const;
    Result<nn::ImageFeatures> encodeLoaded(std::span<LoadedImage> batch);
    Status store(std::vector<LoadedImage> batch);

    nn::Encoder& m_encoder;
    TwoStageEncoder* m_staged; // the same, when it has two stages
    EncodeReport& m_report;
    const JobContext& m_job;
    media::DecodeOptions m_decode;
    std::filesystem::path m_globalPath;
    std::filesystem::path m_seenPath;
    std::unique_ptr<VectorFile> m_global;
    std::unique_ptr<VectorFile> m_seen; // null: this encoder sees nothing to be named
    std::vector<WantedImage> m_wanted;
    std::size_t m_done = 0;
};

Status ImageRun::open(const std::filesystem::path& cache)
{
    const auto& info = m_encoder.info();
    m_globalPath = vectorPath(cache, info.id, "global");
    m_seenPath = vectorPath(cache, info.id, "seen");
    auto global = openForWriting(m_globalPath, info.id, info.imageDimension, m_job);
    if (!global) {
        return fail(global);
    }
    m_global = std::move(*global);
    if (info.seenNames.empty()) {
        return {};
    }
    auto seen = openForWriting(m_seenPath, info.id, info.seenNames.size(), m_job);
    if (!seen) {
        return fail(seen);
    }
    m_seen = std::move(*seen);
    return {};
}

bool ImageRun::current(const VectorFile& file, const Image& image) const
{
    const auto row = file.find(image.key);
    return row && file.key(*row).content == *image.sha256;
}

Status ImageRun::plan(Project& project)
{
    store::ImageStore images(databaseOf(project));
    std::set<Key> there;
    Status failed;
    auto streamed = images.stream({}, [&](const Image& image) {
        if (image.state != ImageState::Present || !image.sha256) {
            return !m_job.cancelled();
        }
        there.insert(image.key);
        if (current(*m_global, image) && (!m_seen || current(*m_seen, image))) {
            return !m_job.cancelled();
        }
        auto path = images.pathOf(image);
        if (!path) {
            failed = fail(path);
            return false;
        }
        m_wanted.push_back({image.key, *image.sha256, image.name, std::move(*path)});
        return !m_job.cancelled();
    });
    if (!failed) {
        return failed;
    }
    if (m_job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    if (!streamed) {
        return streamed;
    }
    if (auto kept = keepOnly(*m_global, there); !kept) {
        return kept;
    }
    return m_seen ? keepOnly(*m_seen, there) : Status{};
}

LoadedImage ImageRun::load(const WantedImage& image) const
{
    LoadedImage loaded{&image, Error{ErrorCode::Cancelled, {}, {}}};
    const auto refuse = [&](Error error) {
        error.subject = image.name;
        loaded.content = std::move(error);
        return loaded;
    };
    const auto bytes = readFile(image.path, m_decode.limits.bytes);
    if (!bytes) {
        // A folder or a pipe in its place: the photo is wrong, not what the person typed.
        return refuse(bytes.error().code == ErrorCode::BadArgument
                          ? Error{ErrorCode::Unsupported, bytes.error().detail, {}}
                          : bytes.error());
    }
    if (sha256Hex(*bytes) != image.sha256) {
        return refuse({ErrorCode::Changed, "the file is another one than was imported", {}});
    }
    auto decoded = media::decodeImage(*bytes, m_decode, image.path);
    if (!decoded) {
        return refuse(decoded.error());
    }
    if (m_staged == nullptr) {
        loaded.content = std::move(decoded->pixels);
        return loaded;
    }
    auto prepared = m_staged->prepare(decoded->pixels);
    if (!prepared) {
        return refuse(prepared.error());
    }
    loaded.content = std::move(*prepared);
    return loaded;
}

Result<nn::ImageFeatures> ImageRun::encodeLoaded(std::span<LoadedImage> batch)
{
    if (m_staged != nullptr) {
        std::vector<PreparedImage> images;
        images.reserve(batch.size());
        for (auto& loaded : batch) {
            images.push_back(std::move(std::get<PreparedImage>(loaded.content)));
        }
        return m_staged->encodePrepared(images, false);
    }
    std::vector<PixelBuffer> images;
    images.reserve(batch.size());
    for (auto& loaded : batch) {
        images.push_back(std::move(std::get<PixelBuffer>(loaded.content)));
    }
    return m_encoder.encodeImages(images, false);
}

Status ImageRun::store(std::vector<LoadedImage> batch)
{
    const auto bad = std::ranges::stable_partition(batch, [](const LoadedImage& loaded) {
        return !std::holds_alternative<Error>(loaded.content);
    });
    for (const auto& loaded : bad) {
        m_report.rejected.push_back(std::get<Error>(loaded.content));
    }
    m_done += batch.size();
    batch.erase(bad.begin(), bad.end());
    if (batch.empty()) {
        return {};
    }
    std::vector<VectorKey> keys;
    keys.reserve(batch.size());
    for (const auto& loaded : batch) {
        keys.push_back({loaded.image->key, loaded.image->sha256});
    }
    const auto features = encodeLoaded(batch);
    if (!features) {
        return fail(modelError(features.error()));
    }
    if (auto added = keep(*m_global, keys, features->global); !added) {
        return added;
    }
    if (m_seen) {
        if (auto added = keep(*m_seen, keys, features->seen); !added) {
            return added;
        }
    }
    m_report.images += static_cast<std::int64_t>(keys.size());
    if (!stillThere(*m_global, m_globalPath) || (m_seen && !stillThere(*m_seen, m_seenPath))) {
        return fail(ErrorCode::NotFound, "the cache folder was deleted meanwhile",
                    m_globalPath.parent_path().string());
    }
    return {};
}

Status ImageRun::run()
{
    const auto start = std::chrono::steady_clock::now();
    const auto batchSize = std::max(kImageBatch, m_job.concurrency());
    std::vector<LoadedImage> ready;
    Status stored;
    for (std::size_t begin = 0; begin < m_wanted.size() || !ready.empty();) {
        const auto count = std::min(batchSize, m_wanted.size() - begin);
        std::vector<LoadedImage> next(count);
        // The encoder first: it takes longest, the other threads decode meanwhile.
        m_job.parallelFor(count + 1, [&](std::size_t task) {
            if (task == 0) {
                stored = store(std::move(ready));
            } else if (!m_job.cancelled()) {
                next[task - 1] = load(m_wanted[begin + task - 1]);
            }
        });
        if (!stored) {
            return stored;
        }
        if (m_job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        m_job.progress(m_done, m_wanted.size(), "encode");
        ready = std::move(next);
        begin += count;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    if (m_report.images > 0 && took.count() > 0) {
        m_report.imagesPerSecond = static_cast<double>(m_report.images) / took.count();
    }
    m_report.current = static_cast<std::int64_t>(m_global->living());
    return {};
}

} // namespace

Status encodeImages(Project& project, nn::Encoder& encoder, const std::filesystem::path& cache,
                    EncodeReport& report, const JobContext& job)
{
    ImageRun run(encoder, report, job);
    if (auto opened = run.open(cache); !opened) {
        return opened;
    }
    if (auto planned = run.plan(project); !planned) {
        return planned;
    }
    return run.run();
}

Result<PixelBuffer> decodeFor(const nn::Encoder& encoder, const std::filesystem::path& file,
                              const std::stop_token& stop)
{
    auto decoded = media::decodeImageFile(file, decodeOptions(encoder, stop));
    if (!decoded) {
        return fail(decoded);
    }
    return std::move(decoded->pixels);
}

} // namespace triptych::workflow
