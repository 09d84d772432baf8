// SPDX-License-Identifier: GPL-3.0-or-later
// The images of an export: their names, paths, hashes and parts, read once.
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/store/people.h"
#include "core/workflow/export_run.h"
#include "core/workflow/project_inner.h"

#include <algorithm>

namespace triptych::workflow {

Result<OutImages::Entry*> OutImages::entry(ImageId id)
{
    if (const auto found = m_images.find(id); found != m_images.end()) {
        return &found->second;
    }
    auto image = store::ImageStore(databaseOf(m_project)).byId(id);
    if (!image) {
        return fail(image);
    }
    if (!*image) {
        return fail(ErrorCode::Internal, "a pair names an image that is not there");
    }
    auto& added = m_images[id];
    added.outName = (*image)->name;
    added.image = std::move(**image);
    return &added;
}

Result<std::string> OutImages::nameOf(ImageId image)
{
    const auto found = entry(image);
    return found ? Result<std::string>{(*found)->outName} : Result<std::string>{fail(found)};
}

Result<Key> OutImages::keyOf(ImageId image)
{
    const auto found = entry(image);
    return found ? Result<Key>{(*found)->image.key} : Result<Key>{fail(found)};
}

Result<std::string> OutImages::pathOf(ImageId image)
{
    const auto found = entry(image);
    if (!found) {
        return fail(found);
    }
    return store::ImageStore(databaseOf(m_project)).pathOf((*found)->image);
}

Result<std::optional<SplitPart>> OutImages::partOf(ImageId image)
{
    return store::SplitStore(databaseOf(m_project)).partOf(image);
}

Result<std::optional<std::uint64_t>> OutImages::hashOf(ImageId image)
{
    const auto found = entry(image);
    if (!found) {
        return fail(found);
    }
    return (*found)->image.phash;
}

void OutImages::rename(ImageId image, std::string name)
{
    m_images[image].outName = std::move(name);
}

std::vector<ImageId> OutImages::used() const
{
    std::vector<std::pair<Key, ImageId>> byKey;
    byKey.reserve(m_images.size());
    for (const auto& [id, entry] : m_images) {
        byKey.emplace_back(entry.image.key, id);
    }
    std::sort(byKey.begin(), byKey.end());
    std::vector<ImageId> ids;
    ids.reserve(byKey.size());
    for (const auto& [key, id] : byKey) {
        ids.push_back(id);
    }
    return ids;
}

} // namespace triptych::workflow
