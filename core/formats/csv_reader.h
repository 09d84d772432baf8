// SPDX-License-Identifier: GPL-3.0-or-later
// CSV of any usual encoding and delimiter, row by row (RFC 4180: "quoted", "" inside, line ends
// inside).
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::formats {

inline constexpr std::size_t kLargestCell = 1U << 20U; // bytes of UTF-8
inline constexpr std::size_t kLargestCsvRow = 64U << 20U;

struct CsvOptions
{
    char delimiter = '\0'; // none: recognised among , ; tab |
};

enum class CsvStep
{
    Row,
    Rejected,
    End
};

class CsvReader
{
public:
    // Reads the header. Duplicate names get " (2)" behind, empty ones become "column N".
    // Errors: those of TextSource; Empty (no header row); those of next().
    static Result<std::unique_ptr<CsvReader>> open(const std::filesystem::path& path,
                                                   const CsvOptions& options = {});
    ~CsvReader();
    CsvReader(const CsvReader&) = delete;
    CsvReader& operator=(const CsvReader&) = delete;

    // The next row. Blank lines are skipped. Rejected, with rejection(): a row with more or fewer
    // cells than the header (BadFormat), a cell over kLargestCell (TooLarge), bytes that are not of
    // the file's encoding (Encoding), a NUL (BadFormat). Error for what spoils the rest of the
    // file: a quote that is never closed, or is followed by something else than a delimiter or line
    // end (BadFormat, line = where it opened).
    Result<CsvStep> next();
    [[nodiscard]] std::span<const std::string_view> cells() const; // valid until next()
    [[nodiscard]] long long line() const;                          // where the row begins, from 1
    [[nodiscard]] const Error& rejection() const;

    [[nodiscard]] const std::vector<std::string>& header() const;
    [[nodiscard]] const std::string& encoding() const;
    [[nodiscard]] char delimiter() const;
    // Column by name: exact, else without regard to case and width; none when absent.
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;

private:
    CsvReader();
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace triptych::formats
