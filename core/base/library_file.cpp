// SPDX-License-Identifier: GPL-3.0-or-later
// Reads headers and the names of needed libraries; nothing is mapped or loaded.
#include "core/base/library_file.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include <dlfcn.h>
#include <link.h>

namespace triptych {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostEntries = 4096; // of the dynamic section; real ones have about 40
constexpr std::size_t kMostLibraries = 512;
constexpr std::size_t kLongestName = 256;

class LibraryFile
{
public:
    explicit LibraryFile(const fs::path& file)
        : m_in(file, std::ios::binary)
    {
        std::error_code failed;
        m_size = fs::file_size(file, failed);
        m_library = !failed && read(0, &m_header, sizeof m_header) &&
                    std::memcmp(m_header.e_ident, ELFMAG, SELFMAG) == 0 &&
                    m_header.e_phentsize == sizeof(ElfW(Phdr));
        if (m_library) {
            m_parts.resize(m_header.e_phnum);
            m_whole =
                !past(m_header.e_shoff, std::uint64_t{m_header.e_shnum} * m_header.e_shentsize) &&
                read(m_header.e_phoff, m_parts.data(), m_parts.size() * sizeof(ElfW(Phdr)));
        }
        for (const auto& part : m_parts) {
            m_whole = m_whole && (part.p_type != PT_LOAD || !past(part.p_offset, part.p_filesz));
        }
    }

    [[nodiscard]] bool endsTooEarly() const { return m_library && !m_whole; }

    std::vector<std::string> needed()
    {
        std::vector<std::string> names;
        std::uint64_t texts = 0;
        std::vector<std::uint64_t> places;
        for (const auto& entry : dynamicSection()) {
            if (entry.d_tag == DT_STRTAB) {
                texts = offsetOf(entry.d_un.d_ptr);
            } else if (entry.d_tag == DT_NEEDED) {
                places.push_back(entry.d_un.d_val);
            }
        }
        for (const std::uint64_t place : places) {
            if (auto name = textAt(texts + place); !name.empty()) {
                names.push_back(std::move(name));
            }
        }
        return names;
    }

private:
    [[nodiscard]] bool past(std::uint64_t from, std::uint64_t count) const
    {
        return from > m_size || count > m_size - from;
    }
    bool read(std::uint64_t from, void* to, std::size_t count)
    {
        return !past(from, count) && m_in.seekg(static_cast<std::streamoff>(from)) &&
               m_in.read(static_cast<char*>(to), static_cast<std::streamsize>(count));
    }
    std::vector<ElfW(Dyn)> dynamicSection()
    {
        for (const auto& part : m_parts) {
            const std::size_t count = part.p_filesz / sizeof(ElfW(Dyn));
            if (m_whole && part.p_type == PT_DYNAMIC && count <= kMostEntries) {
                std::vector<ElfW(Dyn)> entries(count);
                if (read(part.p_offset, entries.data(), count * sizeof(ElfW(Dyn)))) {
                    return entries;
                }
            }
        }
        return {};
    }
    // Where in the file that lies which is mapped to `address`.
    [[nodiscard]] std::uint64_t offsetOf(std::uint64_t address) const
    {
        for (const auto& part : m_parts) {
            if (part.p_type == PT_LOAD && address >= part.p_vaddr &&
                address - part.p_vaddr < part.p_filesz) {
                return address - part.p_vaddr + part.p_offset;
            }
        }
        return m_size;
    }
    std::string textAt(std::uint64_t from)
    {
        std::string text(from < m_size ? std::min<std::uint64_t>(kLongestName, m_size - from) : 0,
                         '\0');
        return read(from, text.data(), text.size()) ? std::string{text.c_str()} : std::string{};
    }

    std::ifstream m_in;
    std::uint64_t m_size = 0;
    ElfW(Ehdr) m_header = {};
    std::vector<ElfW(Phdr)> m_parts;
    bool m_library = false;
    bool m_whole = false;
};

// LD_LIBRARY_PATH, then the system's own, as the loader says.
std::vector<fs::path> searchFolders()
{
    std::vector<fs::path> folders;
    void* self = dlopen(nullptr, RTLD_NOW);
    Dl_serinfo size = {};
    if (self != nullptr && dlinfo(self, RTLD_DI_SERINFOSIZE, &size) == 0) {
        std::vector<std::max_align_t> room(size.dls_size / sizeof(std::max_align_t) + 1);
        auto* const info = reinterpret_cast<Dl_serinfo*>(room.data());
        *info = size;
        if (dlinfo(self, RTLD_DI_SERINFOSIZE, info) == 0 &&
            dlinfo(self, RTLD_DI_SERINFO, info) == 0) {
            for (unsigned i = 0; i < info->dls_cnt; ++i) {
                folders.emplace_back(info->dls_serpath[i].dls_name);
            }
        }
    }
    if (self != nullptr) {
        dlclose(self);
    }
    return folders;
}

bool isLoaded(const std::string& name)
{
    void* library = dlopen(name.c_str(), RTLD_NOW | RTLD_NOLOAD);
    if (library != nullptr) {
        dlclose(library);
    }
    return library != nullptr;
}

} // namespace

std::optional<fs::path> cutShort(const fs::path& file)
{
    const auto folders = searchFolders();
    std::set<std::string> seen;
    std::vector<fs::path> left{file};
    while (!left.empty() && seen.size() < kMostLibraries) {
        fs::path path = std::move(left.back());
        left.pop_back();
        LibraryFile library(path);
        if (library.endsTooEarly()) {
            return path;
        }
        for (const auto& name : library.needed()) {
            if (!seen.insert(name).second || isLoaded(name)) {
                continue;
            }
            for (const auto& folder : folders) {
                std::error_code failed;
                if (fs::is_regular_file(folder / name, failed)) {
                    left.push_back(folder / name);
                    break;
                }
            }
        }
    }
    return std::nullopt;
}

} // namespace triptych
