// SPDX-License-Identifier: GPL-3.0-or-later
// The filter language as a condition on slots.
#pragma once

#include "core/domain/filter.h"
#include "core/store/sql.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace triptych::store {

using SqlValue = std::variant<std::int64_t, double, std::string>;

// "cond AND cond …" over aliases s (slot), p (pair), r and g (its images: reference and target), t
// (the slot's text, by left join), with "?" for each value. Empty: no condition.
struct SqlCondition
{
    std::string sql;
    std::vector<SqlValue> values;
};

// BadFilter for a value that no table can be asked for (a date that is none).
Result<SqlCondition> conditionOf(const Filter& filter);

void bindAll(Query& query, const std::vector<SqlValue>& values);

// Terms prepared by core/text as an FTS5 expression: all of them, "*" at the end of one is a
// prefix.
std::string searchExpression(const std::string& terms);

} // namespace triptych::store
