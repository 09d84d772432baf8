// SPDX-License-Identifier: GPL-3.0-or-later
// A large project over 12-megapixel photos for the window's benchmark; drawn once and kept.
#pragma once

#include <QString>

namespace triptych::bench {

struct WindowWorld
{
    QString project;  // about 10,000 ordered pairs with texts in both directions
    QString incoming; // a folder of photos that no project knows yet
};

// In `folder`, made if it is not there (some minutes). 60 distinct JPEGs of 4000 × 3000 pixels, 2
// to 5 MB each; every further name is a hard link to one of them, never to one that its product has
// already. `perProduct`: images of a product, hence perProduct − 1 pairs for each image.
WindowWorld windowWorld(const QString& folder, int pairs, int perProduct);

// A copy of the project beside it, so that what is decided there is not kept.
QString freshCopy(const QString& project);

} // namespace triptych::bench
