// SPDX-License-Identifier: GPL-3.0-or-later
// Notices runs of accepts that are too fast.
#include "ui/review/side/pace_watch.h"

#include <algorithm>
#include <utility>

namespace triptych::ui {

PaceWatch::PaceWatch(QObject* parent, std::function<qint64()> clock)
    : QObject(parent)
    , m_clock(std::move(clock))
{
    m_timer.start();
    if (!m_clock) {
        m_clock = [this] { return m_timer.elapsed(); };
    }
}

void PaceWatch::note(Verdict verdict, qint64 milliseconds, int characters)
{
    if (verdict == Verdict::Other || milliseconds >= kSlow) {
        m_run.clear();
        return;
    }
    if (milliseconds <= 0) {
        return;
    }
    const qint64 reading = std::min(kMostForText, kPerCharacter * std::max(0, characters - kShort));
    m_run.push_back({milliseconds, milliseconds - reading});
    if (m_run.size() < kRun || (m_told && m_clock() - *m_told < kQuiet)) {
        return;
    }
    std::vector<qint64> times;
    qint64 spent = 0;
    for (const auto& accept : m_run) {
        times.push_back(accept.looked);
        spent += accept.spent;
    }
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    if (*middle >= kFast) {
        return;
    }
    const int count = static_cast<int>(m_run.size());
    m_told = m_clock();
    m_run.clear();
    Q_EMIT tooFast(count, static_cast<int>(std::max<qint64>(1, (spent + 500) / 1'000)));
}

void PaceWatch::reset()
{
    m_run.clear();
    m_told.reset();
}

} // namespace triptych::ui
