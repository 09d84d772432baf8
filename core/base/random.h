// SPDX-License-Identifier: GPL-3.0-or-later
// Seeded random numbers that are the same on every machine (std distributions are not), and
// unpredictable ids.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace triptych {

// SplitMix64 (Steele, Lea, Flood 2014). Deterministic by seed.
class Random
{
public:
    explicit Random(std::uint64_t seed)
        : m_state(seed)
    {}
    // A stream of its own for (seed, name): equal names give equal streams.
    Random(std::uint64_t seed, std::string_view name);

    std::uint64_t next();
    // Uniform in [0, bound), bound > 0, without modulo bias.
    std::uint64_t below(std::uint64_t bound);
    // Uniform in [0, 1).
    double real();

    template <typename T> void shuffle(std::vector<T>& values)
    {
        for (std::size_t i = values.size(); i > 1; --i) {
            std::swap(values[i - 1], values[static_cast<std::size_t>(below(i))]);
        }
    }

private:
    std::uint64_t m_state;
};

// 128 unpredictable bits as 32 lower-case hex digits (session and event ids).
std::string randomHex128();

} // namespace triptych
