// SPDX-License-Identifier: GPL-3.0-or-later
// Result<T>: a value or an Error. `auto x = f(); if (!x) { return fail(x); }`
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

#include <utility>

namespace triptych {

template <typename T> using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

inline tl::unexpected<Error> fail(ErrorCode code, std::string detail = {}, std::string subject = {},
                                  long long line = 0)
{
    return tl::unexpected<Error>(Error{code, std::move(detail), std::move(subject), line});
}

// Passes the error of one Result on as another's.
template <typename T> tl::unexpected<Error> fail(const tl::expected<T, Error>& failed)
{
    return tl::unexpected<Error>(failed.error());
}

} // namespace triptych
