// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a vector file: its log from the start or from where it was, its rows, its checksums.
#include "core/retrieval/vector_disk.h"

#include "core/base/sha256.h"
#include "core/retrieval/vector_half.h"

#include <algorithm>
#include <system_error>

namespace triptych::retrieval {

namespace fs = std::filesystem;

std::size_t strideOf(std::size_t dimension)
{
    return (dimension + 31) / 32 * 32; // 64 bytes
}

fs::path withEnding(fs::path path, const std::string& ending)
{
    path += ending;
    return path;
}

fs::path rowsPath(const fs::path& path, std::uint64_t content)
{
    std::string hex(16, '0');
    for (std::size_t i = 0; i < 16; ++i) {
        hex[15 - i] = "0123456789abcdef"[content >> (4 * i) & 0xFU];
    }
    return withEnding(path, ".rows-" + hex);
}

fs::path folderOf(const fs::path& path)
{
    return path.has_parent_path() ? path.parent_path() : fs::path{"."};
}

void removeStrayRows(const fs::path& path, const fs::path& keep)
{
    std::error_code error;
    const std::string start = path.filename().string() + ".rows-";
    std::vector<fs::path> stray;
    for (const auto& entry : fs::directory_iterator(folderOf(path), error)) {
        if (entry.path().filename().string().starts_with(start) &&
            entry.path().filename() != keep.filename()) {
            stray.push_back(entry.path());
        }
    }
    for (const fs::path& file : stray) {
        fs::remove(file, error);
    }
}

void VectorFileOnDisk::forgetAll()
{
    m_map = std::make_unique<VectorMap>();
    m_rows = {};
    m_content = 0;
    m_logEnd = 0;
    m_shown = 0;
    m_chain.clear();
    m_pieces.clear();
    m_rowOf.clear();
    m_keys.clear();
    m_alive.clear();
}

// From the start; after an error there are no rows.
Status VectorFileOnDisk::load()
{
    forgetAll();
    auto done = readLog();
    if (!done) {
        forgetAll();
    }
    return done;
}

// The writer cuts off what is torn.
Status VectorFileOnDisk::readLog()
{
    const auto mode = writes() ? OpenFile::Mode::Write : OpenFile::Mode::Read;
    auto log = OpenFile::open(m_path, mode);
    if (!log) {
        return fail(log);
    }
    m_log = std::move(*log);
    if (auto read = readFrames(); !read) {
        return read;
    }
    if (m_logEnd == 0) {
        return corrupt("no header");
    }
    if (!writes()) {
        return {};
    }
    removeStrayRows(m_path, rowsPath(m_path, m_content));
    if (auto cut = m_log.cut(m_logEnd); !cut) {
        return cut;
    }
    return m_rows.cut(m_keys.size() * rowBytes());
}

Status VectorFileOnDisk::readFrames()
{
    const auto bytes = m_log.bytes();
    if (!bytes) {
        return fail(bytes);
    }
    if (*bytes < m_logEnd || *bytes > kMostLog) {
        return corrupt("the log is shorter than it was, or far too long");
    }
    const auto text = m_log.read(m_logEnd, static_cast<std::size_t>(*bytes - m_logEnd));
    if (!text) {
        return fail(text);
    }
    std::string_view left = *text;
    while (true) {
        const auto frame = nextFrame(left, m_chain);
        if (!frame) {
            return fail(frame.error().code, frame.error().detail, m_path.string());
        }
        if (frame->bytes == 0) {
            break;
        }
        if (auto applied = apply(*frame); !applied) {
            return applied;
        }
        left.remove_prefix(frame->bytes);
        m_logEnd += frame->bytes;
    }
    if (!m_rows.isOpen()) {
        return {};
    }
    const auto there = m_rows.bytes();
    if (!there) {
        return fail(there);
    }
    if (*there < m_keys.size() * rowBytes()) {
        return corrupt("rows are missing");
    }
    if (auto shown = m_map->show(m_rows.descriptor(), m_keys.size() * rowBytes()); !shown) {
        return shown;
    }
    m_shown = m_keys.size();
    return {};
}

Status VectorFileOnDisk::apply(const Frame& frame)
{
    if ((m_logEnd == 0) != (frame.kind == FrameKind::Header)) {
        return corrupt("a header elsewhere than in front");
    }
    if (frame.kind == FrameKind::Header) {
        return applyHeader(frame.payload);
    }
    if (frame.kind == FrameKind::Append) {
        return applyAppend(frame.payload);
    }
    const auto keys = readRemove(frame.payload);
    if (!keys) {
        return fail(keys);
    }
    std::ranges::for_each(*keys, [this](const Key& key) { removeRow(key); });
    return {};
}

Status VectorFileOnDisk::applyHeader(std::string_view payload)
{
    const auto header = readHeader(payload);
    if (!header) {
        return fail(header.error().code, header.error().detail, m_path.string());
    }
    if (header->madeBy != m_madeBy || header->dimension != m_dimension) {
        return fail(ErrorCode::Changed,
                    "made by " + header->madeBy + ", " + std::to_string(header->dimension) +
                        " values a row",
                    m_path.string());
    }
    if (header->stride != m_stride || header->content == 0) {
        return corrupt("the header");
    }
    m_content = header->content;
    const auto mode = writes() ? OpenFile::Mode::Write : OpenFile::Mode::Read;
    std::error_code error;
    if (fs::is_directory(rowsPath(m_path, m_content), error)) {
        return corrupt("a folder is where its rows were");
    }
    auto rows = OpenFile::open(rowsPath(m_path, m_content), mode);
    if (!rows) {
        return fail(rows);
    }
    m_rows = std::move(*rows);
    return {};
}

Status VectorFileOnDisk::applyAppend(std::string_view payload)
{
    auto frame = readAppend(payload);
    if (!frame) {
        return fail(frame.error().code, frame.error().detail, m_path.string());
    }
    if (frame->first != m_keys.size()) {
        return corrupt("rows out of order");
    }
    m_pieces.push_back({frame->first, frame->keys.size(), frame->sha256});
    for (VectorKey& key : frame->keys) {
        addRow(std::move(key));
    }
    return {};
}

void VectorFileOnDisk::addRow(VectorKey key)
{
    removeRow(key.key);
    m_keys.push_back(std::move(key));
    m_alive.push_back(true);
    m_rowOf.emplace(m_keys.back().key, m_keys.size() - 1);
}

void VectorFileOnDisk::removeRow(const Key& key)
{
    if (const auto found = m_rowOf.find(key); found != m_rowOf.end()) {
        m_alive[found->second] = false;
        m_rowOf.erase(found);
    }
}

Status VectorFileOnDisk::refresh()
{
    const auto same = m_log.isAt(m_path);
    if (!same) {
        return fail(same);
    }
    if (!*same) {
        return load();
    }
    auto done = m_map->damaged() ? Status{corrupt("rows are missing")} : readFrames();
    if (!done) {
        forgetAll();
    }
    return done;
}

Status VectorFileOnDisk::checkLog() const
{
    const auto text = m_log.read(0, static_cast<std::size_t>(m_logEnd));
    if (!text) {
        return fail(text);
    }
    std::string chain;
    std::string_view left = *text;
    while (!left.empty()) {
        const auto frame = nextFrame(left, chain);
        if (!frame || frame->bytes == 0) {
            return corrupt("the log");
        }
        left.remove_prefix(frame->bytes);
    }
    return chain == m_chain ? Status{} : corrupt("the log");
}

Result<bool> VectorFileOnDisk::isSound(const Piece& piece) const
{
    Sha256 sum;
    for (std::uint64_t i = 0; i < piece.rows; i += kPieceRows) {
        const std::uint64_t count = std::min<std::uint64_t>(kPieceRows, piece.rows - i);
        const auto bytes = m_rows.read((piece.first + i) * rowBytes(),
                                       static_cast<std::size_t>(count * rowBytes()));
        if (!bytes) {
            return fail(bytes);
        }
        sum.add(*bytes);
    }
    return sum.finishHex() == piece.sha256;
}

Status VectorFileOnDisk::check() const
{
    if (auto good = checkLog(); !good) {
        return good;
    }
    for (const Piece& piece : m_pieces) {
        const auto sound = isSound(piece);
        if (!sound) {
            return fail(sound);
        }
        if (!*sound) {
            return corrupt("rows " + std::to_string(piece.first) + " to " +
                           std::to_string(piece.first + piece.rows - 1));
        }
    }
    return m_map->damaged() ? corrupt("rows are missing") : Status{};
}

std::vector<float> VectorFileOnDisk::row(std::size_t row) const
{
    std::vector<float> values(m_dimension);
    const std::uint16_t* from = m_map->data() + row * m_stride;
    std::transform(from, from + m_dimension, values.begin(), fromHalf);
    return values;
}

} // namespace triptych::retrieval
