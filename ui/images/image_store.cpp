// SPDX-License-Identifier: GPL-3.0-or-later
// What stays in memory, and what goes.
#include "ui/images/image_store.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

namespace triptych::ui {

QImage wrapPixels(const PixelBuffer& pixels)
{
    if (pixels.empty()) {
        return {};
    }
    using Data = std::shared_ptr<const std::vector<std::uint8_t>>;
    auto* keeper = new Data(pixels.data); // released by QImage's clean-up function
    return QImage(
        pixels.data->data(), pixels.width, pixels.height, static_cast<qsizetype>(pixels.stride),
        QImage::Format_RGBA8888, [](void* owner) { delete static_cast<Data*>(owner); }, keeper);
}

QImage ImageStore::find(const ImageKey& key)
{
    if (const auto at = m_entries.find(key); at != m_entries.end()) {
        m_uses.splice(m_uses.begin(), m_uses, at->second.use);
        return at->second.image;
    }
    const auto at = m_passing.find(key);
    if (at == m_passing.end()) {
        return {};
    }
    PixelBuffer pixels = at->second.shape;
    pixels.data = at->second.data.lock();
    return wrapPixels(pixels); // null when nobody shows it any more
}

QImage ImageStore::findAny(const std::string& name)
{
    QImage best;
    const auto better = [&](const ImageKey& key) {
        const QImage one = find(key);
        if (one.sizeInBytes() > best.sizeInBytes()) {
            best = one;
        }
    };
    for (auto at = m_entries.lower_bound({name, 0});
         at != m_entries.end() && at->first.first == name; ++at) {
        better(at->first);
    }
    for (auto at = m_passing.lower_bound({name, 0});
         at != m_passing.end() && at->first.first == name; ++at) {
        better(at->first);
    }
    return best;
}

bool ImageStore::contains(const ImageKey& key) const
{
    const auto at = m_passing.find(key);
    return m_entries.contains(key) || (at != m_passing.end() && !at->second.data.expired());
}

QImage ImageStore::keep(const ImageKey& key, const PixelBuffer& pixels, bool passing)
{
    const QImage image = wrapPixels(pixels);
    if (passing || pixels.byteCount() > kLargeBytes) {
        PixelBuffer shape = pixels;
        shape.data.reset();
        m_passing[key] = {std::move(shape), pixels.data};
    } else if (!m_entries.contains(key)) {
        m_uses.push_front(key);
        m_entries[key] = {image, m_uses.begin()};
        m_bytes += static_cast<std::size_t>(image.sizeInBytes());
    }
    shrink();
    return image;
}

void ImageStore::clear()
{
    m_entries.clear();
    m_passing.clear();
    m_uses.clear();
    m_bytes = 0;
}

std::size_t ImageStore::bytes() const
{
    return m_bytes + passingBytes();
}

std::size_t ImageStore::passingBytes() const
{
    std::size_t bytes = 0;
    for (const auto& [key, passing] : m_passing) {
        bytes += passing.data.expired()
                     ? 0
                     : passing.shape.stride * static_cast<std::size_t>(passing.shape.height);
    }
    return bytes;
}

void ImageStore::shrink()
{
    std::erase_if(m_passing, [](const auto& one) { return one.second.data.expired(); });
    const std::size_t shown = std::min(passingBytes(), m_bound);
    const std::size_t room = std::max(m_bound - shown, m_bound / 4);
    for (auto at = m_uses.end(); m_bytes > room && at != m_uses.begin();) {
        --at;
        const auto entry = m_entries.find(*at);
        // What somebody shows would not be freed. The newest is about to be shown.
        if (at == m_uses.begin() || !entry->second.image.isDetached()) {
            continue;
        }
        m_bytes -= static_cast<std::size_t>(entry->second.image.sizeInBytes());
        m_entries.erase(entry);
        at = m_uses.erase(at);
    }
}

} // namespace triptych::ui
