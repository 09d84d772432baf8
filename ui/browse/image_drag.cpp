// SPDX-License-Identifier: GPL-3.0-or-later
// What a dragged image carries.
#include "ui/browse/image_drag.h"

#include "ui/convert.h"

#include <QCoreApplication>
#include <QDrag>
#include <QMimeData>
#include <QPixmap>
#include <QUrl>
#include <QWidget>

namespace triptych::ui {

namespace {

constexpr int kMostSide = 120;

QString format()
{
    return QStringLiteral("application/x-triptych-image");
}

// Names mean something in the project of this process alone.
QByteArray mark()
{
    return QByteArray::number(QCoreApplication::applicationPid()) + '\n';
}

} // namespace

std::unique_ptr<QMimeData> imageMime(const ImageView& image)
{
    auto data = std::make_unique<QMimeData>();
    data->setUrls({QUrl::fromLocalFile(toQString(image.path))});
    data->setText(toQString(image.name));
    data->setData(format(), mark() + QByteArray::fromStdString(image.name));
    return data;
}

std::optional<QString> imageNameIn(const QMimeData& data)
{
    const QByteArray bytes = data.data(format());
    const QByteArray own = mark();
    return bytes.startsWith(own) ? std::optional(QString::fromUtf8(bytes.mid(own.size())))
                                 : std::nullopt;
}

void dragImage(QWidget* from, const ImageView& image, const QRect& shown)
{
    auto* drag = new QDrag(from); // deletes itself
    drag->setMimeData(imageMime(image).release());
    const QPixmap pixels = from->grab(shown);
    const int most = qRound(kMostSide * pixels.devicePixelRatio());
    drag->setPixmap(pixels.width() > most || pixels.height() > most
                        ? pixels.scaled(most, most, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                        : pixels);
    drag->exec(Qt::CopyAction);
}

} // namespace triptych::ui
