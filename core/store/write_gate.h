// SPDX-License-Identifier: GPL-3.0-or-later
// Order among the writers of one process: interactive before bulk.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>

namespace triptych::store {

// Interactive: a person waits; committed with synchronous=FULL. Bulk: imports, mining, generation,
// cut by their callers into transactions of at most 50 ms; committed with synchronous=NORMAL.
enum class Lane
{
    Interactive,
    Bulk
};

// Thread-safe; shared by all connections of a process that write one file. Not recursive.
class WriteGate
{
public:
    // Holds the gate until it is destroyed or released.
    class Hold
    {
    public:
        Hold() = default;
        explicit Hold(WriteGate* gate)
            : m_gate(gate)
        {}
        Hold(Hold&& other) noexcept
            : m_gate(other.m_gate)
        {
            other.m_gate = nullptr;
        }
        Hold& operator=(Hold&& other) noexcept;
        Hold(const Hold&) = delete;
        Hold& operator=(const Hold&) = delete;
        ~Hold() { release(); }
        void release();

    private:
        WriteGate* m_gate = nullptr;
    };

    WriteGate() = default;
    WriteGate(const WriteGate&) = delete;
    WriteGate& operator=(const WriteGate&) = delete;

    // Waits for its turn: every waiting interactive writer goes before every bulk one; first come,
    // first served within a lane.
    [[nodiscard]] Hold acquire(Lane lane);
    // Somebody interactive waits: a bulk transaction should commit now.
    [[nodiscard]] bool interactiveWaits() const;

private:
    void release();

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::uint64_t> m_interactive;
    std::deque<std::uint64_t> m_bulk;
    std::uint64_t m_nextTicket = 1;
    bool m_held = false;
};

} // namespace triptych::store
