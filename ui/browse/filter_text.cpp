// SPDX-License-Identifier: GPL-3.0-or-later
// A tolerant scanner of the --where language and what is built on it.
#include "ui/browse/filter_text.h"

#include "core/domain/names.h"

#include <algorithm>

namespace triptych::ui {

namespace {

struct Value
{
    qsizetype start = 0; // with its quotes
    qsizetype length = 0;
    QString text; // without
};

struct Term
{
    qsizetype start = 0;
    qsizetype end = 0;
    bool negated = false;
    std::optional<FilterKey> key; // none: a bare word
    qsizetype keyStart = 0;
    qsizetype keyLength = 0;
    qsizetype operatorStart = 0;
    qsizetype operatorLength = 0;
    QList<Value> values;

    [[nodiscard]] bool listsAlternatives() const { return operatorLength == 1; }
};

bool isOperator(QChar c)
{
    return c == u':' || c == u'=' || c == u'<' || c == u'>';
}

Value scanQuoted(const QString& text, qsizetype at)
{
    Value value{at, 0, {}};
    qsizetype i = at + 1;
    for (; i < text.size(); ++i) {
        if (text[i] == u'\\' && i + 1 < text.size()) {
            value.text += text[++i];
        } else if (text[i] == u'"') {
            ++i;
            break;
        } else {
            value.text += text[i];
        }
    }
    value.length = i - at;
    return value;
}

Value scanBare(const QString& text, qsizetype at, bool stopAtComma)
{
    qsizetype i = at;
    while (i < text.size() && !text[i].isSpace() && !(stopAtComma && text[i] == u',')) {
        ++i;
    }
    return {at, i - at, text.mid(at, i - at)};
}

// Values after an operator, up to white space.
void scanValues(const QString& text, qsizetype at, Term& term)
{
    while (true) {
        const bool quoted = at < text.size() && text[at] == u'"';
        term.values.append(quoted ? scanQuoted(text, at) : scanBare(text, at, true));
        at = term.values.constLast().start + term.values.constLast().length;
        if (at >= text.size() || text[at] != u',') {
            break;
        }
        ++at;
    }
    term.end = at;
}

Term scanTerm(const QString& text, qsizetype at)
{
    Term term;
    term.start = at;
    if (text[at] == u'-' && at + 1 < text.size() && !text[at + 1].isSpace()) {
        term.negated = true;
        ++at;
    }
    qsizetype i = at;
    while (i < text.size() && text[i].isLetter()) {
        ++i;
    }
    if (i > at && i < text.size() && isOperator(text[i])) {
        const auto key = filterKeyFrom(text.mid(at, i - at).toLower().toStdString());
        if (key) {
            term.key = key;
            term.keyStart = at;
            term.keyLength = i - at;
            term.operatorStart = i;
            const bool two = text[i] != u':' && i + 1 < text.size() && text[i + 1] == u'=';
            term.operatorLength = two ? 2 : 1;
            scanValues(text, i + term.operatorLength, term);
            return term;
        }
    }
    term.values.append(text[at] == u'"' ? scanQuoted(text, at) : scanBare(text, at, false));
    term.end = std::max(at + 1, term.values.constLast().start + term.values.constLast().length);
    return term;
}

QList<Term> scan(const QString& text)
{
    QList<Term> terms;
    qsizetype at = 0;
    while (at < text.size()) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        terms.append(scanTerm(text, at));
        at = terms.constLast().end;
    }
    return terms;
}

bool isAlternativeList(const QString& filter, const Term& term, FilterKey key)
{
    if (term.negated || term.key != key || term.operatorLength != 1) {
        return false;
    }
    const QChar op = filter[term.operatorStart];
    return op == u':' || op == u'=';
}

// Removes [start, end) with the white space that would be left double.
QString without(const QString& filter, qsizetype start, qsizetype end)
{
    return (filter.left(start).trimmed() + u' ' + filter.mid(end).trimmed()).trimmed();
}

} // namespace

QList<FilterSpan> filterSpans(const QString& filter)
{
    using Kind = FilterSpan::Kind;
    QList<FilterSpan> spans;
    for (const Term& term : scan(filter)) {
        if (term.negated) {
            spans.append({Kind::Minus, term.start, 1});
        }
        if (term.key) {
            spans.append({Kind::Key, term.keyStart, term.keyLength});
            spans.append({Kind::Operator, term.operatorStart, term.operatorLength});
        }
        for (const Value& value : term.values) {
            if (value.length > 0) {
                spans.append({term.key ? Kind::Value : Kind::Word, value.start, value.length});
            }
        }
    }
    return spans;
}

