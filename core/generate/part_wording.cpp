// SPDX-License-Identifier: GPL-3.0-or-later
// Wording of parts: handles, hoods, the colour of a seat.
#include "core/generate/wording.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace triptych::generate {

namespace {

constexpr int kRankPart = 100;

} // namespace

bool Worder::wordPartFacet(const ColumnMeaning& meaning, const std::string& from,
                           const std::string& to, Difference& difference) const
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

Worder::Presence Worder::presence(const std::string& value) const
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
Wording Worder::describedPart(const Part& part, const std::string& description) const
{
    const auto& plain = part.in[at(m_language)];
    if (description.empty()) {
        return plain;
    }
    const std::string words = m_reader.read(description, nullptr).items.at(0).wording.text;
    if (m_language == Language::Japanese) {
        const std::string text =
            isCount(description) ? description + "個の" + plain.text : words + "の" + plain.text;
        return {text, text};
    }
    if (isCount(description)) {
        std::string noun = plain.alt;
        noun += description != "1" && !noun.ends_with('s') ? "s" : "";
        return {description + " " + noun, description + " " + noun};
    }
    const std::string noun = words + " " + plain.alt;
    const bool article = plain.text != plain.alt && plain.text.starts_with("a");
    return {article ? std::string(articleFor(noun)) + " " + noun : noun, noun};
}

bool Worder::wordPart(const Part& part, const std::string& from, const std::string& to,
                      Difference& difference) const
{
    if (codePointCount(from) > kLongestValue || codePointCount(to) > kLongestValue) {
        return false;
    }
    Presence a = presence(from);
    Presence b = presence(to);
    for (auto* side : {&a, &b}) {
        if (side->description == "1" && !(a.there && b.there)) {
            side->description.clear(); // 1 and 0 as yes and no
        }
        if (!side->description.empty() &&
            m_reader.read(side->description, nullptr).items.size() != 1) {
            return false; // a list says nothing of one part
        }
    }
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
    if (!a.description.empty() && !b.description.empty()) {
        wordTwoParts(part, a.description, b.description, difference);
        return true;
    }
    difference.templates = set("labelled");
    difference.weak = true;
    difference.change = a.description.empty() ? ChangeKind::Add : ChangeKind::Remove;
    (a.description.empty() ? difference.to : difference.from) =
        m_reader.worded(a.description.empty() ? b.description : a.description, nullptr).wording;
    return true;
}

void Worder::wordTwoParts(const Part& part, const std::string& from, const std::string& to,
                          Difference& difference) const
{
    const bool counts = isCount(from) && isCount(to);
    if (counts && m_language == Language::Japanese) {
        difference.label = language().countOf;
        difference.label.replace(difference.label.find("{part}"), 6, part.in[at(m_language)].alt);
        difference.templates = set("labelled");
        difference.from = {from, {}};
        difference.to = {to, {}};
        return;
    }
    difference.templates = set(counts ? "with" : "part");
    difference.from = describedPart(part, from);
    difference.to = describedPart(part, to);
}

bool Worder::wordPartList(const std::string& from, const std::string& to,
                          Difference& difference) const
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

Cell Worder::readParts(const std::string& text) const
{
    Cell cell = m_reader.read(m_vocabulary.isNo(foldWords(text)) ? std::string{} : text, nullptr);
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
bool Worder::wordThing(const char* templates, const std::string& thing, const std::string& from,
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
    const Wording wording{article ? std::string(articleFor(shown)) + " " + shown : shown, shown};
    (flag(from) ? difference.from : difference.to) = wording;
    return true;
}

} // namespace triptych::generate
