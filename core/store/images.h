// SPDX-License-Identifier: GPL-3.0-or-later
// Roots and images: putting them in, finding them.
#pragma once

#include "core/domain/values.h"
#include "core/store/batches.h"
#include "core/store/database.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::store {

// Which fields of an Image an upsert knows; the others of a stored image stay.
struct UpsertOptions
{
    bool content = true;   // sha256, phash, bytes, modified, width, height, state
    bool catalogue = true; // product, category, attributes
    BatchId batch;         // rows are invisible until it is finished; none: at once
    std::string source;    // rights of these rows, if they differ from the root's
    std::string licence;
};

struct ImageChange
{
    enum class What
    {
        Added,
        Updated,
        Unchanged
    };
    ImageId id;
    What what = What::Unchanged;
    bool bytesChanged = false;                  // another sha256 than recorded
    std::vector<std::string> attributesChanged; // names, sorted; also "product" and "category"
    std::optional<ImageId> duplicateOf;         // same bytes under another name
};

// An image with its rights and a person's corrections.
struct DescribedImage
{
    Image image;        // corrections applied
    std::string source; // its own, or its root's
    std::string licence;
    // Corrected attributes: what the catalogue says; none: it has no such attribute.
    std::map<std::string, std::optional<std::string>> corrected;
};

// How images are streamed.
struct ImageStream
{
    enum class Order
    {
        Id,
        Key,
        ProductThenName
    };
    Order order = Order::Id;
    bool withProductOnly = false;
    ImageId after; // Order::Id: resume behind this one
    bool withAttributes = true;
};

class ImageStore
{
public:
    explicit ImageStore(Database& database)
        : m_database(database)
    {}

    Result<std::vector<Root>> roots();
    // Finds the root of the label, or adds it; source and licence are kept when empty. A label that
    // has another path is Conflict.
    Result<RootId> ensureRoot(WriteTransaction& transaction, const Root& root);
    // The images moved; keys stay. NotFound for an unknown label.
    Status rebaseRoot(WriteTransaction& transaction, const std::string& label,
                      const std::string& path);

    // Adds images or updates stored ones, matched by key; one change an image, in order. Updates in
    // a batch are held back until it is finished. Texts made of an attribute that changed, or of an
    // image whose bytes changed, become stale (with a batch: when it is finished). Corrections that
    // a person made keep winning over the catalogue. `key` empty: computed from the root's label
    // and `name`.
    Result<std::vector<ImageChange>> upsert(WriteTransaction& transaction,
                                            std::span<const Image> images,
                                            const UpsertOptions& options);

    // Marks the texts of pairs with this image that name one of `attributes` in parts.attributes
    // ("*": all its texts). Returns how many became stale.
    Result<std::int64_t> markTextsStale(WriteTransaction& transaction, ImageId image,
                                        std::span<const std::string> attributes);

    // Lookups see unfinished batches too (an import resolves its own rows). nullopt: not there.
    Result<std::optional<Image>> byKey(const Key& key);
    Result<std::optional<Image>> byId(ImageId id);
    // Name relative to any root (its key is computed: indexed), or a key of 20 hex digits.
    Result<std::optional<Image>> byNameOrKey(const std::string& name);
    Result<std::optional<DescribedImage>> described(ImageId id);
    Result<std::optional<ImageId>> idOfKey(const Key& key);

    // Visible, not removed images in the order asked for; `each` returns false to stop.
    Status stream(const ImageStream& what, const std::function<bool(const Image&)>& each);
    Result<std::int64_t> count(bool withProductOnly);
    // Paths for hash checks: absolute path of an image.
    Result<std::string> pathOf(const Image& image);

private:
    Database& m_database;
};

} // namespace triptych::store
