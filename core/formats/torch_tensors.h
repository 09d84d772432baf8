// SPDX-License-Identifier: GPL-3.0-or-later
// From a read pickle and its storages to named tensors: private to formats.
#pragma once

#include "core/base/result.h"
#include "core/domain/weights.h"
#include "core/formats/mapped_file.h"
#include "core/formats/pickle.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace triptych::formats {

class TorchStorages
{
public:
    void keep(const std::string& key, std::string bytes)
    {
        m_owned.push_back(std::move(bytes));
        m_bytes[key] = m_owned.back();
    }
    void lend(const std::string& key, std::string_view bytes) { m_bytes[key] = bytes; }
    void keepFile(std::unique_ptr<MappedFile> file) { m_file = std::move(file); }
    void forget(std::span<const std::byte> bytes) const
    {
        if (m_file) {
            m_file->forget(bytes);
        }
    }
    std::string& make(std::size_t size) { return m_owned.emplace_back(size, '\0'); }
    [[nodiscard]] const std::map<std::string, std::string_view>& bytes() const { return m_bytes; }

private:
    std::unique_ptr<MappedFile> m_file;
    std::deque<std::string> m_owned; // a deque: strings stay where they are
    std::map<std::string, std::string_view> m_bytes;
};

// Tensors of the state_dict or scripted module in `tree`, each contiguous. `sizes`: bytes that each
// storage must have.
Result<std::unique_ptr<WeightSource>>
makeTorchSource(const PickleTree& tree, const std::map<std::string, std::uint64_t>& sizes,
                TorchStorages storages, std::uint64_t fileSize, const std::string& subject);

} // namespace triptych::formats
