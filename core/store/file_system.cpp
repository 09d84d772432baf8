// SPDX-License-Identifier: GPL-3.0-or-later
// statfs and access behind FileSystemProbe.
#include "core/store/file_system.h"

#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <cstdint>

namespace triptych::store {

namespace {

struct NetworkFileSystem
{
    std::uint32_t magic;
    const char* kind;
};

// linux/magic.h lacks some of these.
constexpr std::array<NetworkFileSystem, 9> kNetworkFileSystems{{
    {NFS_SUPER_MAGIC, "nfs"},
    {SMB_SUPER_MAGIC, "smb"},
    {0xFF534D42U, "cifs"},
    {0xFE534D42U, "smb2"},
    {0x65735546U, "fuse"},
    {0x73757245U, "coda"},
    {0x5346414FU, "afs"},
    {0x00C36400U, "ceph"},
    {0x0BD00BD0U, "lustre"},
}};

class SystemProbe final : public FileSystemProbe
{
public:
    [[nodiscard]] std::string networkKind(const std::filesystem::path& folder) const override
    {
        struct statfs found{};
        if (statfs(folder.c_str(), &found) != 0) {
            return {};
        }
        const auto magic = static_cast<std::uint32_t>(found.f_type);
        for (const auto& known : kNetworkFileSystems) {
            if (known.magic == magic) {
                return known.kind;
            }
        }
        return {};
    }

    [[nodiscard]] bool canWrite(const std::filesystem::path& file) const override
    {
        const auto folder =
            file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
        return access(file.c_str(), W_OK) == 0 && access(folder.c_str(), W_OK) == 0;
    }
};

} // namespace

const FileSystemProbe& systemProbe()
{
    static const SystemProbe probe;
    return probe;
}

} // namespace triptych::store
