// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256, of bytes in memory and of files.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace triptych {

class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(std::string_view bytes);
    // 64 lower-case hex digits. Once.
    std::string finishHex();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

std::string sha256Hex(std::string_view bytes);
// Regular files only (a FIFO, device or folder is BadArgument).
Result<std::string> sha256OfFile(const std::filesystem::path& path);
std::string toHex(const unsigned char* bytes, std::size_t size);

} // namespace triptych
