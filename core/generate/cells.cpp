// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and wording of catalogue cells.
#include "core/generate/cells.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <utility>

namespace triptych::generate {

namespace {

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

std::vector<std::string> split(const std::string& text,
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

} // namespace

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

std::string unknownText(const std::string& value, Language language)
{
    std::string text = value;
    std::replace(text.begin(), text.end(), '"', '\'');
    std::replace(text.begin(), text.end(), '_', ' ');
    text = tidy(text);
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

Cell CellReader::read(const std::string& text, const Facet* facet) const
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
        const bool there = std::any_of(cell.items.begin(), cell.items.end(),
                                       [&](const auto& o) { return o.identity == item.identity; });
        if (!there && !item.wording.text.empty()) {
            cell.items.push_back(std::move(item));
        }
    }
    cell.usable = !cell.items.empty() && cell.items.size() <= kMostParts;
    return cell;
}

Item CellReader::worded(const std::string& value, const Facet* facet) const
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
    if (const auto hole = frame.find("{value}"); hole != std::string::npos && !text.empty()) {
        std::string framed = frame;
        framed.replace(hole, 7, text);
        if (framed.starts_with("a ")) {
            framed = std::string(articleFor(text)) + framed.substr(1);
        }
        text = std::move(framed);
    }
    return {folded, {std::move(text), {}}, false};
}

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

} // namespace triptych::generate
