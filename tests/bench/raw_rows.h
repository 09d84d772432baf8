// SPDX-License-Identifier: GPL-3.0-or-later
// The yardstick of the import: what SQLite itself takes for the same rows.
#pragma once

#include <cstdint>
#include <filesystem>

namespace triptych::bench {

struct RawTime
{
    double seconds =
        0; // of inserts, indexes and full text kept up, and the commits; reading excluded
    std::int64_t rows = 0;
};

// Makes `copy` with every table, index and full-text index of `project`, in WAL mode, and inserts
// the rows of image, pair, slot and text with prepared statements, 10,000 rows a transaction.
RawTime insertSameRows(const std::filesystem::path& project, const std::filesystem::path& copy);

// Seconds of one 4-KiB write and fdatasync in the folder, `count` times.
double fsyncQuantile(const std::filesystem::path& folder, int count, double part);

} // namespace triptych::bench
