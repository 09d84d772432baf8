// SPDX-License-Identifier: GPL-3.0-or-later
// The damages, one function each.
#include "tests/fuzz/mutate.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <vector>

namespace triptych::fuzz {

namespace {

constexpr std::array<std::uint64_t, 10> kLengths{
    0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFFU, 1ULL << 63U, ~std::uint64_t{0}};

constexpr std::array<std::string_view, 12> kNumbers{
    "0",     "-1",      "1",     "2147483648", "1000000000", "9223372036854775807",
    "1e308", "-1e-320", "1e999", "0.5",        "null",       "18446744073709551616"};

std::size_t place(const std::string& bytes, Random& random)
{
    return bytes.empty() ? 0 : static_cast<std::size_t>(random.below(bytes.size()));
}

std::string part(const std::string& bytes, Random& random)
{
    return bytes.empty() ? std::string{} : bytes.substr(place(bytes, random), random.below(48) + 1);
}

void overwriteLength(std::string& bytes, Random& random)
{
    const std::uint64_t value = kLengths[random.below(kLengths.size())];
    const std::size_t width = std::size_t{1} << random.below(4);
    // Lengths stand at the start of most formats.
    const std::size_t at = random.below(3) == 0 ? 0 : place(bytes, random);
    for (std::size_t i = 0; i < width && at + i < bytes.size(); ++i) {
        bytes[at + i] = static_cast<char>((value >> (8 * i)) & 0xFFU);
    }
}

void damageOnce(std::string& bytes, std::span<const std::string_view> words, Random& random)
{
    const std::size_t at = place(bytes, random);
    switch (random.below(9)) {
    case 0:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
        break;
    case 1:
        bytes[at] = static_cast<char>(random.below(256));
        break;
    case 2:
        bytes.insert(at, words[random.below(words.size())]);
        break;
    case 3:
        bytes.erase(at, random.below(24) + 1);
        break;
    case 4:
        bytes.insert(at, part(bytes, random));
        break;
    case 5:
        bytes.replace(at, random.below(16), part(bytes, random));
        break;
    case 6:
        overwriteLength(bytes, random);
        break;
    case 7:
        bytes = withLyingNumber(std::move(bytes), random);
        break;
    default:
        if (random.below(4) == 0) {
            bytes.resize(at);
        }
    }
}

} // namespace

std::string withLyingNumber(std::string text, Random& random)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (digit(text[i]) && (i == 0 || !digit(text[i - 1]))) {
            starts.push_back(i);
        }
    }
    if (starts.empty()) {
        return text;
    }
    const std::size_t begin = starts[random.below(starts.size())];
    const auto end =
        std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), digit);
    const auto count = static_cast<std::size_t>(end - text.begin()) - begin;
    return text.replace(begin, count, kNumbers[random.below(kNumbers.size())]);
}

std::string mutated(std::string bytes, std::span<const std::string_view> words, Random& random)
{
    for (auto left = random.below(6) + 1; left > 0; --left) {
        if (bytes.empty()) {
            bytes = words[random.below(words.size())];
        }
        damageOnce(bytes, words, random);
    }
    return bytes;
}

} // namespace triptych::fuzz
