// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: vector files of the cache folder, which are made again when they are damaged.
#pragma once

#include "core/base/executor.h"
#include "core/base/result.h"
#include "core/domain/keys.h"
#include "core/domain/matrix.h"

#include <filesystem>
#include <memory>
#include <set>
#include <span>
#include <string>

namespace triptych::retrieval {
class VectorFile;
struct VectorKey;
} // namespace triptych::retrieval

namespace triptych::workflow {

// For writing, every byte checked. A damaged or foreign file is thrown away and made anew, which
// the log says. Waits while another process writes it.
Result<std::unique_ptr<retrieval::VectorFile>> openForWriting(const std::filesystem::path& path,
                                                              const std::string& madeBy,
                                                              std::size_t dimension,
                                                              const JobContext& job);

// The file went bad or away under the hands of whoever has it open: it must be made anew.
bool wentBad(const Error& error);
// True while `path` still is what is open.
bool stillThere(retrieval::VectorFile& file, const std::filesystem::path& path);

// append(); values that are no numbers are the model's fault, and said so.
Status keep(retrieval::VectorFile& file, std::span<const retrieval::VectorKey> keys,
            const Matrix& rows);

// `wanted`, made when it is not there; where it cannot be written, `name` in the user's cache
// folder.
std::filesystem::path writableFolder(const std::filesystem::path& wanted, const std::string& name);

// Removes all rows but those of `keys`, and tidies up.
Status keepOnly(retrieval::VectorFile& file, const std::set<Key>& keys);

} // namespace triptych::workflow
