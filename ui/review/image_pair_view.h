// SPDX-License-Identifier: GPL-3.0-or-later
// Reference and target side by side at equal height, zoomed and moved in step; blink shows both in
// one place. A new pair appears when its images are here: the old frame stays until then.
#pragma once

#include "ui/review/image_pane.h"
#include "ui/review/review_backend.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <optional>

namespace triptych::ui {

class ImagePairView final : public QWidget
{
    Q_OBJECT
public:
    explicit ImagePairView(ReviewBackend& backend, QWidget* parent = nullptr);

    // Prepares the pair; ready() follows, at once when all is here. After a short while it is ready
    // with "Loading…" instead of an image.
    void setPair(const PairView& pair);
    void clear();
    // Both images are seen, or it is known that they cannot be.
    [[nodiscard]] bool judgeable() const;
    [[nodiscard]] ImagePane& reference() { return *m_panes[0]; }
    [[nodiscard]] ImagePane& target() { return *m_panes[1]; }
    // Loads the pair's images at the size they would be shown in; changes nothing here.
    void prefetch(const PairView& pair);

    [[nodiscard]] bool zoomedIn() const { return m_zoom.factor > 1.0; }
    [[nodiscard]] const ImageZoom& zoom() const { return m_zoom; }
    void toggleZoom();
    [[nodiscard]] bool blinking() const { return m_blink.isActive(); }
    void toggleBlink();
    void retranslate();

Q_SIGNALS:
    void ready(); // the pair given last is on screen

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Side
    {
        ImageView image;
        QImage pixels;
        std::optional<Error> error;
        bool full = false; // at the size wanted, not a smaller one meanwhile
    };

    void load(std::size_t which, int side);
    void arrived(std::size_t which, const Key& key, const Result<QImage>& result);
    void present();
    void paint(std::size_t which, const Side& side);
    void setZoom(double factor, QPointF centre);
    void reload();
    void retag();

    ReviewBackend& m_backend;
    std::array<ImagePane*, 2> m_panes{};
    std::array<Side, 2> m_sides;
    ImageZoom m_zoom;
    QTimer m_patience; // then "Loading…"
    QTimer m_settle;   // after a resize
    QTimer m_blink;
    bool m_presented = true;
    bool m_swapped = false; // blink shows the target in the reference's place
};

} // namespace triptych::ui
