// SPDX-License-Identifier: GPL-3.0-or-later
// An image of the project on its way by drag and drop: a file for other programs, a name for this
// one's Query page.
#pragma once

#include "core/domain/views.h"

#include <QRect>
#include <QString>

#include <memory>
#include <optional>

class QMimeData;
class QWidget;

namespace triptych::ui {

std::unique_ptr<QMimeData> imageMime(const ImageView& image);
// The name that imageMime() of this very window gave it; none for anything else.
std::optional<QString> imageNameIn(const QMimeData& data);
// Runs until it is dropped; `shown`: the part of `from` that goes with the pointer.
void dragImage(QWidget* from, const ImageView& image, const QRect& shown);

} // namespace triptych::ui
