// SPDX-License-Identifier: GPL-3.0-or-later
// From the name of a model to an encoder, and what LibTorch says of this machine.
#include "core/base/log.h"
#include "core/base/sha256.h"
#include "core/formats/model_folder.h"
#include "core/workflow/encoders/compact_encoder.h"
#include "core/workflow/encoders/shared_encoder.h"
#include "core/workflow/encoders/standard_encoder.h"
#include "core/workflow/encoders/towers.h"
#include "core/workflow/model_error.h"
#include "core/workflow/models.h"

#include <mutex>
#include <set>

namespace triptych::workflow {

namespace fs = std::filesystem;

namespace {

constexpr const char* kReinstall =
    "; reinstall Triptych with its LibTorch packages (libtorch-dev, libopenblas0-pthread)";

// Records of models that were named by their path, by a digest of it: opening them again need not
// read all their bytes to tell their id.
fs::path seenFile(const ModelStore& store, const fs::path& path)
{
    std::error_code error;
    const auto whole = fs::absolute(path, error).lexically_normal().string();
    return store.folder() / ".seen" / (sha256Hex(whole).substr(0, 16) + ".json");
}

nn::Device deviceOf(ComputeDevice device)
{
    return device == ComputeDevice::Cuda ? nn::Device::Cuda : nn::Device::Cpu;
}

bool isHead(const ModelRecord& record)
{
    return record.kind == "alignment" || record.kind == "two-hop";
}

Result<std::shared_ptr<nn::Encoder>> openRecord(const ModelRecord& record, ComputeDevice device)
{
    if (record.kind == kStandardName) {
        return openStandardEncoder(record.path, record.id(), deviceOf(device));
    }
    if (isHead(record)) {
        return fail(ErrorCode::BadArgument, "'" + record.name + "' is a trained " + record.kind +
                                                ", no encoder: give it with --model");
    }
    const auto folder = formats::examineModel(record.path);
    if (!folder) {
        return fail(folder);
    }
    return openSharedEncoder(*folder, record.name, record.id(), deviceOf(device));
}

Result<ModelRecord> soundRecord(const fs::path& file, const fs::path& folder,
                                const std::string& remedy)
{
    auto record = readRecord(file);
    if (!record) {
        return fail(record.error().code, describe(record.error()) + "; " + remedy, kModelSubject);
    }
    if (record->kind == kStandardName) {
        record->path = folder;
    }
    const auto wrong = differences(*record, false);
    if (!wrong) {
        return fail(wrong);
    }
    if (!wrong->empty()) {
        return fail(ErrorCode::Changed, *wrong + "; " + remedy, kModelSubject);
    }
    return record;
}

Result<ModelRecord> standardRecord(const fs::path& folder)
{
    std::error_code error;
    if (!fs::exists(folder, error)) {
        return fail(ErrorCode::NotFound,
                    "the standard model is not there; get it with: triptych models fetch",
                    kModelSubject);
    }
    return soundRecord(folder / kRecordName, folder, "make it anew with: triptych models fetch");
}

Result<std::shared_ptr<nn::Encoder>> openStandard(const fs::path& folder, ComputeDevice device)
{
    const auto record = standardRecord(folder);
    return record ? openRecord(*record, device)
                  : Result<std::shared_ptr<nn::Encoder>>{fail(record)};
}

Result<NamedEncoder> nameStandard(const fs::path& folder)
{
    const auto record = standardRecord(folder);
    if (!record) {
        return fail(record);
    }
    if (const auto made = backend(); !made) {
        return fail(made);
    }
    return NamedEncoder{kStandardName, record->id(), standardImageDimension(), {}};
}

NamedEncoder named(const nn::EncoderInfo& info, const std::string& fallback)
{
    return {info.name, info.id, info.imageDimension, fallback};
}

// Each reason once.
void tellFallback(const Error& error)
{
    static std::mutex mutex;
    static std::set<std::string> told;
    const auto words = "the standard encoder does not open: " + describe(error);
    const std::scoped_lock lock(mutex);
    if (told.insert(words).second) {
        log(LogLevel::Info, words);
    }
}

Result<std::shared_ptr<nn::Encoder>> openPath(const ModelStore& store, const fs::path& path,
                                              ComputeDevice device)
{
    std::error_code error;
    if (fs::exists(path / kRecordName, error)) {
        return openStandard(path, device);
    }
    const auto file = seenFile(store, path);
    const auto before = readRecord(file);
    const auto record =
        examineUserModel(path.filename().string(), path,
                         before ? std::optional<ModelRecord>{*before} : std::nullopt);
    if (!record) {
        return fail(record);
    }
    auto encoder = openRecord(*record, device);
    if (encoder) {
        fs::create_directories(file.parent_path(), error);
        if (const auto written = writeRecord(file, *record); !written) {
            log(LogLevel::Debug, "not remembered: " + describe(written.error()));
        }
    }
    return encoder;
}

Result<std::shared_ptr<nn::Encoder>> openNamed(const ModelStore& store, const std::string& which,
                                               ComputeDevice device)
{
    if (which == kCompactName) {
        return makeCompactEncoder();
    }
    if (which == kStandardName) {
        return openStandard(store.folder() / kStandardName, device);
    }
    std::error_code error;
    const bool plain = which.find('/') == std::string::npos;
    const auto file = store.folder() / (which + ".json");
    if (plain && fs::exists(file, error)) {
        const auto record = soundRecord(file, {}, "put it back, or remove and add the model again");
        return record ? openRecord(*record, device)
                      : Result<std::shared_ptr<nn::Encoder>>{fail(record)};
    }
    if (fs::exists(which, error)) {
        return openPath(store, which, device);
    }
    return fail(ErrorCode::NotFound,
                "there is no model '" + which + "', and no such folder; see: triptych models list",
                kModelSubject);
}

} // namespace

Error modelError(const Error& error)
{
    // A lying configuration: nothing that the person typed was wrong.
    if (error.code == ErrorCode::BadArgument && !error.subject.empty()) {
        return modelError({ErrorCode::BadFormat, error.detail, error.subject, error.line});
    }
    switch (error.code) {
    case ErrorCode::NotFound:
    case ErrorCode::Corrupt:
    case ErrorCode::Unreadable:
    case ErrorCode::Truncated:
    case ErrorCode::Empty:
    case ErrorCode::TooLarge:
    case ErrorCode::Unsupported:
    case ErrorCode::Encoding:
    case ErrorCode::BadFormat:
    case ErrorCode::Changed: {
        const bool module = error.subject == "triptych_nn" || error.subject == "triptych_spm";
        const auto place =
            module ? "LibTorch cannot be used (" + error.subject + ")" : error.subject;
        return {error.code,
                (place.empty() || place == kModelSubject ? "" : place + ": ") + error.detail +
                    (module ? kReinstall : ""),
                kModelSubject};
    }
    default:
        return error;
    }
}

Status tryModel(const ModelRecord& record)
{
    if (isHead(record)) {
        return {};
    }
    const auto encoder = openRecord(record, ComputeDevice::Cpu);
    return encoder ? Status{} : Status{fail(encoder)};
}

Result<OpenedEncoder> openEncoder(const ModelStore& store, const std::string& which,
                                  ComputeDevice device)
{
    auto named = openNamed(store, which.empty() ? kStandardName : which, device);
    if (named) {
        return OpenedEncoder{std::move(*named), {}};
    }
    const auto error = modelError(named.error());
    if (!which.empty() || error.code == ErrorCode::Cancelled) {
        return fail(error);
    }
    tellFallback(error);
    return OpenedEncoder{makeCompactEncoder(), error.detail};
}

Result<NamedEncoder> nameEncoder(const ModelStore& store, const std::string& which,
                                 ComputeDevice device)
{
    if (!which.empty() && which != kStandardName) {
        const auto opened = openEncoder(store, which, device);
        return opened ? named(opened->encoder->info(), opened->fallback)
                      : Result<NamedEncoder>{fail(opened)};
    }
    auto standard = nameStandard(store.folder() / kStandardName);
    if (standard) {
        return standard;
    }
    const auto error = modelError(standard.error());
    if (!which.empty()) {
        return fail(error);
    }
    tellFallback(error);
    return named(makeCompactEncoder()->info(), error.detail);
}

ComputeInfo computeInfo()
{
    ComputeInfo info;
    const auto opened = backend();
    if (!opened) {
        info.detail = modelError(opened.error()).detail;
        return info;
    }
    const auto told = (*opened)->info();
    info.libtorch = told.version;
    info.threads = told.threads;
    info.cuda = told.cuda;
    info.detail = told.device;
    info.gflops = (*opened)->matrixSpeed();
    return info;
}

} // namespace triptych::workflow
