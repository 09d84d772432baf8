// SPDX-License-Identifier: GPL-3.0-or-later
// Renders the line icons.
#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <QVariantAnimation>
#include <QWidget>

#include <utility>

namespace triptych::ui {

namespace {

QByteArray svgBytes(const QString& name, const QColor& colour)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return file.readAll().replace("currentColor", colour.name().toLatin1());
}

} // namespace

QPixmap iconPixmap(const QString& name, const QColor& colour, int size, qreal devicePixelRatio)
{
    const int pixels = qRound(size * devicePixelRatio);
    const QString key =
        QStringLiteral("icon/%1/%2/%3").arg(name, colour.name(QColor::HexArgb)).arg(pixels);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap(pixels, pixels);
        pixmap.fill(Qt::transparent);
        QSvgRenderer renderer(svgBytes(name, colour));
        if (renderer.isValid()) {
            QPainter painter(&pixmap);
            renderer.render(&painter, QRectF(0, 0, pixels, pixels));
        }
        QPixmapCache::insert(key, pixmap);
    }
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QIcon themedIcon(const QString& name, const QWidget& widget)
{
    const Theme& theme = Theme::of(widget);
    const qreal ratio = widget.devicePixelRatioF();
    QIcon icon;
    icon.addPixmap(iconPixmap(name, theme.secondary, 20, ratio), QIcon::Normal, QIcon::Off);
    icon.addPixmap(iconPixmap(name, theme.text, 20, ratio), QIcon::Normal, QIcon::On);
    icon.addPixmap(iconPixmap(name, theme.text, 20, ratio), QIcon::Active, QIcon::Off);
    icon.addPixmap(iconPixmap(name, theme.line, 20, ratio), QIcon::Disabled, QIcon::Off);
    return icon;
}

void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& colour)
{
    const int size = qRound(qMin(rect.width(), rect.height()));
    const QPixmap pixmap = iconPixmap(name, colour, size, painter.device()->devicePixelRatioF());
    painter.drawPixmap(
        QPointF(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2),
        pixmap);
}

void readyForSlowLoader()
{
    static bool ready = false;
    if (!std::exchange(ready, true)) {
        QIcon(QStringLiteral(":/icons/control-check.svg")).pixmap(QSize(16, 16));
        QVariantAnimation fade;
        fade.setStartValue(0);
        fade.setEndValue(1);
        fade.start();
    }
}

} // namespace triptych::ui
