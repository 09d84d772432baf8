// SPDX-License-Identifier: GPL-3.0-or-later
// Descriptors, locks and whole reads and writes for vector files.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace triptych::retrieval {

// An open file that closes itself. Errors name the path.
class OpenFile
{
public:
    enum class Mode
    {
        Read,
        Write,  // there already
        Create, // must not be there
    };
    static Result<OpenFile> open(const std::filesystem::path& path, Mode mode);
    // The writer's lock, made when it is not there. Busy (detail: who) when another holds it.
    static Result<OpenFile> lock(const std::filesystem::path& path);

    OpenFile() = default;
    ~OpenFile();
    OpenFile(OpenFile&& other) noexcept
        : m_file(std::exchange(other.m_file, -1))
        , m_name(std::move(other.m_name))
    {}
    OpenFile& operator=(OpenFile&& other) noexcept
    {
        std::swap(m_file, other.m_file);
        std::swap(m_name, other.m_name);
        return *this;
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] int descriptor() const { return m_file; }
    [[nodiscard]] bool isOpen() const { return m_file >= 0; }

    [[nodiscard]] Result<std::uint64_t> bytes() const;
    // True: the path names this very file.
    [[nodiscard]] Result<bool> isAt(const std::filesystem::path& path) const;
    // Fewer where the file ends before.
    [[nodiscard]] Result<std::string> read(std::uint64_t at, std::size_t count) const;
    Status write(std::uint64_t at, std::string_view bytes);
    Status cut(std::uint64_t bytes); // to this length
    Status sync();

private:
    int m_file = -1;
    std::string m_name;
};

} // namespace triptych::retrieval
