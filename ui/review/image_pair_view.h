// SPDX-License-Identifier: GPL-3.0-or-later
// Reference and target: side by side at equal height, swiped, subtracted, or as a round trip; blink
// shows both in one place. All views share zoom, place and offset. A new pair appears when its
// images are here: the old frame stays until then.
//
// Mouse: wheel (with or without Ctrl) zooms to the pointer, dragging moves, a double click toggles
// fit and 1:1 there; with Shift each acts on one image alone (the target where both share a place),
// and that offset stays until another pair comes or resetOffset().
#pragma once

#include "ui/review/image_pane.h"
#include "ui/review/pair_images.h"
#include "ui/review/view_mode.h"

#include <QTimer>
#include <QWidget>

#include <array>

class QStackedLayout;

namespace triptych::ui {

class DifferenceView;
class RoundTripView;
class SwipeView;

class ImagePairView final : public QWidget
{
    Q_OBJECT
public:
    explicit ImagePairView(ReviewBackend& backend, QWidget* parent = nullptr);

    // Prepares the pair; ready() follows, at once when all is here. After a short while it is ready
    // with "Loading…" instead of an image. `mirror`: the pair in the other order, null when there
    // is none or it is not known yet; `language` of the texts of the round trip. Give it again when
    // texts or the mirror changed: the images stay.
    void setPair(const PairView& pair);
    void setPair(const PairView& pair, const PairView* mirror, const QString& language);
    void clear();
    // Both images are seen, or it is known that they cannot be.
    [[nodiscard]] bool judgeable() const { return m_images.known(); }
    [[nodiscard]] ImagePane& reference() { return *m_panes[0]; }
    [[nodiscard]] ImagePane& target() { return *m_panes[1]; }
    [[nodiscard]] PairImages& images() { return m_images; }
    // Loads the pair's images at the size they would be shown in; changes nothing here.
    void prefetch(const PairView& pair);

    [[nodiscard]] ViewMode mode() const { return m_mode; }
    void setMode(ViewMode mode); // ends a blink
    void cycleMode();            // to the next, and from the last to the first

    // More than fitted, both or one alone.
    [[nodiscard]] bool zoomedIn() const;
    [[nodiscard]] const ImageZoom& zoom() const { return m_zoom; }
    // Fit ↔ 1:1, that is, one image pixel a device pixel (of an image that is smaller than its
    // place: the smallest whole multiple that enlarges it well), at the pointer when it is over an
    // image. The next pair comes at 1:1 too.
    void toggleZoom();
    // Zooms to the middle, e.g. 1.2 and 1 / 1.2.
    void zoomBy(double by);
    // Moves what is seen by parts of the visible place: {0.1, 0} looks a tenth further right.
    // Nothing when all is seen.
    void panBy(QPointF by);
    // One image was moved or zoomed alone.
    [[nodiscard]] bool hasOffset() const;
    void resetOffset();
    [[nodiscard]] bool blinking() const { return m_blink.isActive(); }
    // From another view, side by side first.
    void toggleBlink();
    void retranslate();

Q_SIGNALS:
    void ready(); // the pair given last is on screen
    void modeChanged(triptych::ui::ViewMode mode);
    void blinkChanged(bool blinking);
    void zoomChanged(); // zoomedIn(), hasOffset()

protected:
    void changeEvent(QEvent* event) override;

private:
    // Of one image alone.
    struct Offset
    {
        QPointF by;         // parts of the image
        double scale = 1.0; // of the factor
        bool operator==(const Offset&) const = default;
    };

    void build();
    void connectSurface(ZoomSurface& surface, std::size_t which);
    void arrived(std::size_t which);
    void present();
    void refresh();
    void showIn(ImagePane& pane, std::size_t which) const;
    [[nodiscard]] QString badge(std::size_t which) const;
    [[nodiscard]] bool overlaid() const; // both images share a place now
    [[nodiscard]] ShownImage shown(std::size_t which) const;
    [[nodiscard]] QSize nativeOf(std::size_t which) const;
    [[nodiscard]] ImageZoom zoomOf(std::size_t which) const;
    [[nodiscard]] QSize placeSize() const;                      // of one image in this view
    [[nodiscard]] QRectF rectOf(std::size_t which) const;       // in its place
    [[nodiscard]] QPointF seenCentre(std::size_t which) const;  // of the image, 0 … 1
    [[nodiscard]] double actualFactor(std::size_t which) const; // at which it is 1:1
    [[nodiscard]] int wantedSide(const ImageView& image, double factor) const;
    void toggleZoomAt(std::size_t which, QPointF at);
    void setZoom(double factor, QPointF centre);
    void zoomAt(std::size_t which, double by, QPointF at, bool alone);
    void pan(std::size_t which, QPointF by, bool alone);
    void keepInside();
    void applyZoom();
    void load();
    void retag();
    void setBlinking(bool on);

    PairImages m_images;
    ReviewBackend& m_backend;
    std::array<ImagePane*, 2> m_panes{};
    SwipeView* m_swipe = nullptr;
    DifferenceView* m_difference = nullptr;
    RoundTripView* m_roundTrip = nullptr;
    QWidget* m_sideBySide = nullptr;
    QStackedLayout* m_stack = nullptr;
    ViewMode m_mode = ViewMode::SideBySide;
    ImageZoom m_zoom;
    std::array<Offset, 2> m_offsets;
    std::array<double, 2> m_actual{1.0, 1.0}; // each image's own share of 1:1
    bool m_atActual = false;                  // 1:1, also for the next pair
    QTimer m_patience;                        // then "Loading…"
    QTimer m_settle;                          // after a resize or a zoom
    QTimer m_blink;
    bool m_presented = true;
    bool m_swapped = false; // blink shows the target in the reference's place
};

} // namespace triptych::ui
