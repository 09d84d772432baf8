// SPDX-License-Identifier: GPL-3.0-or-later
// Folding with a map back to the original positions, and matching in the folded text.
#include "ui/browse/text_matches.h"

#include <algorithm>

namespace triptych::ui {

namespace {

struct Folded
{
    QString text;
    QList<qsizetype> origin; // of each unit of `text`, and one past the end
};

Folded fold(const QString& text)
{
    Folded folded;
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype length = text[i].isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
        const QString one =
            text.mid(i, length).normalized(QString::NormalizationForm_KC).toCaseFolded();
        for (const QChar c : one) {
            folded.text += c.isSpace() ? QChar(u' ') : c;
            folded.origin.append(i);
        }
        i += length;
    }
    folded.origin.append(text.size());
    return folded;
}

// Scripts that are written without spaces between words.
bool standsAlone(QChar c)
{
    switch (c.script()) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
        return true;
    default:
        return c == u'ー' || c.isSurrogate();
    }
}

bool isWordChar(QChar c)
{
    return (c.isLetterOrNumber() || c.isMark()) && !standsAlone(c);
}

bool startsWord(const QString& text, qsizetype at)
{
    return at == 0 || !isWordChar(text[at]) || !isWordChar(text[at - 1]);
}

bool endsWord(const QString& text, qsizetype end)
{
    return end >= text.size() || !isWordChar(text[end]) || !isWordChar(text[end - 1]);
}

void addMatches(const Folded& text, const QString& word, bool prefix, QList<TextRange>& ranges)
{
    for (qsizetype at = text.text.indexOf(word); at >= 0; at = text.text.indexOf(word, at + 1)) {
        qsizetype end = at + word.size();
        if (!startsWord(text.text, at) || (!prefix && !endsWord(text.text, end))) {
            continue;
        }
        while (prefix && end < text.text.size() && isWordChar(text.text[end])) {
            ++end;
        }
        ranges.append({text.origin[at], text.origin[end] - text.origin[at]});
    }
}

QList<TextRange> joined(QList<TextRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const TextRange& a, const TextRange& b) { return a.start < b.start; });
    QList<TextRange> result;
    for (const TextRange& range : ranges) {
        if (!result.isEmpty() &&
            range.start <= result.constLast().start + result.constLast().length) {
            TextRange& last = result.last();
            last.length = std::max(last.length, range.start + range.length - last.start);
        } else {
            result.append(range);
        }
    }
    return result;
}

} // namespace

QList<TextRange> matchedRanges(const QString& text, const QStringList& words)
{
    if (words.isEmpty() || text.isEmpty()) {
        return {};
    }
    const Folded folded = fold(text);
    QList<TextRange> ranges;
    for (const QString& word : words) {
        QString wanted = fold(word).text.simplified();
        const bool prefix = wanted.endsWith(u'*');
        while (wanted.endsWith(u'*')) {
            wanted.chop(1);
        }
        if (!wanted.isEmpty()) {
            addMatches(folded, wanted, prefix, ranges);
        }
    }
    return joined(std::move(ranges));
}

} // namespace triptych::ui
