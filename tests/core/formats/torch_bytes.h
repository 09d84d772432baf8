// SPDX-License-Identifier: GPL-3.0-or-later
// Makes pickles, zips and files as torch.save writes them, without torch.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace triptych::formats::test {

// Appends opcodes; what they do is said by their names in pickletools.
class Pickle
{
public:
    Pickle() { raw(std::string_view("\x80\x02", 2)); }
    Pickle& raw(std::string_view bytes)
    {
        m_bytes += bytes;
        return *this;
    }
    Pickle& global(std::string_view module, std::string_view name)
    {
        return raw("c").raw(module).raw("\n").raw(name).raw("\n");
    }
    Pickle& text(std::string_view text);
    Pickle& number(std::int64_t value); // LONG1 of eight bytes
    Pickle& sizes(const std::vector<std::int64_t>& values);
    // _rebuild_tensor_v2 of a storage, as both kinds of files have it.
    Pickle& tensor(std::string_view storageType, std::string_view key, std::int64_t count,
                   std::int64_t offset, const std::vector<std::int64_t>& shape,
                   const std::vector<std::int64_t>& strides);
    [[nodiscard]] std::string done() const { return m_bytes + "."; }

private:
    std::string m_bytes;
};

// A zip with these members, in this order.
void writeZip(const std::filesystem::path& path,
              const std::vector<std::pair<std::string, std::string>>& members, bool deflated);
// The zip of torch.save.
void writeTorchZip(const std::filesystem::path& path, const std::string& pickle,
                   const std::map<std::string, std::string>& storages, bool deflated = false);
// The older stream; `elementBytes` of all storages.
std::string torchStream(const std::string& pickle,
                        const std::map<std::string, std::string>& storages,
                        std::size_t elementBytes, bool littleEndian = true);
std::string bytesOf(const std::vector<float>& values);

} // namespace triptych::formats::test
