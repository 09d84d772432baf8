// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed, composed or pasted, as one line of plain characters.
#pragma once

#include <QString>

class QMimeData;

namespace triptych::ui {

struct PlainInput
{
    QString text;
    bool shortened = false; // more came than there was room for
    bool cleaned = false;   // characters that nobody sees were left out
};

// Line ends and tabs become spaces; control characters (NUL too), direction overrides, zero-width
// spaces, lone surrogates and non-characters are left out; joiners that belong to a script or an
// emoji stay. At most `room` UTF-16 units, cut between characters as people see them; reads no more
// of `raw` than that needs.
PlainInput plainInput(const QString& raw, int room);

// The plain text of what is pasted or dropped: its own plain text, else that of its HTML, never
// more than is worth reading. Empty when there is neither.
QString plainTextOf(const QMimeData& source);

} // namespace triptych::ui
