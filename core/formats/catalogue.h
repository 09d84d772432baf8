// SPDX-License-Identifier: GPL-3.0-or-later
// A product catalogue as CSV: one column names the image, one may name the product, the rest
// describe.
#pragma once

#include "core/base/result.h"
#include "core/formats/rows.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace triptych::formats {

// Columns by name; empty = recognised.
struct CatalogueOptions
{
    std::string imageColumn{};
    std::string productColumn{};
    std::string categoryColumn{};
    std::vector<std::string> attributeColumns{}; // empty = all the rest
};

struct CatalogueColumns
{
    std::string image; // never empty in a catalogue that can be read
    std::string product;
    std::string category;
    std::vector<std::string> attributes; // in the file's order
};

struct CataloguePreview
{
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows; // the first 20 usable ones
    CatalogueColumns columns;                   // image empty: not recognised, must be named
    std::string encoding;
    std::string delimiter; // ",", ";", "tab" or "|"
};

// Recognition, by header (English and Japanese, without regard to case, width, space, - and _) and
// by the first 20 rows: the image is the column with a known name (image, file, photo, picture,
// 画像, 写真, ファイル …) whose cells look like image names, else the column whose cells end in an
// image extension, else the known name; the product is the first of item group id,
// product id, sku, item id, 商品番号, 品番, product, 商品, group …; the category is category,
// カテゴリ, 分類, product type, type …. Errors: those of CsvReader; MissingColumn for a named
// column that is absent (detail: "NAME; columns: a, b, c").
Result<CataloguePreview> previewCatalogue(const std::filesystem::path& file,
                                          const CatalogueOptions& options = {});

// Columns first, then every row. Rejected: those of CsvReader, an empty image cell (BadFormat), an
// image name that leads out of the root (UnsafePath). Errors: those of previewCatalogue;
// MissingColumn when no image column is recognised; Empty; Cancelled.
struct CatalogueReader
{
    std::function<void(const CatalogueColumns& columns)>
        columns; // called once, before the first row
    CatalogueSink sink{};
};
Result<ReadSummary> readCatalogue(const std::filesystem::path& file,
                                  const CatalogueOptions& options, const CatalogueReader& reader);

} // namespace triptych::formats
