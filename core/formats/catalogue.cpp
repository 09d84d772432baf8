// SPDX-License-Identifier: GPL-3.0-or-later
// Recognises the columns of a catalogue and reads its rows.
#include "core/formats/catalogue.h"

#include "core/base/safe_path.h"
#include "core/formats/csv_reader.h"
#include "core/formats/feed.h"
#include "core/formats/folder_scan.h"
#include "core/text/normalise.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace triptych::formats {

namespace {

constexpr std::size_t kPreviewRows = 20;
using Column = std::optional<std::size_t>;

// Without regard to case, width, space, "-" and "_". Earlier names win.
constexpr std::string_view kImageNames[] = {
    "image",  "imagefile",    "imagename",  "imagepath",    "imagefilename",  "filename",
    "file",   "filepath",     "path",       "photo",        "picture",        "img",
    "pic",    "画像",         "画像名",     "画像ファイル", "画像ファイル名", "写真",
    "写真名", "写真ファイル", "ファイル名", "ファイル",     "イメージ"};
constexpr std::string_view kProductNames[] = {
    "itemgroupid", "productgroup",  "parentsku", "parentid",      "productid",  "productcode",
    "productno",   "productnumber", "sku",       "itemid",        "itemcode",   "itemno",
    "itemnumber",  "articleid",     "articleno", "articlenumber", "asin",       "modelnumber",
    "modelno",     "stylecode",     "styleid",   "商品番号",      "商品コード", "商品id",
    "品番",        "型番",          "製品番号",  "製品コード",    "製品id",     "管理番号",
    "product",     "item",          "商品",      "製品",          "groupid",    "group",
    "グループ"};
constexpr std::string_view kCategoryNames[] = {
    "category",    "productcategory", "categoryname", "カテゴリ",       "カテゴリー", "カテゴリ名",
    "分類",        "商品分類",        "商品カテゴリ", "商品カテゴリー", "種別",       "種類",
    "producttype", "ジャンル",        "type"};

std::string simplified(std::string_view header)
{
    std::string folded = text::nfkcCasefold(header);
    std::erase_if(folded, [](char c) { return c == ' ' || c == '-' || c == '_'; });
    return folded;
}

using Rows = std::vector<std::vector<std::string>>;

// Of the cells that are not empty, do four in five end like an image's name?
bool looksLikeImages(const Rows& rows, std::size_t column)
{
    std::size_t filled = 0;
    std::size_t images = 0;
    for (const auto& row : rows) {
        filled += row[column].empty() ? 0U : 1U;
        images += hasImageExtension(row[column]) ? 1U : 0U;
    }
    return filled > 0 && images * 5 >= filled * 4;
}

template <std::size_t N, typename Accept>
Column known(const std::vector<std::string>& simple, const std::string_view (&names)[N],
             Accept accept)
{
    for (const auto name : names) {
        for (std::size_t i = 0; i < simple.size(); ++i) {
            if (simple[i] == name && accept(i)) {
                return i;
            }
        }
    }
    return std::nullopt;
}

Column recognisedImage(const std::vector<std::string>& simple, const Rows& rows)
{
    const auto byBoth =
        known(simple, kImageNames, [&](std::size_t i) { return looksLikeImages(rows, i); });
    if (byBoth) {
        return byBoth;
    }
    for (std::size_t i = 0; i < simple.size(); ++i) {
        if (looksLikeImages(rows, i)) {
            return i;
        }
    }
    return known(simple, kImageNames, [](std::size_t) { return true; });
}

Result<Column> named(const CsvReader& csv, const std::string& name, const std::string& subject)
{
    if (name.empty()) {
        return Column{};
    }
    const auto found = csv.column(name);
    if (!found) {
        std::string there;
        for (const auto& one : csv.header()) {
            there += there.empty() ? "" : ", ";
            there += one;
        }
        return fail(ErrorCode::MissingColumn, name + "; columns: " + there, subject, 1);
    }
    return Column{*found};
}

struct Layout
{
    Column image;
    Column product;
    Column category;
    std::vector<std::size_t> attributes;
};

Result<Layout> layoutOf(const CsvReader& csv, const Rows& rows, const CatalogueOptions& options,
                        const std::string& subject)
{
    std::vector<std::string> simple;
    for (const auto& name : csv.header()) {
        simple.push_back(simplified(name));
    }
    const auto image = named(csv, options.imageColumn, subject);
    const auto product = named(csv, options.productColumn, subject);
    const auto category = named(csv, options.categoryColumn, subject);
    for (const auto* one : {&image, &product, &category}) {
        if (!*one) {
            return fail(*one);
        }
    }
    Layout layout{*image, *product, *category, {}};
    for (const auto& name : options.attributeColumns) {
        auto column = named(csv, name, subject);
        if (!column) {
            return fail(column);
        }
        layout.attributes.push_back(**column);
    }
    const auto chosen = [&](std::size_t i) {
        return layout.image == i || layout.product == i || layout.category == i ||
               std::find(layout.attributes.begin(), layout.attributes.end(), i) !=
                   layout.attributes.end();
    };
    const auto free = [&](std::size_t i) { return !chosen(i); };
    layout.image = layout.image ? layout.image : recognisedImage(simple, rows);
    layout.product = layout.product ? layout.product : known(simple, kProductNames, free);
    layout.category = layout.category ? layout.category : known(simple, kCategoryNames, free);
    for (std::size_t i = 0; options.attributeColumns.empty() && i < simple.size(); ++i) {
        if (free(i)) {
            layout.attributes.push_back(i);
        }
    }
    return layout;
}

CatalogueColumns columnsOf(const Layout& layout, const std::vector<std::string>& header)
{
    const auto nameOf = [&](const Column& column) { return column ? header[*column] : ""; };
    CatalogueColumns columns{
        nameOf(layout.image), nameOf(layout.product), nameOf(layout.category), {}};
    for (const std::size_t i : layout.attributes) {
        columns.attributes.push_back(header[i]);
    }
    return columns;
}

Result<Rows> firstRows(CsvReader& csv)
{
    Rows rows;
    while (rows.size() < kPreviewRows) {
        auto step = csv.next();
        if (!step) {
            return fail(step);
        }
        if (*step == CsvStep::End) {
            break;
        }
        if (*step == CsvStep::Row) {
            rows.emplace_back(csv.cells().begin(), csv.cells().end());
        }
    }
    return rows;
}

std::string delimiterName(char delimiter)
{
    return delimiter == '\t' ? "tab" : std::string(1, delimiter);
}

// Rows of the file through the layout to the sink.
class RowReader
{
public:
    RowReader(CsvReader& csv, const Layout& layout, Feed<CatalogueRow>& feed)
        : m_csv(csv)
        , m_layout(layout)
        , m_feed(feed)
        , m_values(layout.attributes.size())
    {}

