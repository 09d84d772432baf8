// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds that a person spent on a decision: from one decision (or the pair's appearance) to
// the next, gaps without any key or mouse movement of more than 60 s left out.
#pragma once

#include <cstdint>

namespace triptych::ui {

// All times are milliseconds of one monotonic clock that the caller reads.
class DecisionTimer
{
public:
    static constexpr std::int64_t kIdle = 60'000;

    void start(std::int64_t now)
    {
        m_spent = 0;
        m_last = now;
    }

    // The person did something.
    void active(std::int64_t now)
    {
        const std::int64_t gap = now - m_last;
        if (gap > 0 && gap <= kIdle) {
            m_spent += gap;
        }
        m_last = now;
    }

    // Time since start() or the last take().
    std::int64_t take(std::int64_t now)
    {
        active(now);
        const std::int64_t spent = m_spent;
        m_spent = 0;
        return spent;
    }

private:
    std::int64_t m_spent = 0;
    std::int64_t m_last = 0;
};

} // namespace triptych::ui
