// SPDX-License-Identifier: GPL-3.0-or-later
// Wording of facets and of unknown columns.
#include "core/generate/wording.h"

#include <algorithm>

namespace triptych::generate {

namespace {

constexpr int kRankUnknown = 200;

} // namespace

bool Worder::word(const ColumnMeaning& meaning, const std::string& from, const std::string& to,
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
        return wordThing("adjective", meaning.owner, from, to, difference);
    case ColumnKind::Unknown:
        return wordUnknown(meaning.owner, from, to, difference);
    case ColumnKind::Ignored:
        break;
    }
    return false;
}

double Worder::certainty(const Cell& from, const Cell& to)
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

void Worder::setWording(const std::vector<Item>& from, const std::vector<Item>& to,
                        Difference& difference) const
{
    difference.from = {joined(from, m_language, &Wording::text),
                       joined(from, m_language, &Wording::alt)};
    difference.to = {joined(to, m_language, &Wording::text), joined(to, m_language, &Wording::alt)};
    difference.change = from.empty() ? ChangeKind::Add
                        : to.empty() ? ChangeKind::Remove
                                     : ChangeKind::Change;
}

// A plain pattern and no pattern are the same.
void Worder::dropPlainPattern(const Facet& facet, Cell& one, const Cell& other)
{
    static const std::string kPlain = "solid";
    if (facet.id != "pattern" || !other.items.empty() || one.items.size() != 1) {
        return;
    }
    const auto* plain = facet.find(kPlain);
    if (plain != nullptr && one.items[0].identity == "#" + std::to_string(plain->entry)) {
        one.items.clear();
    }
}

// "swap no sleeves for long sleeves" is no English: "make it long-sleeved", else add or remove.
void Worder::avoidNegative(Difference& difference) const
{
    const bool fromNone = difference.from.text.starts_with("no ");
    const bool toNone = difference.to.text.starts_with("no ");
    if (m_language != Language::English || difference.change != ChangeKind::Change ||
        (!fromNone && !toNone)) {
        return;
    }
    if (!difference.from.alt.empty() && !difference.to.alt.empty()) {
        difference.from.text = difference.from.alt;
        difference.to.text = difference.to.alt;
        difference.templates = set("adjective");
        return;
    }
    difference.change = fromNone ? ChangeKind::Add : ChangeKind::Remove;
    if (difference.from.alt.empty()) {
        difference.from.alt = difference.from.text;
    }
}

bool Worder::wordFacet(const Facet& facet, const std::string& from, const std::string& to,
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
    } else if (facet.id == "material" && lost.size() < a.items.size()) {
        setWording(lost, gained, difference);
        difference.templates = set("blend");
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
    if (facet.form == FacetForm::With) {
        avoidNegative(difference);
    }
    difference.joint = allKnown && a.items.size() == 1 && b.items.size() == 1 &&
                       isJoint(facet, a.items[0], b.items[0]);
    return true;
}

bool Worder::isJoint(const Facet& facet, const Item& from, const Item& to) const
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
    return facet.form == FacetForm::Plain && facet.id != "material" && brief(from.wording.text) &&
           brief(to.wording.text);
}

bool Worder::wordUnknown(const std::string& label, const std::string& from, const std::string& to,
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

} // namespace triptych::generate
