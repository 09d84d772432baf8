// SPDX-License-Identifier: GPL-3.0-or-later
// A library that takes its time to load, as LibTorch does: the loader stays locked meanwhile.
#include <chrono>
#include <thread>

namespace {

struct Slow
{
    Slow() { std::this_thread::sleep_for(std::chrono::milliseconds(600)); }
};
const Slow g_slow;

} // namespace
