// SPDX-License-Identifier: GPL-3.0-or-later
// What the approximate index keeps about its graphs, in one checked frame.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace triptych::retrieval {

struct ApproximateFacts
{
    struct Graph
    {
        std::size_t rows = 0;
        std::string sha256; // of its file; empty: not built yet
    };

    std::size_t dimension = 0; // of all blocks
    std::size_t searchCandidates = 0;
    bool measured = false; // else: unfinished, for the next build only
    std::size_t recall10PerMillion = 0;
    std::size_t recall50PerMillion = 0;
    std::vector<Graph> graphs; // of the first rows, the next ones, …
    std::string model;
    std::string rowsId; // one line each
};

// Corrupt: damaged; NotFound.
Result<ApproximateFacts> readApproximateFacts(const std::filesystem::path& path);
// Atomically.
Status writeApproximateFacts(const ApproximateFacts& facts, const std::filesystem::path& path);

} // namespace triptych::retrieval
