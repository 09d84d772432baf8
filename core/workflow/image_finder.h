// SPDX-License-Identifier: GPL-3.0-or-later
// Images of a project by their names: for completion and for showing one that is only named.
#pragma once

#include "core/domain/views.h"
#include "core/workflow/project.h"

#include <cstddef>
#include <string>
#include <vector>

namespace triptych::workflow {

// The image of exactly that name (or key) first, then those whose name contains the text whatever
// its case, in the order they came in; at most `most`. An empty text finds nothing.
Result<std::vector<ImageView>> findImages(Project& project, const std::string& text,
                                          std::size_t most);

} // namespace triptych::workflow
