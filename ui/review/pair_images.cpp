// SPDX-License-Identifier: GPL-3.0-or-later
// Loading the images of the pair that is shown, again and again while they cannot be had.
#include "ui/review/pair_images.h"

#include <algorithm>

namespace triptych::ui {

PairImages::PairImages(ReviewBackend& backend, QObject* parent)
    : QObject(parent)
    , m_backend(backend)
{
    m_retry.setInterval(kRetryMilliseconds);
    connect(&m_retry, &QTimer::timeout, this, &PairImages::tryAgain);
}

void PairImages::set(const PairView& pair)
{
    m_backend.cancelImages(this);
    m_retry.stop();
    const std::array<const ImageView*, 2> images{&pair.reference, &pair.target};
    for (std::size_t which = 0; which < m_sides.size(); ++which) {
        auto& side = m_sides.at(which);
        side = PairSide{*images.at(which), {}, {}, -1, false, false};
        if (side.image.path.empty()) {
            side.error = Error{ErrorCode::NotFound, {}, side.image.name, 0};
        }
    }
}

void PairImages::clear()
{
    m_backend.cancelImages(this);
    m_retry.stop();
    m_sides = {};
}

bool PairImages::holds(const PairView& pair) const
{
    const auto same = [](const ImageView& a, const ImageView& b) {
        return a.key == b.key && a.state == b.state && a.path == b.path && a.sha256 == b.sha256;
    };
    return !m_sides[0].image.key.empty() && same(m_sides[0].image, pair.reference) &&
           same(m_sides[1].image, pair.target);
}

bool PairImages::want(std::size_t which, int side)
{
    auto& one = m_sides.at(which);
    if (one.image.path.empty()) {
        return false;
    }
    if (one.wanted == side && (one.full || !one.error)) {
        return one.full; // here, or on its way
    }
    one.wanted = side;
    const QImage here = m_backend.findImage(one.image, side);
    one.full = !here.isNull();
    if (one.full) {
        one.pixels = here;
        one.error.reset();
        one.changed = m_backend.imageChanged(one.image);
        watch();
        return true;
    }
    if (one.pixels.isNull()) {
        one.pixels = m_backend.findAnyImage(one.image);
        one.changed = !one.pixels.isNull() && m_backend.imageChanged(one.image);
    }
    ask(which);
    return false;
}

void PairImages::ask(std::size_t which)
{
    const auto& one = m_sides.at(which);
    m_backend.requestImage(one.image, one.wanted, this,
                           [this, which, key = one.image.key, side = one.wanted](
                               const Result<QImage>& result) { take(which, key, side, result); });
}

void PairImages::take(std::size_t which, const Key& key, int side, const Result<QImage>& result)
{
    auto& one = m_sides.at(which);
    if (one.image.key != key || one.wanted != side) {
        return; // another pair, or another size by now
    }
    if (result) {
        one.pixels = *result;
        one.full = true;
        one.error.reset();
        one.changed = m_backend.imageChanged(one.image);
    } else if (result.error().code == ErrorCode::Cancelled ||
               (one.error && one.error->code == result.error().code)) {
        watch();
        return; // nothing new
    } else {
        one.error = result.error();
    }
    watch();
    Q_EMIT arrived(which);
}

bool PairImages::known() const
{
    return std::all_of(m_sides.begin(), m_sides.end(),
                       [](const PairSide& side) { return side.error || !side.pixels.isNull(); });
}

void PairImages::watch()
{
    const bool failing = std::any_of(m_sides.begin(), m_sides.end(), [](const PairSide& side) {
        return side.error && side.wanted >= 0;
    });
    if (!failing) {
        m_retry.stop();
    } else if (!m_retry.isActive()) {
        m_retry.start();
    }
}

void PairImages::tryAgain()
{
    for (std::size_t which = 0; which < m_sides.size(); ++which) {
        if (m_sides.at(which).error && m_sides.at(which).wanted >= 0) {
            ask(which);
        }
    }
}

} // namespace triptych::ui
