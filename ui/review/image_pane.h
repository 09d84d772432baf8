// SPDX-License-Identifier: GPL-3.0-or-later
// One image on neutral ground, fitted or magnified. Keeps its old frame until it is given a new
// one.
#pragma once

#include "ui/review/zoom_surface.h"

#include <QPixmap>

namespace triptych::ui {

class ImagePane final : public ZoomSurface
{
    Q_OBJECT
public:
    explicit ImagePane(QWidget* parent = nullptr);

    void setTag(const QString& tag);
    // What is wrong with the image that is shown, e.g. that it changed; empty: nothing.
    void setBadge(const QString& badge);
    [[nodiscard]] const QString& badge() const { return m_badge; }
    void setImage(const ShownImage& image);
    // Instead of an image: why there is none, and what to do.
    void setMessage(const QString& icon, const QString& title, const QString& remedy);
    void setLoading();
    [[nodiscard]] bool hasImage() const { return !m_image.pixels.isNull(); }
    [[nodiscard]] QString title() const { return m_title; } // of the message; empty with an image
    [[nodiscard]] QString remedy() const { return m_remedy; }
    [[nodiscard]] const QImage& image() const { return m_image.pixels; }
    [[nodiscard]] QSize native() const { return m_image.native; }
    // Where the image lies here, in logical pixels.
    [[nodiscard]] QRectF where() const;
    void setZoom(const ImageZoom& zoom);

protected:
    [[nodiscard]] QRectF activeRect() const override;
    [[nodiscard]] bool draggable(bool alone) const override;
    void paintEvent(QPaintEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void paintImage(QPainter& painter);
    void paintMessage(QPainter& painter);

    QString m_tag;
    QString m_badge;
    QString m_icon;
    QString m_title;
    QString m_remedy;
    ShownImage m_image;
    QPixmap m_layer; // as it is painted; null: to be made
};

} // namespace triptych::ui
