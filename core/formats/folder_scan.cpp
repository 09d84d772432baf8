// SPDX-License-Identifier: GPL-3.0-or-later
// Walks a folder without following links, and looks at names and first bytes only.
#include "core/formats/folder_scan.h"

#include "core/base/safe_path.h"
#include "core/base/utf8.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

namespace triptych::formats {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 10> kExtensions = {"jpg",  "jpeg", "jpe", "jfif", "png",
                                                          "webp", "bmp",  "dib", "tif",  "tiff"};

bool startsLikeImage(const fs::path& path)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return false;
    }
    std::array<char, 16> bytes{};
    const ssize_t got = ::read(fd, bytes.data(), bytes.size());
    ::close(fd);
    return got > 0 && looksLikeImage({bytes.data(), static_cast<std::size_t>(got)});
}

class Scan
{
public:
    Scan(fs::path root, std::uint64_t limit)
        : m_root(std::move(root))
        , m_limit(limit)
    {}

    Status run()
    {
        std::error_code error;
        if (!fs::exists(m_root, error)) {
            return fail(ErrorCode::NotFound, "no such folder", m_root.string());
        }
        if (!fs::is_directory(m_root, error)) {
            return fail(ErrorCode::BadArgument, "not a folder", m_root.string());
        }
        m_folders.emplace_back();
        for (std::size_t i = 0; i < m_folders.size() && !full(); ++i) {
            const std::string folder = m_folders[i]; // the list grows
            if (const auto failed = readFolder(folder); failed && folder.empty()) {
                return fail(errnoError(failed.value(), m_root.string()));
            } else if (failed) {
                reject(errnoError(failed.value(), folder));
            }
        }
        const auto byName = [](const auto& a, const auto& b) { return a.name < b.name; };
        std::sort(m_listing.files.begin(), m_listing.files.end(), byName);
        std::sort(m_listing.rejected.begin(), m_listing.rejected.end(),
                  [](const Error& a, const Error& b) { return a.subject < b.subject; });
        return {};
    }

    FolderListing take() { return std::move(m_listing); }

private:
    [[nodiscard]] bool full() const { return m_limit > 0 && m_listing.files.size() >= m_limit; }
    void reject(Error error) { m_listing.rejected.push_back(std::move(error)); }
    void reject(ErrorCode code, const char* detail, const std::string& name)
    {
        reject({code, detail, sanitizeUtf8(name), 0});
    }

    std::error_code readFolder(const std::string& folder)
    {
        std::error_code error;
        fs::directory_iterator entries(m_root / folder, error);
        std::vector<std::string> names;
        for (; !error && entries != fs::directory_iterator{}; entries.increment(error)) {
            names.push_back(entries->path().filename().string());
        }
        std::sort(names.begin(), names.end()); // so that a limited scan is the same every time
        for (const auto& name : names) {
            if (full()) {
                break;
            }
            if (!name.starts_with('.')) {
                entry(folder.empty() ? name : folder + "/" + name);
            }
        }
        return error;
    }

    void entry(const std::string& name)
    {
        const fs::path path = m_root / name;
        struct stat info{};
        if (::lstat(path.c_str(), &info) != 0) {
            reject(errnoError(errno, sanitizeUtf8(name)));
            return;
        }
        if (S_ISLNK(info.st_mode) && !followsLink(name, path, info)) {
            return;
        }
        if (S_ISDIR(info.st_mode)) {
            m_folders.push_back(name);
            return;
        }
        if (!S_ISREG(info.st_mode) || (!hasImageExtension(name) && !startsLikeImage(path))) {
            return;
        }
        if (!isValidUtf8(name)) {
            reject(ErrorCode::Encoding, "name is not UTF-8", name);
            return;
        }
        const auto safe = safeRelativeName(name);
        if (!safe || *safe != name) {
            reject(ErrorCode::UnsafePath, "name that cannot be written in a file", name);
            return;
        }
        const auto modified =
            static_cast<std::int64_t>(info.st_mtim.tv_sec) * 1000 + info.st_mtim.tv_nsec / 1000000;
        m_listing.files.push_back({name, static_cast<std::uint64_t>(info.st_size), modified});
    }

