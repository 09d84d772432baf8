// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a filter while it is being typed: a tolerant reading of the --where language for
// colouring, completion and the facets. What a filter means is decided by parseFilter
// (core/domain). All positions are UTF-16 units of the QString. Never fails: what is unfinished or
// unknown is Plain.
#pragma once

#include "core/domain/filter.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace triptych::ui {

struct FilterSpan
{
    enum class Kind
    {
        Minus,
        Key,
        Operator,
        Value,
        Word
    };
    Kind kind = Kind::Word;
    qsizetype start = 0;
    qsizetype length = 0;

    bool operator==(const FilterSpan&) const = default;
};

// In order, without overlap; white space and commas are in no span.
QList<FilterSpan> filterSpans(const QString& filter);

// What the cursor stands in: the name of a key that is being typed, or a value of a key.
struct CompletionSpot
{
    std::optional<FilterKey> key; // none: a key's name is being typed
    QString prefix;               // what stands before the cursor, quotes taken off
    qsizetype start = 0;          // what a chosen completion replaces
    qsizetype length = 0;
};
std::optional<CompletionSpot> completionSpot(const QString& filter, qsizetype cursor);

// Values of the vocabularies that need no question to the project (status, direction, stale,
// split).
QStringList fixedValues(FilterKey key);
// The operators that follow a key: "<" for numbers, ":" for the rest.
QString usualOperator(FilterKey key);

// As it must be written after "key:": quoted when it holds white space, commas, quotes or
// operators.
QString filterValue(const QString& value);
// Whether a term that is not negated allows this value.
bool hasFilterValue(const QString& filter, FilterKey key, const QString& value);
// Adds the value as an alternative to the key's first term, or as a new term; takes it out when it
// is there, and the term with it when it was the last.
QString toggledFilterValue(const QString& filter, FilterKey key, const QString& value);

// Words and phrases that must occur in a text, for highlighting; negated ones are left out.
QStringList searchedWords(const QString& filter);

// UTF-16 position of the character (code point, from 1) that an Error names; at most the length.
qsizetype unitOfCharacter(const QString& text, long long character);

} // namespace triptych::ui
