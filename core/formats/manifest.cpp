// SPDX-License-Identifier: GPL-3.0-or-later
// The manifest in JSON, and the check of an export against it.
#include "core/formats/manifest.h"

#include "core/base/file_io.h"
#include "core/base/safe_path.h"
#include "core/base/sha256.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace triptych::formats {

namespace {

using Json = nlohmann::json; // an ordered map: keys are sorted

constexpr std::uint64_t kLargestManifest = 1U << 30U;
constexpr int kVersion = 1;

Manifest fromJson(const Json& json, UtcMillis created)
{
    Manifest manifest;
    manifest.version = json.at("manifestVersion").get<int>();
    manifest.format = json.at("format").get<std::string>();
    manifest.tool = json.at("tool").get<std::string>();
    manifest.toolVersion = json.at("version").get<std::string>();
    manifest.created = created;
    manifest.triplets = json.value("triplets", std::int64_t{0});
    manifest.settings = json.value("settings", std::map<std::string, std::string>{});
    manifest.notes = json.value("notes", std::vector<std::string>{});
    for (const auto& file : json.at("files")) {
        manifest.files.push_back({file.at("path").get<std::string>(),
                                  file.at("bytes").get<std::uint64_t>(),
                                  file.at("sha256").get<std::string>()});
    }
    return manifest;
}

std::optional<Error> checkFile(const std::filesystem::path& folder, const ExportedFile& file)
{
    const auto safe = safeRelativeName(file.path);
    if (!safe) {
        return Error{ErrorCode::UnsafePath, safe.error().detail, file.path, 0};
    }
    const auto hash = sha256OfFile(folder / *safe);
    if (!hash) {
        return Error{hash.error().code, hash.error().detail, file.path, 0};
    }
    if (*hash != file.sha256) {
        return Error{ErrorCode::Changed, "SHA-256 differs from the manifest", file.path, 0};
    }
    return std::nullopt;
}

} // namespace

std::string manifestJson(const Manifest& manifest)
{
    Json files = Json::array();
    for (const auto& file : manifest.files) {
        files.push_back({{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    }
    const Json json = {{"manifestVersion", manifest.version},
                       {"format", manifest.format},
                       {"tool", manifest.tool},
                       {"version", manifest.toolVersion},
                       {"created", toRfc3339(manifest.created)},
                       {"triplets", manifest.triplets},
                       {"settings", manifest.settings},
                       {"notes", manifest.notes},
                       {"files", std::move(files)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Manifest> readManifest(const std::filesystem::path& folder)
{
    const auto path = folder / kManifestName;
    const auto bytes = readFile(path, kLargestManifest);
    if (!bytes) {
        return fail(bytes);
    }
    try {
        const auto json = Json::parse(*bytes);
        if (json.at("tool").get<std::string>() != "triptych") {
            return fail(ErrorCode::Unsupported, "a manifest of another tool", path.string());
        }
        if (json.at("manifestVersion").get<int>() > kVersion) {
            return fail(ErrorCode::NewerVersion,
                        "manifest version " + json.at("manifestVersion").dump(), path.string());
        }
        const auto created = parseRfc3339(json.at("created").get<std::string>());
        if (!created) {
            return fail(ErrorCode::BadFormat, "\"created\": " + created.error().detail,
                        path.string());
        }
        return fromJson(json, *created);
    } catch (const Json::exception& error) {
        return fail(ErrorCode::BadFormat, error.what(), path.string());
    }
}

Result<std::vector<Error>> checkExport(const std::filesystem::path& folder)
{
    const auto manifest = readManifest(folder);
    if (!manifest) {
        return fail(manifest);
    }
    std::vector<Error> wrong;
    for (const auto& file : manifest->files) {
        if (auto error = checkFile(folder, file)) {
            wrong.push_back(std::move(*error));
        }
    }
    return wrong;
}

bool writtenByTriptych(const std::filesystem::path& file)
{
    const auto folder = file.parent_path();
    const auto manifest = readManifest(folder.empty() ? std::filesystem::path{"."} : folder);
    const std::string name = file.filename().string();
    return manifest && std::any_of(manifest->files.begin(), manifest->files.end(),
                                   [&](const ExportedFile& one) { return one.path == name; });
}

} // namespace triptych::formats
