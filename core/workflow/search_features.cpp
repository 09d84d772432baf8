// SPDX-License-Identifier: GPL-3.0-or-later
// Vectors of texts and of foreign images, each made once.
#include "core/workflow/search_features.h"

#include "core/base/sha256.h"
#include "core/nn-api/encoder.h"
#include "core/retrieval/alignment.h"
#include "core/retrieval/vector_file.h"
#include "core/retrieval/vector_half.h"
#include "core/workflow/encode.h"
#include "core/workflow/search_words.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

namespace triptych::workflow {

namespace {

constexpr std::size_t kTextBytes = std::size_t{64} << 20U;
constexpr std::size_t kTextsAtOnce = 64;
constexpr std::size_t kImages = 16;

class CachedEmbedder final : public retrieval::TextEmbedder
{
public:
    explicit CachedEmbedder(TextCache& cache)
        : m_cache(cache)
    {}
    Result<Matrix> embed(std::span<const std::string> texts) override
    {
        return m_cache.embed(texts);
    }

private:
    TextCache& m_cache;
};

// Another name once the file changed.
std::string fileName(const std::string& path)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    const auto time =
        error ? std::filesystem::file_time_type{} : std::filesystem::last_write_time(path, error);
    return path + '\0' + std::to_string(size) + '\0' +
           std::to_string(time.time_since_epoch().count());
}

} // namespace

TextCache::TextCache(std::shared_ptr<nn::Encoder> encoder)
    : m_encoder(std::move(encoder))
    , m_embedder(std::make_unique<CachedEmbedder>(*this))
{}

TextCache::~TextCache() = default;

Status TextCache::encode(std::span<const std::string> texts)
{
    std::vector<std::string> missing;
    std::set<std::string_view> asked;
    for (const auto& text : texts) {
        if (!m_entries.contains(text) && !takeKept(text) && asked.insert(text).second) {
            missing.push_back(text);
        }
    }
    if (missing.empty()) {
        return {};
    }
    if (m_bytes > kTextBytes) {
        std::erase_if(m_entries, [&](const auto& entry) {
            return std::ranges::find(texts, entry.first) == texts.end();
        });
        m_bytes = 0;
    }
    // Texts of one length go through the encoder together.
    std::ranges::stable_sort(missing, {}, &std::string::size);
    for (std::size_t at = 0; at < missing.size(); at += kTextsAtOnce) {
        if (m_job != nullptr && m_job->cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        const auto some =
            std::span(missing).subspan(at, std::min(kTextsAtOnce, missing.size() - at));
        const auto features = m_encoder->encodeTexts(some);
        if (!features) {
            return fail(features);
        }
        for (std::size_t i = 0; i < some.size(); ++i) {
            const auto row = features->global.row(i);
            m_bytes += some[i].size() + row.size_bytes();
            auto& entry = m_entries[some[i]];
            entry.shortened = i < features->shortened.size() && features->shortened[i];
            // As files keep them: the same text ranks alike whether it is kept or not.
            std::ranges::transform(row, std::back_inserter(entry.vector), [](float value) {
                return retrieval::fromHalf(retrieval::toHalf(value));
            });
            if (m_job != nullptr) {
                auto& words = m_commonWords.contains(some[i]) ? m_common : m_own;
                words.unsaved.push_back(some[i]);
            }
        }
        if (m_job != nullptr && missing.size() > 1) {
            m_job->progress(at + some.size(), missing.size(), "words");
        }
    }
    return {};
}

bool TextCache::takeKept(const std::string& text)
{
    for (const auto* words : {&m_own, &m_common}) {
        if (const auto row = words->kept ? words->kept->find(textVectorKey(text)) : std::nullopt) {
            auto& entry = m_entries[text];
            entry.vector = words->kept->row(*row);
            m_bytes += text.size() + entry.vector.size() * sizeof(float);
            return true;
        }
    }
    return false;
}

// What cannot be read, or is not as it was written, is as if it were not there.
void TextCache::openWords(WordFile& words, const std::filesystem::path& path) const
{
    const auto& info = m_encoder->info();
    words = {path, nullptr, {}};
    auto kept = retrieval::VectorFile::open(path, info.id, info.textDimension, false);
    if (kept && (*kept)->check()) {
        words.kept = std::move(*kept);
    }
}

void TextCache::keepWordsIn(const std::filesystem::path& file, const std::filesystem::path& common,
                            const JobContext& job)
{
    openWords(m_own, file);
    openWords(m_common, common);
    if (m_commonWords.empty()) {
        m_commonWords = commonWords(m_encoder->info());
    }
    m_job = &job;
}

void TextCache::saveTo(WordFile& words)
{
    const auto& info = m_encoder->info();
    const auto file = std::exchange(words, {});
    auto unsaved = file.unsaved;
    std::erase_if(unsaved, [&](const std::string& word) { return !m_entries.contains(word); });
    if (unsaved.empty() || file.path.empty()) {
        return;
    }
    auto opened = retrieval::VectorFile::open(file.path, info.id, info.textDimension, true);
    const bool bad = opened ? !(*opened)->check()
                            : opened.error().code == ErrorCode::Corrupt ||
                                  opened.error().code == ErrorCode::Changed;
    if (bad) {
        opened = fail(ErrorCode::Corrupt); // closed
        static_cast<void>(retrieval::discardVectorFile(file.path));
        opened = retrieval::VectorFile::open(file.path, info.id, info.textDimension, true);
    }
    std::vector<retrieval::VectorKey> keys;
    Matrix rows(unsaved.size(), info.textDimension);
    for (const auto& word : unsaved) {
        std::ranges::copy(m_entries[word].vector, rows.row(keys.size()).begin());
        keys.push_back({textVectorKey(word), sha256Hex(word)});
    }
    if (opened) {
        // Only saves the next program's time: a cache that cannot be written is no error.
        static_cast<void>((*opened)->append(keys, rows));
    }
}

void TextCache::saveWords()
{
    m_job = nullptr;
    saveTo(m_own);
    saveTo(m_common);
}

Status TextCache::preload(Project& project, std::span<const std::string> texts)
{
    std::vector<std::string> missing;
    for (const auto& text : texts) {
        if (!m_entries.contains(text)) {
            missing.push_back(text);
        }
    }
    if (missing.empty()) {
        return {};
    }
    const auto vectors = textVectors(project, *m_encoder, missing);
    if (!vectors) {
        return fail(vectors);
    }
    for (std::size_t i = 0; i < missing.size(); ++i) {
        const auto row = vectors->row(i);
        m_bytes += missing[i].size() + row.size_bytes();
        m_entries[missing[i]] = {{row.begin(), row.end()}, std::nullopt};
    }
    return {};
}

Result<Matrix> TextCache::embed(std::span<const std::string> texts)
{
    if (auto encoded = encode(texts); !encoded) {
        return fail(encoded);
    }
    Matrix vectors(texts.size(), m_encoder->info().textDimension);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::ranges::copy(m_entries[texts[i]].vector, vectors.row(i).begin());
    }
    return vectors;
}

