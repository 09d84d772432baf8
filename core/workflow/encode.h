// SPDX-License-Identifier: GPL-3.0-or-later
// Embeddings of a project's images, kept in its cache folder: only what is missing or stale is
// made, batch by batch; cancelled or killed, the next call goes on.
#pragma once

#include "core/domain/keys.h"
#include "core/domain/matrix.h"
#include "core/domain/pixel_buffer.h"
#include "core/domain/reports.h"
#include "core/workflow/models.h"
#include "core/workflow/project.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>

namespace triptych::retrieval {
class VectorFile;
} // namespace triptych::retrieval

namespace triptych::workflow {

// Subject of an error that says that images have no vectors yet, or damaged ones.
inline constexpr const char* kVectorsSubject = "vectors";

struct EncodeReport
{
    std::string encoder; // its name
    std::string encoderId;
    std::string fallback;     // as in OpenedEncoder
    std::int64_t images = 0;  // encoded now
    std::int64_t texts = 0;   // encoded now
    std::int64_t current = 0; // images that have a vector after it
    double imagesPerSecond = 0;
    Rejected rejected; // images that cannot be read; the rest is done
};

// From so many images on, queries ask an approximate index, which encoding builds.
inline constexpr std::size_t kApproximateFrom = 1'000'000;

struct EncodeRequest
{
    std::string encoder; // as openEncoder; "" = the default
    ComputeDevice device = ComputeDevice::Cpu;
    std::size_t approximateFrom = kApproximateFrom;
};

// Images present and not removed, decoded on job.executor while the encoder runs; then the texts of
// the slots. Another process that encodes the same is waited for.
Result<EncodeReport> encode(Project& project, nn::Encoder& encoder, const JobContext& job);
// Opens the encoder first; at the end makes what the first query needs (stages "words" and
// "align"). Where that fails the report stands, and the query makes it.
Result<EncodeReport> encode(Project& project, const ModelStore& models,
                            const EncodeRequest& request, const JobContext& job);

struct EncodeState
{
    std::int64_t images = 0;  // that can be encoded
    std::int64_t current = 0; // with a vector of this encoder and these bytes
};
Result<EncodeState> encodeState(Project& project, const nn::Encoder& encoder);
Result<EncodeState> encodeState(Project& project, const NamedEncoder& encoder);

// A file decoded at the size that the encoder needs, as encode() does it: the same image gives the
// same vector.
Result<PixelBuffer> decodeFor(const nn::Encoder& encoder, const std::filesystem::path& file,
                              const std::stop_token& stop);

// Vectors of texts, a row each: those that encode() keeps (file "text", by textVectorKey) are read,
// the others encoded now and not kept.
Result<Matrix> textVectors(Project& project, nn::Encoder& encoder,
                           std::span<const std::string> texts);
Key textVectorKey(const std::string& body); // equal wordings share a row

// NAME.triptych-cache beside the project, or (where that cannot be written) one in the user's cache
// folder, by the project's path. Made when asked for.
Result<std::filesystem::path> cacheFolder(const Project& project);
// Files of an encoder in it: "<digest of id>.global.vec", ".seen.vec", ".aligned.vec", ".align".
std::filesystem::path vectorPath(const std::filesystem::path& cache, const std::string& encoderId,
                                 const std::string& what);

} // namespace triptych::workflow
