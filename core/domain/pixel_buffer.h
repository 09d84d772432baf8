// SPDX-License-Identifier: GPL-3.0-or-later
// Pixels that pass from core to ui without copying: RGBA, 8 bit, sRGB, straight alpha.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace triptych {

struct PixelBuffer
{
    int width = 0;
    int height = 0;
    std::size_t stride = 0; // bytes a row, >= 4·width
    std::shared_ptr<const std::vector<std::uint8_t>> data;

    [[nodiscard]] std::size_t byteCount() const { return data ? data->size() : 0; }
    [[nodiscard]] bool empty() const { return !data || width <= 0 || height <= 0; }
};

} // namespace triptych
