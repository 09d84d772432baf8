// SPDX-License-Identifier: GPL-3.0-or-later
// Which files of a folder are worth giving to the decoder. Opens files, never decodes them.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::formats {

struct FolderFile
{
    std::string name; // relative to the root, "/" separated, bytes as on disk (not normalised)
    std::uint64_t bytes = 0;
    std::int64_t modified = 0; // mtime in ms since 1970

    bool operator==(const FolderFile&) const = default;
};

struct FolderListing
{
    std::vector<FolderFile> files; // sorted bytewise by name
    // Not taken, sorted by subject: links that lead out of the root or nowhere, links to folders
    // (UnsafePath, never followed), names that are not UTF-8 or not safe (Encoding, UnsafePath;
    // subject sanitised), folders that cannot be read.
    std::vector<Error> rejected;
};

struct FolderScanOptions
{
    std::uint64_t limit = 0; // stop after so many files (preview); 0 = all
};

// Recursive. Taken: regular files whose extension is an image's (jpg jpeg jpe jfif png webp bmp dib
// tif tiff, any case; a 0-byte one too, so that it can be reported) or whose first 16 bytes are an
// image's, whatever they are called. Left out without a word: other files, names that begin with
// ".". Errors: NotFound, BadArgument (not a folder), PermissionDenied, Empty (no such file in it;
// the rejections are lost then).
Result<FolderListing> scanFolder(const std::filesystem::path& root,
                                 const FolderScanOptions& options = {});

// JPEG, PNG, WebP, BMP, TIFF by magic bytes (at least 12 for WebP).
bool looksLikeImage(std::string_view firstBytes);
bool hasImageExtension(std::string_view name);

// The folders of a name ("chairs/c01/a.jpg" -> "chairs/c01"); empty at the top.
std::string productFromSubfolder(std::string_view name);

// The product in a file's stem: what stands before the last group of "view" parts. Rule: the stem
// is cut at - _ . and space; trailing parts are dropped while they are a view or number word (main,
// front, back, side, top, detail, alt, view, img, image, photo, a number of at most three digits,
// one letter); of what is left the first part that holds a digit ends the product
// ("mh01-black_main" -> "mh01", "chair-oak-012-red" -> "chair-oak-012"); when none holds a digit,
// it is all but the last part
// ("lamp_red" -> "lamp"), or the one part there is ("mug" -> "mug", "mug_2" -> "mug").
// Lower-cased ASCII, so "MH01-Red" and "mh01-blue" belong together; the folder counts ("a/mh01-x"
// and "b/mh01-y" are two products).
std::string productFromStem(std::string_view name);

} // namespace triptych::formats
