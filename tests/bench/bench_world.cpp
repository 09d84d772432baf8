// SPDX-License-Identifier: GPL-3.0-or-later
// Drawn catalogues and projects for the benchmarks.
#include "bench_world.h"

#include "core/base/random.h"
#include "core/workflow/import.h"
#include "core/workflow/make.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>

namespace triptych::bench {

namespace {

std::int64_t g_rows = 100000;

constexpr std::array<const char*, 8> kColours{"black", "blue", "red",    "green",
                                              "white", "grey", "yellow", "purple"};
constexpr std::array<const char*, 3> kSleeves{"short sleeve", "long sleeve", "sleeveless"};
constexpr std::array<const char*, 4> kPatterns{"solid", "striped", "checked", "floral"};
constexpr std::array<const char*, 5> kCategories{"Tees", "Jackets", "Hoodies & Sweatshirts",
                                                 "Tanks", "Pants"};

struct Kept
{
    Folder folder;
    std::unique_ptr<workflow::Project> project;
};

} // namespace

std::int64_t catalogueRows()
{
    return g_rows;
}

void setCatalogueRows(std::int64_t rows)
{
    g_rows = rows;
}

Folder::Folder()
    : m_path(std::filesystem::temp_directory_path() / ("triptych_bench_" + randomHex128()))
{
    std::filesystem::create_directories(m_path);
}

Folder::~Folder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

void give(const Error& error)
{
    std::fprintf(stderr, "triptych_bench: %s\n", describe(error).c_str());
    std::exit(1);
}

void writeCatalogue(const std::filesystem::path& file, std::int64_t rows)
{
    std::ofstream out(file);
    Random random(1);
    out << "image,product,category,colour,sleeve,pattern,description\n";
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto product = static_cast<std::size_t>(row / 2);
        // The second row of a product always has another colour, so that every pair can be worded.
        const std::size_t colour = (product + static_cast<std::size_t>(row % 2) *
                                                  (1 + random.below(kColours.size() - 1))) %
                                   kColours.size();
        out << "photos/" << row % 1000 << "/p" << row << ".jpg,P" << product << ','
            << kCategories[product % kCategories.size()] << ',' << kColours[colour] << ','
            << kSleeves[random.below(kSleeves.size())] << ','
            << kPatterns[random.below(kPatterns.size())] << ",A garment of the catalogue number "
            << row << '\n';
    }
}

JobContext jobContext()
{
    static const std::unique_ptr<Executor> executor = makeThreadExecutor();
    JobContext job;
    job.executor = executor.get();
    return job;
}

std::unique_ptr<workflow::Project> newProject(const std::filesystem::path& file)
{
    return must(workflow::Project::create(file, Language::English, {}));
}

workflow::Project& projectOf(std::int64_t pairs)
{
    static std::map<std::int64_t, std::unique_ptr<Kept>> all;
    auto& kept = all[pairs];
    if (!kept) {
        kept = std::make_unique<Kept>();
        const auto csv = kept->folder.path() / "catalogue.csv";
        writeCatalogue(csv, pairs);
        kept->project = newProject(kept->folder.path() / "bench.triptych");
        workflow::ImportRequest import;
        import.source = csv;
        import.kind = workflow::ImportKind::Catalogue;
        must(workflow::importInto(*kept->project, import, jobContext()));
        must(workflow::mine(*kept->project, {}, jobContext()));
        must(workflow::generate(*kept->project, {}, jobContext()));
    }
    return *kept->project;
}

double quantile(std::vector<double>& values, double part)
{
    if (values.empty()) {
        return 0;
    }
    const auto at = std::min(values.size() - 1,
                             static_cast<std::size_t>(part * static_cast<double>(values.size())));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at),
                     values.end());
    return values[at];
}

} // namespace triptych::bench
