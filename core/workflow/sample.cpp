// SPDX-License-Identifier: GPL-3.0-or-later
// The sample: a drawn catalogue, its pairs, its texts, and a stated share of flawed ones.
#include "core/base/file_io.h"
#include "core/base/random.h"
#include "core/media/sample_painter.h"
#include "core/media/scale_encode.h"
#include "core/workflow/exchange.h"
#include "core/workflow/generate_rewrite.h"
#include "core/workflow/import.h"
#include "core/workflow/make.h"

#include <array>
#include <atomic>
#include <mutex>
#include <set>
#include <system_error>

namespace triptych::workflow {

namespace {

// One pair in eight carries a flaw, so that a reviewer has something to reject and to fix.
constexpr std::uint64_t kPairsPerFlaw = 8;
constexpr int kJpegQuality = 90;

std::string csvCell(const std::string& value)
{
    if (value.find_first_of(",\"\n\r") == std::string::npos) {
        return value;
    }
    std::string quoted = "\"";
    for (const char c : value) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + "\"";
}

Status writeCatalogue(const std::filesystem::path& file,
                      const std::vector<media::SampleItem>& items)
{
    auto out = AtomicFile::create(file);
    if (!out) {
        return fail(out);
    }
    std::string text;
    for (const auto& column : media::sampleColumns()) {
        text += (text.empty() ? "" : ",") + csvCell(column);
    }
    text += "\n";
    for (const auto& item : items) {
        std::string line;
        for (const auto& column : media::sampleColumns()) {
            line += (&column == &media::sampleColumns().front() ? "" : ",") +
                    csvCell(media::sampleCell(item, column));
        }
        text += line + "\n";
    }
    if (auto written = (*out)->write(text); !written) {
        return written;
    }
    return (*out)->commit();
}

Status writeImage(const std::filesystem::path& folder, const media::SampleItem& item,
                  const media::SampleOptions& options)
{
    const auto pixels = media::drawSampleImage(item, options);
    if (!pixels) {
        return fail(pixels);
    }
    const auto bytes = media::encodeJpeg(*pixels, kJpegQuality);
    if (!bytes) {
        return fail(bytes);
    }
    const auto path = folder / item.file;
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error) {
        return fail(errnoError(error.value(), path.parent_path().string()));
    }
    auto out = AtomicFile::create(path);
    if (!out) {
        return fail(out);
    }
    if (auto written = (*out)->write(*bytes); !written) {
        return written;
    }
    return (*out)->commit();
}

Status drawAll(const std::filesystem::path& folder, const std::vector<media::SampleItem>& items,
               const media::SampleOptions& options, const JobContext& job)
{
    std::mutex mutex;
    Status failed;
    std::size_t done = 0;
    std::atomic<bool> stop{false};
    job.parallelFor(items.size(), [&](std::size_t i) {
        if (stop || job.cancelled()) {
            return;
        }
        auto written = writeImage(folder, items[i], options);
        const std::scoped_lock lock(mutex);
        if (!written && failed) {
            failed = std::move(written);
            stop = true;
        }
        job.progress(++done, items.size(), "draw");
    });
    if (job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    return failed;
}

Status prepareFolder(const std::filesystem::path& folder)
{
    std::error_code error;
    if (std::filesystem::exists(folder, error)) {
        if (!std::filesystem::is_directory(folder, error)) {
            return fail(ErrorCode::BadArgument, "not a folder", folder.string());
        }
        if (!std::filesystem::is_empty(folder, error)) {
            return fail(ErrorCode::AlreadyExists, "the folder is not empty", folder.string());
        }
        return {};
    }
    std::filesystem::create_directories(folder, error);
    if (error) {
        return fail(errnoError(error.value(), folder.string()));
    }
    return {};
}

// Removes what was begun unless all went well.
class Undo
{
public:
    explicit Undo(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {
        std::error_code error;
        m_wasThere = std::filesystem::exists(m_folder, error);
    }
    ~Undo()
    {
        if (m_keep) {
            return;
        }
        std::error_code error;
        if (m_wasThere) {
            for (const auto& entry : std::filesystem::directory_iterator(m_folder, error)) {
                std::error_code ignored;
                std::filesystem::remove_all(entry.path(), ignored);
            }
        } else {
            std::filesystem::remove_all(m_folder, error);
        }
    }
    Undo(const Undo&) = delete;
    Undo& operator=(const Undo&) = delete;
    void keep() { m_keep = true; }

private:
    std::filesystem::path m_folder;
    bool m_wasThere = false;
    bool m_keep = false;
};

void doubleLastWord(std::string& text)
{
    const auto space = text.find_last_of(' ');
    text += " " + text.substr(space == std::string::npos ? 0 : space + 1);
}

void swapLetters(std::string& text)
{
    for (std::size_t i = text.size() / 2; i + 1 < text.size(); ++i) {
        if (text[i] != text[i + 1] && text[i] >= 'a' && text[i + 1] >= 'a' && text[i] <= 'z' &&
            text[i + 1] <= 'z') {
            std::swap(text[i], text[i + 1]);
            return;
        }
    }
}

// Wrong direction, too vague, clumsy, misspelt, or about "the first image": what generators do
// wrong.
void spoil(WrittenTexts& texts, Language language, Random& random)
{
    const bool japanese = language == Language::Japanese;
    const char* flaw = "";
    switch (random.below(5)) {
    case 0:
        std::swap(texts.forward, texts.reverse);
        flaw = "wrong-direction";
        break;
    case 1:
        texts.forward = japanese ? "少し違う感じにする" : "make it look a bit different";
        flaw = "too-vague";
        break;
    case 2:
        if (japanese) {
            texts.forward += "、にする";
        } else {
            doubleLastWord(texts.forward);
        }
        flaw = "clumsy";
        break;
    case 3:
        if (japanese) {
            texts.reverse += "。。";
        } else {
            swapLetters(texts.reverse);
        }
        flaw = "misspelt";
        break;
    default:
        texts.forward = japanese ? "1枚目の画像とは違って、" + texts.forward
                                 : "unlike the first image, " + texts.forward;
        flaw = "talks-about-images";
        break;
    }
    for (auto* parts : {&texts.forwardParts, &texts.reverseParts}) {
        const auto brace = parts->find_last_of('}');
        if (brace != std::string::npos) {
            const bool empty = parts->find('"') == std::string::npos;
            parts->insert(brace, std::string{empty ? "" : ","} + "\"flaw\":\"" + flaw + "\"");
        }
    }
}

Result<SampleReport> fillProject(const SampleRequest& request, const JobContext& job)
{
    SampleReport report;
    report.project = request.folder / "sample.triptych";
    OpenOptions open;
    open.command = "triptych sample";
    auto project = Project::create(report.project, request.language, open);
    if (!project) {
        return fail(project);
    }
    ImportRequest in;
    in.source = request.folder / "catalogue.csv";
    in.kind = ImportKind::Catalogue;
    in.images = request.folder / "images";
    const auto imported = importInto(**project, in, job);
    if (!imported) {
        return fail(imported);
    }
    report.images = imported->imagesAdded;
    const auto mined = mine(**project, {}, job);
    if (!mined) {
        return fail(mined);
    }
    report.pairs = mined->added;
    GenerateRequest write;
    write.language = request.language;
    write.seed = request.seed;
    const auto written = generateRewritten(
        **project, write,
        [&](WrittenTexts& texts) {
            Random random(request.seed, texts.pair);
            if (random.below(kPairsPerFlaw) == 0) {
                spoil(texts, request.language, random);
                ++report.flawed;
            }
        },
        job);
    if (!written) {
        return fail(written);
    }
    report.texts = written->forward + written->reverse;
    return report;
}

} // namespace

Result<SampleReport> makeSample(const SampleRequest& request, const JobContext& job)
{
    media::SampleOptions options;
    options.products = request.products;
    options.seed = request.seed;
    const auto items = media::planSampleCatalogue(options);
    if (!items) {
        return fail(items);
    }
    Undo undo(request.folder);
    if (auto ready = prepareFolder(request.folder); !ready) {
        undo.keep(); // what is there is not ours
        return fail(ready);
    }
    if (auto drawn = drawAll(request.folder / "images", *items, options, job); !drawn) {
        return fail(drawn);
    }
    if (auto written = writeCatalogue(request.folder / "catalogue.csv", *items); !written) {
        return fail(written);
    }
    auto report = fillProject(request, job);
    if (report) {
        undo.keep();
    }
    return report;
}

} // namespace triptych::workflow
