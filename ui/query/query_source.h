// SPDX-License-Identifier: GPL-3.0-or-later
// An image that a query starts from, as it is shown: one of the project's, a file, or pixels that
// were pasted or dropped.
#pragma once

#include "core/domain/views.h"
#include "core/workflow/query.h"

#include <QImage>
#include <QString>

#include <optional>

class QMimeData;

namespace triptych::ui {

struct QuerySource
{
    workflow::QueryImage image;
    ImageView view; // of the project's image or the file; its path is empty for pixels
    QImage pixels;  // what was pasted

    [[nodiscard]] bool empty() const { return image.empty(); }
    [[nodiscard]] bool ofProject() const { return !image.name.empty(); }
};

QuerySource sourceOf(const ImageView& image);
QuerySource sourceOfFile(const QString& path);
QuerySource sourceOfPixels(const QImage& pixels);
// What was saved: a name is shown as such until its image is known.
QuerySource sourceOf(const workflow::QueryImage& image);

// What is dropped or pasted, as the page takes it.
struct Brought
{
    std::optional<QuerySource> source; // a file or pixels
    QString name;                      // else what is written: the name of an image, or its path
    QString words;                     // what is to be said: why nothing is taken, or not all

    [[nodiscard]] bool empty() const { return !source && name.isEmpty() && words.isEmpty(); }
};
Brought broughtBy(const QMimeData& data);
// Why an address of the web is not taken; empty: it is none.
QString remoteWords(const QString& address);

// A file or pixels among what is dropped or pasted; none when there is only text, or nothing.
std::optional<QuerySource> sourceFrom(const QMimeData& data);
// "/…", "~/…" and "file://…" are paths; anything else is a name.
std::optional<QString> pathFrom(const QString& typed);

// "photos/red.jpg", "from outside the project: red.jpg", "pasted, 640 × 480".
QString sourceWords(const QuerySource& source);

} // namespace triptych::ui