std::optional<CompletionSpot> completionSpot(const QString& filter, qsizetype cursor)
{
    for (const Term& term : scan(filter)) {
        if (cursor < term.start || cursor > term.end) {
            continue;
        }
        if (!term.key) {
            const qsizetype start = term.start + (term.negated ? 1 : 0);
            if (cursor < start || filter.mid(start, 1) == u"\"") {
                return std::nullopt;
            }
            return CompletionSpot{std::nullopt, filter.mid(start, cursor - start), start,
                                  term.end - start};
        }
        for (const Value& value : term.values) {
            if (cursor < value.start || cursor > value.start + value.length) {
                continue;
            }
            QString prefix = filter.mid(value.start, cursor - value.start);
            prefix.remove(u'"');
            return CompletionSpot{term.key, prefix, value.start, value.length};
        }
        return std::nullopt;
    }
    return CompletionSpot{std::nullopt, {}, cursor, 0};
}

QStringList fixedValues(FilterKey key)
{
    QStringList values;
    const auto add = [&values](std::string_view value) {
        values.append(QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
    };
    switch (key) {
    case FilterKey::Status:
        add("any");
        for (int state = 0; state < kSlotStateCount; ++state) {
            add(name(static_cast<SlotState>(state)));
        }
        break;
    case FilterKey::Direction:
        add(name(Direction::Forward));
        add(name(Direction::Reverse));
        break;
    case FilterKey::Split:
        add(name(SplitPart::Train));
        add(name(SplitPart::Validation));
        add(name(SplitPart::Test));
        break;
    case FilterKey::Stale:
        add("yes");
        add("no");
        break;
    default:
        break;
    }
    return values;
}

QString usualOperator(FilterKey key)
{
    switch (key) {
    case FilterKey::Length:
    case FilterKey::Score:
    case FilterKey::Lint:
    case FilterKey::Rank:
    case FilterKey::Similarity:
        return QStringLiteral("<");
    case FilterKey::Decided:
        return QStringLiteral(">");
    default:
        return QStringLiteral(":");
    }
}

QString filterValue(const QString& value)
{
    const bool plain = !value.isEmpty() && std::none_of(value.begin(), value.end(), [](QChar c) {
        return c.isSpace() || c == u',' || c == u'"' || c == u'\\' || isOperator(c);
    });
    if (plain) {
        return value;
    }
    QString quoted = value;
    quoted.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + quoted + u'"';
}

bool hasFilterValue(const QString& filter, FilterKey key, const QString& value)
{
    for (const Term& term : scan(filter)) {
        if (!isAlternativeList(filter, term, key)) {
            continue;
        }
        if (std::any_of(term.values.begin(), term.values.end(),
                        [&](const Value& one) { return one.text == value; })) {
            return true;
        }
    }
    return false;
}

QString toggledFilterValue(const QString& filter, FilterKey key, const QString& value)
{
    const QList<Term> terms = scan(filter);
    for (const Term& term : terms) {
        if (!isAlternativeList(filter, term, key)) {
            continue;
        }
        QStringList kept;
        bool removed = false;
        for (const Value& one : term.values) {
            if (one.text == value) {
                removed = true;
            } else if (!one.text.isEmpty() && one.text != u"any") {
                kept.append(filter.mid(one.start, one.length));
            }
        }
        if (!removed) {
            kept.append(filterValue(value));
        }
        if (kept.isEmpty()) {
            return without(filter, term.start, term.end);
        }
        const qsizetype head = term.operatorStart + term.operatorLength;
        return filter.left(head) + kept.join(u',') + filter.mid(term.end);
    }
    const std::string_view keyName = name(key);
    const QString added =
        QString::fromUtf8(keyName.data(), qsizetype(keyName.size())) + u':' + filterValue(value);
    const QString before = filter.trimmed();
    return before.isEmpty() ? added : before + u' ' + added;
}

QStringList searchedWords(const QString& filter)
{
    QStringList words;
    for (const Term& term : scan(filter)) {
        if (term.negated || term.key.value_or(FilterKey::Text) != FilterKey::Text) {
            continue;
        }
        for (const Value& value : term.values) {
            if (!value.text.trimmed().isEmpty()) {
                words.append(value.text.trimmed());
            }
        }
    }
    return words;
}

qsizetype unitOfCharacter(const QString& text, long long character)
{
    qsizetype at = 0;
    for (long long i = 1; i < character && at < text.size(); ++i) {
        at += text[at].isHighSurrogate() && at + 1 < text.size() ? 2 : 1;
    }
    return at;
}

} // namespace triptych::ui