    Status readAll()
    {
        while (true) {
            auto step = m_csv.next();
            if (!step) {
                return fail(step);
            }
            if (*step == CsvStep::End) {
                return {};
            }
            auto done = *step == CsvStep::Row ? row() : m_feed.reject(m_csv.rejection());
            if (!done) {
                return done;
            }
        }
    }

private:
    Status row()
    {
        const auto cells = m_csv.cells();
        const auto cell = [&](const Column& column) {
            return column ? cells[*column] : std::string_view{};
        };
        const auto image = cell(m_layout.image);
        if (image.empty()) {
            return m_feed.reject(ErrorCode::BadFormat, "no image name", m_csv.line());
        }
        auto safe = safeRelativeName(image);
        if (!safe) {
            return m_feed.reject(safe.error().code,
                                 safe.error().detail + ": " + safe.error().subject, m_csv.line());
        }
        for (std::size_t i = 0; i < m_values.size(); ++i) {
            m_values[i] = cells[m_layout.attributes[i]];
        }
        CatalogueRow out{m_csv.line(), *safe, cell(m_layout.product), cell(m_layout.category),
                         m_values};
        return m_feed.row(out);
    }

    CsvReader& m_csv;
    const Layout& m_layout;
    Feed<CatalogueRow>& m_feed;
    std::vector<std::string_view> m_values;
};

} // namespace

Result<CataloguePreview> previewCatalogue(const std::filesystem::path& file,
                                          const CatalogueOptions& options)
{
    auto csv = CsvReader::open(file);
    if (!csv) {
        return fail(csv);
    }
    auto rows = firstRows(**csv);
    if (!rows) {
        return fail(rows);
    }
    const auto layout = layoutOf(**csv, *rows, options, file.string());
    if (!layout) {
        return fail(layout);
    }
    return CataloguePreview{(*csv)->header(), std::move(*rows),
                            columnsOf(*layout, (*csv)->header()), (*csv)->encoding(),
                            delimiterName((*csv)->delimiter())};
}

Result<ReadSummary> readCatalogue(const std::filesystem::path& file,
                                  const CatalogueOptions& options, const CatalogueReader& reader)
{
    const std::string subject = file.string();
    Layout layout;
    {
        auto first = CsvReader::open(file);
        if (!first) {
            return fail(first);
        }
        auto rows = firstRows(**first);
        if (!rows) {
            return fail(rows);
        }
        auto found = layoutOf(**first, *rows, options, subject);
        if (!found) {
            return fail(found);
        }
        layout = std::move(*found);
    }
    auto csv = CsvReader::open(file);
    if (!csv) {
        return fail(csv);
    }
    const auto columns = columnsOf(layout, (*csv)->header());
    if (!layout.image) {
        std::string there;
        for (const auto& name : columns.attributes) {
            there += there.empty() ? "" : ", ";
            there += name;
        }
        return fail(ErrorCode::MissingColumn, "image; columns: " + there, subject, 1);
    }
    if (reader.columns) {
        reader.columns(columns);
    }
    Feed<CatalogueRow> feed(reader.sink, subject);
    feed.note("encoding: " + (*csv)->encoding());
    feed.note("delimiter: " + delimiterName((*csv)->delimiter()));
    if (auto read = RowReader(**csv, layout, feed).readAll(); !read) {
        return fail(read);
    }
    return feed.finish(subject);
}

} // namespace triptych::formats
