// SPDX-License-Identifier: GPL-3.0-or-later
// Descriptors, locks and whole reads and writes for vector files.
#include "core/retrieval/vector_io.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace triptych::retrieval {

Result<OpenFile> OpenFile::open(const std::filesystem::path& path, Mode mode)
{
    OpenFile file;
    file.m_name = path.string();
    const int flags = mode == Mode::Read    ? O_RDONLY
                      : mode == Mode::Write ? O_RDWR
                                            : O_RDWR | O_CREAT | O_EXCL;
    // O_NONBLOCK: opening a FIFO must not wait for a writer.
    file.m_file = ::open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK, 0666);
    if (file.m_file < 0) {
        return fail(errnoError(errno, file.m_name));
    }
    struct stat info{};
    if (::fstat(file.m_file, &info) != 0 || !S_ISREG(info.st_mode)) {
        return fail(ErrorCode::BadArgument, "not a regular file", file.m_name);
    }
    return file;
}

Result<OpenFile> OpenFile::lock(const std::filesystem::path& path)
{
    OpenFile file;
    file.m_name = path.string();
    file.m_file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);
    if (file.m_file < 0) {
        return fail(errnoError(errno, file.m_name));
    }
    while (::flock(file.m_file, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) {
            continue;
        }
        if (errno != EWOULDBLOCK) {
            return fail(errnoError(errno, file.m_name));
        }
        std::string who(64, '\0');
        const ssize_t got = ::pread(file.m_file, who.data(), who.size(), 0);
        who.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return fail(ErrorCode::Busy, who.empty() ? "another process" : who, file.m_name);
    }
    // Who holds it is only told to others: not worth an error.
    const std::string who = "pid " + std::to_string(::getpid());
    if (::ftruncate(file.m_file, 0) == 0) {
        (void)!::pwrite(file.m_file, who.data(), who.size(), 0);
    }
    return file;
}

OpenFile::~OpenFile()
{
    if (m_file >= 0) {
        ::close(m_file);
    }
}

Result<std::uint64_t> OpenFile::bytes() const
{
    struct stat info{};
    if (::fstat(m_file, &info) != 0) {
        return fail(errnoError(errno, m_name));
    }
    return static_cast<std::uint64_t>(info.st_size);
}

Result<bool> OpenFile::isAt(const std::filesystem::path& path) const
{
    struct stat own{};
    struct stat there{};
    if (::fstat(m_file, &own) != 0 || ::stat(path.c_str(), &there) != 0) {
        return fail(errnoError(errno, path.string()));
    }
    return own.st_dev == there.st_dev && own.st_ino == there.st_ino;
}

Result<std::string> OpenFile::read(std::uint64_t at, std::size_t count) const
{
    std::string bytes(count, '\0');
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t got =
            ::pread(m_file, bytes.data() + done, count - done, static_cast<off_t>(at + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail(errnoError(errno, m_name));
        }
        if (got == 0) {
            bytes.resize(done);
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

Status OpenFile::write(std::uint64_t at, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t put = ::pwrite(m_file, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return fail(errnoError(errno, m_name));
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
        at += static_cast<std::uint64_t>(put);
    }
    return {};
}

Status OpenFile::cut(std::uint64_t bytes)
{
    if (::ftruncate(m_file, static_cast<off_t>(bytes)) != 0) {
        return fail(errnoError(errno, m_name));
    }
    return {};
}

Status OpenFile::sync()
{
    if (::fdatasync(m_file) != 0) {
        return fail(errnoError(errno, m_name));
    }
    return {};
}

} // namespace triptych::retrieval
