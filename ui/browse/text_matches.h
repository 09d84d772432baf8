// SPDX-License-Identifier: GPL-3.0-or-later
// Where the searched words stand in a text, for highlighting. The same folding as full text: NFKC
// and case-folded, so "BLUE" and full-width letters are found too.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace triptych::ui {

struct TextRange
{
    qsizetype start = 0; // UTF-16 units of the text as given
    qsizetype length = 0;

    bool operator==(const TextRange&) const = default;
};

// Sorted, joined where they touch or overlap. A word is matched whole, a word that ends in "*" as a
// beginning, a phrase as its words in order; Han and kana match anywhere (青 in 青い).
QList<TextRange> matchedRanges(const QString& text, const QStringList& words);

} // namespace triptych::ui
