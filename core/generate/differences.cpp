// SPDX-License-Identifier: GPL-3.0-or-later
// Comparison of catalogue rows and wording of their values.
#include "core/generate/differences.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace triptych::generate {

namespace {

constexpr std::size_t kLongestValue = 40; // code points
constexpr std::size_t kMostParts = 3;
constexpr int kRankPart = 100;
constexpr int kRankUnknown = 200;

// One value of a cell.
struct Item
{
    std::string identity; // equal = the same value, whatever the spelling or language
    Wording wording;
    bool known = false;
};

struct Cell
{
    std::vector<Item> items;
    bool usable = true;
};

bool hasDigit(std::string_view text)
{
    return text.find_first_of("0123456789") != std::string_view::npos;
}

bool isCount(std::string_view text)
{
    return !text.empty() && text.size() <= 3 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool isWide(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        if (nextCodePoint(text, i) >= 0x2e80) {
            return true;
        }
    }
    return false;
}

std::string tidy(std::string_view raw)
{
    std::string text;
    for (const char c : trimmed(raw)) {
        const bool space = static_cast<unsigned char>(c) <= 0x20;
        if (!space || (!text.empty() && text.back() != ' ')) {
            text += space ? ' ' : c;
        }
    }
    return sanitizeUtf8(text);
}

bool looksLikeAddress(std::string_view text)
{
    return text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos ||
           text.starts_with("www.");
}

// "Glossy" -> "glossy"; "LumaTech", "USB" and a name within a sentence stay.
std::string lowerWords(const std::string& text, bool everyWord)
{
    std::string lower = text;
    for (std::size_t start = 0; start < lower.size();) {
        const std::size_t end = std::min(lower.find(' ', start), lower.size());
        const std::string_view word = std::string_view(lower).substr(start, end - start);
        const bool plain =
            std::none_of(word.begin() + (word.empty() ? 0 : 1), word.end(),
                         [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
        const bool single = word.size() == 1; // "V", "A"
        if (plain && !single && everyWord && word[0] >= 'A' && word[0] <= 'Z') {
            lower[start] = static_cast<char>(word[0] - 'A' + 'a');
        }
        start = end + 1;
    }
    return lower;
}

// A value that the vocabulary does not know, as it is said in a text.
std::string unknownText(const std::string& value, Language language)
{
    std::string text = value;
    std::replace(text.begin(), text.end(), '"', '\'');
    std::replace(text.begin(), text.end(), '_', ' ');
    const bool wide = isWide(text);
    if (language == Language::Japanese) {
        const bool quote = !wide && text.find(' ') != std::string::npos;
        return quote ? "「" + text + "」" : text;
    }
    if (wide) {
        return "\"" + text + "\"";
    }
    // Title Case is a heading's habit; a capital on the first word alone may be a name.
    bool title = true;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == ' ' && text[i + 1] >= 'a' && text[i + 1] <= 'z') {
            title = false;
        }
    }
    return lowerWords(text, title);
}

class CellReader
{
public:
    CellReader(const Vocabulary& vocabulary, Language language)
        : m_vocabulary(vocabulary)
        , m_language(language)
    {}

    // `facet` null: an unknown column or a description of a part.
    [[nodiscard]] Cell read(const std::string& text, const Facet* facet) const
    {
        Cell cell;
        if (text.empty()) {
            return cell;
        }
        if (codePointCount(text) > kLongestValue || looksLikeAddress(text)) {
            cell.usable = false;
            return cell;
        }
        std::vector<std::string> parts = split(text, {"|", ";", "、", "；"});
        if (parts.size() == 1 && facet != nullptr && facet->find(foldWords(text)) == nullptr) {
            auto finer = split(text, {"/", ",", "&", "+", "・", " and ", "と"});
            const bool allKnown = std::all_of(finer.begin(), finer.end(), [&](const auto& piece) {
                return facet->find(foldWords(piece)) != nullptr;
            });
            if (allKnown) {
                parts = std::move(finer);
            }
        }
        for (const auto& part : parts) {
            Item item = worded(part, facet);
            const bool there =
                std::any_of(cell.items.begin(), cell.items.end(),
                            [&](const auto& o) { return o.identity == item.identity; });
            if (!there) {
                cell.items.push_back(std::move(item));
            }
        }
        cell.usable = cell.items.size() <= kMostParts;
        return cell;
    }

