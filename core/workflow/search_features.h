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
    // Words of a fit are kept in this file, which may be missing, damaged or not writable: what is
    // in it is not encoded again.
    void keepWordsIn(const std::filesystem::path& file);
    void saveWords();
    // Whether one of these texts has more tokens than the encoder reads.
    Result<bool> shortened(std::span<const std::string> texts);

private:
    struct Entry
    {
        std::vector<float> vector;
        std::optional<bool> shortened; // none: not known
    };
    Status encode(std::span<const std::string> texts);
    bool takeKept(const std::string& text);

    std::shared_ptr<nn::Encoder> m_encoder;
    std::unique_ptr<retrieval::TextEmbedder> m_embedder;
    std::unordered_map<std::string, Entry> m_entries;
    std::size_t m_bytes = 0;
    std::filesystem::path m_file; // empty: words are not kept
    std::unique_ptr<retrieval::VectorFile> m_kept;
    std::vector<std::string> m_unsaved;
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
