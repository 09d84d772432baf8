// SPDX-License-Identifier: GPL-3.0-or-later
// Each key of the filter language, as SQL with bound values.
#include "core/store/filter_sql.h"

#include "core/base/clock.h"

#include <cstdlib>
#include <sstream>
#include <string_view>

namespace triptych::store {

namespace {

constexpr std::string_view kNothing = "0";
constexpr UtcMillis kDay = 86'400'000;

std::string_view symbolOf(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Matches:
        return "=";
    case Comparison::Less:
        return "<";
    case Comparison::LessOrEqual:
        return "<=";
    case Comparison::Greater:
        return ">";
    case Comparison::GreaterOrEqual:
        return ">=";
    }
    return "=";
}

// LIKE pattern of a value in which "*" stands for anything.
std::string patternOf(std::string_view value)
{
    std::string pattern;
    for (const char c : value) {
        if (c == '%' || c == '_' || c == '\\') {
            pattern.push_back('\\');
        }
        pattern.push_back(c == '*' ? '%' : c);
    }
    return pattern;
}

class TermSql
{
public:
    explicit TermSql(SqlCondition& condition)
        : m_condition(condition)
    {}

    Status add(const FilterTerm& term)
    {
        std::string any;
        for (const auto& value : term.values) {
            auto one = alternative(term, value);
            if (!one) {
                return fail(one);
            }
            any += (any.empty() ? "" : " OR ") + *one;
        }
        if (any.empty()) {
            any = kNothing;
        }
        if (!m_condition.sql.empty()) {
            m_condition.sql += " AND ";
        }
        // What is unknown does not match, and so matches the negation.
        m_condition.sql += (term.negated ? "NOT coalesce((" : "coalesce((") + any + "), 0)";
        return {};
    }

private:
    std::string bound(SqlValue value)
    {
        m_condition.values.push_back(std::move(value));
        return "?";
    }

    // Text equality, ASCII case ignored; "*" stands for anything.
    std::string matches(std::string_view column, const std::string& value)
    {
        if (value.find('*') != std::string::npos) {
            return std::string{column} + " LIKE " + bound(patternOf(value)) + " ESCAPE '\\'";
        }
        return std::string{column} + " = " + bound(value) + " COLLATE NOCASE";
    }

    std::string compared(std::string_view column, const FilterTerm& term, const std::string& value)
    {
        return std::string{column} + " " + std::string{symbolOf(term.comparison)} + " " +
               bound(std::strtod(value.c_str(), nullptr));
    }

    std::string status(const std::string& value)
    {
        if (value == "any") {
            return "1";
        }
        const auto state = slotStateFrom(value);
        return state ? "s.state = " + bound(std::int64_t{static_cast<int>(*state)})
                     : std::string{kNothing};
    }

    std::string reviewer(const std::string& value)
    {
        const std::string deciders =
            "EXISTS (SELECT 1 FROM json_each(s.standing) b JOIN event e ON e.id = b.value"
            " JOIN reviewer w ON w.stable_id = e.reviewer WHERE ";
        const auto name = matches("w.name", value);
        return deciders + name + " OR " + matches("w.pseudonym", value) + ")";
    }

    std::string split(const std::string& value)
    {
        const auto part = splitPartFrom(value);
        if (!part) {
            return std::string{kNothing};
        }
        return "(SELECT c.part FROM split c WHERE c.image = p.reference) = " +
               bound(std::int64_t{static_cast<int>(*part)});
    }

    std::string image(const std::string& value)
    {
        // A plain word is found anywhere in the name; a key names one image.
        const auto pattern = value.find('*') == std::string::npos ? "*" + value + "*" : value;
        std::string sql = "(" + matches("r.name", pattern) + " OR " + matches("g.name", pattern);
        if (value.size() == 20) {
            sql += " OR lower(hex(r.key)) = " + bound(value) +
                   " OR lower(hex(g.key)) = " + bound(value);
        }
        return sql + ")";
    }

    std::string text(const std::string& value)
    {
        const auto expression = searchExpression(value);
        if (expression.empty()) {
            return std::string{kNothing};
        }
        return "s.text IN (SELECT rowid FROM text_search WHERE text_search MATCH " +
               bound(expression) + ")";
    }

