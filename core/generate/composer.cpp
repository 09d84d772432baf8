// SPDX-License-Identifier: GPL-3.0-or-later
// Joining of phrases in English and Japanese.
#include "core/generate/composer.h"

#include <algorithm>
#include <array>
#include <vector>

namespace triptych::generate {

namespace {

constexpr std::size_t kMostJoint = 3;

enum class Manner
{
    Joint,
    But,
    Orders,
    Statements
};

struct Clause
{
    const Phrase* phrase = nullptr;
    std::string text;
};

class Composer
{
public:
    Composer(std::span<const Difference> differences, const Vocabulary& vocabulary,
             Language language, Random& random)
        : m_differences(differences)
        , m_language(language)
        , m_data(vocabulary.in(language))
        , m_random(random)
    {}

    Composed compose()
    {
        if (m_differences.size() == 1) {
            const auto& difference = m_differences.front();
            const Phrase& phrase = pick(difference.templates->alone(difference.change));
            return {phrase.fill(slotsOf(difference)), phrase.id()};
        }
        const auto manners = possibleManners();
        switch (manners[m_random.below(manners.size())]) {
        case Manner::Joint:
            return joint();
        case Manner::But:
            return but();
        case Manner::Statements:
            return clauses(Mood::Statement);
        case Manner::Orders:
            break;
        }
        return clauses(Mood::Order);
    }

private:
    [[nodiscard]] bool english() const { return m_language == Language::English; }

    const Phrase& pick(const std::vector<Phrase>& phrases)
    {
        return phrases[m_random.below(phrases.size())];
    }

    static Slots slotsOf(const Difference& difference)
    {
        return {difference.from.text, difference.to.text, difference.from.alt,
                difference.to.alt,    difference.label,   {}};
    }

    [[nodiscard]] std::vector<Manner> possibleManners() const
    {
        std::vector<Manner> manners{Manner::Orders};
        const auto all = [&](auto holds) {
            return std::all_of(m_differences.begin(), m_differences.end(), holds);
        };
        const std::size_t mostJoint = english() ? kMostJoint : 2;
        if (m_differences.size() <= mostJoint && all([](const auto& d) { return d.joint; }) &&
            (english() || m_differences.front().facet == "color")) {
            manners.insert(manners.end(), 2, Manner::Joint);
        }
        if (!m_data.jointBut.empty() && all([](const auto& d) {
                return d.change == ChangeKind::Change && !d.templates->but.empty();
            })) {
            manners.push_back(Manner::But);
        }
        if (all([&](const auto& d) { return !inMood(d, Mood::Statement).empty(); })) {
            manners.push_back(Manner::Statements);
        }
        return manners;
    }

    // Phrases of a difference that can be joined with others.
    [[nodiscard]] static std::vector<const Phrase*> inMood(const Difference& difference, Mood mood)
    {
        const auto& set = *difference.templates;
        const auto& source = difference.change != ChangeKind::Change ? set.alone(difference.change)
                             : mood == Mood::Order                   ? set.clause
                                                                     : set.is;
        std::vector<const Phrase*> phrases;
        for (const auto& phrase : source) {
            if (phrase.mood() == mood) {
                phrases.push_back(&phrase);
            }
        }
        return phrases;
    }

    [[nodiscard]] std::string join(const std::vector<std::string>& items, std::string_view glue,
                                   std::string_view last) const
    {
        std::string text;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0) {
                text += i + 1 == items.size() ? last : glue;
            }
            text += items[i];
        }
        return text;
    }

    // "make it blue and striped instead of black and plain", 「黒の長袖ではなく青の半袖にする」
    Composed joint()
    {
        std::vector<std::string> froms;
        std::vector<std::string> tos;
        for (const auto& difference : m_differences) {
            const bool adjective = english() && difference.facet == "sleeve";
            froms.push_back(adjective ? difference.from.alt : difference.from.text);
            tos.push_back(adjective ? difference.to.alt : difference.to.text);
        }
        const std::string from = english() ? join(froms, ", ", " and ") : join(froms, "の", "の");
        const std::string to = english() ? join(tos, ", ", " and ") : join(tos, "の", "の");
        Slots slots;
        slots.from = from;
        slots.to = to;
        const Phrase& phrase = pick(m_data.jointPlain);
        return {phrase.fill(slots), phrase.id()};
    }

    // "the same item but in blue, striped and with long sleeves"
    Composed but()
    {
        std::vector<std::string> items;
        std::string ids;
        for (const auto& difference : m_differences) {
            const Phrase& phrase = pick(difference.templates->but);
            items.push_back(phrase.fill(slotsOf(difference)));
            ids += "+" + phrase.id();
        }
        const std::string list = join(items, ", ", " and ");
        Slots slots;
        slots.list = list;
        const Phrase& phrase = pick(m_data.jointBut);
        return {phrase.fill(slots), phrase.id() + ids};
    }

    // Avoids "make it …, make it … and make it …".
    Clause pickClause(const Difference& difference, Mood mood, std::vector<std::string_view>& used)
    {
        auto phrases = inMood(difference, mood);
        const Phrase* chosen = phrases[m_random.below(phrases.size())];
        const auto fresh = [&](const Phrase* phrase) {
            return std::find(used.begin(), used.end(), phrase->verb()) == used.end();
        };
        if (!fresh(chosen)) {
            std::erase_if(phrases, [&](const Phrase* phrase) { return !fresh(phrase); });
            if (!phrases.empty()) {
                chosen = phrases[m_random.below(phrases.size())];
            }
        }
        used.push_back(chosen->verb());
        return {chosen, chosen->fill(slotsOf(difference))};
    }

    [[nodiscard]] std::string teForm(const std::string& text) const
    {
        for (const auto& [plain, te] : m_data.te) {
            if (text.ends_with(plain)) {
                return text.substr(0, text.size() - plain.size()) + te;
            }
        }
        return text;
    }

    // "has a zipper and has a hood" -> "has a zipper and a hood"
    static void shareVerbs(std::vector<std::string>& items,
                           const std::vector<std::string_view>& verbs)
    {
        const auto compares = [](const std::string& text) {
            return text.find(" rather than ") != std::string::npos ||
                   text.find(" instead of ") != std::string::npos;
        };
        if (items.size() != 2 || verbs[0] != verbs[1] || compares(items[0]) || compares(items[1])) {
            return;
        }
        if (verbs[1] == "is" || verbs[1] == "has") {
            items[1].erase(0, verbs[1].size() + 1);
        }
    }

    Composed clauses(Mood mood)
    {
        std::vector<std::string> items;
        std::vector<std::string_view> used;
        std::string ids;
        for (const auto& difference : m_differences) {
            Clause clause = pickClause(difference, mood, used);
            const bool last = items.size() + 1 == m_differences.size();
            items.push_back(!english() && mood == Mood::Order && !last ? teForm(clause.text)
                                                                       : std::move(clause.text));
            ids += (ids.empty() ? "" : "+") + clause.phrase->id();
        }
        if (english()) {
            shareVerbs(items, used);
            return {join(items, ", ", " and "), ids};
        }
        std::string text = join(items, "、", "、");
        if (mood == Mood::Statement && m_random.below(2) == 0) {
            text += "のもの";
        }
        return {std::move(text), ids};
    }

    std::span<const Difference> m_differences;
    Language m_language;
    const LanguageData& m_data;
    Random& m_random;
};

} // namespace

Composed compose(std::span<const Difference> differences, const Vocabulary& vocabulary,
                 Language language, Random& random)
{
    return Composer{differences, vocabulary, language, random}.compose();
}

} // namespace triptych::generate
