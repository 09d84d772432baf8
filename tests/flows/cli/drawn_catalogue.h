// SPDX-License-Identifier: GPL-3.0-or-later
// A small world for the commands: drawn product photos, their catalogue, a project with texts.
#pragma once

#include <QString>
#include <QStringList>

namespace triptych::flows {

struct CatalogueShape
{
    int products = 4;
    int colours = 3; // at most 6; each colour of a product is an image
    int side = 48;   // pixels
};

// Draws `folder`/images/*.png and `folder`/catalogue.csv (image, sku, name, colour, category,
// sleeve). Every image has bytes of its own. Returns the image names, in the catalogue's order.
QStringList drawCatalogue(const QString& folder, const CatalogueShape& shape);

// A project over such a catalogue: imported, mined, texts written. Empty when a command failed;
// then `why` says which.
QString projectOver(const QString& folder, const QString& name, QByteArray& why);

// Keys of the project's pairs as `list` gives them.
QStringList pairKeys(const QString& project, int limit);

} // namespace triptych::flows
