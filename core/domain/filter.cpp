// SPDX-License-Identifier: GPL-3.0-or-later
// Parser of the --where language.
#include "core/domain/filter.h"

#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/domain/names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace triptych {

namespace {

constexpr std::array<std::string_view, 22> kKeyNames{
    "status",   "direction", "language", "caption", "category", "product",   "generator", "version",
    "reviewer", "reason",    "split",    "lot",     "stage",    "stale",     "text",      "image",
    "length",   "decided",   "score",    "lint",    "rank",     "similarity"};

enum class ValueKind
{
    Free,
    Status,
    Direction,
    YesNo,
    Split,
    Number,
    Time
};

ValueKind kindOf(FilterKey key)
{
    switch (key) {
    case FilterKey::Status:
        return ValueKind::Status;
    case FilterKey::Direction:
        return ValueKind::Direction;
    case FilterKey::Stale:
        return ValueKind::YesNo;
    case FilterKey::Split:
        return ValueKind::Split;
    case FilterKey::Caption:
    case FilterKey::Length:
    case FilterKey::Score:
    case FilterKey::Lint:
    case FilterKey::Rank:
    case FilterKey::Similarity:
        return ValueKind::Number;
    case FilterKey::Decided:
        return ValueKind::Time;
    default:
        return ValueKind::Free;
    }
}

bool isNumber(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

bool isDate(const std::string& text)
{
    using namespace std::chrono;
    int y = 0;
    unsigned m = 0;
    unsigned d = 0;
    const bool shape = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                       text.find_first_not_of("0123456789-") == std::string::npos;
    return shape && std::sscanf(text.c_str(), "%4d-%2u-%2u", &y, &m, &d) == 3 && // NOLINT
           year_month_day{year{y}, month{m}, day{d}}.ok();
}

// Checks a value and gives closed vocabularies their one spelling; else what was expected.
std::optional<std::string> settleValue(FilterKey key, std::string& value)
{
    const std::string lower = asciiLower(value);
    switch (kindOf(key)) {
    case ValueKind::Status:
        if (lower != "any" && !slotStateFrom(lower)) {
            return "pending, accepted, edited, rejected, skipped, flagged, disputed, released or "
                   "any";
        }
        value = lower;
        return std::nullopt;
    case ValueKind::Direction:
        if (!directionFrom(lower)) {
            return "forward or reverse";
        }
        value = lower;
        return std::nullopt;
    case ValueKind::YesNo:
        if (lower != "yes" && lower != "no") {
            return "yes or no";
        }
        value = lower;
        return std::nullopt;
    case ValueKind::Split:
        if (const auto part = splitPartFrom(lower)) {
            value = name(*part);
            return std::nullopt;
        }
        return "train, validation or test";
    case ValueKind::Number:
        return isNumber(value) ? std::nullopt : std::optional<std::string>{"a number"};
    case ValueKind::Time:
        return isDate(value) || parseRfc3339(value)
                   ? std::nullopt
                   : std::optional<std::string>{"a date YYYY-MM-DD or an RFC 3339 time"};
    case ValueKind::Free:
        break;
    }
    if (key == FilterKey::Text && trimmed(value).empty()) {
        return "words to look for";
    }
    return std::nullopt;
}

class Parser
{
public:
    explicit Parser(std::string_view source)
        : m_source(source)
    {}

    Result<Filter> parse()
    {
        for (std::size_t at = 0; at < m_source.size();) {
            const auto start = at;
            if (nextCodePoint(m_source, at) == U'\uFFFD' && m_source.substr(start, 3) != "\uFFFD") {
                return expected("valid UTF-8", start);
            }
        }
        Filter filter;
        for (skipSpace(); m_at < m_source.size(); skipSpace()) {
            auto term = parseTerm();
            if (!term) {
                return fail(term);
            }
            filter.terms.push_back(std::move(*term));
        }
        return filter;
    }

private:
    [[nodiscard]] std::size_t spaceAt(std::size_t at) const
    {
        const auto rest = m_source.substr(at);
        if (rest.starts_with("\u3000")) {
            return 3; // what a Japanese keyboard types for a space
        }
        return !rest.empty() && std::string_view(" \t\r\n\v\f").find(rest[0]) != rest.npos ? 1 : 0;
    }

    void skipSpace()
    {
        while (m_at < m_source.size() && spaceAt(m_at) > 0) {
            m_at += spaceAt(m_at);
        }
    }

    [[nodiscard]] bool atEndOfTerm() const { return m_at >= m_source.size() || spaceAt(m_at) > 0; }

    // What stands at `at`, for messages.
    [[nodiscard]] std::string found(std::size_t at) const
    {
        if (at >= m_source.size()) {
            return "the end";
        }
        std::size_t end = at;
        while (end < m_source.size() && spaceAt(end) == 0) {
            ++end;
        }
        if (end == at) {
            return "a space";
        }
        return "\"" + sanitizeUtf8(cutUtf8(m_source.substr(at, end - at), 40)) + "\"";
    }

    [[nodiscard]] tl::unexpected<Error> expected(const std::string& what, std::size_t at) const
    {
        const auto position = codePointCount(m_source.substr(0, at)) + 1;
        return fail(ErrorCode::BadFilter, "expected " + what + ", found " + found(at),
                    sanitizeUtf8(cutUtf8(m_source, 200)), static_cast<long long>(position));
    }

    Result<FilterTerm> parseTerm()
    {
        FilterTerm term;
        term.start = m_at;
        if (m_source[m_at] == '-') {
            term.negated = true;
            ++m_at;
            if (atEndOfTerm()) {
                return expected("a term after \"-\"", m_at);
            }
        }
        const auto keyStart = m_at;
        std::size_t end = m_at;
        while (end < m_source.size() && spaceAt(end) == 0 &&
               std::string_view(":=<>\",").find(m_source[end]) == std::string_view::npos) {
            ++end;
        }
        const bool hasKey = end < m_source.size() &&
                            std::string_view(":=<>").find(m_source[end]) != std::string_view::npos;
        if (hasKey) {
            const auto key = filterKeyFrom(asciiLower(m_source.substr(keyStart, end - keyStart)));
            if (!key) {
                return expected("one of the keys " + keyList() + " (quote words that hold : = < >)",
                                keyStart);
            }
            term.key = *key;
            m_at = end;
            if (auto status = parseComparison(term); !status) {
                return fail(status);
            }
        }
        if (auto status = parseValues(term); !status) {
            return fail(status);
        }
        term.length = m_at - term.start;
        return term;
    }

    static std::string keyList()
    {
        std::string list;
        for (const auto key : kKeyNames) {
            list += list.empty() ? "" : " ";
            list += key;
        }
        return list;
    }

    Status parseComparison(FilterTerm& term)
    {
        const auto start = m_at;
        const char sign = m_source[m_at++];
        if (sign == ':' || sign == '=') {
            return {};
        }
        const bool orEqual = m_at < m_source.size() && m_source[m_at] == '=';
        m_at += orEqual ? 1 : 0;
        if (sign == '<') {
            term.comparison = orEqual ? Comparison::LessOrEqual : Comparison::Less;
        } else {
            term.comparison = orEqual ? Comparison::GreaterOrEqual : Comparison::Greater;
        }
        const auto kind = kindOf(term.key);
        if (kind != ValueKind::Number && kind != ValueKind::Time) {
            return expected("\":\" after " + std::string(name(term.key)), start);
        }
        return {};
    }

    Status parseValues(FilterTerm& term)
    {
        for (;;) {
            const auto start = m_at;
            auto value = parseValue();
            if (!value) {
                return fail(value);
            }
            if (const auto wanted = settleValue(term.key, *value)) {
                return expected(*wanted, start);
            }
            term.values.push_back(std::move(*value));
            if (atEndOfTerm()) {
                break;
            }
            if (m_source[m_at] != ',') {
                return expected("a space or a comma", m_at);
            }
            if (term.comparison != Comparison::Matches) {
                return expected("one value after < or >", m_at);
            }
            ++m_at;
        }
        if (term.key == FilterKey::Status &&
            std::find(term.values.begin(), term.values.end(), "any") != term.values.end()) {
            term.values = {"any"};
        }
        return {};
    }

    Result<std::string> parseValue()
    {
        if (atEndOfTerm() || m_source[m_at] == ',') {
            return expected("a value", m_at);
        }
        if (m_source[m_at] == '"') {
            return parseQuoted();
        }
        const auto start = m_at;
        while (!atEndOfTerm() && m_source[m_at] != ',' && m_source[m_at] != '"') {
            ++m_at;
        }
        return std::string(m_source.substr(start, m_at - start));
    }

    Result<std::string> parseQuoted()
    {
        std::string value;
        for (++m_at; m_at < m_source.size(); ++m_at) {
            const char c = m_source[m_at];
            if (c == '"') {
                ++m_at;
                return value;
            }
            if (c == '\\' && m_at + 1 < m_source.size() &&
                (m_source[m_at + 1] == '"' || m_source[m_at + 1] == '\\')) {
                ++m_at;
            }
            value += m_source[m_at];
        }
        return expected("a closing quote", m_at);
    }

    std::string_view m_source;
    std::size_t m_at = 0;
};

} // namespace

std::string_view name(FilterKey key)
{
    return kKeyNames.at(static_cast<std::size_t>(key));
}

std::optional<FilterKey> filterKeyFrom(std::string_view text)
{
    const auto at = std::find(kKeyNames.begin(), kKeyNames.end(), text);
    if (at == kKeyNames.end()) {
        return std::nullopt;
    }
    return static_cast<FilterKey>(at - kKeyNames.begin());
}

const std::vector<FilterKey>& allFilterKeys()
{
    static const std::vector<FilterKey> keys = [] {
        std::vector<FilterKey> all;
        for (std::size_t i = 0; i < kKeyNames.size(); ++i) {
            all.push_back(static_cast<FilterKey>(i));
        }
        return all;
    }();
    return keys;
}

bool Filter::namesStatus() const
{
    return std::any_of(terms.begin(), terms.end(),
                       [](const auto& term) { return term.key == FilterKey::Status; });
}

Result<Filter> parseFilter(std::string_view source)
{
    return Parser{source}.parse();
}

} // namespace triptych
