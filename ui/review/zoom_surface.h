// SPDX-License-Identifier: GPL-3.0-or-later
// A place on neutral ground in which images are zoomed and moved by the mouse: tells what the
// person means, and changes nothing itself.
#pragma once

#include "ui/review/image_layer.h"

#include <QWidget>

#include <optional>

namespace triptych::ui {

class ZoomSurface : public QWidget
{
    Q_OBJECT
public:
    explicit ZoomSurface(QWidget* parent = nullptr);

    // Where the pointer is, in parts of the image; none when it is elsewhere.
    [[nodiscard]] std::optional<QPointF> pointer() const;
    // Longest side in device pixels that a fitted image needs here, in steps of 64.
    [[nodiscard]] int sideFor(QSize native) const;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 160}; }

Q_SIGNALS:
    // Dragged by parts of the image; `alone`: with Shift.
    void panned(QPointF by, bool alone);
    void zoomed(double by, QPointF at, bool alone); // at: position in the image, 0 … 1
    void doubleClicked(QPointF at);
    void resized();

protected:
    // Of the image that the mouse acts on; empty when there is none.
    [[nodiscard]] virtual QRectF activeRect() const = 0;
    // May it be dragged? Alone: with Shift.
    [[nodiscard]] virtual bool draggable(bool alone) const = 0;
    void updateCursor();
    void paintGround(QPainter& painter);
    // A word on its own ground in a corner, so that it is read on black and on white.
    void paintTag(QPainter& painter, const QString& text, Qt::Alignment corner,
                  const QColor& ground = QColor(20, 20, 20, 165));

    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] QPointF partOf(QPointF position) const;

    std::optional<QPointF> m_hover;
    QPoint m_dragFrom;
    bool m_dragging = false;
};

} // namespace triptych::ui
