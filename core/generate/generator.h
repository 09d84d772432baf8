// SPDX-License-Identifier: GPL-3.0-or-later
// What writes modification texts: one interface, forward and reverse always together.
#pragma once

#include "core/base/result.h"
#include "core/domain/names.h"
#include "core/domain/values.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace triptych::generate {

// One ordered pair, as far as a generator may look. Views and pointers live as long as the call.
struct PairInput
{
    std::string_view pairKey;              // makes wording vary from pair to pair
    const Attributes* reference = nullptr; // null = none
    const Attributes* target = nullptr;
    std::string_view category;
    std::string_view referenceProduct;
    std::string_view targetProduct;
    std::string_view referenceName; // image name, relative to its root
    std::string_view targetName;
};

struct GenerateOptions
{
    Language language = Language::English;
    std::uint64_t seed = 0;
};

// Neither text is empty and they are never equal.
struct GeneratedPair
{
    std::string forward;     // reference -> target
    std::string reverse;     // target -> reference
    double confidence = 0.0; // 0 … 1, the same for both directions
    // JSON objects for TextRow::parts of the forward and the reverse text, at least
    // {"attributes":[column names
    // used],"confidence":…,"facets":[{"facet","from","to",…}],"template":…}
    std::string parts;
    std::string reverseParts;
};

// Implementations are immutable: one object serves any number of threads.
class Generator
{
public:
    virtual ~Generator() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;    // TextRow::generator
    [[nodiscard]] virtual std::string_view version() const = 0; // changes when wording changes
    // The same input and options give the same bytes. NotApplicable when nothing that can be worded
    // differs (detail: why; subject: pair key).
    [[nodiscard]] virtual Result<GeneratedPair> generate(const PairInput& pair,
                                                         const GenerateOptions& options) const = 0;
};

} // namespace triptych::generate
