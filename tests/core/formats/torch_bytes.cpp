// SPDX-License-Identifier: GPL-3.0-or-later
// Pickles, zips and streams, byte by byte.
#include "tests/core/formats/torch_bytes.h"

#include <archive.h>
#include <archive_entry.h>

#include <QTest>

#include <cstring>

namespace triptych::formats::test {

namespace {

std::string littleEndian(std::uint64_t value, std::size_t bytes)
{
    std::string out;
    for (std::size_t i = 0; i < bytes; ++i) {
        out += static_cast<char>(value >> (8 * i) & 0xFFU);
    }
    return out;
}

} // namespace

Pickle& Pickle::text(std::string_view text)
{
    return raw("X").raw(littleEndian(text.size(), 4)).raw(text);
}

Pickle& Pickle::number(std::int64_t value)
{
    return raw("\x8a\x08").raw(littleEndian(static_cast<std::uint64_t>(value), 8));
}

Pickle& Pickle::sizes(const std::vector<std::int64_t>& values)
{
    raw("(");
    for (const std::int64_t value : values) {
        number(value);
    }
    return raw("t");
}

Pickle& Pickle::tensor(std::string_view storageType, std::string_view key, std::int64_t count,
                       std::int64_t offset, const std::vector<std::int64_t>& shape,
                       const std::vector<std::int64_t>& strides)
{
    global("torch._utils", "_rebuild_tensor_v2").raw("((").text("storage");
    global("torch", storageType).text(key).text("cpu").number(count).raw("tQ");
    number(offset).sizes(shape).sizes(strides).raw("\x89");
    return global("collections", "OrderedDict").raw(")RtR");
}

void writeZip(const std::filesystem::path& path,
              const std::vector<std::pair<std::string, std::string>>& members, bool deflated)
{
    archive* zip = archive_write_new();
    archive_write_set_format_zip(zip);
    deflated ? archive_write_zip_set_compression_deflate(zip)
             : archive_write_zip_set_compression_store(zip);
    QCOMPARE(archive_write_open_filename(zip, path.c_str()), ARCHIVE_OK);
    for (const auto& [name, bytes] : members) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        QCOMPARE(archive_write_header(zip, entry), ARCHIVE_OK);
        QCOMPARE(archive_write_data(zip, bytes.data(), bytes.size()),
                 static_cast<la_ssize_t>(bytes.size()));
        archive_entry_free(entry);
    }
    QCOMPARE(archive_write_free(zip), ARCHIVE_OK);
}

void writeTorchZip(const std::filesystem::path& path, const std::string& pickle,
                   const std::map<std::string, std::string>& storages, bool deflated)
{
    std::vector<std::pair<std::string, std::string>> members{{"archive/data.pkl", pickle}};
    for (const auto& [key, bytes] : storages) {
        members.emplace_back("archive/data/" + key, bytes);
    }
    members.emplace_back("archive/version", "3\n");
    writeZip(path, members, deflated);
}

std::string torchStream(const std::string& pickle,
                        const std::map<std::string, std::string>& storages,
                        std::size_t elementBytes, bool littleEndianMachine)
{
    const std::string magic("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 12);
    std::string out = Pickle().raw(magic).done() + Pickle().raw("M\xe9\x03").done();
    out += Pickle()
               .raw("}(")
               .text("protocol_version")
               .number(1001)
               .text("little_endian")
               .raw(littleEndianMachine ? "\x88" : "\x89")
               .raw("u")
               .done();
    out += pickle;
    Pickle keys;
    keys.raw("](");
    for (const auto& [key, bytes] : storages) {
        keys.text(key);
    }
    out += keys.raw("e").done();
    for (const auto& [key, bytes] : storages) {
        out += littleEndian(bytes.size() / elementBytes, 8) + bytes;
    }
    return out;
}

std::string bytesOf(const std::vector<float>& values)
{
    std::string out(values.size() * sizeof(float), '\0');
    std::memcpy(out.data(), values.data(), out.size());
    return out;
}

} // namespace triptych::formats::test
