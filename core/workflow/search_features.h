// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: what an encoder made of texts and of images that are not in the project, kept
// for the next query.
#pragma once

#include "core/domain/matrix.h"
#include "core/workflow/query.h"

#include <cstddef>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace triptych::nn {
class Encoder;
} // namespace triptych::nn
namespace triptych::retrieval {
class TextEmbedder;
class VectorFile;
} // namespace triptych::retrieval

namespace triptych::workflow {

class TextCache
{
public:
    explicit TextCache(std::shared_ptr<nn::Encoder> encoder);
    ~TextCache();
    TextCache(const TextCache&) = delete;
    TextCache& operator=(const TextCache&) = delete;

    Result<Matrix> embed(std::span<const std::string> texts);
    retrieval::TextEmbedder& embedder() { return *m_embedder; }
    // Takes what `encode` keeps of these texts.
    Status preload(Project& project, std::span<const std::string> texts);
    // Words of a fit are kept in these files, which may be missing, damaged or not writable: what
    // is in them is not encoded again. `common`: has those that every project needs. Until
    // saveWords(), words are encoded in parts, with the job's progress; a cancelled job keeps what
    // was made.
    void keepWordsIn(const std::filesystem::path& file, const std::filesystem::path& common,
                     const JobContext& job);
    void saveWords();
    // Whether one of these texts has more tokens than the encoder reads.
    Result<bool> shortened(std::span<const std::string> texts);

private:
    struct Entry
    {
        std::vector<float> vector;
        std::optional<bool> shortened; // none: not known
    };
    struct WordFile
    {
        std::filesystem::path path; // empty: none
        std::unique_ptr<retrieval::VectorFile> kept;
        std::vector<std::string> unsaved;
    };
    Status encode(std::span<const std::string> texts);
    bool takeKept(const std::string& text);
    void openWords(WordFile& words, const std::filesystem::path& path) const;
    void saveTo(WordFile& words);

    std::shared_ptr<nn::Encoder> m_encoder;
    std::unique_ptr<retrieval::TextEmbedder> m_embedder;
    std::unordered_map<std::string, Entry> m_entries;
    std::size_t m_bytes = 0;
    WordFile m_own;
    WordFile m_common;
    std::unordered_set<std::string> m_commonWords; // empty: not known yet
    const JobContext* m_job = nullptr;             // null: words are not kept
};

// Files and pixels, the last few.
class ImageCache
{
public:
    explicit ImageCache(std::shared_ptr<nn::Encoder> encoder)
        : m_encoder(std::move(encoder))
    {}
    // Errors of decoding.
    Result<std::vector<float>> embed(const QueryImage& image, const JobContext& job);

private:
    struct Entry
    {
        std::string file; // path, size and time of change; empty: pixels
        PixelBuffer pixels;
        std::vector<float> vector;
    };
    Result<std::vector<float>> encode(const PixelBuffer& pixels);

    std::shared_ptr<nn::Encoder> m_encoder;
    std::list<Entry> m_entries; // newest first
};

} // namespace triptych::workflow
