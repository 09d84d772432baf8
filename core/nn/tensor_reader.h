// SPDX-License-Identifier: GPL-3.0-or-later
// Named tensors as floats, whatever type they are stored in. LibTorch is not seen here.
#pragma once

#include "core/base/result.h"
#include "core/domain/weights.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::nn {

// Keeps the first failure, so that whoever loads a tower asks once a layer: BadFormat for a tensor
// that is missing, misshapen or not of floats, Corrupt for values that are not finite; the subject
// is the tensor's name. After a failure nothing more is read.
class TensorReader
{
public:
    // `prefix` stands before every name that is asked for.
    explicit TensorReader(const WeightSource& source, std::string prefix = {});

    [[nodiscard]] bool has(std::string_view name) const;
    // The first of a shape's numbers, 0 when there is no such tensor.
    [[nodiscard]] std::int64_t rows(std::string_view name) const;
    // Nothing but the failure when the tensor has not this shape.
    bool check(std::string_view name, std::span<const std::int64_t> shape);
    // `out` has as many floats as the tensor that was checked; untouched after a failure.
    void read(std::string_view name, std::span<float> out);
    std::vector<float> values(std::string_view name, std::span<const std::int64_t> shape);

    [[nodiscard]] bool ok() const { return m_status.has_value(); }
    [[nodiscard]] const Status& status() const { return m_status; }

private:
    const WeightSource& m_source;
    std::string m_prefix;
    Status m_status;
};

// What stands before `name` in the source: "" for the name itself, "bert." for "bert.NAME". The
// shortest one; empty when no name ends so.
std::string prefixOf(const WeightSource& source, std::string_view name);

bool allFinite(std::span<const float> values);

} // namespace triptych::nn
