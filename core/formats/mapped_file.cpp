// SPDX-License-Identifier: GPL-3.0-or-later
// mmap, read-only and private.
#include "core/formats/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

namespace triptych::formats {

Result<std::unique_ptr<MappedFile>> MappedFile::open(const std::filesystem::path& path)
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
    if (info.st_size == 0) {
        ::close(fd);
        return fail(ErrorCode::Empty, "no bytes", path.string());
    }
    const auto size = static_cast<std::size_t>(info.st_size);
    void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    const int error = errno;
    ::close(fd);
    if (data == MAP_FAILED) {
        return fail(errnoError(error, path.string()));
    }
    return std::unique_ptr<MappedFile>(new MappedFile(static_cast<const std::byte*>(data), size));
}

MappedFile::MappedFile(const std::byte* data, std::size_t size)
    : m_data(data)
    , m_size(size)
{}

MappedFile::~MappedFile()
{
    ::munmap(const_cast<std::byte*>(m_data), m_size);
}

void MappedFile::forget(std::span<const std::byte> bytes) const
{
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    if (bytes.data() < m_data || bytes.data() + bytes.size() > m_data + m_size) {
        return;
    }
    const auto first = static_cast<std::size_t>(bytes.data() - m_data);
    const std::size_t begin = (first + page - 1) / page * page;
    const std::size_t end = (first + bytes.size()) / page * page;
    if (begin < end) { // never written to, so nothing is lost
        ::madvise(const_cast<std::byte*>(m_data) + begin, end - begin, MADV_DONTNEED);
    }
}

std::string_view MappedFile::text() const
{
    return {reinterpret_cast<const char*>(m_data), m_size};
}

} // namespace triptych::formats
