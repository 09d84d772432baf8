// SPDX-License-Identifier: GPL-3.0-or-later
// Where the two images differ: neutral where they are equal, the stronger the colour the more they
// differ; nothing where only one of them lies. Computed at the size of the screen on a thread of
// its own; the old picture stays until the new one is here.
#pragma once

#include "ui/review/zoom_surface.h"

#include <QPixmap>
#include <QThreadPool>

#include <array>

namespace triptych::ui {

struct DifferenceColours
{
    QColor equal;
    QColor apart;
};

struct Difference
{
    QImage picture;     // ARGB32 premultiplied
    double share = 0.0; // of the pixels that both images cover: how many differ visibly
};

// Of two layers of one size: the largest absolute difference of the three channels, with the noise
// of JPEG left out.
Difference differenceOf(const QImage& a, const QImage& b, const DifferenceColours& colours);

class DifferenceView final : public ZoomSurface
{
    Q_OBJECT
public:
    explicit DifferenceView(QWidget* parent = nullptr);
    ~DifferenceView() override; // waits for the one that is being computed

    void setImages(const std::array<ShownImage, 2>& images);
    void clear();
    void setBadge(const QString& badge);
    void retranslate();
    [[nodiscard]] QImage picture() const { return m_picture.toImage(); }
    [[nodiscard]] double share() const { return m_share; }

Q_SIGNALS:
    void computed();

protected:
    [[nodiscard]] QRectF activeRect() const override;
    [[nodiscard]] bool draggable(bool alone) const override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void compute();
    void take(const Difference& difference);

    std::array<ShownImage, 2> m_images;
    QPixmap m_picture;
    QString m_badge;
    double m_share = 0.0;
    bool m_computing = false;
    bool m_again = false; // something changed meanwhile
    QThreadPool m_pool;
};

} // namespace triptych::ui
