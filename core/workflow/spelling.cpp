// SPDX-License-Identifier: GPL-3.0-or-later
// Which dictionary, and the words that this project knows better.
#include "core/workflow/spelling.h"

#include "core/generate/vocabulary.h"
#include "core/store/reading.h"
#include "core/text/spelling.h"
#include "core/workflow/project_inner.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace triptych::workflow {

namespace {

constexpr int kMostValues = 20'000;

struct Installed
{
    std::string_view language;
    std::string_view dictionary; // file name without ending
    std::string_view package;
};
constexpr std::array kInstalled{Installed{"en", "en_US", "hunspell-en-us"}};

std::vector<std::filesystem::path> folders()
{
    std::vector<std::filesystem::path> found;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): read only
    if (const char* path = std::getenv("DICPATH"); path != nullptr) {
        std::string_view rest{path};
        while (!rest.empty()) {
            const auto end = std::min(rest.find(':'), rest.size());
            if (end > 0) {
                found.emplace_back(rest.substr(0, end));
            }
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    found.emplace_back("/usr/share/hunspell");
    found.emplace_back("/usr/local/share/hunspell");
    return found;
}

void addWording(const generate::Wording& wording, std::vector<std::string>& words)
{
    for (const auto& one : {wording.text, wording.alt}) {
        if (!one.empty()) {
            words.push_back(one);
        }
    }
}

// What the program's own generator can write, and the spellings that it reads.
void addVocabulary(std::vector<std::string>& words)
{
    const generate::Vocabulary vocabulary;
    constexpr auto kLanguage = Language::English;
    for (const auto& facet : vocabulary.facets()) {
        words.push_back(facet.label[generate::at(kLanguage)]);
        for (const auto& entry : facet.entries) {
            addWording(entry.in[generate::at(kLanguage)], words);
        }
        for (const auto& [spelling, match] : facet.values) {
            words.push_back(spelling);
        }
    }
}

} // namespace

struct Speller::Inner
{
    std::unique_ptr<text::Spelling> spelling;
};

Speller::Speller(std::unique_ptr<Inner> inner)
    : m_inner(std::move(inner))
{}

Speller::~Speller() = default;

Result<std::unique_ptr<Speller>> Speller::loadFrom(const std::filesystem::path& affix,
                                                   const std::filesystem::path& dictionary)
{
    auto spelling = text::Spelling::open(affix, dictionary);
    if (!spelling) {
        return fail(spelling);
    }
    auto inner = std::make_unique<Inner>();
    inner->spelling = std::move(*spelling);
    return std::unique_ptr<Speller>(new Speller(std::move(inner)));
}

Result<std::unique_ptr<Speller>> Speller::load(const std::string& language)
{
    const auto known = std::find_if(kInstalled.begin(), kInstalled.end(), [&](const auto& one) {
        return language == one.language ||
               (language.starts_with(one.language) && language[one.language.size()] == '-');
    });
    if (known == kInstalled.end()) {
        return fail(ErrorCode::Unsupported, "no spelling for this language", language);
    }
    const std::string name{known->dictionary};
    for (const auto& folder : folders()) {
        std::error_code error;
        if (std::filesystem::exists(folder / (name + ".dic"), error)) {
            return loadFrom(folder / (name + ".aff"), folder / (name + ".dic"));
        }
    }
    return fail(ErrorCode::NotFound, "no dictionary: install " + std::string{known->package}, name);
}

void Speller::learn(const std::vector<std::string>& words)
{
    for (const auto& word : words) {
        m_inner->spelling->learn(word);
    }
}

std::vector<Misspelling> Speller::check(std::string_view text) const
{
    std::vector<Misspelling> found;
    for (const auto& one : m_inner->spelling->check(text)) {
        found.push_back({one.begin, one.length});
    }
    return found;
}

std::vector<std::string> Speller::suggest(std::string_view word, int limit) const
{
    return m_inner->spelling->suggest(word, static_cast<std::size_t>(std::max(limit, 0)));
}

Result<std::vector<std::string>> projectWords(Project& project)
{
    auto words = store::Reader(databaseOf(project)).catalogueValues(kMostValues);
    if (!words) {
        return fail(words);
    }
    addVocabulary(*words);
    std::sort(words->begin(), words->end());
    words->erase(std::unique(words->begin(), words->end()), words->end());
    return words;
}

} // namespace triptych::workflow
