// SPDX-License-Identifier: GPL-3.0-or-later
// Decoded images by name and size, within a bound of bytes. Screen-size ones are kept, least
// recently used going first; large ones (whole photos) and such as differ from what was imported
// live only as long as somebody shows them, and count all the same. GUI thread only.
#pragma once

#include "core/domain/pixel_buffer.h"

#include <QImage>

#include <cstddef>
#include <list>
#include <map>
#include <string>
#include <utility>

namespace triptych::ui {

class ImageStore
{
public:
    using ImageKey = std::pair<std::string, int>; // path and checksum, side
    // Larger ones are never kept for later.
    static constexpr std::size_t kLargeBytes = 12ULL * 1024 * 1024;

    explicit ImageStore(std::size_t bound)
        : m_bound(bound)
    {}

    // Null when it is not here. Counts as use.
    [[nodiscard]] QImage find(const ImageKey& key);
    // The largest of that name.
    [[nodiscard]] QImage findAny(const std::string& name);
    [[nodiscard]] bool contains(const ImageKey& key) const;
    // Returns what to show. Lets others go that nobody shows until all is within the bound again,
    // though a quarter of it is left to screen-size ones whatever is shown in full.
    // `passing`: not kept for later whatever its size.
    QImage keep(const ImageKey& key, const PixelBuffer& pixels, bool passing);
    void clear();
    // Of all that is in memory, that which lives only while it is shown included.
    [[nodiscard]] std::size_t bytes() const;

private:
    using Data = std::weak_ptr<const std::vector<std::uint8_t>>;
    struct Entry
    {
        QImage image;
        std::list<ImageKey>::iterator use;
    };
    struct Passing
    {
        PixelBuffer shape; // without its data
        Data data;
    };
    [[nodiscard]] std::size_t passingBytes() const;
    void shrink();

    std::size_t m_bound;
    std::size_t m_bytes = 0; // of m_entries
    std::map<ImageKey, Entry> m_entries;
    std::list<ImageKey> m_uses; // most recent first
    std::map<ImageKey, Passing> m_passing;
};

// Wraps the pixels, without copying, into an image that keeps them alive.
QImage wrapPixels(const PixelBuffer& pixels);

} // namespace triptych::ui
