// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts one CSV row out of a buffer. Private to core/formats.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace triptych::formats {

struct CsvCell
{
    std::size_t begin = 0; // offsets in the buffer, without the quotes
    std::size_t end = 0;
    bool quoted = false;
    bool doubled = false; // holds "" that stand for "
};

enum class CsvScan
{
    Row,        // `next` is where the following row begins
    Incomplete, // the buffer ends in the middle: read more and scan again
    OpenQuote,  // the file ends inside a quoted cell; `quoteAt`
    BrokenQuote // a quote is closed but its cell goes on; `quoteAt`
};

struct CsvRow
{
    std::vector<CsvCell> cells;
    std::size_t next = 0;
    std::size_t quoteAt = 0;
};

// `last`: nothing comes after the buffer. A row ends at \n, \r\n or \r.
CsvScan scanCsvRow(std::string_view buffer, std::size_t from, char delimiter, bool last,
                   CsvRow& row);

// The delimiter among , ; tab | that cuts the rows of `sample` most evenly; ',' when none does.
char detectDelimiter(std::string_view sample, bool whole);

} // namespace triptych::formats