    [[nodiscard]] Item worded(const std::string& value, const Facet* facet) const
    {
        const std::string folded = foldWords(value);
        if (facet == nullptr) {
            if (auto known = m_vocabulary.anyValue(folded, m_language)) {
                return {folded, std::move(*known), true};
            }
            return {folded, {unknownText(value, m_language), {}}, false};
        }
        if (const auto* match = facet->find(folded)) {
            Item item{"#" + std::to_string(match->entry),
                      facet->entries[match->entry].in[at(m_language)], true};
            if (match->ownLanguage == m_language) {
                item.wording.text = match->own;
            }
            return item;
        }
        std::string text = unknownText(value, m_language);
        const auto& frame = facet->unknown[at(m_language)];
        if (const auto hole = frame.find("{value}"); hole != std::string::npos) {
            std::string framed = frame;
            framed.replace(hole, 7, text);
            if (framed.starts_with("a ")) {
                framed = std::string(articleFor(text)) + framed.substr(1);
            }
            text = std::move(framed);
        }
        return {folded, {std::move(text), {}}, false};
    }

private:
    static std::vector<std::string> split(const std::string& text,
                                          std::initializer_list<std::string_view> separators)
    {
        std::vector<std::string> parts;
        std::size_t start = 0;
        const auto push = [&](std::size_t end) {
            const auto piece = trimmed(std::string_view(text).substr(start, end - start));
            if (!piece.empty()) {
                parts.emplace_back(piece);
            }
        };
        for (std::size_t i = 0; i < text.size();) {
            std::size_t width = 0;
            for (const auto separator : separators) {
                if (std::string_view(text).substr(i).starts_with(separator)) {
                    width = separator.size();
                    break;
                }
            }
            if (width > 0) {
                push(i);
                start = i + width;
            }
            i += std::max<std::size_t>(width, 1);
        }
        push(text.size());
        return parts;
    }

    const Vocabulary& m_vocabulary;
    Language m_language;
};

std::string joined(const std::vector<Item>& items, Language language, std::string Wording::* which)
{
    const bool english = language == Language::English;
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) {
            const bool last = i + 1 == items.size();
            text += english ? (last ? " and " : ", ") : (items.size() == 2 ? "と" : "、");
        }
        text += items[i].wording.*which;
    }
    return text;
}

std::vector<Item> without(const std::vector<Item>& items, const std::vector<Item>& others)
{
    std::vector<Item> left;
    for (const auto& item : items) {
        if (std::none_of(others.begin(), others.end(),
                         [&](const auto& other) { return other.identity == item.identity; })) {
            left.push_back(item);
        }
    }
    return left;
}

