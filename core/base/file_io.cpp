// SPDX-License-Identifier: GPL-3.0-or-later
// Bounded reads and atomic writes.
#include "core/base/file_io.h"

#include "core/base/random.h"
#include "core/base/sha256.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace triptych {

namespace {

constexpr std::size_t kBufferBytes = 1U << 20U;

Status writeAll(int fd, std::string_view bytes, const std::string& subject)
{
    while (!bytes.empty()) {
        const ssize_t put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0) {
            if (errno == EINTR) {
                continue;
            }
            return fail(errnoError(errno, subject));
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return {};
}

} // namespace

Result<std::string> readFile(const std::filesystem::path& path, std::uint64_t limit)
{
    // O_NONBLOCK: opening a FIFO must not wait for a writer.
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return fail(errnoError(errno, path.string()));
    }
    struct stat info{};
    if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        ::close(fd);
        return fail(ErrorCode::BadArgument, "not a regular file", path.string());
    }
    if (static_cast<std::uint64_t>(info.st_size) > limit) {
        ::close(fd);
        return fail(ErrorCode::TooLarge,
                    std::to_string(info.st_size) + " bytes, limit " + std::to_string(limit),
                    path.string());
    }
    std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
    std::size_t at = 0;
    while (at < bytes.size()) {
        const ssize_t got = ::read(fd, bytes.data() + at, bytes.size() - at);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            const int error = errno;
            ::close(fd);
            return fail(errnoError(error, path.string()));
        }
        if (got == 0) {
            break;
        }
        at += static_cast<std::size_t>(got);
    }
    bytes.resize(at);
    ::close(fd);
    return bytes;
}

struct AtomicFile::State
{
    std::filesystem::path path;
    std::filesystem::path temporary;
    int fd = -1;
    std::string buffer;
    std::uint64_t bytes = 0;
    Sha256 hash;
    std::string sha256;
    Status failed; // the first error of a write: nothing may be committed after it
};

AtomicFile::AtomicFile()
    : m_state(std::make_unique<State>())
{}

Result<std::unique_ptr<AtomicFile>> AtomicFile::create(const std::filesystem::path& path)
{
    std::unique_ptr<AtomicFile> file{new AtomicFile};
    auto& state = *file->m_state;
    state.path = path;
    state.temporary = path;
    state.temporary += ".part-" + randomHex128().substr(0, 8);
    state.fd = ::open(state.temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (state.fd < 0) {
        return fail(errnoError(errno, path.string()));
    }
    return file;
}

AtomicFile::~AtomicFile()
{
    if (m_state->fd >= 0) {
        ::close(m_state->fd);
        ::unlink(m_state->temporary.c_str());
    }
}

Status AtomicFile::write(std::string_view bytes)
{
    auto& state = *m_state;
    if (!state.failed) {
        return state.failed;
    }
    state.hash.add(bytes);
    state.bytes += bytes.size();
    state.buffer += bytes;
    if (state.buffer.size() < kBufferBytes) {
        return {};
    }
    state.failed = writeAll(state.fd, state.buffer, state.path.string());
    state.buffer.clear();
    return state.failed;
}

Status AtomicFile::commit()
{
    auto& state = *m_state;
    if (!state.failed) {
        return state.failed;
    }
    state.failed = writeAll(state.fd, state.buffer, state.path.string());
    if (!state.failed) {
        return state.failed;
    }
    if (::fsync(state.fd) != 0) {
        state.failed = fail(errnoError(errno, state.path.string()));
        return state.failed;
    }
    if (::close(std::exchange(state.fd, -1)) != 0) {
        const int error = errno;
        ::unlink(state.temporary.c_str());
        return fail(errnoError(error, state.path.string()));
    }
    if (::rename(state.temporary.c_str(), state.path.c_str()) != 0) {
        const int error = errno;
        ::unlink(state.temporary.c_str());
        return fail(errnoError(error, state.path.string()));
    }
    state.sha256 = state.hash.finishHex();
    const auto folder = state.path.parent_path();
    return syncFolder(folder.empty() ? std::filesystem::path{"."} : folder);
}

std::uint64_t AtomicFile::bytes() const
{
    return m_state->bytes;
}

const std::string& AtomicFile::sha256() const
{
    return m_state->sha256;
}

Status syncFolder(const std::filesystem::path& folder)
{
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return fail(errnoError(errno, folder.string()));
    }
    const bool ok = ::fsync(fd) == 0 || errno == EINVAL;
    const int error = errno;
    ::close(fd);
    if (!ok) {
        return fail(errnoError(error, folder.string()));
    }
    return {};
}

} // namespace triptych