Result<bool> TextCache::shortened(std::span<const std::string> texts)
{
    std::erase_if(m_entries, [&](const auto& entry) {
        return !entry.second.shortened && std::ranges::find(texts, entry.first) != texts.end();
    });
    if (auto encoded = encode(texts); !encoded) {
        return fail(encoded);
    }
    return std::ranges::any_of(
        texts, [&](const std::string& text) { return m_entries[text].shortened.value_or(false); });
}

Result<std::vector<float>> ImageCache::encode(const PixelBuffer& pixels)
{
    const auto features = m_encoder->encodeImages({&pixels, 1}, false);
    if (!features) {
        return fail(features);
    }
    const auto row = features->global.row(0);
    return std::vector<float>{row.begin(), row.end()};
}

Result<std::vector<float>> ImageCache::embed(const QueryImage& image, const JobContext& job)
{
    const auto file = image.path.empty() ? std::string{} : fileName(image.path);
    const auto known = std::ranges::find_if(m_entries, [&](const Entry& entry) {
        return file.empty() ? entry.file.empty() && entry.pixels.data == image.pixels.data
                            : entry.file == file;
    });
    if (known != m_entries.end()) {
        m_entries.splice(m_entries.begin(), m_entries, known);
        return m_entries.front().vector;
    }
    Entry entry{file, {}, {}};
    PixelBuffer pixels = image.pixels;
    if (file.empty()) {
        entry.pixels = image.pixels;
    } else {
        auto decoded = decodeFor(*m_encoder, image.path, job.stop);
        if (!decoded) {
            return fail(decoded);
        }
        pixels = std::move(*decoded);
    }
    auto vector = encode(pixels);
    if (!vector) {
        return vector;
    }
    entry.vector = std::move(*vector);
    m_entries.push_front(std::move(entry));
    if (m_entries.size() > kImages) {
        m_entries.pop_back();
    }
    return m_entries.front().vector;
}

} // namespace triptych::workflow
