// SPDX-License-Identifier: GPL-3.0-or-later
// Finds, opens and keeps open the parts of the program that are loaded on demand.
#include "core/base/module.h"

#include "core/base/library_file.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

#include <dlfcn.h>

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
        if (const auto cut = cutShort(file)) {
            return fail(ErrorCode::Unsupported, cut->string() + " ends too early: install it again",
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
