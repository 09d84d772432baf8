// SPDX-License-Identifier: GPL-3.0-or-later
// What torch.save writes: a zip of a pickle and storages, or the older stream of both.
#include "core/formats/mapped_file.h"
#include "core/formats/pickle.h"
#include "core/formats/safetensors.h"
#include "core/formats/torch_tensors.h"
#include "core/formats/zip_file.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <span>
#include <utility>

namespace triptych::formats {

namespace {

constexpr std::uint64_t kLongestPickle = 64U << 20U;
constexpr std::uint64_t kLeastBudget = 256U << 20U;
// 0x1950a86a20f9469cfc6c, with which the older stream begins.
constexpr std::string_view kMagic("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 10);

struct ZipHead
{
    std::string folder; // "archive/"
    std::string pickle;
};

Result<ZipHead> readHead(const std::filesystem::path& path)
{
    ZipHead head;
    bool big = false;
    const auto visited =
        visitZip(path, [&](const std::string& name, const ReadMember& read) -> Result<bool> {
            const auto cut = name.find('/');
            const std::string inner = cut == std::string::npos ? name : name.substr(cut + 1);
            if (inner != "data.pkl" && inner != "byteorder") {
                return true;
            }
            auto bytes = read(kLongestPickle);
            if (!bytes) {
                return fail(bytes);
            }
            if (inner == "byteorder") {
                big = bytes->starts_with("big");
            } else {
                head.folder = name.substr(0, name.size() - inner.size());
                head.pickle = std::move(*bytes);
            }
            return true;
        });
    if (!visited) {
        return fail(visited);
    }
    if (big) {
        return fail(ErrorCode::Unsupported, "written on a big-endian machine", path.string());
    }
    if (head.pickle.empty()) {
        return fail(ErrorCode::BadFormat, "a zip without data.pkl: not of torch.save",
                    path.string());
    }
    return head;
}

// What every storage should have, in bytes.
Result<std::map<std::string, std::uint64_t>> storageSizes(const PickleTree& tree,
                                                          const std::string& subject)
{
    std::map<std::string, std::uint64_t> out;
    for (const TorchTensor& storage : tree.storages) {
        std::uint64_t bytes = 0;
        if (__builtin_mul_overflow(storage.storageCount, bytesPerElement(storage.type), &bytes)) {
            return fail(ErrorCode::BadFormat, "storage " + storage.storage + " cannot be so large",
                        subject);
        }
        if (out.emplace(storage.storage, bytes).first->second != bytes) {
            return fail(ErrorCode::BadFormat, "storage " + storage.storage + " has two sizes",
                        subject);
        }
    }
    return out;
}

// Storages that lie unpacked in the mapped file: lent, not copied. False: some are not so.
Result<bool> lendStorages(const MappedFile& file, const std::string& prefix,
                          const std::map<std::string, std::uint64_t>& sizes,
                          const std::string& subject, TorchStorages& storages)
{
    const auto members = storedMembers(file.text());
    for (const auto& [key, size] : sizes) {
        if (!members.contains(prefix + key)) {
            return false;
        }
    }
    for (const auto& [key, size] : sizes) {
        const StoredMember& member = members.at(prefix + key);
        const auto bytes = std::as_bytes(std::span(member.bytes));
        const auto* first = reinterpret_cast<const Bytef*>(member.bytes.data());
        if (crc32_z(0, first, member.bytes.size()) != member.crc) {
            return fail(ErrorCode::Corrupt, prefix + key + ": its check sum is another", subject);
        }
        storages.lend(key, member.bytes);
        file.forget(bytes);
    }
    return true;
}

Status readStorages(const std::filesystem::path& path, const std::string& prefix,
                    const std::map<std::string, std::uint64_t>& sizes, std::uint64_t fileSize,
                    TorchStorages& storages)
{
    // torch.save does not compress: a file that grows much is not one of weights.
    std::uint64_t budget = std::max(kLeastBudget, 4 * fileSize);
    return visitZip(path, [&](const std::string& name, const ReadMember& read) -> Result<bool> {
        if (!name.starts_with(prefix) || !sizes.contains(name.substr(prefix.size()))) {
            return true;
        }
        auto bytes = read(budget);
        if (!bytes) {
            return fail(bytes);
        }
        budget -= bytes->size();
        storages.keep(name.substr(prefix.size()), std::move(*bytes));
        return true;
    });
}

Result<std::unique_ptr<WeightSource>> openZip(std::unique_ptr<MappedFile> file,
                                              const std::filesystem::path& path)
{
    const auto head = readHead(path);
    if (!head) {
        return fail(head);
    }
    const auto tree = readPickle(head->pickle, path.string());
    if (!tree) {
        return fail(tree);
    }
    const auto sizes = storageSizes(*tree, path.string());
    if (!sizes) {
        return fail(sizes);
    }
    TorchStorages storages;
    const std::uint64_t fileSize = file->text().size();
    const std::string prefix = head->folder + "data/";
    const auto lent = lendStorages(*file, prefix, *sizes, path.string(), storages);
    if (!lent) {
        return fail(lent);
    }
    if (*lent) {
        storages.keepFile(std::move(file));
    } else if (const Status read = readStorages(path, prefix, *sizes, fileSize, storages); !read) {
        return fail(read);
    }
    return makeTorchSource(*tree, *sizes, std::move(storages), fileSize, path.string());
}

// Pickles that follow each other in a stream.
class Stream
{
public:
    Stream(std::string_view bytes, std::string subject)
        : m_bytes(bytes)
        , m_subject(std::move(subject))
    {}
    Result<PickleTree> pickle()
    {
        auto tree = readPickle(m_bytes.substr(m_at), m_subject);
        if (tree) {
            m_at += tree->size;
        }
        return tree;
    }
    Result<std::string_view> take(std::uint64_t count, const std::string& what)
    {
        if (count > m_bytes.size() - m_at) {
            return fail(ErrorCode::Truncated,
                        what + " needs " + std::to_string(count) + " bytes, " +
                            std::to_string(m_bytes.size() - m_at) + " are there",
                        m_subject);
        }
        const auto out = m_bytes.substr(m_at, count);
        m_at += count;
        return out;
    }
    [[nodiscard]] const std::string& subject() const { return m_subject; }

private:
    std::string_view m_bytes;
    std::string m_subject;
    std::size_t m_at = 0;
};

// Magic, protocol and the machine's facts.
Status readStreamHead(Stream& stream)
{
    const auto magic = stream.pickle();
    if (!magic) {
        return fail(magic);
    }
    if (magic->top().kind != PickleKind::Big || magic->top().text != kMagic) {
        return fail(ErrorCode::BadFormat, "a pickle, but not of torch.save", stream.subject());
    }
    const auto protocol = stream.pickle();
    const auto system = protocol ? stream.pickle() : protocol;
    if (!system) {
        return fail(system);
    }
    const auto& facts = system->top().items;
    for (std::size_t i = 0; i + 1 < facts.size(); i += 2) {
        if (system->nodes[facts[i]].text == "little_endian" &&
            system->nodes[facts[i + 1]].number == 0) {
            return fail(ErrorCode::Unsupported, "written on a big-endian machine",
                        stream.subject());
        }
    }
    return {};
}

Status readStreamStorages(Stream& stream, const std::map<std::string, std::uint64_t>& sizes,
                          const PickleTree& tree, TorchStorages& storages)
{
    const auto keys = stream.pickle();
    if (!keys) {
        return fail(keys);
    }
    std::map<std::string, std::uint64_t> counts;
    for (const TorchTensor& storage : tree.storages) {
        counts[storage.storage] = storage.storageCount;
    }
    for (const PickleRef ref : keys->top().items) {
        const std::string& key = keys->nodes[ref].text;
        const auto size = sizes.find(key);
        if (keys->nodes[ref].kind != PickleKind::Text || size == sizes.end()) {
            return fail(ErrorCode::BadFormat, "a storage that no tensor uses", stream.subject());
        }
        const auto length = stream.take(sizeof(std::uint64_t), "storage " + key);
        if (!length) {
            return fail(length);
        }
        std::uint64_t count = 0;
        std::memcpy(&count, length->data(), sizeof count);
        if (count != counts[key]) {
            return fail(ErrorCode::BadFormat, "storage " + key + " has two sizes",
                        stream.subject());
        }
        const auto bytes = stream.take(size->second, "storage " + key);
        if (!bytes) {
            return fail(bytes);
        }
        storages.lend(key, *bytes);
    }
    return {};
}

Result<std::unique_ptr<WeightSource>> openStream(std::unique_ptr<MappedFile> file,
                                                 const std::string& subject)
{
    Stream stream(file->text(), subject);
    if (const auto head = readStreamHead(stream); !head) {
        return fail(head);
    }
    const auto tree = stream.pickle();
    if (!tree) {
        return fail(tree);
    }
    const auto sizes = storageSizes(*tree, subject);
    if (!sizes) {
        return fail(sizes);
    }
    TorchStorages storages;
    if (const auto read = readStreamStorages(stream, *sizes, *tree, storages); !read) {
        return fail(read);
    }
    const std::uint64_t size = file->text().size();
    storages.keepFile(std::move(file));
    return makeTorchSource(*tree, *sizes, std::move(storages), size, subject);
}

} // namespace

Result<std::unique_ptr<WeightSource>> openTorchFile(const std::filesystem::path& path)
{
    auto file = MappedFile::open(path);
    if (!file) {
        return fail(file);
    }
    const std::string_view bytes = (*file)->text();
    if (bytes.starts_with("PK\x03\x04")) {
        return openZip(std::move(*file), path);
    }
    if (bytes.front() == '\x80') {
        return openStream(std::move(*file), path.string());
    }
    return fail(ErrorCode::BadFormat, "not a file of torch.save", path.string());
}

} // namespace triptych::formats
