// SPDX-License-Identifier: GPL-3.0-or-later
// A file's bytes in memory, mapped: nothing is read before it is looked at.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace triptych::formats {

class MappedFile
{
public:
    // Regular files only; Empty for one of no bytes.
    static Result<std::unique_ptr<MappedFile>> open(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    [[nodiscard]] std::span<const std::byte> bytes() const { return {m_data, m_size}; }
    [[nodiscard]] std::string_view text() const;
    // The whole pages among these bytes leave the memory; whoever looks again reads them anew.
    void forget(std::span<const std::byte> bytes) const;

private:
    MappedFile(const std::byte* data, std::size_t size);
    const std::byte* m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace triptych::formats
