// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of towers share: the backend, weights made in memory, golden files.
#pragma once

#include "core/domain/weights.h"
#include "core/nn-api/towers.h"

#include <QString>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace triptych::tests {

// The module's backend. Fails the program when there is none: the build makes it.
nn::Backend& backend();

struct Values
{
    std::vector<std::int64_t> shape;
    std::vector<float> values;
};

// Tensors of floats that a test makes and spoils.
class MemoryWeights final : public WeightSource
{
public:
    std::map<std::string, Values, std::less<>> tensors;

    // Seeded by the name: the same numbers in any order. `spread` around `middle`.
    void add(const std::string& name, std::vector<std::int64_t> shape, float spread,
             float middle = 0);

    std::vector<std::string> names() const override;
    bool has(std::string_view name) const override;
    Result<TensorView> tensor(std::string_view name) const override;
};

// A .npy of little-endian f4 or f2.
Values readNpy(const QString& path);
// A tensor of a golden file as floats (f4 and i4).
Values golden(const WeightSource& source, const std::string& name);

// A file below ../shared/data (TRIPTYCH_DATA); empty where there is none.
QString sharedFile(const QString& name);
// A file of the model `standard` (TRIPTYCH_MODELS); empty where there is none.
QString standardFile(const QString& name);

// Largest |a − b| / largest |b|.
double relativeError(std::span<const float> a, std::span<const float> b);
// Smallest cosine of the rows.
double worstCosine(std::span<const float> a, std::span<const float> b, std::size_t columns);

} // namespace triptych::tests
