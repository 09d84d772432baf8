// SPDX-License-Identifier: GPL-3.0-or-later
// ICC profiles through lcms2; one context a call, so any number of threads.
#include "core/media/colour_profile.h"

#include <lcms2.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <type_traits>

namespace triptych::media {

namespace {

struct ContextEnd
{
    void operator()(void* context) const { cmsDeleteContext(static_cast<cmsContext>(context)); }
};
struct ProfileEnd
{
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
struct TransformEnd
{
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Context = std::unique_ptr<std::remove_pointer_t<cmsContext>, ContextEnd>;
using Profile = std::unique_ptr<void, ProfileEnd>;
using Transform = std::unique_ptr<void, TransformEnd>;

constexpr std::size_t kFewPixels = 20'000;

// 27 colours of 4 bytes through the transform: the same within one step?
bool changesNothing(cmsHTRANSFORM transform)
{
    std::array<std::uint8_t, 108> before{};
    for (std::size_t i = 0; i < 27; ++i) {
        const std::array<std::uint8_t, 3> steps{20, 128, 235};
        before.at(i * 4) = steps.at(i % 3);
        before.at(i * 4 + 1) = steps.at(i / 3 % 3);
        before.at(i * 4 + 2) = steps.at(i / 9);
    }
    auto after = before;
    cmsDoTransform(transform, before.data(), after.data(), 27);
    return std::equal(before.begin(), before.end(), after.begin(),
                      [](int a, int b) { return std::abs(a - b) <= 1; });
}

void applyGrey(cmsHTRANSFORM transform, std::uint8_t* rgba, std::size_t pixels)
{
    std::array<std::uint8_t, 256> grey{};
    std::array<std::uint8_t, 768> rgb{};
    for (std::size_t i = 0; i < grey.size(); ++i) {
        grey.at(i) = static_cast<std::uint8_t>(i);
    }
    cmsDoTransform(transform, grey.data(), rgb.data(), 256);
    for (std::size_t i = 0; i < pixels; ++i, rgba += 4) {
        std::copy_n(rgb.data() + std::size_t{rgba[0]} * 3, 3, rgba);
    }
}

} // namespace

bool convertToSrgb(std::uint8_t* rgba, std::size_t pixels, bool grey, const std::string& profile)
{
    const Context context(cmsCreateContext(nullptr, nullptr));
    const auto* handle = context.get();
    auto* raw = const_cast<cmsContext>(handle);
    const Profile from(cmsOpenProfileFromMemTHR(raw, profile.data(),
                                                static_cast<cmsUInt32Number>(profile.size())));
    const Profile to(cmsCreate_sRGBProfileTHR(raw));
    if (!from || !to) {
        return false;
    }
    const auto space = cmsGetColorSpace(from.get());
    const bool greyProfile = space == cmsSigGrayData;
    if (space != cmsSigRgbData && !(greyProfile && grey)) {
        return false;
    }
    const auto make = [&](cmsUInt32Number flags) {
        return Transform(cmsCreateTransformTHR(raw, from.get(),
                                               greyProfile ? TYPE_GRAY_8 : TYPE_RGBA_8, to.get(),
                                               greyProfile ? TYPE_RGB_8 : TYPE_RGBA_8,
                                               INTENT_PERCEPTUAL, flags | cmsFLAGS_COPY_ALPHA));
    };
    // lcms2 needs 5 ms to make a fast transform: for the many photos that say "sRGB", and for small
    // ones, the slow one is faster.
    Transform transform = make(cmsFLAGS_NOOPTIMIZE);
    if (!transform) {
        return false;
    }
    if (greyProfile) {
        applyGrey(transform.get(), rgba, pixels);
        return true;
    }
    if (changesNothing(transform.get())) {
        return true;
    }
    if (pixels > kFewPixels) {
        transform = make(0);
    }
    for (std::size_t done = 0; transform && done < pixels;) { // the count of a call has 32 bits
        const std::size_t part = std::min(pixels - done, std::size_t{1} << 24U);
        cmsDoTransform(transform.get(), rgba + done * 4, rgba + done * 4,
                       static_cast<cmsUInt32Number>(part));
        done += part;
    }
    return transform != nullptr;
}

} // namespace triptych::media
