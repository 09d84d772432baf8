// SPDX-License-Identifier: GPL-3.0-or-later
// Where a query's image comes from.
#include "ui/query/query_source.h"

#include "ui/browse/image_drag.h"
#include "ui/convert.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <cstring>

namespace triptych::ui {

namespace {

struct QueryWords
{
    Q_DECLARE_TR_FUNCTIONS(QueryWords)
};

constexpr int kMostPixels = 4096; // longest side of what is pasted; encoders look at far fewer

// By its ending alone: what it really is turns out when it is decoded.
bool mayBeImage(const QFileInfo& file)
{
    static const QStringList known{QStringLiteral("jpg"),  QStringLiteral("jpeg"),
                                   QStringLiteral("jpe"),  QStringLiteral("jfif"),
                                   QStringLiteral("png"),  QStringLiteral("webp"),
                                   QStringLiteral("bmp"),  QStringLiteral("tif"),
                                   QStringLiteral("tiff"), QString()};
    return known.contains(file.suffix().toLower());
}

QString sourceName(const QuerySource& source)
{
    return QFileInfo(toQString(source.image.path)).fileName();
}

PixelBuffer bufferOf(const QImage& image)
{
    const QImage rgba = image.convertToFormat(QImage::Format_RGBA8888);
    PixelBuffer buffer;
    buffer.width = rgba.width();
    buffer.height = rgba.height();
    buffer.stride = static_cast<std::size_t>(rgba.width()) * 4;
    auto data = std::make_shared<std::vector<std::uint8_t>>(
        buffer.stride * static_cast<std::size_t>(buffer.height));
    for (int y = 0; y < rgba.height(); ++y) {
        std::memcpy(data->data() + buffer.stride * static_cast<std::size_t>(y),
                    rgba.constScanLine(y), buffer.stride);
    }
    buffer.data = std::move(data);
    return buffer;
}

} // namespace

QuerySource sourceOf(const ImageView& image)
{
    QuerySource source;
    source.image.name = image.name;
    source.view = image;
    return source;
}

QuerySource sourceOfFile(const QString& path)
{
    QuerySource source;
    source.image.path = fromQString(path);
    source.view.path = source.image.path;
    source.view.state = ImageState::Present;
    return source;
}

QuerySource sourceOfPixels(const QImage& pixels)
{
    QuerySource source;
    const bool large = std::max(pixels.width(), pixels.height()) > kMostPixels;
    source.pixels = large ? pixels.scaled(kMostPixels, kMostPixels, Qt::KeepAspectRatio) : pixels;
    if (!source.pixels.isNull()) {
        source.image.pixels = bufferOf(source.pixels);
    }
    return source;
}

QuerySource sourceOf(const workflow::QueryImage& image)
{
    if (image.name.empty() && !image.path.empty()) {
        return sourceOfFile(toQString(image.path));
    }
    QuerySource source;
    source.image = image;
    source.view.name = image.name;
    return source;
}

std::optional<QuerySource> sourceFrom(const QMimeData& data)
{
    const auto urls = data.urls();
    for (const QUrl& url : urls) {
        if (url.isLocalFile()) {
            return sourceOfFile(url.toLocalFile());
        }
    }
    if (data.hasImage()) {
        const QImage pixels = qvariant_cast<QImage>(data.imageData());
        if (!pixels.isNull()) {
            return sourceOfPixels(pixels);
        }
    }
    return std::nullopt;
}

QString remoteWords(const QString& address)
{
    const QString start = address.trimmed().left(8).toLower();
    return start.startsWith(u"http://") || start.startsWith(u"https://")
               ? QueryWords::tr("Nothing is fetched from the web. Copy the image itself and paste "
                                "it, or save it as a file first.")
               : QString();
}

// Files of which the first image is taken; the others are told.
Brought broughtFiles(const QList<QUrl>& urls)
{
    Brought brought;
    int images = 0;
    for (const QUrl& url : urls) {
        if (!url.isLocalFile()) {
            continue;
        }
        const QFileInfo file(url.toLocalFile());
        if (file.isDir()) {
            brought.words = QueryWords::tr("A query starts from an image, not from a folder. "
                                           "“Import” brings a folder into the project.");
        } else if (!mayBeImage(file)) {
            brought.words = QueryWords::tr("“%1” is not an image that can be read here (JPEG, PNG, "
                                           "WebP, TIFF or BMP).")
                                .arg(file.fileName());
        } else if (++images == 1) {
            brought.source = sourceOfFile(file.filePath());
        }
    }
    if (images > 1) {
        brought.words =
            QueryWords::tr("A query starts from one image: “%1” is taken, the others are not.")
                .arg(sourceName(*brought.source));
    } else if (images == 1) {
        brought.words.clear();
    }
    return brought;
}

Brought broughtBy(const QMimeData& data)
{
    Brought brought;
    if (const auto own = imageNameIn(data)) {
        brought.name = *own;
        return brought;
    }
    brought = broughtFiles(data.urls());
    if (!brought.empty()) {
        return brought;
    }
    brought.source = sourceFrom(data); // pixels: browsers bring them with the address
    if (!brought.source) {
        const QString text = data.hasUrls() ? data.urls().front().toString() : data.text();
        brought.words = remoteWords(text);
        brought.name = brought.words.isEmpty() ? text.trimmed().section(u'\n', 0, 0) : QString();
    }
    return brought;
}

std::optional<QString> pathFrom(const QString& typed)
{
    const QString text = typed.trimmed();
    if (text.startsWith(QLatin1String("file://"))) {
        return QUrl(text).toLocalFile();
    }
    if (text.startsWith(QLatin1String("~/"))) {
        return QDir::homePath() + text.mid(1);
    }
    return text.startsWith(QLatin1Char('/')) ? std::optional(text) : std::nullopt;
}

QString sourceWords(const QuerySource& source)
{
    if (source.empty()) {
        return {};
    }
    if (source.ofProject()) {
        return toQString(source.image.name);
    }
    if (!source.image.path.empty()) {
        return QueryWords::tr("from outside the project: %1")
            .arg(QFileInfo(toQString(source.image.path)).fileName());
    }
    return QueryWords::tr("pasted, %1 × %2 pixels")
        .arg(source.pixels.width())
        .arg(source.pixels.height());
}

} // namespace triptych::ui