    // True when it leads to a file inside the root; `info` is then that file's.
    bool followsLink(const std::string& name, const fs::path& path, struct stat& info)
    {
        const bool resolves = ::stat(path.c_str(), &info) == 0;
        if (resolves && S_ISDIR(info.st_mode)) {
            reject(ErrorCode::UnsafePath, "a link to a folder is not followed", name);
            return false;
        }
        if (!resolves) {
            if (hasImageExtension(name)) {
                reject(ErrorCode::UnsafePath, "a link that leads nowhere", name);
            }
            return false;
        }
        if (!resolveUnder(m_root, name)) {
            reject(ErrorCode::UnsafePath, "a link that leads out of the folder", name);
            return false;
        }
        return true;
    }

    fs::path m_root;
    std::uint64_t m_limit;
    std::vector<std::string> m_folders;
    FolderListing m_listing;
};

bool isViewWord(std::string_view part)
{
    constexpr std::array<std::string_view, 14> kViews = {
        "main",  "front",  "back", "side", "top",   "bottom", "left",
        "right", "detail", "alt",  "view", "image", "img",    "photo"};
    const bool number = part.size() <= 3 && std::all_of(part.begin(), part.end(), [](char c) {
                            return c >= '0' && c <= '9';
                        });
    return part.size() == 1 || number ||
           std::find(kViews.begin(), kViews.end(), part) != kViews.end();
}

bool hasDigit(std::string_view part)
{
    return part.find_first_of("0123456789") != std::string_view::npos;
}

} // namespace

Result<FolderListing> scanFolder(const std::filesystem::path& root,
                                 const FolderScanOptions& options)
{
    Scan scan(root, options.limit);
    if (auto done = scan.run(); !done) {
        return fail(done);
    }
    auto listing = scan.take();
    if (listing.files.empty()) {
        std::string detail = "no image in the folder";
        if (!listing.rejected.empty()) {
            detail += "; " + std::to_string(listing.rejected.size()) +
                      " refused, the first: " + listing.rejected.front().subject + ": " +
                      listing.rejected.front().detail;
        }
        return fail(ErrorCode::Empty, std::move(detail), root.string());
    }
    return listing;
}

bool looksLikeImage(std::string_view firstBytes)
{
    using namespace std::string_view_literals;
    if (firstBytes.starts_with("RIFF"sv)) {
        return firstBytes.size() >= 12 && firstBytes.substr(8, 4) == "WEBP"sv;
    }
    // A bitmap's file header: "BM", the size, four reserved bytes that are zero.
    if (firstBytes.starts_with("BM"sv)) {
        return firstBytes.size() >= 14 && firstBytes.substr(6, 4) == "\0\0\0\0"sv;
    }
    return firstBytes.starts_with("\xFF\xD8\xFF"sv) ||
           firstBytes.starts_with("\x89PNG\r\n\x1A\n"sv) || firstBytes.starts_with("II*\0"sv) ||
           firstBytes.starts_with("MM\0*"sv);
}

bool hasImageExtension(std::string_view name)
{
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || name.size() - dot > 5) {
        return false;
    }
    const std::string extension = asciiLower(name.substr(dot + 1));
    return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

std::string productFromSubfolder(std::string_view name)
{
    const auto slash = name.rfind('/');
    return slash == std::string_view::npos ? std::string{} : std::string{name.substr(0, slash)};
}

std::string productFromStem(std::string_view name)
{
    const auto slash = name.rfind('/');
    const std::string folder{slash == std::string_view::npos ? "" : name.substr(0, slash + 1)};
    std::string stem = asciiLower(slash == std::string_view::npos ? name : name.substr(slash + 1));
    if (hasImageExtension(stem)) {
        stem.resize(stem.rfind('.'));
    }
    std::vector<std::pair<std::size_t, std::size_t>> parts; // begin, end
    for (std::size_t at = 0; at < stem.size();) {
        const std::size_t end = std::min(stem.find_first_of("-_. ", at), stem.size());
        if (end > at) {
            parts.emplace_back(at, end);
        }
        at = end + 1;
    }
    const auto partAt = [&](std::size_t i) {
        return std::string_view(stem).substr(parts[i].first, parts[i].second - parts[i].first);
    };
    while (parts.size() > 1 && isViewWord(partAt(parts.size() - 1))) {
        parts.pop_back();
    }
    if (parts.empty()) {
        return folder + stem;
    }
    std::size_t last = parts.size() > 1 ? parts.size() - 2 : 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (hasDigit(partAt(i))) {
            last = i;
            break;
        }
    }
    return folder + stem.substr(0, parts[last].second);
}

} // namespace triptych::formats