class Finder
{
public:
    Finder(const Vocabulary& vocabulary, Language language)
        : m_vocabulary(vocabulary)
        , m_language(language)
        , m_reader(vocabulary, language)
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
    [[nodiscard]] const LanguageData& language() const { return m_vocabulary.in(m_language); }
    [[nodiscard]] const TemplateSet* set(const std::string& name) const
    {
        return &language().sets.at(name);
    }

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
            usable = word(meaning, from, to, difference);
        }
        // Two spellings of one thing ("navy", "navy blue" in Japanese) are no difference.
        usable = usable && difference.from.text != difference.to.text;
        if (usable) {
            m_found.usable.push_back(std::move(difference));
        } else if (from != to) {
            ++m_found.unusable;
        }
    }

    bool word(const ColumnMeaning& meaning, const std::string& from, const std::string& to,
              Difference& difference) const
    {
        switch (meaning.kind) {
        case ColumnKind::Facet:
            return wordFacet(*meaning.facet, from, to, difference);
        case ColumnKind::PartFacet:
            return wordPartFacet(meaning, from, to, difference);
        case ColumnKind::Part:
            return wordPart(*meaning.part, from, to, difference);
        case ColumnKind::PartList:
            return wordPartList(from, to, difference);
        case ColumnKind::HasThing:
            return wordThing("part", meaning.owner, from, to, difference);
        case ColumnKind::IsThing:
            return wordThing("plain", meaning.owner, from, to, difference);
        case ColumnKind::Unknown:
            return wordUnknown(meaning.owner, from, to, difference);
        case ColumnKind::Ignored:
            break;
        }
        return false;
    }

    static double certainty(const Cell& from, const Cell& to)
    {
        double value = 1.0;
        for (const auto* cell : {&from, &to}) {
            value *= cell->items.size() > 1 ? 0.9 : 1.0;
            value *= cell->items.empty() ? 0.7 : 1.0;
            value *= std::all_of(cell->items.begin(), cell->items.end(),
                                 [](const auto& item) { return item.known; })
                         ? 1.0
                         : 0.85;
        }
        return value;
    }

    void setWording(const std::vector<Item>& from, const std::vector<Item>& to,
                    Difference& difference) const
    {
        difference.from = {joined(from, m_language, &Wording::text),
                           joined(from, m_language, &Wording::alt)};
        difference.to = {joined(to, m_language, &Wording::text),
                         joined(to, m_language, &Wording::alt)};
        difference.change = from.empty() ? ChangeKind::Add
                            : to.empty() ? ChangeKind::Remove
                                         : ChangeKind::Change;
    }

    // A plain pattern and no pattern are the same.
    static void dropPlainPattern(const Facet& facet, Cell& one, Cell& other)
    {
        if (facet.id == "pattern" && other.items.empty() && one.items.size() == 1 &&
            one.items[0].known && one.items[0].wording.alt.empty()) {
            one.items.clear();
        }
    }

    bool wordFacet(const Facet& facet, const std::string& from, const std::string& to,
                   Difference& difference) const
    {
        Cell a = m_reader.read(from, &facet);
        Cell b = m_reader.read(to, &facet);
        if (!a.usable || !b.usable) {
            return false;
        }
        dropPlainPattern(facet, a, b);
        dropPlainPattern(facet, b, a);
        const auto lost = without(a.items, b.items);
        const auto gained = without(b.items, a.items);
        if (lost.empty() && gained.empty()) {
            return false;
        }
        const auto known = [](const Cell& cell) {
            return std::all_of(cell.items.begin(), cell.items.end(),
                               [](const auto& item) { return item.known; });
        };
        const bool allKnown = known(a) && known(b);
        if (facet.knownOnly && !allKnown) {
            return false;
        }
        difference.facet = facet.id;
        difference.label = facet.label[at(m_language)];
        difference.rank = m_vocabulary.rank(facet);
        difference.confidence = 0.95 * certainty(a, b);
        // Unknown adjectives may not stand alone ("make it swirl"); colours and materials do.
        const bool named =
            facet.id == "color" || facet.id == "material" || facet.form == FacetForm::With;
        difference.templates = set(allKnown || named ? facet.templates : "labelled");
        setWording(a.items, b.items, difference);
        if (facet.id == "material" && !a.items.empty() && !b.items.empty() &&
            (lost.empty() || gained.empty())) {
            setWording(lost, gained, difference);
            difference.change = lost.empty() ? ChangeKind::Gain : ChangeKind::Lose;
        }
        const bool silent =
            difference.change == ChangeKind::Add || difference.change == ChangeKind::Remove;
        const auto nameless = [](const Item& item) { return item.wording.alt.empty(); };
        if (silent && facet.id == "pattern" && m_language == Language::English &&
            (std::any_of(a.items.begin(), a.items.end(), nameless) ||
             std::any_of(b.items.begin(), b.items.end(), nameless))) {
            difference.templates = set("labelled");
        }
        difference.weak = silent && facet.id != "pattern";
        difference.joint = allKnown && a.items.size() == 1 && b.items.size() == 1 &&
                           isJoint(facet, a.items[0], b.items[0]);
        return true;
    }

    [[nodiscard]] bool isJoint(const Facet& facet, const Item& from, const Item& to) const
    {
        const auto brief = [](const std::string& text) {
            return std::count(text.begin(), text.end(), ' ') <= 1;
        };
        if (m_language == Language::Japanese) {
            return facet.id == "color" || facet.id == "pattern" || facet.id == "sleeve" ||
                   facet.id == "material";
        }
        if (facet.id == "sleeve") {
            return !from.wording.alt.empty() && !to.wording.alt.empty();
        }
        return facet.form == FacetForm::Plain && facet.id != "material" &&
               brief(from.wording.text) && brief(to.wording.text);
    }

    bool wordPartFacet(const ColumnMeaning& meaning, const std::string& from, const std::string& to,
                       Difference& difference) const
    {
        if (!wordFacet(*meaning.facet, from, to, difference)) {
            return false;
        }
        const auto& facet = *meaning.facet;
        std::string owner =
            meaning.part != nullptr ? meaning.part->in[at(m_language)].alt : meaning.owner;
        std::string label = language().partOf;
        label.replace(label.find("{part}"), 6, owner);
        label.replace(label.find("{facet}"), 7, facet.label[at(m_language)]);
        difference.facet =
            (meaning.part != nullptr ? meaning.part->id : meaning.owner) + "." + facet.id;
        difference.label = std::move(label);
        difference.templates = set("labelled");
        difference.joint = false;
        difference.rank = kRankPart + m_vocabulary.rank(facet);
        difference.confidence *= meaning.part != nullptr ? 0.95 : 0.8;
        return true;
    }

    struct Presence
    {
        bool there = false;
        std::string description; // "wooden", "4"; empty when only there
    };

    [[nodiscard]] Presence presence(const std::string& value) const
    {
        const std::string folded = foldWords(value);
        if (folded.empty() || folded == "0" || m_vocabulary.isNo(folded)) {
            return {};
        }
        if (m_vocabulary.isYes(folded)) {
            return {true, {}};
        }
        return {true, value};
    }

    // "a wooden handle", "4 legs", "木の取っ手".
    [[nodiscard]] Wording describedPart(const Part& part, const std::string& description) const
    {
        const auto& plain = part.in[at(m_language)];
        if (description.empty()) {
            return plain;
        }
        if (m_language == Language::Japanese) {
            const std::string text =
                isCount(description)
                    ? description + "個の" + plain.text
                    : m_reader.worded(description, nullptr).wording.text + "の" + plain.text;
            return {text, text};
        }
        if (isCount(description)) {
            std::string noun = plain.alt;
            noun += description != "1" && !noun.ends_with('s') ? "s" : "";
            return {description + " " + noun, description + " " + noun};
        }
        const std::string noun =
            m_reader.worded(description, nullptr).wording.text + " " + plain.alt;
        const bool article = plain.text != plain.alt && plain.text.starts_with("a");
        return {article ? std::string(articleFor(noun)) + " " + noun : noun, noun};
    }

    bool wordPart(const Part& part, const std::string& from, const std::string& to,
                  Difference& difference) const
    {
        if (codePointCount(from) > kLongestValue || codePointCount(to) > kLongestValue) {
            return false;
        }
        const Presence a = presence(from);
        const Presence b = presence(to);
        const std::string folded = foldWords(from);
        if ((!a.there && !b.there) || (a.there && b.there && folded == foldWords(to))) {
            return false;
        }
        difference.facet = part.id;
        difference.rank = kRankPart;
        difference.confidence = 0.9 * (from.empty() || to.empty() ? 0.8 : 1.0);
        difference.label = part.in[at(m_language)].alt;
        if (!a.there || !b.there) {
            difference.templates = set("part");
            difference.change = a.there ? ChangeKind::Remove : ChangeKind::Add;
            (a.there ? difference.from : difference.to) =
                describedPart(part, a.there ? a.description : b.description);
            return true;
        }
        difference.templates = set("labelled");
        if (isCount(a.description) && isCount(b.description)) {
            difference.label = language().countOf;
            difference.label.replace(difference.label.find("{part}"), 6, pluralOf(part));
        }
        const auto words = [&](const Presence& presence) {
            return presence.description.empty()
                       ? Wording{}
                       : m_reader.worded(presence.description, nullptr).wording;
        };
        difference.from = words(a);
        difference.to = words(b);
        difference.change = a.description.empty()   ? ChangeKind::Add
                            : b.description.empty() ? ChangeKind::Remove
                                                    : ChangeKind::Change;
        return true;
    }

    [[nodiscard]] std::string pluralOf(const Part& part) const
    {
        std::string noun = part.in[at(m_language)].alt;
        if (m_language == Language::English && !noun.ends_with('s')) {
            noun += 's';
        }
        return noun;
    }

    bool wordPartList(const std::string& from, const std::string& to, Difference& difference) const
    {
        const Cell a = readParts(from);
        const Cell b = readParts(to);
        const auto lost = without(a.items, b.items);
        const auto gained = without(b.items, a.items);
        if (!a.usable || !b.usable || (lost.empty() && gained.empty())) {
            return false;
        }
        difference.facet = "parts";
        difference.rank = kRankPart;
        difference.templates = set("part");
        difference.confidence = 0.85 * (from.empty() || to.empty() ? 0.8 : 1.0);
        setWording(lost, gained, difference);
        for (const auto* items : {&lost, &gained}) {
            for (const auto& item : *items) {
                difference.confidence *= item.known ? 1.0 : 0.8;
            }
        }
        return true;
    }

    [[nodiscard]] Cell readParts(const std::string& text) const
    {
        Cell cell =
            m_reader.read(m_vocabulary.isNo(foldWords(text)) ? std::string{} : text, nullptr);
        for (auto& item : cell.items) {
            if (const auto* part = m_vocabulary.part(item.identity)) {
                item = {"#" + part->id, part->in[at(m_language)], true};
            } else {
                item.wording.alt = item.wording.text;
                item.known = false;
            }
        }
        return cell;
    }

    // A yes-or-no column that no vocabulary names: "has_spout", "is_foldable".
    bool wordThing(const char* templates, const std::string& thing, const std::string& from,
                   const std::string& to, Difference& difference) const
    {
        const auto flag = [&](const std::string& value) {
            const std::string folded = foldWords(value);
            return folded == "1" || m_vocabulary.isYes(folded);
        };
        const auto isFlag = [&](const std::string& value) {
            const std::string folded = foldWords(value);
            return folded.empty() || folded == "0" || m_vocabulary.isNo(folded) || flag(value);
        };
        if (!isFlag(from) || !isFlag(to) || flag(from) == flag(to) || isWide(thing)) {
            return false;
        }
        difference.facet = thing;
        difference.label = thing;
        difference.rank = kRankPart;
        difference.confidence = 0.6;
        difference.templates = set(templates);
        difference.change = flag(from) ? ChangeKind::Remove : ChangeKind::Add;
        const bool noun = std::string_view(templates) == "part";
        const bool article = noun && m_language == Language::English && !thing.ends_with('s');
        const std::string shown =
            m_language == Language::English ? thing : unknownText(thing, m_language);
        (flag(from) ? difference.from : difference.to) = {
            article ? std::string(articleFor(shown)) + " " + shown : shown, shown};
        return true;
    }

    bool wordUnknown(const std::string& label, const std::string& from, const std::string& to,
                     Difference& difference) const
    {
        // Codes, measures and dates are not seen in a photo; yes or no to an unknown word says
        // little.
        for (const auto* value : {&from, &to}) {
            const std::string folded = foldWords(*value);
            if (hasDigit(folded) || m_vocabulary.isYes(folded) || m_vocabulary.isNo(folded)) {
                return false;
            }
        }
        const Cell a = m_reader.read(from, nullptr);
        const Cell b = m_reader.read(to, nullptr);
        if (!a.usable || !b.usable || a.items.empty() || b.items.empty() ||
            (without(a.items, b.items).empty() && without(b.items, a.items).empty())) {
            return false;
        }
        difference.facet = label;
        difference.label =
            m_language == Language::Japanese || !isWide(label) ? label : "\"" + label + "\"";
        difference.rank = kRankUnknown;
        difference.confidence = 0.5 * certainty(a, b);
        difference.templates = set("labelled");
        setWording(a.items, b.items, difference);
        return true;
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
    Language m_language;
    CellReader m_reader;
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
