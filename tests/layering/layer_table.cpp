// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the table of layers, and which header is the language's, the system's or Qt's.
#include "layer_table.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace triptych::layering {

namespace {

std::vector<Layer> makeLayers()
{
    const std::string_view base = "core/base";
    const std::string_view domain = "core/domain";
    const std::string_view nnApi = "core/nn-api";
    const std::string_view text = "core/text";
    const std::string_view workflow = "core/workflow";
    std::vector<Layer> rows = {
        {base, {}, {}, {"tl/", "spdlog/", "openssl/"}, {"tl/"}},
        {domain, {base}, {}, {}, {}},
        {nnApi, {domain, base}, {}, {}, {}},
        {"core/store", {domain, base}, {}, {"SQLiteCpp/", "sqlite3.h"}, {}},
        {"core/media",
         {domain, base},
         {},
         {"opencv2/", "lcms2", "zlib.h", "jpeglib.h", "malloc.h"},
         {}},
        {text,
         {domain, base},
         {},
         {"unicode/", "dtl/", "cld2/", "hunspell/", "nlohmann/", "zlib.h"},
         {}},
        {"core/formats",
         {text, domain, base},
         {},
         {"simdjson", "nlohmann/", "archive", "zlib.h"},
         {}},
        {"core/retrieval", {text, nnApi, domain, base}, {}, {"hwy/", "hnswlib/", "Eigen/"}, {}},
        {"core/generate", {text, nnApi, domain, base}, {}, {"curl/", "nlohmann/"}, {}},
        {"core/quality", {text, domain, base}, {}, {"boost/math/", "Eigen/"}, {}},
        // Inside workflow, but for workflow alone: ui does not see it.
        {"core/workflow/encoders",
         {"core/media", "core/formats", text, nnApi, domain, base},
         {},
         {},
         {}},
    };
    Layer workflowRow{workflow, {}, {domain, base}, {}, {}};
    for (const Layer& row : rows) {
        workflowRow.mayInclude.push_back(row.folder);
    }
    rows.push_back(std::move(workflowRow));
    rows.push_back({"ui", {workflow, domain, base}, {}, {}, {}, true});
    Layer app{"app", {}, {}, {}, {}, true, true};
    for (const Layer& row : rows) {
        app.mayInclude.push_back(row.folder);
    }
    rows.push_back(std::move(app));
    // Modules: nobody else includes them, so their own headers may name what they are made of.
    rows.push_back(
        {"core/nn", {nnApi, domain, base}, {}, {"torch/", "c10/", "ATen/"}, {"c10/", "ATen/"}});
    rows.push_back({"core/spm", {base}, {}, {"sentencepiece"}, {}});
    return rows;
}

// The C++20 library, without the C headers' .h names.
constexpr auto kStandard = std::to_array<std::string_view>({"algorithm",
                                                            "any",
                                                            "array",
                                                            "atomic",
                                                            "barrier",
                                                            "bit",
                                                            "bitset",
                                                            "cassert",
                                                            "cctype",
                                                            "cerrno",
                                                            "cfenv",
                                                            "cfloat",
                                                            "charconv",
                                                            "chrono",
                                                            "cinttypes",
                                                            "climits",
                                                            "clocale",
                                                            "cmath",
                                                            "codecvt",
                                                            "compare",
                                                            "complex",
                                                            "concepts",
                                                            "condition_variable",
                                                            "coroutine",
                                                            "csetjmp",
                                                            "csignal",
                                                            "cstdarg",
                                                            "cstddef",
                                                            "cstdint",
                                                            "cstdio",
                                                            "cstdlib",
                                                            "cstring",
                                                            "ctime",
                                                            "cuchar",
                                                            "cwchar",
                                                            "cwctype",
                                                            "deque",
                                                            "exception",
                                                            "execution",
                                                            "filesystem",
                                                            "format",
                                                            "forward_list",
                                                            "fstream",
                                                            "functional",
                                                            "future",
                                                            "initializer_list",
                                                            "iomanip",
                                                            "ios",
                                                            "iosfwd",
                                                            "iostream",
                                                            "istream",
                                                            "iterator",
                                                            "latch",
                                                            "limits",
                                                            "list",
                                                            "locale",
                                                            "map",
                                                            "memory",
                                                            "memory_resource",
                                                            "mutex",
                                                            "new",
                                                            "numbers",
                                                            "numeric",
                                                            "optional",
                                                            "ostream",
                                                            "queue",
                                                            "random",
                                                            "ranges",
                                                            "ratio",
                                                            "regex",
                                                            "scoped_allocator",
                                                            "semaphore",
                                                            "set",
                                                            "shared_mutex",
                                                            "source_location",
                                                            "span",
                                                            "sstream",
                                                            "stack",
                                                            "stdexcept",
                                                            "stop_token",
                                                            "streambuf",
                                                            "string",
                                                            "string_view",
                                                            "syncstream",
                                                            "system_error",
                                                            "thread",
                                                            "tuple",
                                                            "type_traits",
                                                            "typeindex",
                                                            "typeinfo",
                                                            "unordered_map",
                                                            "unordered_set",
                                                            "utility",
                                                            "valarray",
                                                            "variant",
                                                            "vector",
                                                            "version"});

constexpr auto kSystem = std::to_array<std::string_view>(
    {"dirent.h", "dlfcn.h", "elf.h", "fcntl.h", "link.h", "poll.h", "pthread.h", "pwd.h", "sched.h",
     "signal.h", "spawn.h", "termios.h", "time.h", "unistd.h"});

} // namespace

std::span<const Layer> layers()
{
    static const std::vector<Layer> rows = makeLayers();
    return rows;
}

const Layer* layerOf(std::string_view path)
{
    for (const Layer& layer : layers()) {
        if (path.starts_with(layer.folder) && path.substr(layer.folder.size()).starts_with('/')) {
            return &layer;
        }
    }
    return nullptr;
}

bool isStandardHeader(std::string_view name)
{
    return std::ranges::find(kStandard, name) != kStandard.end();
}

bool isSystemHeader(std::string_view name)
{
    return name.starts_with("sys/") || name.starts_with("linux/") ||
           std::ranges::find(kSystem, name) != kSystem.end();
}

bool isQtHeader(std::string_view name)
{
    return name.size() > 1 && name[0] == 'Q' &&
           (name[1] == 't' || std::isupper(static_cast<unsigned char>(name[1])) != 0);
}

} // namespace triptych::layering
