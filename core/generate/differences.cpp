// SPDX-License-Identifier: GPL-3.0-or-later
// Comparison of catalogue rows and wording of their values.
#include "core/generate/differences.h"

#include "core/generate/wording.h"

#include <algorithm>
#include <utility>

namespace triptych::generate {

namespace {

class Finder
{
public:
    Finder(const Vocabulary& vocabulary, Language language)
        : m_vocabulary(vocabulary)

        , m_worder(vocabulary, language)
    {}

    Differences find(const Attributes& reference, const Attributes& target)
    {
        auto a = reference.begin();
        auto b = target.begin();
        static const std::string kNothing;
        while (a != reference.end() || b != target.end()) {
            if (b == target.end() || (a != reference.end() && a->first < b->first)) {
                compare(a->first, a->second, kNothing);
                ++a;
            } else if (a == reference.end() || b->first < a->first) {
                compare(b->first, kNothing, b->second);
                ++b;
            } else {
                if (a->second != b->second) {
                    compare(a->first, a->second, b->second);
                }
                ++a;
                ++b;
            }
        }
        order();
        return std::move(m_found);
    }

private:
    void compare(const std::string& column, const std::string& rawFrom, const std::string& rawTo)
    {
        const ColumnMeaning meaning = m_vocabulary.column(column);
        Difference difference;
        difference.column = column;
        const std::string from = tidy(rawFrom.substr(0, 4096));
        const std::string to = tidy(rawTo.substr(0, 4096));
        difference.rawFrom = from;
        difference.rawTo = to;
        bool usable = meaning.kind != ColumnKind::Ignored && from != to;
        if (usable) {
            usable = m_worder.word(meaning, from, to, difference);
        }
        // Two spellings of one thing ("navy", "navy blue" in Japanese) are no difference.
        usable = usable && difference.from.text != difference.to.text;
        if (usable) {
            m_found.usable.push_back(std::move(difference));
        } else if (from != to) {
            ++m_found.unusable;
        }
    }

    // By rank; of two columns of one facet the plainer name stays ("color", not "color family").
    void order()
    {
        auto& found = m_found.usable;
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
            return std::pair(a.rank, a.column.size()) < std::pair(b.rank, b.column.size());
        });
        std::vector<Difference> kept;
        for (auto& difference : found) {
            if (std::none_of(kept.begin(), kept.end(),
                             [&](const auto& other) { return other.facet == difference.facet; })) {
                kept.push_back(std::move(difference));
            }
        }
        found = std::move(kept);
    }

    const Vocabulary& m_vocabulary;
    Worder m_worder;
    Differences m_found;
};

} // namespace

Difference Difference::reversed() const
{
    Difference other = *this;
    std::swap(other.rawFrom, other.rawTo);
    std::swap(other.from, other.to);
    switch (change) {
    case ChangeKind::Add:
        other.change = ChangeKind::Remove;
        break;
    case ChangeKind::Remove:
        other.change = ChangeKind::Add;
        break;
    case ChangeKind::Gain:
        other.change = ChangeKind::Lose;
        break;
    case ChangeKind::Lose:
        other.change = ChangeKind::Gain;
        break;
    case ChangeKind::Change:
        break;
    }
    return other;
}

Differences findDifferences(const Attributes& reference, const Attributes& target,
                            const Vocabulary& vocabulary, Language language)
{
    return Finder{vocabulary, language}.find(reference, target);
}

} // namespace triptych::generate
