// SPDX-License-Identifier: GPL-3.0-or-later
// Small pictures inside painted rows: what the image cache has now, else a quiet ground, and a
// repaint when it has come. Asks once for each image; what has scrolled far away is no longer asked
// for.
#pragma once

#include "core/domain/views.h"

#include <QObject>
#include <QRect>

#include <cstdint>
#include <set>
#include <unordered_set>
#include <utility>

class QPainter;
class QWidget;

namespace triptych::ui {

class ImageCache;
struct Theme;

class Thumbnails final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kMaxAsked = 160;

    // `viewport` is repainted when a picture has come; it is also the parent. `cache` may be null
    // (then only grounds are painted).
    Thumbnails(ImageCache* cache, QWidget* viewport);

    // Fitted into `box`, centred, upright; shown enlarged only when asked for.
    void paint(QPainter& painter, const QRect& box, const ImageView& image, const Theme& theme);
    void setEnlarging(bool enlarging) { m_enlarging = enlarging; }
    void forget();                     // another project
    void retry() { m_failed.clear(); } // what was missing may be there now

private:
    void paintMissing(QPainter& painter, const QRect& box, const Theme& theme) const;
    void ask(const ImageView& image, int side);

    ImageCache* m_cache;
    QWidget* m_viewport;
    bool m_enlarging = false;
    std::set<std::pair<std::int64_t, int>> m_asked; // image and side
    std::unordered_set<std::int64_t> m_failed;
};

} // namespace triptych::ui
