// SPDX-License-Identifier: GPL-3.0-or-later
// The store of models: what is in it, taking in and forgetting.
#include "core/workflow/models.h"

#include "core/base/log.h"
#include "core/base/module.h"
#include "core/workflow/encoders/towers.h"
#include "core/workflow/model_error.h"
#include "core/workflow/model_fetch.h"
#include "core/workflow/model_record.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace triptych::workflow {

namespace fs = std::filesystem;

namespace {

constexpr const char* kRecordSuffix = ".json";
constexpr std::size_t kLongestName = 64;

std::string environment(const char* name)
{
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody writes the environment
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

bool isBuiltIn(const std::string& name)
{
    return name == kStandardName || name == kCompactName;
}

Status checkName(const std::string& name)
{
    constexpr std::string_view kAllowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    if (name.empty() || name.size() > kLongestName || name.front() == '.' || name.front() == '-' ||
        name.find_first_not_of(kAllowed) != std::string::npos) {
        return fail(ErrorCode::BadArgument,
                    "a model's name has letters, digits, '.', '_' and '-', at most 64");
    }
    return {};
}

fs::path recordFile(const fs::path& store, const std::string& name)
{
    return store / (name + kRecordSuffix);
}

ModelRow rowOf(const ModelRecord& record)
{
    ModelRow row{record.name, record.kind, record.path.string(), record.licence, record.origin,
                 false,       {}};
    const auto wrong = differences(record, false);
    row.detail = wrong ? *wrong : describe(wrong.error());
    row.ok = row.detail.empty();
    return row;
}

ModelRow compactRow()
{
    return {kCompactName, kCompactName, "", "GPL-3.0-or-later", "built in", true, ""};
}

ModelRow standardRow(const fs::path& store)
{
    const auto folder = store / kStandardName;
    auto record = readRecord(folder / kRecordName);
    std::error_code error;
    if (!record) {
        ModelRow row{kStandardName,
                     kStandardName,
                     folder.string(),
                     kStandardLicence,
                     kStandardOrigin,
                     false,
                     {}};
        row.detail = !fs::exists(folder, error)
                         ? "it is not there yet; run: triptych models fetch"
                         : describe(record.error()) + "; run: triptych models fetch";
        return row;
    }
    record->path = folder;
    ModelRow row = rowOf(*record);
    if (!row.ok) {
        row.detail += "; run: triptych models fetch";
    }
    return row;
}

ModelRow userRow(const fs::path& file, const std::string& name)
{
    const auto record = readRecord(file);
    if (!record) {
        ModelRow row{name, "", file.string(), "", "", false, {}};
        row.detail = describe(record.error()) + "; run: triptych models remove " + name +
                     ", then add it again";
        return row;
    }
    ModelRow row = rowOf(*record);
    row.name = name;
    if (!row.ok) {
        row.detail +=
            "; put it back, or run: triptych models remove " + name + ", then add it again";
    }
    return row;
}

// What encoders of this kind are opened with, where it cannot be opened here.
std::optional<Error> brokenPart(const std::string& kind)
{
    if (kind == kStandardName || kind == "clip" || kind == "siglip") {
        if (const auto opened = backend(); !opened) {
            return opened.error();
        }
    }
    if (kind == "siglip") {
        if (const auto found = moduleSymbol("triptych_spm", "triptych_spm_create"); !found) {
            return found.error();
        }
    }
    return std::nullopt;
}

} // namespace

ModelStore::ModelStore(fs::path folder)
    : m_folder(std::move(folder))
{}

fs::path ModelStore::defaultFolder()
{
    if (const auto models = environment("TRIPTYCH_MODELS"); !models.empty()) {
        return models;
    }
    if (const auto data = environment("XDG_DATA_HOME"); data.starts_with('/')) {
        return fs::path(data) / "triptych" / "models";
    }
    return fs::path(environment("HOME")) / ".local" / "share" / "triptych" / "models";
}

Result<std::vector<ModelRow>> ModelStore::list() const
{
    std::vector<ModelRow> rows{compactRow(), standardRow(m_folder)};
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(m_folder, error)) {
        const auto name = entry.path().stem().string();
        if (entry.path().extension() == kRecordSuffix && checkName(name) && !isBuiltIn(name)) {
            rows.push_back(userRow(entry.path(), name));
        }
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        return fail(errnoError(error.value(), m_folder.string()));
    }
    std::ranges::sort(rows, {}, &ModelRow::name);
    return rows;
}

Result<std::vector<ModelRow>> ModelStore::listTried() const
{
    auto rows = list();
    if (!rows) {
        return rows;
    }
    for (auto& row : *rows) {
        const auto broken = row.ok ? brokenPart(row.kind) : std::nullopt;
        if (broken) {
            row.ok = false;
            row.detail = modelError(*broken).detail +
                         (row.kind == kStandardName ? "; until then 'compact' is used" : "");
        }
    }
    return rows;
}

Result<std::vector<ModelRow>> ModelStore::fetch(const fs::path& wheels, const JobContext& job) const
{
    if (auto fetched = fetchStandard(m_folder, wheels, job); !fetched) {
        return fail(modelError(fetched.error()));
    }
    return list();
}

Result<ModelRow> ModelStore::add(const std::string& name, const fs::path& path) const
{
    if (auto named = checkName(name); !named) {
        return fail(named);
    }
    if (isBuiltIn(name)) {
        return fail(ErrorCode::BadArgument, "'" + name +
                                                "' is the name of a model that is built "
                                                "in or fetched; choose another");
    }
    std::error_code error;
    const auto file = recordFile(m_folder, name);
    if (fs::exists(file, error)) {
        return fail(ErrorCode::AlreadyExists, "remove it first: triptych models remove " + name,
                    name);
    }
    const auto record = examineUserModel(name, path, std::nullopt);
    if (!record) {
        return fail(modelError(record.error()));
    }
    if (auto works = tryModel(*record); !works) {
        return fail(modelError(works.error()));
    }
    fs::create_directories(m_folder, error);
    if (error) {
        return fail(errnoError(error.value(), m_folder.string()));
    }
    if (auto written = writeRecord(file, *record); !written) {
        return fail(written);
    }
    return rowOf(*record);
}

Status ModelStore::remove(const std::string& name) const
{
    std::error_code error;
    if (name == kCompactName) {
        return fail(ErrorCode::BadArgument, "'compact' is built in and stays");
    }
    if (name == kStandardName) {
        if (fs::remove_all(m_folder / kStandardName, error) == 0 && !error) {
            return fail(ErrorCode::NotFound, "it is not there", name);
        }
    } else {
        if (auto named = checkName(name); !named) {
            return named;
        }
        if (!fs::remove(recordFile(m_folder, name), error) && !error) {
            return fail(ErrorCode::NotFound,
                        "there is no model of this name; see: triptych models "
                        "list",
                        name);
        }
    }
    return error ? Status{fail(errnoError(error.value(), name))} : Status{};
}

} // namespace triptych::workflow
