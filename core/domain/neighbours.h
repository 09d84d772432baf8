// SPDX-License-Identifier: GPL-3.0-or-later
// Nearest images, behind an interface: perceptual hashes now, embeddings later.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace triptych {

struct Neighbour
{
    std::size_t index = 0;   // of the image, 0 … size()−1
    double similarity = 0.0; // 1 = the same
};

class Neighbours
{
public:
    virtual ~Neighbours() = default;
    [[nodiscard]] virtual std::size_t size() const = 0;
    // At most k others, most similar first, ties by index; never the image itself.
    [[nodiscard]] virtual std::vector<Neighbour> nearest(std::size_t index,
                                                         std::size_t k) const = 0;
    // Of two images; none where the implementation cannot tell.
    [[nodiscard]] virtual std::optional<double> similarity(std::size_t /*a*/,
                                                           std::size_t /*b*/) const
    {
        return std::nullopt;
    }
};

} // namespace triptych
