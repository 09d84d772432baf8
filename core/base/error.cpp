// SPDX-License-Identifier: GPL-3.0-or-later
// Names of error codes and the translation of errno.
#include "core/base/error.h"

#include <cerrno>
#include <system_error>
#include <utility>

namespace triptych {

std::string_view errorCodeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::BadArgument:
        return "bad-argument";
    case ErrorCode::BadFilter:
        return "bad-filter";
    case ErrorCode::NotFound:
        return "not-found";
    case ErrorCode::AlreadyExists:
        return "already-exists";
    case ErrorCode::Io:
        return "io";
    case ErrorCode::DiskFull:
        return "disk-full";
    case ErrorCode::PermissionDenied:
        return "permission-denied";
    case ErrorCode::ReadOnly:
        return "read-only";
    case ErrorCode::NotAProject:
        return "not-a-project";
    case ErrorCode::NewerVersion:
        return "newer-version";
    case ErrorCode::Corrupt:
        return "corrupt";
    case ErrorCode::NetworkFileSystem:
        return "network-file-system";
    case ErrorCode::Busy:
        return "busy";
    case ErrorCode::Unreadable:
        return "unreadable";
    case ErrorCode::Truncated:
        return "truncated";
    case ErrorCode::Empty:
        return "empty";
    case ErrorCode::TooLarge:
        return "too-large";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::Encoding:
        return "encoding";
    case ErrorCode::BadFormat:
        return "bad-format";
    case ErrorCode::MissingColumn:
        return "missing-column";
    case ErrorCode::UnsafePath:
        return "unsafe-path";
    case ErrorCode::Changed:
        return "changed";
    case ErrorCode::Conflict:
        return "conflict";
    case ErrorCode::NotApplicable:
        return "not-applicable";
    case ErrorCode::Internal:
        return "internal";
    }
    return "internal";
}

std::string describe(const Error& error)
{
    std::string text{errorCodeName(error.code)};
    if (!error.detail.empty()) {
        text += ": " + error.detail;
    }
    if (!error.subject.empty()) {
        text += " (" + error.subject;
        if (error.line > 0) {
            text += ":" + std::to_string(error.line);
        }
        text += ")";
    }
    return text;
}

Error errnoError(int errnoValue, std::string subject)
{
    ErrorCode code = ErrorCode::Io;
    switch (errnoValue) {
    case ENOSPC:
    case EDQUOT:
        code = ErrorCode::DiskFull;
        break;
    case EACCES:
    case EPERM:
        code = ErrorCode::PermissionDenied;
        break;
    case ENOENT:
    case ENOTDIR:
        code = ErrorCode::NotFound;
        break;
    case EROFS:
        code = ErrorCode::ReadOnly;
        break;
    case EEXIST:
        code = ErrorCode::AlreadyExists;
        break;
    default:
        break;
    }
    return {code, std::generic_category().message(errnoValue), std::move(subject), 0};
}

} // namespace triptych
