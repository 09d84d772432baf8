// SPDX-License-Identifier: GPL-3.0-or-later
// Tickets for interactive and bulk writers.
#include "core/store/write_gate.h"

namespace triptych::store {

WriteGate::Hold& WriteGate::Hold::operator=(Hold&& other) noexcept
{
    if (this != &other) {
        release();
        m_gate = other.m_gate;
        other.m_gate = nullptr;
    }
    return *this;
}

void WriteGate::Hold::release()
{
    if (m_gate != nullptr) {
        m_gate->release();
        m_gate = nullptr;
    }
}

WriteGate::Hold WriteGate::acquire(Lane lane)
{
    std::unique_lock lock(m_mutex);
    auto& queue = lane == Lane::Interactive ? m_interactive : m_bulk;
    const auto ticket = m_nextTicket++;
    queue.push_back(ticket);
    m_changed.wait(lock, [&] {
        return !m_held && queue.front() == ticket &&
               (lane == Lane::Interactive || m_interactive.empty());
    });
    queue.pop_front();
    m_held = true;
    return Hold(this);
}

bool WriteGate::interactiveWaits() const
{
    const std::lock_guard lock(m_mutex);
    return !m_interactive.empty();
}

void WriteGate::release()
{
    {
        const std::lock_guard lock(m_mutex);
        m_held = false;
    }
    m_changed.notify_all();
}

} // namespace triptych::store
