// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong, as a value. Core says what happened; ui/text/error_text.cpp says it in words.
#pragma once

#include <string>
#include <string_view>

namespace triptych {

enum class ErrorCode
{
    Cancelled,         // the user stopped it: normal
    BadArgument,       // detail: which argument and why
    BadFilter,         // detail: what was expected; line = character position, from 1
    NotFound,          // subject: what was looked for
    AlreadyExists,     // subject: what is there already
    Io,                // detail: errno in words
    DiskFull,          //
    PermissionDenied,  //
    ReadOnly,          // project or medium is read-only; detail: why
    NotAProject,       // the file is not a Triptych project
    NewerVersion,      // written by a newer version
    Corrupt,           // damaged; detail: where
    NetworkFileSystem, // refused for writing; detail: kind of file system
    Busy,              // another process writes; detail: "command, pid, host"
    Unreadable,        // bytes that no decoder reads; detail: decoder's word
    Truncated,         // file ends too early
    Empty,             // zero bytes, or no usable row
    TooLarge,          // over a limit; detail: size and limit
    Unsupported,       // a format or feature that is not handled
    Encoding,          // bytes of no known encoding
    BadFormat,         // syntax; detail: what was found
    MissingColumn,     // detail: column that was looked for
    UnsafePath,        // absolute, "..", or a link that leads out of the root
    Changed,           // bytes differ from what was recorded
    Conflict,          // two truths; detail: both
    NotApplicable,     // the rule does not fit this item; detail: why
    Internal,          // a broken invariant: our bug
};

// Stable name for JSON and logs, e.g. "disk-full".
std::string_view errorCodeName(ErrorCode code);

struct Error
{
    ErrorCode code = ErrorCode::Internal;
    std::string detail;  // technical, English, no advice
    std::string subject; // file, row or item it is about; empty when none
    long long line = 0;  // line in `subject`, from 1; 0 when none

    bool operator==(const Error&) const = default;
};

// For logs and tests: "disk-full: detail (subject:line)".
std::string describe(const Error& error);

// The error for an errno value: DiskFull, PermissionDenied, NotFound, ReadOnly or Io.
Error errnoError(int errnoValue, std::string subject);

} // namespace triptych
