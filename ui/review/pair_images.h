// SPDX-License-Identifier: GPL-3.0-or-later
// The two images of a pair on their way to the screen: asked for at a size, kept while a better one
// comes, tried again every two seconds while they cannot be had. Holds no more than one decode of
// each.
#pragma once

#include "ui/review/review_backend.h"

#include <QTimer>

#include <array>
#include <optional>

namespace triptych::ui {

struct PairSide
{
    ImageView image;
    QImage pixels;              // null: none yet, or never
    std::optional<Error> error; // of the last try; may stand beside pixels of a smaller size
    int wanted = -1;            // longest side last asked for; 0 = full size; -1 = never asked
    bool full = false;          // `pixels` are of the size wanted
    bool changed = false;       // not the bytes that were imported
};

class PairImages final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kRetryMilliseconds = 2000;

    PairImages(ReviewBackend& backend, QObject* parent);

    // Forgets what it held. Nothing is asked for before want().
    void set(const PairView& pair);
    void clear();
    // The images of this pair in the same state?
    [[nodiscard]] bool holds(const PairView& pair) const;
    // `side`: longest side in device pixels, 0 = full size. True when it was here at once.
    bool want(std::size_t which, int side);
    [[nodiscard]] const PairSide& side(std::size_t which) const { return m_sides.at(which); }
    // Both have pixels, or it is known why not.
    [[nodiscard]] bool known() const;
    void setRetryInterval(int milliseconds) { m_retry.setInterval(milliseconds); }

Q_SIGNALS:
    // Pixels or the error of one are new. Never emitted from within want().
    void arrived(std::size_t which);

private:
    void ask(std::size_t which);
    void take(std::size_t which, const Key& key, int side, const Result<QImage>& result);
    void tryAgain();
    void watch();

    ReviewBackend& m_backend;
    std::array<PairSide, 2> m_sides;
    QTimer m_retry;
};

} // namespace triptych::ui
