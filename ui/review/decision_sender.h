// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions on their way to the disk. Each is handed to the writer at once and kept here until it
// is durable; what could not be saved waits, in order, and is tried again. Nothing is dropped
// unless the project itself says that it can never apply.
#pragma once

#include "ui/review/review_backend.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <optional>
#include <vector>

namespace triptych::ui {

struct Operation
{
    enum class Kind
    {
        Decide,
        Reasons,
        Exclude,
        Undo,
        Redo
    };

    Kind kind = Kind::Decide;
    PairId pair;                               // invalid for Undo, Redo
    Direction direction = Direction::Forward;  // where the focus was
    std::vector<workflow::Decision> decisions; // Decide
    SlotId slot;                               // Reasons
    std::vector<std::string> reasons;          // Reasons
    int id = 0;                                // given by send()
};

class DecisionSender final : public QObject
{
    Q_OBJECT
public:
    explicit DecisionSender(ReviewBackend& backend, QObject* parent = nullptr);

    void send(Operation operation);
    // The slot has a decision or reason that is not durable yet.
    [[nodiscard]] bool holds(SlotId slot) const;
    [[nodiscard]] bool idle() const { return m_flying.empty() && m_waiting.empty(); }
    // Operations that could not be saved so far.
    [[nodiscard]] int waiting() const { return static_cast<int>(m_waiting.size()); }
    // The same, with those that are being tried again: what would be lost now.
    [[nodiscard]] int unsaved() const;
    // The newest that waits is taken out, never to be saved; none when nothing waits.
    std::optional<Operation> takeNewestWaiting();
    // Sets the reasons of a rejection that still waits; false when none of the slot does.
    bool amendWaiting(SlotId slot, const std::vector<std::string>& reasons);
    void retryNow();
    // Another project: nothing of this one may reach it, late answers neither.
    void clear();
    void setRetryInterval(int milliseconds) { m_retry.setInterval(milliseconds); }

Q_SIGNALS:
    // Durable. `decided` has no pairs for Exclude.
    void acknowledged(const triptych::ui::Operation& operation,
                      const triptych::workflow::Decided& decided);
    void refused(const triptych::ui::Operation& operation, const triptych::Error& error);
    void stuck(const triptych::Error& error, int waiting); // not saved; will be tried again
    void recovered();                                      // all that waited is durable
    void becameIdle();

private:
    void launch(Operation operation, bool retrying);
    void answered(int id, const Result<workflow::Decided>& result, bool retrying);
    void keep(Operation operation, const Error& error);

    ReviewBackend& m_backend;
    std::vector<Operation> m_flying;
    std::deque<Operation> m_waiting;
    QTimer m_retry;
    Error m_why; // the newest that waits could not be saved
    int m_nextId = 1;
    bool m_retrying = false;
};

} // namespace triptych::ui
