// SPDX-License-Identifier: GPL-3.0-or-later
// Finds, opens and keeps open the parts of the program that are loaded on demand.
#include "core/base/module.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include <dlfcn.h>
#include <link.h>

namespace triptych {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> moduleFolders()
{
    const char* chosen = std::getenv("TRIPTYCH_MODULES");
    if (chosen != nullptr && *chosen != '\0') {
        return {fs::path(chosen)};
    }
    std::vector<fs::path> folders;
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    if (!program.empty()) {
        const fs::path beside = program.parent_path();
        folders = {beside, beside.parent_path() / "lib" / "triptych"};
    }
    folders.emplace_back(TRIPTYCH_MODULE_FOLDER);
    return folders;
}

std::string loaderWord()
{
    const char* word = dlerror();
    return word != nullptr ? word : "no reason given";
}

// Whether bytes are missing that the file's headers speak of: dlopen() maps them unasked, and the
// program dies of SIGBUS. What is no library at all is left to dlopen() to name.
bool endsTooEarly(const fs::path& file)
{
    std::error_code failed;
    const std::uint64_t size = fs::file_size(file, failed);
    std::ifstream in(file, std::ios::binary);
    ElfW(Ehdr) header = {};
    if (failed || !in.read(reinterpret_cast<char*>(&header), sizeof header) ||
        std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 ||
        header.e_phentsize != sizeof(ElfW(Phdr))) {
        return false;
    }
    const auto past = [size](std::uint64_t from, std::uint64_t count) {
        return from > size || count > size - from;
    };
    if (past(header.e_shoff, std::uint64_t{header.e_shnum} * header.e_shentsize)) {
        return true; // this table is the last thing in the file
    }
    std::vector<ElfW(Phdr)> parts(header.e_phnum);
    const std::size_t bytes = parts.size() * sizeof(ElfW(Phdr));
    if (past(header.e_phoff, bytes) || !in.seekg(static_cast<std::streamoff>(header.e_phoff)) ||
        !in.read(reinterpret_cast<char*>(parts.data()), static_cast<std::streamsize>(bytes))) {
        return true;
    }
    return std::any_of(parts.begin(), parts.end(), [&past](const ElfW(Phdr) & part) {
        return part.p_type == PT_LOAD && past(part.p_offset, part.p_filesz);
    });
}

} // namespace

Result<void*> moduleSymbol(const std::string& name, const std::string& symbol)
{
    std::string looked;
    for (const fs::path& folder : moduleFolders()) {
        const fs::path file = folder / (name + ".so");
        std::error_code ignored;
        if (!fs::exists(file, ignored)) {
            looked += (looked.empty() ? "" : ", ") + folder.string();
            continue;
        }
        if (endsTooEarly(file)) {
            return fail(ErrorCode::Unsupported, file.string() + " ends too early: install it again",
                        name);
        }
        // The loader counts how often a file was opened, and keeps it: a second call finds it open.
        void* module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (module == nullptr) {
            return fail(ErrorCode::Unsupported, loaderWord(), name);
        }
        void* address = dlsym(module, symbol.c_str());
        if (address == nullptr) {
            return fail(ErrorCode::Unsupported, loaderWord(), name);
        }
        return address;
    }
    return fail(ErrorCode::NotFound, "looked for in " + looked, name);
}

} // namespace triptych
