// SPDX-License-Identifier: GPL-3.0-or-later
// What works on this machine: each check is tried, not looked up.
#include "core/base/random.h"
#include "core/media/decode.h"
#include "core/media/scale_encode.h"
#include "core/store/database.h"
#include "core/text/search_terms.h"
#include "core/workflow/exchange.h"
#include "core/workflow/models.h"
#include "core/workflow/project_inner.h"
#include "core/workflow/spelling.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <thread>

namespace triptych::workflow {

namespace {

constexpr double kSlowBlas = 20; // GFLOP/s; Debian's reference BLAS does 5 a core

DoctorCheck checkDatabase()
{
    std::error_code error;
    const auto folder =
        std::filesystem::temp_directory_path(error) / ("triptych-doctor-" + randomHex128());
    std::filesystem::create_directories(folder, error);
    OpenOptions options;
    options.command = "triptych doctor";
    auto project = Project::create(folder / "doctor.triptych", Language::English, options);
    DoctorCheck check{"project file", project.has_value(),
                      "a project can be made, with full-text search"};
    if (!project) {
        check.detail = describe(project.error()) + "; free some room in " +
                       folder.parent_path().string() + " or set TMPDIR to another folder";
    } else {
        project->reset();
    }
    std::filesystem::remove_all(folder, error);
    return check;
}

DoctorCheck checkImages()
{
    auto data =
        std::make_shared<std::vector<std::uint8_t>>(std::size_t{8} * 8 * 4, std::uint8_t{200});
    const PixelBuffer pixels{8, 8, std::size_t{8} * 4, data};
    for (const auto& bytes : {media::encodeJpeg(pixels), media::encodePng(pixels)}) {
        const auto decoded =
            bytes ? media::decodeImage(*bytes) : Result<media::Decoded>{fail(bytes)};
        if (!decoded) {
            return {"images", false,
                    describe(decoded.error()) +
                        "; install the OpenCV image codecs (libopencv-imgcodecs)"};
        }
    }
    return {"images", true, "JPEG and PNG are written and read; WebP, BMP and TIFF are read"};
}

DoctorCheck checkText()
{
    const bool ok = text::searchTerms("青い半袖").find("半袖") != std::string::npos;
    return {"text", ok, ok ? "Unicode tables are there" : "ICU's data is missing; install libicu"};
}

// Hints only: everything else works without a dictionary.
DoctorCheck checkSpelling()
{
    const auto speller = Speller::load("en");
    return {"spelling", true, speller ? "English" : speller.error().detail};
}

// Loads LibTorch: about a second.
DoctorCheck checkCompute()
{
    const auto info = computeInfo();
    if (info.libtorch.empty()) {
        return {"libtorch", false, info.detail + "; until then the built-in encoder is used"};
    }
    const auto speed = std::to_string(std::lround(info.gflops)) + " GFLOP/s";
    const auto what = "LibTorch " + info.libtorch + ", " + std::to_string(info.threads) +
                      " threads, " + speed + (info.cuda ? ", CUDA: " + info.detail : "");
    if (info.gflops < kSlowBlas) {
        return {"libtorch", false,
                what + ": matrices are multiplied slowly; install libopenblas0-pthread"};
    }
    return {"libtorch", true, what};
}

DoctorCheck checkModel(const ModelRow& row)
{
    DoctorCheck check{"model " + row.name, row.ok, row.origin};
    if (!row.licence.empty()) {
        check.detail += (check.detail.empty() ? "" : ", ") + row.licence;
    }
    if (row.ok) {
        return check;
    }
    std::error_code error;
    const bool absent = row.name == "standard" && !std::filesystem::exists(row.path, error);
    check.detail =
        absent ? "the built-in encoder is used; to find more: triptych models fetch" : row.detail;
    check.ok = absent; // everything works without it, only not as well
    return check;
}

std::vector<DoctorCheck> checkModels()
{
    const ModelStore store(ModelStore::defaultFolder());
    const auto rows = store.listTried();
    if (!rows) {
        return {{"models", false,
                 describe(rows.error()) + "; make the folder readable, or set TRIPTYCH_MODELS"}};
    }
    std::vector<DoctorCheck> checks;
    for (const auto& row : *rows) {
        checks.push_back(checkModel(row));
    }
    return checks;
}

DoctorCheck checkFolder(const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const auto space = std::filesystem::space(folder, error);
    if (error) {
        return {"data folder", false,
                folder.string() + ": " + error.message() + "; make it writable for you"};
    }
    constexpr std::uintmax_t kLittle = 200ULL << 20U;
    const auto megabytes = std::to_string(space.available >> 20U) + " MB free";
    if (space.available < kLittle) {
        return {"data folder", false, folder.string() + ": only " + megabytes + "; free some room"};
    }
    return {"data folder", true, folder.string() + ", " + megabytes};
}

DoctorCheck checkDisplay()
{
    // NOLINTBEGIN(concurrency-mt-unsafe): read at start
    const char* display = std::getenv("DISPLAY");
    const char* wayland = std::getenv("WAYLAND_DISPLAY");
    // NOLINTEND(concurrency-mt-unsafe)
    if (wayland != nullptr && *wayland != '\0') {
        return {"display", true, std::string{"Wayland "} + wayland};
    }
    if (display != nullptr && *display != '\0') {
        return {"display", true, std::string{"X "} + display};
    }
    return {"display", true, "none here: commands work, the window needs one"};
}

} // namespace

std::vector<DoctorCheck> doctor(const std::filesystem::path& dataFolder)
{
    std::vector<DoctorCheck> checks{{"program", true,
                                     std::string{"Triptych "} + TRIPTYCH_VERSION + ", " +
                                         std::to_string(std::thread::hardware_concurrency()) +
                                         " processor cores"},
                                    checkDatabase(),
                                    checkImages(),
                                    checkText(),
                                    checkSpelling(),
                                    checkCompute(),
                                    checkFolder(dataFolder),
                                    checkDisplay()};
    std::ranges::move(checkModels(), std::back_inserter(checks));
    return checks;
}

} // namespace triptych::workflow
