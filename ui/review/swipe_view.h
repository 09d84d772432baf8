// SPDX-License-Identifier: GPL-3.0-or-later
// Both images in one place: the reference left of a line, the target right of it. The line follows
// the pointer, and Left, Right, Home and End while this has the focus.
#pragma once

#include "ui/review/zoom_surface.h"

#include <QPixmap>

#include <array>

namespace triptych::ui {

class SwipeView final : public ZoomSurface
{
    Q_OBJECT
public:
    explicit SwipeView(QWidget* parent = nullptr);

    void setImages(const std::array<ShownImage, 2>& images);
    void clear();
    void setBadge(const QString& badge);
    // Where the line is, in parts of the width.
    [[nodiscard]] double divider() const { return m_divider; }
    void setDivider(double at);
    void retranslate();

protected:
    [[nodiscard]] QRectF activeRect() const override;
    [[nodiscard]] bool draggable(bool alone) const override;
    void paintEvent(QPaintEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeLayers();

    std::array<ShownImage, 2> m_images;
    std::array<QPixmap, 2> m_layers;
    QString m_badge;
    double m_divider = 0.5;
};

} // namespace triptych::ui
