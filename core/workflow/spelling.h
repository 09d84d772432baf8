// SPDX-License-Identifier: GPL-3.0-or-later
// Spelling hints for English modification texts (Hunspell). Hints only: nothing is changed by
// itself. Japanese has no dictionary of this kind and gets none.
#pragma once

#include "core/base/result.h"
#include "core/workflow/project.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::workflow {

struct Misspelling
{
    std::size_t begin = 0; // bytes of UTF-8
    std::size_t length = 0;
    bool operator==(const Misspelling&) const = default;
};

// Not thread-safe; loading one takes some 100 ms, checking a text microseconds, a suggestion
// up to a quarter of a second: never on the GUI thread.
class Speller
{
public:
    // Errors: NotFound (no dictionary of this language is installed; detail names the package),
    // Unsupported (a language without one).
    static Result<std::unique_ptr<Speller>> load(const std::string& language);
    // With a dictionary of one's own.
    static Result<std::unique_ptr<Speller>> loadFrom(const std::filesystem::path& affix,
                                                     const std::filesystem::path& dictionary);
    ~Speller();
    Speller(const Speller&) = delete;
    Speller& operator=(const Speller&) = delete;

    // Words of the trade and of the project, known from here on (any case).
    void learn(const std::vector<std::string>& words);
    // In order. Words with digits, in capitals, of one letter or of another script are left alone.
    [[nodiscard]] std::vector<Misspelling> check(std::string_view text) const;
    // Best first, at most `limit`.
    [[nodiscard]] std::vector<std::string> suggest(std::string_view word, int limit) const;

private:
    struct Inner;
    explicit Speller(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

// Words that are right in this project whatever a dictionary says: of attribute values, categories
// and the program's facet vocabulary.
Result<std::vector<std::string>> projectWords(Project& project);

} // namespace triptych::workflow
