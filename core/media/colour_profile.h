// SPDX-License-Identifier: GPL-3.0-or-later
// From an embedded ICC profile to sRGB, by lcms2, perceptual intent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace triptych::media {

// Converts `pixels` RGBA pixels in place; alpha stays. A grey profile is applied where `grey` says
// that the image has one channel. A profile that differs from sRGB by at most one step changes
// nothing. False: the profile is damaged, or of another colour space than the pixels; they are
// untouched.
bool convertToSrgb(std::uint8_t* rgba, std::size_t pixels, bool grey, const std::string& profile);

} // namespace triptych::media
