// SPDX-License-Identifier: GPL-3.0-or-later
// Hunspell behind UTF-8: which words of a text a dictionary does not know, and what may be meant.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::text {

struct Misspelling
{
    std::size_t begin = 0; // bytes of UTF-8
    std::size_t length = 0;
    bool operator==(const Misspelling&) const = default;
};

// Not thread-safe.
class Spelling
{
public:
    // Errors: NotFound (a file is not there), Empty, TooLarge, Io, BadFormat (not a dictionary,
    // or one whose own words are not found), Unsupported (an encoding that ICU does not know).
    static Result<std::unique_ptr<Spelling>> open(const std::filesystem::path& affix,
                                                  const std::filesystem::path& dictionary);
    ~Spelling();
    Spelling(const Spelling&) = delete;
    Spelling& operator=(const Spelling&) = delete;

    // Known from here on, in any case; each word of the text that could be misspelled.
    void learn(std::string_view text);
    // In order; at most 200. Only words of Latin letters (apostrophes within) are looked at, of 2
    // to 60 characters, neither with digits nor all in capitals. Invalid UTF-8 has none.
    [[nodiscard]] std::vector<Misspelling> check(std::string_view text) const;
    // Best first, learnt words before others. Nothing for what check() leaves alone, and nothing
    // over 40 characters.
    [[nodiscard]] std::vector<std::string> suggest(std::string_view word, std::size_t limit) const;

private:
    struct Inner;
    explicit Spelling(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace triptych::text
