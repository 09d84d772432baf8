// SPDX-License-Identifier: GPL-3.0-or-later
// Plain values of the project: attributes, images, pairs, texts, as they are put in.
#pragma once

#include "core/base/ids.h"
#include "core/domain/keys.h"
#include "core/domain/names.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace triptych {

// Attribute name -> value as the catalogue wrote it. Several values in one cell stay joined by '|'
// (also ';' or '、' in sources); the generator takes them apart. Ordered by name: deterministic.
using Attributes = std::map<std::string, std::string>;

struct Image
{
    ImageId id;
    Key key;
    RootId root;
    std::string name;                  // relative to the root, "/" separated, NFC
    std::optional<std::string> sha256; // none while missing or not yet read
    std::optional<std::uint64_t> phash;
    std::int64_t bytes = 0;
    std::int64_t modified =
        0;         // file's mtime in ms, 0 = unknown; for a cheap "has it changed" check
    int width = 0; // after EXIF orientation; 0 = unknown
    int height = 0;
    ImageState state = ImageState::Missing;
    std::string product;                // empty = none
    std::string category;               // empty = none
    std::optional<ImageId> duplicateOf; // same bytes under another name
    Attributes attributes;
};

struct Root
{
    RootId id;
    std::string label;  // unique in the project, stays when the folder moves
    std::string path;   // absolute
    std::string source; // rights: where it comes from
    std::string licence;
};

struct TextRow
{
    TextId id;
    Key key;
    SlotId slot;
    Origin origin = Origin::Import;
    std::string generator; // "catalogue"; the import format for imports; "" for a person
    std::string version;
    std::uint64_t seed = 0;
    std::string prompt;
    std::string
        parts; // JSON object: what the text is made of (facets, values, template, confidence)
    std::optional<TextId> parent;
    std::string body;
    std::string terms;  // search terms of `body` (core/text), what full text finds
    bool stale = false; // an attribute that it used has changed, or its image has
};

struct Reviewer
{
    ReviewerId id;
    std::string name;
    std::string pseudonym;
};

} // namespace triptych
