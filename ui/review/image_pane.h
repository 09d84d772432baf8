// SPDX-License-Identifier: GPL-3.0-or-later
// One image on neutral ground, fitted or magnified. Keeps its old frame until it is given a new
// one.
#pragma once

#include <QImage>
#include <QPixmap>
#include <QWidget>

namespace triptych::ui {

// What part of the images is seen; shared by both panes so that they move in step.
struct ImageZoom
{
    double factor = 1.0;      // relative to fitted
    QPointF centre{0.5, 0.5}; // of the image, 0 … 1
};

class ImagePane final : public QWidget
{
    Q_OBJECT
public:
    explicit ImagePane(QWidget* parent = nullptr);

    void setTag(const QString& tag);
    // `native`: the image's own size, which may be larger than what was decoded.
    void setImage(const QImage& image, QSize native);
    // Instead of an image: why there is none, and what to do.
    void setMessage(const QString& icon, const QString& title, const QString& remedy);
    void setLoading();
    [[nodiscard]] bool hasImage() const { return !m_image.isNull(); }
    [[nodiscard]] QString title() const { return m_title; } // of the message; empty with an image
    [[nodiscard]] const QImage& image() const { return m_image; }
    [[nodiscard]] QSize native() const { return m_native; }

    void setZoom(const ImageZoom& zoom);
    // Moves this image alone, kept until reset; in parts of the image.
    void nudge(QPointF by);
    void resetNudge();
    // Logical pixels an image pixel takes when fitted; 0 without an image.
    [[nodiscard]] double fitScale() const;
    // Longest side in device pixels that a fitted image needs here, in steps of 64.
    [[nodiscard]] int sideFor(QSize native) const;

    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 160}; }

Q_SIGNALS:
    // Dragged or scrolled by parts of the image; `alone`: with Shift.
    void panned(QPointF by, bool alone);
    void zoomed(double by, QPointF at); // at: position in the image, 0 … 1
    void resized();
    void doubleClicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    [[nodiscard]] QRectF imageRect() const;
    void paintImage(QPainter& painter);
    void paintMessage(QPainter& painter);
    void paintTag(QPainter& painter, const QString& text, bool atBottom);

    QString m_tag;
    QString m_icon;
    QString m_title;
    QString m_remedy;
    QImage m_image;
    QSize m_native;
    ImageZoom m_zoom;
    QPointF m_nudge;
    QPixmap m_fitted; // the image at the size it is painted while fitted
    QPoint m_dragFrom;
    bool m_dragging = false;
};

} // namespace triptych::ui
