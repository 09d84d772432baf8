// SPDX-License-Identifier: GPL-3.0-or-later
// A small vector file in a folder that goes away, and rows that tell who they are.
#pragma once

#include "core/retrieval/vector_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace triptych::retrieval::test {

namespace fs = std::filesystem;

inline constexpr std::size_t kValues = 5;

inline std::string content(int number)
{
    return std::string(63, 'a') + static_cast<char>('0' + number % 10);
}

struct Batch
{
    std::vector<VectorKey> keys;
    Matrix rows;
};

// Rows `from` … `from + count - 1`; the values tell the row and the turn,
// and all are halves.
inline Batch batch(int from, int count, float turn = 0.0F)
{
    Batch made{{}, Matrix(static_cast<std::size_t>(count), kValues)};
    for (int i = 0; i < count; ++i) {
        made.keys.push_back({"key" + std::to_string(1000 + from + i), content(from + i)});
        for (std::size_t d = 0; d < kValues; ++d) {
            const int number = d == 0 ? (from + i) % 32 : (from + i) / 32 % 32;
            made.rows.row(static_cast<std::size_t>(i))[d] =
                static_cast<float>(number) + turn + static_cast<float>(d) * 0.125F;
        }
    }
    return made;
}

// Whether the file has exactly the rows `from` … of batch() with this turn, perhaps among others.
inline bool holds(const VectorFile& file, int from, int count, float turn = 0.0F)
{
    const Batch wanted = batch(from, count, turn);
    for (std::size_t i = 0; i < wanted.keys.size(); ++i) {
        const auto row = file.find(wanted.keys[i].key);
        if (!row || !file.alive(*row) || file.key(*row).key != wanted.keys[i].key ||
            file.key(*row).content != wanted.keys[i].content ||
            !std::ranges::equal(file.row(*row), wanted.rows.row(i))) {
            return false;
        }
    }
    return true;
}

inline std::string bytesOf(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void write(const fs::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

inline QByteArray words(const Error& error)
{
    return QByteArray::fromStdString(describe(error));
}

#define OK(status)                                                                                 \
    do {                                                                                           \
        const auto& result_ = (status);                                                            \
        QVERIFY2(result_.has_value(), result_ ? "" : words(result_.error()).constData());          \
    } while (false)

class VectorWorld
{
public:
    [[nodiscard]] fs::path path() const
    {
        return fs::path(m_folder.path().toStdString()) / "vectors";
    }
    [[nodiscard]] fs::path rows() const
    {
        for (const auto& entry : fs::directory_iterator(path().parent_path())) {
            if (entry.path().filename().string().starts_with("vectors.rows-")) {
                return entry.path();
            }
        }
        return {};
    }
    [[nodiscard]] std::unique_ptr<VectorFile> open(bool write) const
    {
        auto file = VectorFile::open(path(), "maker", kValues, write);
        if (!file) {
            QTest::qFail(words(file.error()).constData(), __FILE__, __LINE__);
            return nullptr;
        }
        return std::move(*file);
    }
    [[nodiscard]] ErrorCode openError(bool write = false) const
    {
        const auto file = VectorFile::open(path(), "maker", kValues, write);
        return file ? ErrorCode::Internal : file.error().code;
    }
    // Three additions, the second of which replaces a row of the first, and a removal.
    void draw() const
    {
        const auto file = open(true);
        const Batch first = batch(0, 3);
        const Batch second = batch(2, 2, 100.0F);
        const Batch third = batch(7, 1);
        const std::vector<Key> gone = {first.keys[0].key};
        OK(file->append(first.keys, first.rows));
        OK(file->append(second.keys, second.rows));
        OK(file->append(third.keys, third.rows));
        OK(file->remove(gone));
    }
    // What an intact prefix of draw() may hold; -1 when it is none.
    static int prefixOf(const VectorFile& file)
    {
        const std::size_t living = file.living();
        const std::size_t rows = file.block().rows;
        const bool start = rows < 3 || holds(file, 1, 1);
        if (rows == 0 && living == 0) {
            return 0;
        }
        if (rows == 3 && living == 3 && start && holds(file, 0, 3)) {
            return 1;
        }
        if (rows == 5 && living == 4 && start && holds(file, 0, 2) && holds(file, 2, 2, 100.0F)) {
            return 2;
        }
        if (rows == 6 && living == 5 && holds(file, 2, 2, 100.0F) && holds(file, 7, 1)) {
            return 3;
        }
        if (rows == 6 && living == 4 && !file.find("key1000") && holds(file, 7, 1)) {
            return 4;
        }
        return -1;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace triptych::retrieval::test
