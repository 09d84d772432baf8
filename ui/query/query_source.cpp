// SPDX-License-Identifier: GPL-3.0-or-later
// Where a query's image comes from.
#include "ui/query/query_source.h"

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
