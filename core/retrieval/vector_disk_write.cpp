// SPDX-License-Identifier: GPL-3.0-or-later
// Writing a vector file: additions and removals, durable one by one, and compaction.
#include "core/retrieval/vector_disk.h"

#include "core/base/file_io.h"
#include "core/base/random.h"
#include "core/base/sha256.h"
#include "core/retrieval/vector_half.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <system_error>

namespace triptych::retrieval {

namespace fs = std::filesystem;

namespace {

static_assert(std::endian::native == std::endian::little); // rows lie in the file as in memory

constexpr std::size_t kCompactRows = 8192; // one frame after compaction

std::uint64_t drawContent()
{
    const std::uint64_t drawn = std::stoull(randomHex128().substr(0, 16), nullptr, 16);
    return drawn != 0 ? drawn : 1;
}

std::string_view bytesOf(std::span<const std::uint16_t> halves)
{
    return {reinterpret_cast<const char*>(halves.data()), halves.size() * sizeof(std::uint16_t)};
}

} // namespace

Status VectorFileOnDisk::create()
{
    HeaderFrame header;
    header.dimension = m_dimension;
    header.stride = m_stride;
    header.content = drawContent();
    header.madeBy = m_madeBy;
    auto rows = OpenFile::open(rowsPath(m_path, header.content), OpenFile::Mode::Create);
    if (!rows) {
        return fail(rows);
    }
    auto log = AtomicFile::create(m_path);
    if (!log) {
        return fail(log);
    }
    std::string chain;
    if (auto put = (*log)->write(frameBytes(FrameKind::Header, headerPayload(header), chain));
        !put) {
        return put;
    }
    return (*log)->commit();
}

// A file that was replaced or removed meanwhile would swallow what is written.
Status VectorFileOnDisk::writable() const
{
    if (!writes()) {
        return fail(ErrorCode::ReadOnly, "opened for reading", m_path.string());
    }
    const auto same = m_log.isAt(m_path);
    if (!same) {
        return fail(same);
    }
    const auto rows = m_rows.isAt(rowsPath(m_path, m_content));
    if (!rows) {
        return fail(rows);
    }
    const auto bytes = m_log.bytes();
    if (!*same || !*rows || !bytes || *bytes != m_logEnd) {
        return corrupt("somebody else changed the file");
    }
    return {};
}

Status VectorFileOnDisk::checkRows(std::span<const VectorKey> keys, const Matrix& rows) const
{
    if (keys.size() != rows.rows || (rows.rows > 0 && rows.columns != m_dimension) ||
        rows.values.size() != rows.rows * rows.columns) {
        return fail(ErrorCode::BadArgument, "keys and rows do not fit together");
    }
    for (std::size_t i = 0; i < rows.rows; ++i) {
        const bool good = std::ranges::all_of(
            rows.row(i), [](float value) { return std::abs(value) <= kLargestHalf; });
        if (!good || keys[i].key.empty()) {
            return fail(ErrorCode::BadArgument,
                        good ? "an empty key" : "a value that is not finite or over 65504",
                        keys[i].key);
        }
    }
    return {};
}

// Behind the committed rows; returns the SHA-256 of what was written.
Result<std::string> VectorFileOnDisk::writeRows(const Matrix& rows)
{
    Sha256 sum;
    std::vector<std::uint16_t> piece;
    std::uint64_t at = m_keys.size() * rowBytes();
    for (std::size_t first = 0; first < rows.rows; first += kPieceRows) {
        const std::size_t count = std::min(kPieceRows, rows.rows - first);
        piece.assign(count * m_stride, 0);
        for (std::size_t i = 0; i < count; ++i) {
            std::ranges::transform(rows.row(first + i),
                                   piece.begin() + static_cast<std::ptrdiff_t>(i * m_stride),
                                   toHalf);
        }
        sum.add(bytesOf(piece));
        if (const auto put = m_rows.write(at, bytesOf(piece)); !put) {
            return fail(put);
        }
        at += count * rowBytes();
    }
    if (const auto synced = m_rows.sync(); !synced) {
        return fail(synced);
    }
    return sum.finishHex();
}

// Writes a frame; after an error the log is as it was.
Status VectorFileOnDisk::commit(FrameKind kind, const std::string& payload)
{
    std::string chain = m_chain;
    const std::string frame = frameBytes(kind, payload, chain);
    auto done = m_logEnd + frame.size() > kMostLog
                    ? Status{fail(ErrorCode::TooLarge, "the log is full", m_path.string())}
                    : m_log.write(m_logEnd, frame);
    if (done) {
        done = m_log.sync();
    }
    if (!done) {
        (void)m_log.cut(m_logEnd); // when it fails too, the next writer cuts the torn end
        return done;
    }
    m_chain = chain;
    m_logEnd += frame.size();
    return {};
}

Status VectorFileOnDisk::append(std::span<const VectorKey> keys, const Matrix& rows)
{
    if (auto good = checkRows(keys, rows); !good) {
        return good;
    }
    if (auto can = writable(); !can || keys.empty()) {
        return can;
    }
    const std::uint64_t before = m_keys.size() * rowBytes();
    const auto sum = writeRows(rows);
    Status done =
        sum ? m_map->show(m_rows.descriptor(), before + rows.rows * rowBytes()) : Status{fail(sum)};
    if (done) {
        done = commit(FrameKind::Append, appendPayload(m_keys.size(), *sum, keys));
    }
    if (!done) {
        (void)m_rows.cut(before); // what is left behind no frame names
        return done;
    }
    m_pieces.push_back({m_keys.size(), keys.size(), *sum});
    std::ranges::for_each(keys, [this](const VectorKey& key) { addRow(key); });
    m_shown = m_keys.size();
    return {};
}

Status VectorFileOnDisk::remove(std::span<const Key> keys)
{
    if (auto can = writable(); !can) {
        return can;
    }
    std::vector<Key> there;
    std::ranges::copy_if(keys, std::back_inserter(there),
                         [this](const Key& key) { return m_rowOf.contains(key); });
    if (there.empty()) {
        return {};
    }
    if (auto done = commit(FrameKind::Remove, removePayload(there)); !done) {
        return done;
    }
    std::ranges::for_each(there, [this](const Key& key) { removeRow(key); });
    return {};
}

Status VectorFileOnDisk::compactWhenSparse()
{
    if (auto can = writable(); !can) {
        return can;
    }
    return (m_keys.size() - living()) * 4 <= m_keys.size() ? Status{} : compact();
}

Result<std::size_t> VectorFileOnDisk::salvage()
{
    if (auto can = writable(); !can) {
        return fail(can);
    }
    if (auto whole = checkLog(); !whole) {
        return fail(whole);
    }
    std::vector<Key> lost;
    for (const Piece& piece : m_pieces) {
        const auto sound = isSound(piece);
        if (!sound) {
            return fail(sound);
        }
        for (std::uint64_t row = piece.first; !*sound && row < piece.first + piece.rows; ++row) {
            if (m_alive[row]) {
                lost.push_back(m_keys[row].key);
            }
        }
    }
    if (auto removed = remove(lost); !removed) {
        return fail(removed);
    }
    if (auto compacted = compact(); !compacted) {
        return fail(compacted);
    }
    return lost.size();
}

Status VectorFileOnDisk::compact()
{
    if (m_map->damaged()) {
        return corrupt("rows are missing");
    }
    std::vector<std::size_t> order;
    order.reserve(living());
    for (const auto& [key, row] : m_rowOf) {
        order.push_back(row);
    }
    std::ranges::sort(order, {}, [this](std::size_t row) { return m_keys[row].key; });
    const std::uint64_t content = drawContent();
    const fs::path old = rowsPath(m_path, m_content);
    const fs::path made = rowsPath(m_path, content);
    std::error_code error;
    if (auto written = writeLiving(made, order, content); !written) {
        fs::remove(made, error);
        return written;
    }
    fs::remove(old, error); // readers that have it open keep it
    return load();
}

Status VectorFileOnDisk::writeLiving(const fs::path& rowsFile,
                                     const std::vector<std::size_t>& order, std::uint64_t content)
{
    auto rows = OpenFile::open(rowsFile, OpenFile::Mode::Create);
    if (!rows) {
        return fail(rows);
    }
    auto log = AtomicFile::create(m_path);
    if (!log) {
        return fail(log);
    }
    std::string chain;
    auto done = (*log)->write(frameBytes(
        FrameKind::Header, headerPayload({1, m_dimension, m_stride, content, m_madeBy}), chain));
    for (std::size_t first = 0; done && first < order.size(); first += kCompactRows) {
        const std::size_t count = std::min(kCompactRows, order.size() - first);
        std::vector<std::uint16_t> piece;
        std::vector<VectorKey> keys;
        for (std::size_t i = first; i < first + count; ++i) {
            const std::uint16_t* row = m_map->data() + order[i] * m_stride;
            piece.insert(piece.end(), row, row + m_stride);
            keys.push_back(m_keys[order[i]]);
        }
        done = rows->write(first * rowBytes(), bytesOf(piece));
        if (done) {
            done = (*log)->write(frameBytes(
                FrameKind::Append, appendPayload(first, sha256Hex(bytesOf(piece)), keys), chain));
        }
    }
    if (done) {
        done = rows->sync();
    }
    return done ? (*log)->commit() : done;
}

} // namespace triptych::retrieval
