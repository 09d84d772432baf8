// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes of tensor elements.
#include "core/domain/weights.h"

namespace triptych {

std::size_t bytesPerElement(TensorType type)
{
    switch (type) {
    case TensorType::F64:
    case TensorType::I64:
        return 8;
    case TensorType::F32:
    case TensorType::I32:
        return 4;
    case TensorType::F16:
    case TensorType::BF16:
        return 2;
    case TensorType::U8:
        return 1;
    }
    return 1;
}

} // namespace triptych
