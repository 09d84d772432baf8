// SPDX-License-Identifier: GPL-3.0-or-later
// Finding images by their names.
#include "core/workflow/image_finder.h"

#include "core/store/images.h"
#include "core/text/normalise.h"
#include "core/workflow/project_inner.h"

#include <map>

namespace triptych::workflow {

namespace {

ImageView viewOf(const Image& image, const std::map<RootId, std::string>& folders)
{
    ImageView view;
    view.id = image.id;
    view.key = image.key;
    view.name = image.name;
    if (const auto folder = folders.find(image.root); folder != folders.end()) {
        view.path = (std::filesystem::path(folder->second) / image.name).string();
    }
    view.state = image.state;
    view.width = image.width;
    view.height = image.height;
    view.product = image.product;
    view.category = image.category;
    view.sha256 = image.sha256.value_or(std::string());
    return view;
}

} // namespace

Result<std::vector<ImageView>> findImages(Project& project, const std::string& text,
                                          std::size_t most)
{
    store::ImageStore images(databaseOf(project));
    auto roots = images.roots();
    if (!roots) {
        return fail(roots);
    }
    std::map<RootId, std::string> folders;
    for (const auto& root : *roots) {
        folders.emplace(root.id, root.path);
    }
    std::vector<ImageView> found;
    const std::string wanted = text::nfkcCasefold(text);
    if (wanted.empty() || most == 0) {
        return found;
    }
    const auto exact = images.byNameOrKey(text::nfc(text));
    if (!exact) {
        return fail(exact);
    }
    if (*exact) {
        found.push_back(viewOf(**exact, folders));
    }
    const auto streamed = images.stream({}, [&](const Image& image) {
        const bool known = *exact && (*exact)->id == image.id;
        if (!known && text::nfkcCasefold(image.name).find(wanted) != std::string::npos) {
            found.push_back(viewOf(image, folders));
        }
        return found.size() < most;
    });
    if (!streamed) {
        return fail(streamed);
    }
    return found;
}

} // namespace triptych::workflow
