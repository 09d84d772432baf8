// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: images named by a source, examined in parallel and put into the store.
#pragma once

#include "core/domain/reports.h"
#include "core/domain/values.h"
#include "core/workflow/project.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace triptych::store {
struct BatchTag;
using BatchId = Id<BatchTag>;
class WriteTransaction;
} // namespace triptych::store

namespace triptych::workflow {

struct IntakeRow
{
    long long line = 0; // in the source; 0 = the folder itself is the source
    std::string name;   // safe relative name, as the source writes it
    std::string product;
    std::string category;
    Attributes attributes;
};

struct IntakeOptions
{
    std::filesystem::path source; // named in rejections
    bool catalogue = true;        // product, category and attributes of the rows are to be stored
    std::int64_t limitPixels = 300'000'000;
};

// Takes rows a chunk at a time. Rows with an unsafe name are rejected; missing and unreadable
// images are kept as such. Not thread-safe.
class ImageIntake
{
public:
    ImageIntake(Project& project, const Root& root, store::BatchId batch, IntakeOptions options);
    ~ImageIntake();
    ImageIntake(const ImageIntake&) = delete;
    ImageIntake& operator=(const ImageIntake&) = delete;

    // Examines the rows on all cores and stores them. Afterwards ids()[i] is row i's image, invalid
    // when it was rejected. `cursor`, when set, words how far the import got after the first
    // `stored` of `rows`; it is saved with those rows.
    using Cursor = std::function<std::string(std::size_t stored)>;
    Status take(std::vector<IntakeRow>& rows, ImportReport& report, const JobContext& job,
                const Cursor& cursor = {});
    [[nodiscard]] const std::vector<ImageId>& ids() const { return m_ids; }

private:
    struct Examination;
    void examine(IntakeRow& row, Examination& result) const;
    Status store(std::vector<Examination>& all, ImportReport& report, const JobContext& job,
                 const Cursor& cursor);
    Status storeSome(store::WriteTransaction& transaction, std::span<Examination> some,
                     std::size_t first, ImportReport& report);
    void count(const Examination& row, ImportReport& report) const;
    Error located(const IntakeRow& row, Error error) const;
    bool reuse(Examination& result, std::int64_t bytes, std::int64_t modified);

    Project& m_project;
    Root m_root;
    store::BatchId m_batch;
    IntakeOptions m_options;
    int m_rootFd = -1;
    std::vector<ImageId> m_ids;
};

// The folder's root: the one with this path, or a new one labelled by the folder's name.
Result<Root> rootFor(Project& project, const std::filesystem::path& folder);

} // namespace triptych::workflow
