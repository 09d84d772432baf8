// SPDX-License-Identifier: GPL-3.0-or-later
// Says an Error in words: what happened, where, and what to do next. Also for the command line.
#pragma once

#include "core/base/error.h"

#include <QString>

namespace triptych::ui {

struct ErrorText
{
    QString what;   // a sentence
    QString where;  // "catalogue.csv, line 12"; empty when not about a place
    QString remedy; // a sentence; empty for Cancelled
    QString detail; // the technical word, as core gave it
};

ErrorText errorText(const Error& error);
// Of an image in the window, where it is tried again by itself: the remedies fit that.
ErrorText imageErrorText(const Error& error);
// All in one line: "what (where). remedy [detail]".
QString errorLine(const Error& error);

} // namespace triptych::ui