    Result<std::string> decided(const FilterTerm& term, const std::string& value)
    {
        const bool day = value.size() == 10;
        const auto at = parseRfc3339(day ? value + "T00:00:00Z" : value);
        if (!at) {
            return fail(ErrorCode::BadFilter, "a date: YYYY-MM-DD or RFC 3339", value,
                        static_cast<long long>(term.start) + 1);
        }
        const auto end = day ? *at + kDay : *at + 1; // first moment after it
        std::string sql = "(s.standing IS NOT NULL AND s.decided_at ";
        switch (term.comparison) {
        case Comparison::Matches:
            sql += ">= " + bound(*at) + " AND s.decided_at < " + bound(end);
            break;
        case Comparison::Less:
            sql += "< " + bound(*at);
            break;
        case Comparison::LessOrEqual:
            sql += "< " + bound(end);
            break;
        case Comparison::Greater:
            sql += ">= " + bound(end);
            break;
        case Comparison::GreaterOrEqual:
            sql += ">= " + bound(*at);
            break;
        }
        return sql + ")";
    }

    std::string scored(std::string_view name, const FilterTerm& term, const std::string& value)
    {
        const auto column = "(SELECT c.value FROM score c WHERE c.text = s.text AND c.name = '" +
                            std::string{name} + "')";
        return compared(column, term, value);
    }

    Result<std::string> alternative(const FilterTerm& term, const std::string& value)
    {
        switch (term.key) {
        case FilterKey::Status:
            return status(value);
        case FilterKey::Direction:
            return "s.direction = " +
                   bound(std::int64_t{directionFrom(value) == Direction::Reverse ? 1 : 0});
        case FilterKey::Language:
            return matches("s.language", value);
        case FilterKey::Caption:
            return compared("s.caption", term, value);
        case FilterKey::Category: {
            const auto own = matches("p.category", value);
            const auto reference = matches("r.category", value);
            return "(" + own + " OR " + reference + " OR " + matches("g.category", value) + ")";
        }
        case FilterKey::Product: {
            const auto reference = matches("r.product", value);
            return "(" + reference + " OR " + matches("g.product", value) + ")";
        }
        case FilterKey::Generator:
            return matches("t.generator", value);
        case FilterKey::Version:
            return matches("t.version", value);
        case FilterKey::Reviewer:
            return reviewer(value);
        case FilterKey::Reason:
            return "EXISTS (SELECT 1 FROM json_each(s.reasons) c WHERE " +
                   matches("c.value", value) + ")";
        case FilterKey::Split:
            return split(value);
        case FilterKey::Stale:
            return "(t.stale != 0) = " + bound(std::int64_t{value == "yes" ? 1 : 0});
        case FilterKey::Text:
            return text(value);
        case FilterKey::Image:
            return image(value);
        case FilterKey::Length:
            return compared("length(t.body)", term, value);
        case FilterKey::Decided:
            return decided(term, value);
        case FilterKey::Score:
            return scored("accept", term, value);
        case FilterKey::Lint:
            return scored("lint", term, value);
        case FilterKey::Rank:
            return scored("rank", term, value);
        case FilterKey::Similarity:
            return scored("similarity", term, value);
        case FilterKey::Lot:
        case FilterKey::Stage:
            return std::string{kNothing}; // no table yet
        }
        return std::string{kNothing};
    }

    SqlCondition& m_condition;
};

} // namespace

Result<SqlCondition> conditionOf(const Filter& filter)
{
    SqlCondition condition;
    TermSql terms(condition);
    for (const auto& term : filter.terms) {
        if (auto added = terms.add(term); !added) {
            return fail(added);
        }
    }
    return condition;
}

void bindAll(Query& query, const std::vector<SqlValue>& values)
{
    query.with();
    int index = 0;
    for (const auto& value : values) {
        ++index;
        std::visit([&](const auto& one) { query.put(index, one); }, value);
    }
}

std::string searchExpression(const std::string& terms)
{
    std::string expression;
    std::istringstream words(terms);
    for (std::string word; words >> word;) {
        const bool prefix = word.size() > 1 && word.back() == '*';
        if (prefix) {
            word.pop_back();
        }
        std::string quoted;
        for (const char c : word) {
            quoted += c == '"' ? "\"\"" : std::string(1, c);
        }
        expression += (expression.empty() ? "\"" : " \"") + quoted + (prefix ? "\"*" : "\"");
    }
    return expression;
}

} // namespace triptych::store
