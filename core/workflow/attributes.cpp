// SPDX-License-Identifier: GPL-3.0-or-later
// An image's attributes beside what its catalogue says.
#include "core/workflow/attributes.h"

#include "core/store/database.h"
#include "core/store/images.h"
#include "core/workflow/project_inner.h"

namespace triptych::workflow {

Result<ImageFacts> imageFacts(Project& project, ImageId image)
{
    auto found = store::ImageStore(databaseOf(project)).described(image);
    if (!found) {
        return fail(found);
    }
    if (!*found) {
        return fail(ErrorCode::NotFound, "no such image");
    }
    auto& described = **found;
    ImageFacts facts;
    facts.id = described.image.id;
    facts.key = described.image.key;
    facts.name = described.image.name;
    facts.product = described.image.product;
    facts.category = described.image.category;
    facts.source = described.source;
    facts.licence = described.licence;
    // Those that a person took away are shown too: empty, beside what the catalogue says.
    auto names = described.image.attributes;
    for (const auto& [name, catalogue] : described.corrected) {
        names.try_emplace(name);
    }
    for (const auto& [name, value] : names) {
        Attribute attribute{name, value, std::nullopt};
        if (const auto old = described.corrected.find(name); old != described.corrected.end()) {
            attribute.catalogue = old->second.value_or(std::string{});
        }
        facts.attributes.push_back(std::move(attribute));
    }
    return facts;
}

} // namespace triptych::workflow
