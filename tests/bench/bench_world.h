// SPDX-License-Identifier: GPL-3.0-or-later
// What the benchmarks work on: temporary folders, drawn catalogues, projects of a stated size.
#pragma once

#include "core/base/executor.h"
#include "core/workflow/project.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace triptych::bench {

// Rows of the catalogue import; --rows=N of the program.
std::int64_t catalogueRows();
void setCatalogueRows(std::int64_t rows);

// A new folder under the system's temporary folder (TMPDIR), removed with this object.
class Folder
{
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

// CSV: image, product, category, colour, sleeve, pattern, description; two rows a product. The
// images are not there (rows are kept), so that nothing is decoded.
void writeCatalogue(const std::filesystem::path& file, std::int64_t rows);

JobContext jobContext(); // on all cores
// Prints the error and ends the program: a benchmark of a failure would be a lie.
[[noreturn]] void give(const Error& error);
template <typename T> T must(Result<T> result)
{
    if (!result) {
        give(result.error());
    }
    return std::move(*result);
}

std::unique_ptr<workflow::Project> newProject(const std::filesystem::path& file);
// Catalogue of `pairs` rows imported, `pairs` ordered pairs mined, forward and reverse texts
// written. Made once for each size and kept until the program ends; changes stay in it.
workflow::Project& projectOf(std::int64_t pairs);

// In place; `part` 0.5 is the median.
double quantile(std::vector<double>& values, double part);

} // namespace triptych::bench
