// SPDX-License-Identifier: GPL-3.0-or-later
// Vectors on disk: f16 rows, memory-mapped, checksummed, of one encoder. Derived data: whoever
// finds it damaged or of another maker throws it away (discardVectorFile) and makes it again.
//
// Two files. `path` is a log of checked frames (vector_log.h): who made it, then additions with
// their keys and the SHA-256 of their rows, and removals. `path`.rows-… has the rows themselves,
// one after another, so that one map shows them all. An addition writes and syncs its rows first,
// then its frame: what has a whole frame has its rows. Compaction writes new rows, then replaces
// the log in one rename. `path`.lock is the writer's.
// Rows are read through the map; what a foreign hand cuts off the file reads as zeros, never as a
// crash (vector_map.h), and refresh() and check() say Corrupt.
#pragma once

#include "core/base/result.h"
#include "core/domain/keys.h"
#include "core/domain/matrix.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace triptych::retrieval {

struct VectorKey
{
    Key key;             // of the image
    std::string content; // hex SHA-256 of its bytes: another content = stale
};

// f16 rows in memory: what the index scans. Does not own them.
struct VectorBlock
{
    const std::uint16_t* data = nullptr; // IEEE half, row-major
    std::size_t rows = 0;
    std::size_t dimension = 0; // values a row that mean something
    std::size_t stride = 0;    // values from one row to the next, >= dimension
    // Blocks of the same content have the same rows, as far as both go; 0: nobody knows.
    std::uint64_t content = 0;
};

// One writer at a time (an advisory lock; Busy tells), any number of readers, which see what was
// committed before they opened or refreshed. Not thread-safe itself; the block may be read by any
// thread while the object lives and is not refreshed.
class VectorFile
{
public:
    // `madeBy`: the encoder's id (or alignment's). A file that is not there is made (with `write`),
    // else NotFound. Changed: made by another. Corrupt: damaged (detail: what), a torn end after a
    // kill is not: what was committed before it stands.
    static Result<std::unique_ptr<VectorFile>> open(const std::filesystem::path& path,
                                                    const std::string& madeBy,
                                                    std::size_t dimension, bool write);
    virtual ~VectorFile() = default;

    // Adds rows, durable when it returns; a key that is there already is replaced (its old row is
    // tombstoned). Values are rounded to f16; not finite or over 65504: BadArgument, nothing added.
    virtual Status append(std::span<const VectorKey> keys, const Matrix& rows) = 0;
    virtual Status remove(std::span<const Key> keys) = 0;
    // Writes the living rows anew, in the order of their keys, when over a quarter is dead.
    virtual Status compactWhenSparse() = 0;
    // After check() found damage: leaves out the rows of the additions whose checksum is wrong and
    // writes the others anew. How many were left out; Corrupt: nothing of it can be trusted.
    virtual Result<std::size_t> salvage() = 0;
    // Sees what another process committed meanwhile; blocks handed out before are void. Corrupt or
    // NotFound when the file went bad or away.
    virtual Status refresh() = 0;
    // Reads everything from the disk and compares its checksums: Corrupt.
    [[nodiscard]] virtual Status check() const = 0;

    [[nodiscard]] virtual VectorBlock block() const = 0; // all rows, dead ones too
    [[nodiscard]] virtual std::size_t living() const = 0;
    [[nodiscard]] virtual bool alive(std::size_t row) const = 0;
    [[nodiscard]] virtual const VectorKey& key(std::size_t row) const = 0;
    [[nodiscard]] virtual std::optional<std::size_t> find(const Key& key) const = 0; // living
    [[nodiscard]] virtual std::vector<float> row(std::size_t row) const = 0;
};

// Removes the file and its rows; what is no file is moved aside. Busy: somebody writes.
Status discardVectorFile(const std::filesystem::path& path);

} // namespace triptych::retrieval
