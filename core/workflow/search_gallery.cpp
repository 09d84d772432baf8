// SPDX-License-Identifier: GPL-3.0-or-later
// The project's images, read once and kept until they change.
#include "core/workflow/search_gallery.h"

#include "core/base/sha256.h"
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/workflow/project_inner.h"

#include <algorithm>
#include <tuple>

namespace triptych::workflow {

namespace {

// Words that many images share, each kept once.
class Names
{
public:
    explicit Names(std::vector<std::string>& names)
        : m_names(names)
    {
        indexOf({});
    }

    std::uint32_t indexOf(const std::string& name)
    {
        const auto [at, added] =
            m_index.try_emplace(name, static_cast<std::uint32_t>(m_names.size()));
        if (added) {
            m_names.push_back(name);
        }
        return at->second;
    }

private:
    std::vector<std::string>& m_names;
    std::unordered_map<std::string, std::uint32_t> m_index;
};

std::string digestOf(const Gallery& gallery)
{
    Sha256 sum;
    for (const auto& image : gallery.images) {
        for (const auto* part :
             {&image.key, &image.name, &image.content, &gallery.products[image.product],
              &gallery.categories[image.category]}) {
            sum.add(*part);
            sum.add(std::string_view{"\0", 1});
        }
    }
    return sum.finishHex();
}

} // namespace

std::optional<std::uint32_t> Gallery::find(const std::string& nameOrKey) const
{
    const auto at = std::ranges::lower_bound(images, nameOrKey, {}, &GalleryImage::name);
    if (at != images.end() && at->name == nameOrKey) {
        return static_cast<std::uint32_t>(at - images.begin());
    }
    if (nameOrKey.size() != 20) {
        return std::nullopt;
    }
    const auto key = std::ranges::find(images, nameOrKey, &GalleryImage::key);
    return key == images.end() ? std::nullopt
                               : std::optional{static_cast<std::uint32_t>(key - images.begin())};
}

Result<std::shared_ptr<const Gallery>> loadGallery(Project& project)
{
    auto gallery = std::make_shared<Gallery>();
    Names products(gallery->products);
    Names categories(gallery->categories);
    store::ImageStream what;
    what.withAttributes = false;
    const auto read = store::ImageStore(databaseOf(project)).stream(what, [&](const Image& image) {
        if (image.state == ImageState::Present) {
            gallery->images.push_back(
                {image.id, image.key, image.name, image.sha256.value_or(std::string{}),
                 products.indexOf(image.product), categories.indexOf(image.category)});
        }
        return true;
    });
    if (!read) {
        return fail(read);
    }
    std::ranges::sort(gallery->images, [](const GalleryImage& a, const GalleryImage& b) {
        return std::tie(a.name, a.key) < std::tie(b.name, b.key);
    });
    gallery->byId.reserve(gallery->images.size());
    for (std::uint32_t i = 0; i < gallery->images.size(); ++i) {
        gallery->byId[gallery->images[i].id] = i;
    }
    gallery->digest = digestOf(*gallery);
    return std::shared_ptr<const Gallery>(std::move(gallery));
}

} // namespace triptych::workflow
