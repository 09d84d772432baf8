// SPDX-License-Identifier: GPL-3.0-or-later
// What the module `triptych_spm` offers: SentencePiece behind an interface of std values. It sits
// in base because text (its user) and spm (its maker) both see base and nothing else in common.
#pragma once

#include "core/base/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace triptych {

class SubWordModel
{
public:
    virtual ~SubWordModel() = default;
    [[nodiscard]] virtual Result<std::vector<int>> encode(std::string_view text) const = 0;
    [[nodiscard]] virtual std::size_t vocabulary() const = 0;
    [[nodiscard]] virtual int endId() const = 0;     // -1 = none
    [[nodiscard]] virtual int unknownId() const = 0; //
};

// Opens a `spiece.model`. Errors: NotFound, Unreadable (not a model). Null for another abi.
class SubWordFactory
{
public:
    virtual ~SubWordFactory() = default;
    virtual Result<std::unique_ptr<SubWordModel>> open(const std::string& bytes) = 0;
};
inline constexpr int kSubWordAbi = 1;
using CreateSubWordFactory = SubWordFactory* (*)(int abi); // "triptych_spm_create"; never freed

} // namespace triptych
