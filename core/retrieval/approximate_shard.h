// SPDX-License-Identifier: GPL-3.0-or-later
// One of hnswlib's graphs, over some consecutive rows. The approximate index has several: each is
// built by one thread in the order of its rows, so that its bytes do not depend on how many threads
// build the others.
#pragma once

#include "core/retrieval/exact_index.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace triptych::retrieval {

struct ApproximateOptions;

class ApproximateShard
{
public:
    // Of the rows from `first` on; `added` is told after some hundred. Cancelled; TooLarge: no
    // memory. A row stands for its values in all blocks, side by side.
    static Result<std::shared_ptr<ApproximateShard>>
    build(std::span<const VectorBlock> blocks, std::size_t first, std::size_t rows,
          const ApproximateOptions& options, const JobContext& job,
          const std::function<void(std::size_t)>& added);
    // Corrupt: of another SHA-256 (compared before hnswlib sees a byte), or of other rows.
    static Result<std::shared_ptr<ApproximateShard>> load(const std::filesystem::path& file,
                                                          const std::string& sha256,
                                                          std::size_t first, std::size_t rows);
    ~ApproximateShard();
    ApproximateShard(const ApproximateShard&) = delete;
    ApproximateShard& operator=(const ApproximateShard&) = delete;

    // To `start` + the beginning of the SHA-256 of the bytes, which is told.
    [[nodiscard]] Result<std::string> write(const std::filesystem::path& start) const;
    [[nodiscard]] std::size_t first() const;
    [[nodiscard]] std::size_t rows() const;
    // The `ask` rows that lie nearest, as far as the graph finds them, counted from the blocks'
    // start, in any order. Thread-safe.
    [[nodiscard]] Result<std::vector<std::size_t>> nearest(std::span<const QueryPart> parts,
                                                           std::size_t ask) const;

private:
    ApproximateShard();

    struct State;
    std::unique_ptr<State> m_state;
};

// Where the graph of these bytes is.
std::filesystem::path shardFile(const std::filesystem::path& start, const std::string& sha256);

} // namespace triptych::retrieval
