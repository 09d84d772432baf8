// SPDX-License-Identifier: GPL-3.0-or-later
// From anything to one line of plain characters.
#include "ui/review/plain_input.h"

#include <QMimeData>
#include <QTextBoundaryFinder>
#include <QTextDocumentFragment>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kLongestHtml = 64 * 1024; // parsing more would be felt
constexpr int kLongestCharacter = 64;   // units; a base with more marks than that is cut anywhere

bool becomesSpace(char32_t c)
{
    return c == U'\t' || c == U'\n' || c == U'\r' || c == 0x0B || c == 0x0C || c == 0x85 ||
           c == 0x2028 || c == 0x2029;
}

bool isLeftOut(char32_t c)
{
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    const bool unseen = c == 0xAD || c == 0x200B || (c >= 0x2060 && c <= 0x2065) || c == 0xFEFF ||
                        (c >= 0x206A && c <= 0x206F) || (c >= 0xFFF9 && c <= 0xFFFC);
    const bool none = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEU) == 0xFFFE;
    return control || direction || unseen || none || QChar::isSurrogate(c);
}

char32_t codePointAt(const QString& text, qsizetype& at)
{
    const QChar first = text[at++];
    if (first.isHighSurrogate() && at < text.size() && text[at].isLowSurrogate()) {
        return QChar::surrogateToUcs4(first, text[at++]);
    }
    return first.unicode();
}

QString cutBetweenCharacters(const QString& text, int room)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(room);
    const qsizetype before = finder.isAtBoundary() ? room : finder.toPreviousBoundary();
    if (before >= room - kLongestCharacter && before >= 0) {
        return text.left(before);
    }
    const bool inPair = room > 0 && room < text.size() && text[room].isLowSurrogate();
    return text.left(inPair ? room - 1 : room);
}

} // namespace

PlainInput plainInput(const QString& raw, int room)
{
    PlainInput input;
    room = std::max(room, 0);
    const qsizetype enough = qsizetype{room} + 2; // one more character tells that some is left
    input.text.reserve(std::min(raw.size(), enough));
    qsizetype at = 0;
    while (at < raw.size() && input.text.size() < enough) {
        const char32_t c = codePointAt(raw, at);
        if (becomesSpace(c)) {
            const bool pair = c == U'\r' && at < raw.size() && raw[at] == u'\n';
            at += pair ? 1 : 0;
            input.text += u' ';
        } else if (isLeftOut(c)) {
            input.cleaned = true;
        } else {
            input.text += QStringView(QChar::fromUcs4(c));
        }
    }
    if (input.text.size() > room) {
        input.shortened = true;
        input.text = cutBetweenCharacters(input.text, room);
    }
    return input;
}

QString plainTextOf(const QMimeData& source)
{
    if (source.hasFormat(QStringLiteral("text/plain"))) {
        return source.text();
    }
    return source.hasHtml()
               ? QTextDocumentFragment::fromHtml(source.html().left(kLongestHtml)).toPlainText()
               : QString();
}

} // namespace triptych::ui
