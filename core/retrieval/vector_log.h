// SPDX-License-Identifier: GPL-3.0-or-later
// The log of a vector file: frames that each carry a check of their head, a SHA-256 that chains
// them to all before, and nothing that is trusted unread. What lies in the frames:
//   head     20 bytes: "TVF1", kind, payload bytes (64 bits), check of the 16 bytes before
//   payload
//   chain    64 bytes: hex SHA-256 of (chain of the frame before + head + payload)
// Numbers are little-endian.
#pragma once

#include "core/base/result.h"
#include "core/retrieval/vector_file.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::retrieval {

enum class FrameKind : std::uint32_t
{
    Header = 1,
    Append = 2,
    Remove = 3,
};

struct HeaderFrame
{
    std::uint32_t version = 1;
    std::uint64_t dimension = 0;
    std::uint64_t stride = 0;
    std::uint64_t content = 0; // drawn when the file is made: names its rows' file
    std::string madeBy;
};

struct AppendFrame
{
    std::uint64_t first = 0; // row
    std::string sha256;      // of the bytes of the rows
    std::vector<VectorKey> keys;
};

std::string headerPayload(const HeaderFrame& frame);
std::string appendPayload(std::uint64_t first, std::string_view sha256,
                          std::span<const VectorKey> keys);
std::string removePayload(std::span<const Key> keys);
// Corrupt when the payload is not exactly one.
Result<HeaderFrame> readHeader(std::string_view payload);
Result<AppendFrame> readAppend(std::string_view payload);
Result<std::vector<Key>> readRemove(std::string_view payload);

// A whole frame; `chain` is that of the frame before, and of this one afterwards.
std::string frameBytes(FrameKind kind, std::string_view payload, std::string& chain);

struct Frame
{
    FrameKind kind = FrameKind::Header;
    std::string_view payload;
    std::size_t bytes = 0; // of the whole frame; 0: none, a torn end that does not count
};
// The frame that `log` begins with, which is checked; `chain` as above. Corrupt: damaged. A frame
// that the end of the file cuts off, or the last one of a file that a power failure left half
// written, is torn.
Result<Frame> nextFrame(std::string_view log, std::string& chain);

} // namespace triptych::retrieval
