// SPDX-License-Identifier: GPL-3.0-or-later
// What the catalogue says of an image, corrections applied.
#pragma once

#include "core/base/ids.h"
#include "core/domain/keys.h"
#include "core/workflow/project.h"

#include <optional>
#include <string>
#include <vector>

namespace triptych::workflow {

struct Attribute
{
    std::string name;
    std::string value;
    std::optional<std::string> catalogue; // what the catalogue says, where a person corrected it
};

struct ImageFacts
{
    ImageId id;
    Key key;
    std::string name;
    std::string product;
    std::string category;
    std::string source;
    std::string licence;
    std::vector<Attribute> attributes; // by name
};

// NotFound.
Result<ImageFacts> imageFacts(Project& project, ImageId image);

} // namespace triptych::workflow
