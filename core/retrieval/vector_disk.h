// SPDX-License-Identifier: GPL-3.0-or-later
// A vector file on disk: its log, its rows and what they say together. vector_disk.cpp reads,
// vector_disk_write.cpp writes.
#pragma once

#include "core/retrieval/vector_file.h"
#include "core/retrieval/vector_io.h"
#include "core/retrieval/vector_log.h"
#include "core/retrieval/vector_map.h"

#include <deque>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace triptych::retrieval {

constexpr std::size_t kMostValuesOfRow = 1U << 20U;
constexpr std::size_t kPieceRows = 1024; // written or read at once
constexpr std::uint64_t kMostLog = std::uint64_t{4} << 30U;

std::size_t strideOf(std::size_t dimension);
std::filesystem::path withEnding(std::filesystem::path path, const std::string& ending);
std::filesystem::path folderOf(const std::filesystem::path& path);
// Where the rows of the file `path` lie.
std::filesystem::path rowsPath(const std::filesystem::path& path, std::uint64_t content);
// Rows' files that the log no longer names: left behind by a compaction that was killed.
void removeStrayRows(const std::filesystem::path& path, const std::filesystem::path& keep);

class VectorFileOnDisk final : public VectorFile
{
public:
    VectorFileOnDisk(std::filesystem::path path, std::string madeBy, std::size_t dimension,
                     OpenFile lock)
        : m_path(std::move(path))
        , m_madeBy(std::move(madeBy))
        , m_dimension(dimension)
        , m_stride(strideOf(dimension))
        , m_lock(std::move(lock))
    {}

    Status create();
    Status load();

    Status append(std::span<const VectorKey> keys, const Matrix& rows) override;
    Status remove(std::span<const Key> keys) override;
    Status compactWhenSparse() override;
    Result<std::size_t> salvage() override;
    Status refresh() override;
    [[nodiscard]] Status check() const override;

    [[nodiscard]] VectorBlock block() const override
    {
        return {m_map->data(), m_shown, m_dimension, m_stride, m_content};
    }
    [[nodiscard]] std::size_t living() const override { return m_rowOf.size(); }
    [[nodiscard]] bool alive(std::size_t row) const override
    {
        return row < m_alive.size() && m_alive[row];
    }
    [[nodiscard]] const VectorKey& key(std::size_t row) const override { return m_keys[row]; }
    [[nodiscard]] std::optional<std::size_t> find(const Key& key) const override
    {
        const auto found = m_rowOf.find(key);
        return found == m_rowOf.end() ? std::nullopt : std::optional(found->second);
    }
    [[nodiscard]] std::vector<float> row(std::size_t row) const override;

private:
    struct Piece
    {
        std::uint64_t first = 0;
        std::uint64_t rows = 0;
        std::string sha256;
    };

    [[nodiscard]] std::uint64_t rowBytes() const { return m_stride * sizeof(std::uint16_t); }
    [[nodiscard]] bool writes() const { return m_lock.isOpen(); }
    tl::unexpected<Error> corrupt(std::string what) const
    {
        return fail(ErrorCode::Corrupt, std::move(what), m_path.string());
    }
    void forgetAll();
    Status readLog();
    Status readFrames();
    Status applyHeader(std::string_view payload);
    Status applyAppend(std::string_view payload);
    Status apply(const Frame& frame);
    void addRow(VectorKey key);
    void removeRow(const Key& key);
    Status writable() const;
    Status checkRows(std::span<const VectorKey> keys, const Matrix& rows) const;
    Result<std::string> writeRows(const Matrix& rows);
    Status commit(FrameKind kind, const std::string& payload);
    Status writeLiving(const std::filesystem::path& rowsFile, const std::vector<std::size_t>& order,
                       std::uint64_t content);
    Status compact();
    Status checkLog() const;
    [[nodiscard]] Result<bool> isSound(const Piece& piece) const;

    std::filesystem::path m_path;
    std::string m_madeBy;
    std::size_t m_dimension;
    std::size_t m_stride;
    OpenFile m_lock; // open: this one writes
    OpenFile m_log;
    OpenFile m_rows;
    std::unique_ptr<VectorMap> m_map = std::make_unique<VectorMap>();
    std::uint64_t m_content = 0;
    std::uint64_t m_logEnd = 0; // of what is committed
    std::string m_chain;        // of the last frame
    std::size_t m_shown = 0;    // rows in the map
    std::vector<Piece> m_pieces;
    std::deque<VectorKey> m_keys; // by row; a deque: m_rowOf looks into it
    std::vector<bool> m_alive;
    std::unordered_map<std::string_view, std::size_t> m_rowOf;
};

} // namespace triptych::retrieval
