// SPDX-License-Identifier: GPL-3.0-or-later
// The images of an export: copied, linked or scaled, under images/.
#include "core/formats/export_folder.h"
#include "core/media/scale_encode.h"
#include "core/workflow/export_run.h"

#include <set>

namespace triptych::workflow {

namespace {

// "images/NAME", with a number in front of the extension where two roots use the same name.
std::string freeName(std::set<std::string>& taken, const std::string& name)
{
    const std::filesystem::path path(name);
    std::string candidate = "images/" + name;
    for (int n = 2; !taken.insert(candidate).second; ++n) {
        candidate = "images/" +
                    (path.parent_path() /
                     (path.stem().string() + "-" + std::to_string(n) + path.extension().string()))
                        .string();
    }
    return candidate;
}

std::string asJpeg(const std::string& name)
{
    return std::filesystem::path(name).replace_extension(".jpg").string();
}

Status putImage(ExportRun& run, formats::ExportFolder& folder, const std::string& path,
                const std::string& name)
{
    switch (run.request.images) {
    case WithImages::Copy:
        return folder.copyFile(path, name);
    case WithImages::Link:
        return folder.linkFile(path, name);
    case WithImages::Scale: {
        media::DecodeOptions options;
        options.longestSide = run.request.scalePixels;
        const auto bytes = media::scaledJpegOfFile(path, options);
        return bytes ? folder.writeFile(name, *bytes) : Status{fail(bytes)};
    }
    case WithImages::None:
        break;
    }
    return {};
}

} // namespace

Status exportImages(ExportRun& run, formats::ExportFolder& folder)
{
    const auto touch = [&](ImageId image) -> Status {
        const auto known = run.images.nameOf(image);
        return known ? Status{} : Status{fail(known)};
    };
    auto read = eachTriplet(run, [&](const OutTriplet& triplet) -> Status {
        for (const auto image : {triplet.reference, triplet.target}) {
            if (auto done = touch(image); !done) {
                return done;
            }
        }
        for (const auto image : triplet.targets) {
            if (auto done = touch(image); !done) {
                return done;
            }
        }
        return {};
    });
    if (read) {
        read = eachQuery(run, [&](const OutQuery& query) { return touch(query.reference); });
    }
    if (!read) {
        return read;
    }
    std::set<std::string> taken;
    const auto used = run.images.used();
    std::size_t done = 0;
    for (const auto image : used) {
        if (run.job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        const auto name = run.images.nameOf(image);
        const auto path = run.images.pathOf(image);
        if (!name) {
            return fail(name);
        }
        if (!path) {
            return fail(path);
        }
        const auto out =
            freeName(taken, run.request.images == WithImages::Scale ? asJpeg(*name) : *name);
        const auto put = putImage(run, folder, *path, out);
        if (!put &&
            (put.error().code == ErrorCode::NotFound || put.error().code == ErrorCode::Unreadable ||
             put.error().code == ErrorCode::Truncated || put.error().code == ErrorCode::Empty)) {
            run.report.notes.push_back("image left out: " + *name + " (" +
                                       std::string{errorCodeName(put.error().code)} + ")");
        } else if (!put) {
            return put;
        }
        run.images.rename(image, out);
        run.job.progress(++done, used.size(), "images");
    }
    return {};
}

} // namespace triptych::workflow
