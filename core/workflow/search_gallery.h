// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: the images that may be found, in the order that breaks ties.
#pragma once

#include "core/base/ids.h"
#include "core/domain/keys.h"
#include "core/workflow/project.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace triptych::workflow {

struct GalleryImage
{
    ImageId id;
    Key key;
    std::string name;
    std::string content;        // hex SHA-256
    std::uint32_t product = 0;  // index into Gallery::products
    std::uint32_t category = 0; // index into Gallery::categories
};

// Immutable; an image is named by its index.
struct Gallery
{
    std::vector<GalleryImage> images;    // present and not removed; by name, bytewise, then key
    std::vector<std::string> products;   // the first is ""
    std::vector<std::string> categories; // the first is ""
    std::unordered_map<ImageId, std::uint32_t> byId;
    std::string digest; // of all that is here

    // By relative name (the first of several roots), or key.
    [[nodiscard]] std::optional<std::uint32_t> find(const std::string& nameOrKey) const;
};

Result<std::shared_ptr<const Gallery>> loadGallery(Project& project);

} // namespace triptych::workflow
