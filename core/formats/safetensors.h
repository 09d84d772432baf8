// SPDX-License-Identifier: GPL-3.0-or-later
// Weight files, read by code that cannot execute anything: safetensors (one file or shards by an
// index), and what torch.save writes (zip or the legacy stream) through a pickle reader that knows
// tensors and containers and refuses everything else. A wrong file is an Error, never a crash.
#pragma once

#include "core/base/result.h"
#include "core/domain/weights.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace triptych::formats {

// Memory-mapped. BadFormat, Truncated (detail: which tensor, how many bytes), TooLarge, Unsupported
// (an element type), NotFound. `path` may be a .safetensors file, or a *.index.json beside shards.
Result<std::unique_ptr<WeightSource>> openSafetensors(const std::filesystem::path& path);

// A file of torch.save: a state_dict, or a dictionary that holds one under "state_dict" or "model",
// or a scripted module's archive (OpenAI's CLIP: parameters by their dotted names). UnsafePath is
// never an outcome: a global that is not a tensor's or a container's is Unsupported and names it.
Result<std::unique_ptr<WeightSource>> openTorchFile(const std::filesystem::path& path);

struct OwnedTensor
{
    TensorType type = TensorType::F32;
    std::vector<std::int64_t> shape;
    std::string bytes;
};
// Atomic; tensors in the order of their names, so the same content gives the same bytes.
Status writeSafetensors(const std::filesystem::path& path,
                        const std::map<std::string, OwnedTensor>& tensors,
                        const std::map<std::string, std::string>& metadata);
// The "__metadata__" of a file; empty when there is none.
Result<std::map<std::string, std::string>> safetensorsMetadata(const std::filesystem::path& path);

// One member of a zip (a wheel). NotFound, BadFormat, TooLarge over `limit` bytes.
Result<std::string> readZipMember(const std::filesystem::path& zip, const std::string& member,
                                  std::uint64_t limit);

} // namespace triptych::formats
