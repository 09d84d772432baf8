// SPDX-License-Identifier: GPL-3.0-or-later
// Items of a batch on several threads, each item on one. LibTorch's own threads (OpenMP's and
// OpenBLAS's) stay at one: they wait by spinning, and on a busy computer two of them made
// everything ten to forty times slower than one (measured).
#pragma once

#include <cstddef>
#include <functional>

namespace triptych::nn {

void setWorkers(int threads);
int workers();

// Calls work(first, count, worker) for parts of at most `part` items until all are done; `worker`
// counts from 0. An exception ends it and is thrown on.
using PartWork = std::function<void(std::size_t first, std::size_t count, std::size_t worker)>;
void inParts(std::size_t items, std::size_t part, int threads, const PartWork& work);

// Parts that are not larger than `most` and leave no thread idle.
std::size_t partOf(std::size_t items, std::size_t most, int threads);

} // namespace triptych::nn
