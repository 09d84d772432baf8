// SPDX-License-Identifier: GPL-3.0-or-later
// SplitMix64 and random ids.
#include "core/base/random.h"

#include "core/base/sha256.h"

#include <openssl/rand.h>

#include <random>

namespace triptych {

Random::Random(std::uint64_t seed, std::string_view name)
    : m_state(seed)
{
    const auto digest = sha256Hex(name);
    m_state ^= std::stoull(digest.substr(0, 16), nullptr, 16);
}

std::uint64_t Random::next()
{
    m_state += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
}

std::uint64_t Random::below(std::uint64_t bound)
{
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
    std::uint64_t value = next();
    while (value >= limit) {
        value = next();
    }
    return value % bound;
}

double Random::real()
{
    return static_cast<double>(next() >> 11U) * 0x1.0p-53;
}

std::string randomHex128()
{
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        std::random_device device;
        for (auto& byte : bytes) {
            byte = static_cast<unsigned char>(device());
        }
    }
    return toHex(bytes.data(), bytes.size());
}

} // namespace triptych
