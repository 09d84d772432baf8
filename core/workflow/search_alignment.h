// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: alignments as files, and fitting one on what a project says of its images.
#pragma once

#include "core/base/executor.h"
#include "core/workflow/project.h"
#include "core/workflow/search_gallery.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace triptych::nn {
struct EncoderInfo;
} // namespace triptych::nn
namespace triptych::retrieval {
class Alignment;
} // namespace triptych::retrieval

namespace triptych::workflow {

class SearchVectors;
class TextCache;

using AlignmentPointer = std::shared_ptr<const retrieval::Alignment>;

// The project's own, made by `train align`, and the one that queries fit by themselves.
std::filesystem::path ownAlignmentFile(const std::filesystem::path& cache,
                                       const std::string& encoderId);
std::filesystem::path fittedAlignmentFile(const std::filesystem::path& cache,
                                          const std::string& encoderId);

// `facts` are kept in the file's metadata. Atomic.
Status writeAlignment(const std::filesystem::path& file, const retrieval::Alignment& alignment,
                      const std::map<std::string, std::string>& facts);
// NotFound, BadFormat …; Conflict: made for another encoder (detail says which).
Result<AlignmentPointer> readAlignment(const std::filesystem::path& file,
                                       const nn::EncoderInfo& encoder);

struct FitRequest
{
    Project& project;
    const Gallery& gallery;
    const SearchVectors& vectors;
    const nn::EncoderInfo& encoder;
    TextCache& texts;
    std::function<bool(std::uint32_t image)> use = {}; // empty: all
    std::size_t most = 0;                              // images at most; 0 = all
    std::uint64_t seed = 0;
    std::filesystem::path words = {};       // a file that keeps vectors of words; empty: none
    std::filesystem::path commonWords = {}; // another, of words that every project needs
    std::filesystem::path kept = {}; // a file with an earlier fit: taken when it is of the same
                                     // data, else written; empty: none
};
Result<AlignmentPointer> fitAlignment(const FitRequest& request, const JobContext& job);

} // namespace triptych::workflow
