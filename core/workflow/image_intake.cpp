// SPDX-License-Identifier: GPL-3.0-or-later
// Examining images on all cores and storing them in short transactions.
#include "core/workflow/image_intake.h"

#include "core/base/safe_path.h"
#include "core/media/examine.h"
#include "core/store/batches.h"
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/text/normalise.h"
#include "core/workflow/project_inner.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <span>

namespace triptych::workflow {

namespace {

constexpr std::size_t kRowsAtOnce = 256; // between two looks at the clock of a transaction
constexpr std::size_t kNotesAtMost = 100;

void addNote(ImportReport& report, std::string note)
{
    if (report.notes.size() < kNotesAtMost) {
        report.notes.push_back(std::move(note));
    }
}

std::int64_t millis(const struct timespec& time)
{
    return static_cast<std::int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

} // namespace

struct ImageIntake::Examination
{
    Image image;
    const IntakeRow* row = nullptr;
    std::optional<Error> error; // why unreadable, or why rejected
    bool rejected = false;      // not kept at all
    bool fileThere = false;
    std::vector<media::ImageWarning> warnings;
    media::ImageFormat format = media::ImageFormat::Jpeg;
};

ImageIntake::ImageIntake(Project& project, const Root& root, store::BatchId batch,
                         IntakeOptions options)
    : m_project(project)
    , m_root(root)
    , m_batch(batch)
    , m_options(std::move(options))
    , m_rootFd(::open(root.path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC))
{}

ImageIntake::~ImageIntake()
{
    if (m_rootFd >= 0) {
        ::close(m_rootFd);
    }
}

Error ImageIntake::located(const IntakeRow& row, Error error) const
{
    if (row.line > 0) {
        error.detail = row.name + (error.detail.empty() ? "" : ": " + error.detail);
        error.subject = m_options.source.string();
        error.line = row.line;
    } else {
        error.subject = (std::filesystem::path(m_root.path) / row.name).string();
    }
    return error;
}

// Looks whether the stored image still has these bytes, so that it need not be read again.
bool ImageIntake::reuse(Examination& result, std::int64_t bytes, std::int64_t modified)
{
    const auto stored = store::ImageStore(databaseOf(m_project)).byKey(result.image.key);
    if (!stored || !*stored || (*stored)->state != ImageState::Present ||
        (*stored)->bytes != bytes || (*stored)->modified != modified || !(*stored)->sha256) {
        return false;
    }
    const auto& old = **stored;
    result.image.sha256 = old.sha256;
    result.image.phash = old.phash;
    result.image.bytes = old.bytes;
    result.image.modified = old.modified;
    result.image.width = old.width;
    result.image.height = old.height;
    result.image.state = ImageState::Present;
    return true;
}

void ImageIntake::examine(IntakeRow& row, Examination& result) const
{
    const auto path = resolveUnder(m_root.path, row.name);
    if (!path) {
        result.error = located(row, path.error());
        result.rejected = true;
        return;
    }
    media::ExamineOptions options;
    options.limits.pixels = static_cast<std::uint64_t>(m_options.limitPixels);
    auto examined = media::examineImage(*path, options);
    if (!examined) {
        result.image.state = ImageState::Unreadable;
        result.error = located(row, examined.error());
        return;
    }
    result.image.state = ImageState::Present;
    result.image.sha256 = std::move(examined->sha256);
    result.image.phash = examined->phash;
    result.image.bytes = examined->bytes;
    result.image.modified = examined->modified;
    result.image.width = examined->width;
    result.image.height = examined->height;
    result.warnings = std::move(examined->warnings);
    result.format = examined->format;
}

Status ImageIntake::take(std::vector<IntakeRow>& rows, ImportReport& report, const JobContext& job,
                         const Cursor& cursor)
{
    std::vector<Examination> all(rows.size());
    std::vector<std::size_t> toExamine;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& result = all[i];
        result.row = &rows[i];
        struct stat info{};
        const auto there = [&](const std::string& name) {
            return m_rootFd >= 0 &&
                   ::fstatat(m_rootFd, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0;
        };
        const std::string normal = text::nfc(rows[i].name);
        result.image.key = imageKey(m_root.label, normal);
        result.fileThere = there(rows[i].name);
        if (!result.fileThere && normal != rows[i].name && there(normal)) {
            rows[i].name = normal;
            result.fileThere = true;
        }
        result.image.root = m_root.id;
        result.image.name = rows[i].name;
        result.image.product = rows[i].product;
        result.image.category = rows[i].category;
        result.image.attributes = std::move(rows[i].attributes);
        if (result.fileThere && !reuse(result, info.st_size, millis(info.st_mtim))) {
            toExamine.push_back(i);
        }
    }
    job.parallelFor(toExamine.size(), [&](std::size_t i) {
        if (!job.cancelled()) {
            examine(rows[toExamine[i]], all[toExamine[i]]);
        }
    });
    if (job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    return store(all, report, job, cursor);
}

void ImageIntake::count(const Examination& row, ImportReport& report) const
{
    if (row.error) {
        report.rejected.push_back(*row.error);
    }
    if (row.rejected) {
        return;
    }
    report.imagesMissing += row.image.state == ImageState::Missing ? 1 : 0;
    report.imagesUnreadable += row.image.state == ImageState::Unreadable ? 1 : 0;
    for (const auto warning : row.warnings) {
        addNote(report, std::string{media::name(warning)} + ": " + row.image.name + " (" +
                            std::string{media::name(row.format)} + ")");
    }
}

Status ImageIntake::storeSome(store::WriteTransaction& transaction, std::span<Examination> some,
                              std::size_t first, ImportReport& report)
{
    store::ImageStore images(transaction.database());
    store::UpsertOptions options;
    options.catalogue = m_options.catalogue;
    options.batch = m_batch;
    std::vector<Image> kept;
    std::vector<std::size_t> rowOf;
    for (std::size_t i = 0; i < some.size(); ++i) {
        count(some[i], report);
        if (!some[i].rejected) {
            kept.push_back(std::move(some[i].image));
            rowOf.push_back(first + i);
        }
    }
    const auto changes = images.upsert(transaction, kept, options);
    if (!changes) {
        return fail(changes);
    }
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const auto& change = (*changes)[i];
        m_ids[rowOf[i]] = change.id;
        const bool present = kept[i].state == ImageState::Present;
        report.imagesAdded += present && change.what == store::ImageChange::What::Added ? 1 : 0;
        report.imagesUpdated += change.what == store::ImageChange::What::Updated ? 1 : 0;
        if (change.duplicateOf) {
            ++report.imagesDuplicate;
            const auto other = images.byId(*change.duplicateOf);
            addNote(report, "same-bytes: " + kept[i].name +
                                (other && *other ? " = " + (*other)->name : std::string{}));
        }
    }
    return {};
}

Status ImageIntake::store(std::vector<Examination>& all, ImportReport& report,
                          const JobContext& job, const Cursor& cursor)
{
    auto& database = databaseOf(m_project);
    m_ids.assign(all.size(), ImageId{});
    std::size_t at = 0;
    while (at < all.size()) {
        if (job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        auto transaction = store::WriteTransaction::begin(database, store::Lane::Bulk);
        if (!transaction) {
            return fail(transaction);
        }
        do {
            const std::size_t end = std::min(at + kRowsAtOnce, all.size());
            if (auto stored =
                    storeSome(*transaction, std::span(all).subspan(at, end - at), at, report);
                !stored) {
                return stored;
            }
            at = end;
        } while (at < all.size() && !transaction->shouldCommit());
        if (cursor) {
            if (auto saved =
                    store::BatchStore(database).saveCursor(*transaction, m_batch, cursor(at));
                !saved) {
                return saved;
            }
        }
        if (auto committed = transaction->commit(); !committed) {
            return committed;
        }
    }
    return database.checkpointWhenLarge();
}

Result<Root> rootFor(Project& project, const std::filesystem::path& folder)
{
    std::error_code error;
    const auto path =
        std::filesystem::weakly_canonical(std::filesystem::absolute(folder, error), error);
    if (error) {
        return fail(errnoError(error.value(), folder.string()));
    }
    const auto roots = project.roots();
    if (!roots) {
        return fail(roots);
    }
    std::set<std::string> labels;
    for (const auto& root : *roots) {
        if (root.path == path.string()) {
            return root;
        }
        labels.insert(root.label);
    }
    Root root;
    root.path = path.string();
    const std::string stem =
        text::nfc(path.filename().empty() ? "images" : path.filename().string());
    root.label = stem;
    for (int n = 2; labels.contains(root.label); ++n) {
        root.label = stem + "-" + std::to_string(n);
    }
    auto& database = databaseOf(project);
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Bulk);
    if (!transaction) {
        return fail(transaction);
    }
    const auto id = store::ImageStore(database).ensureRoot(*transaction, root);
    if (!id) {
        return fail(id);
    }
    root.id = *id;
    if (auto committed = transaction->commit(); !committed) {
        return fail(committed);
    }
    return root;
}

} // namespace triptych::workflow
