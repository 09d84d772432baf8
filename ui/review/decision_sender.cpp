// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions on their way to the disk.
#include "ui/review/decision_sender.h"

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kRetryMilliseconds = 3000;

// These will be the same however often they are tried.
bool isFinal(ErrorCode code)
{
    return code == ErrorCode::BadArgument || code == ErrorCode::NotApplicable ||
           code == ErrorCode::NotFound || code == ErrorCode::Conflict ||
           code == ErrorCode::Unsupported;
}

bool concerns(const Operation& operation, SlotId slot)
{
    return operation.slot == slot ||
           std::any_of(operation.decisions.begin(), operation.decisions.end(),
                       [slot](const auto& decision) { return decision.slot == slot; });
}

Result<workflow::Decided> withoutPairs(const Result<DecideReport>& report)
{
    if (!report) {
        return fail(report);
    }
    if (report->applied == 0 && !report->rejected.empty()) {
        return fail(report->rejected.front());
    }
    return workflow::Decided{};
}

} // namespace

DecisionSender::DecisionSender(ReviewBackend& backend, QObject* parent)
    : QObject(parent)
    , m_backend(backend)
{
    m_retry.setInterval(kRetryMilliseconds);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &DecisionSender::retryNow);
}

void DecisionSender::send(Operation operation)
{
    operation.id = m_nextId++;
    if (!m_waiting.empty()) {
        m_waiting.push_back(std::move(operation)); // behind those that were made before it
        Q_EMIT stuck(m_why, waiting());
        return;
    }
    launch(std::move(operation), false);
}

void DecisionSender::launch(Operation operation, bool retrying)
{
    m_flying.push_back(operation);
    const int id = operation.id;
    auto done = [this, id, retrying](const Result<workflow::Decided>& result) {
        answered(id, result, retrying);
    };
    switch (operation.kind) {
    case Operation::Kind::Decide:
        m_backend.decide(operation.decisions, done);
        break;
    case Operation::Kind::Reasons:
        m_backend.setReasons(operation.slot, operation.reasons, done);
        break;
    case Operation::Kind::Exclude:
        m_backend.exclude(operation.pair, [done](const Result<DecideReport>& report) {
            done(withoutPairs(report));
        });
        break;
    case Operation::Kind::Undo:
        m_backend.undo(done);
        break;
    case Operation::Kind::Redo:
        m_backend.redo(done);
        break;
    }
}

void DecisionSender::answered(int id, const Result<workflow::Decided>& result, bool retrying)
{
    const auto found = std::find_if(m_flying.begin(), m_flying.end(),
                                    [id](const Operation& flying) { return flying.id == id; });
    if (found == m_flying.end()) {
        return;
    }
    Operation operation = std::move(*found);
    m_flying.erase(found);
    m_retrying = m_retrying && !retrying;
    if (!result && !isFinal(result.error().code)) {
        keep(std::move(operation), result.error());
        return;
    }
    if (result) {
        Q_EMIT acknowledged(operation, *result);
    } else {
        Q_EMIT refused(operation, result.error());
    }
    if (retrying) {
        if (m_waiting.empty()) {
            Q_EMIT recovered();
        } else {
            retryNow();
        }
    }
    if (idle()) {
        Q_EMIT becameIdle();
    }
}

void DecisionSender::keep(Operation operation, const Error& error)
{
    const auto place =
        std::find_if(m_waiting.begin(), m_waiting.end(),
                     [&](const Operation& waiting) { return waiting.id > operation.id; });
    m_waiting.insert(place, std::move(operation));
    m_retry.start();
    m_why = error;
    Q_EMIT stuck(error, waiting());
}

int DecisionSender::unsaved() const
{
    // One that is tried again flies meanwhile, and may come back.
    return waiting() + (m_retrying ? static_cast<int>(m_flying.size()) : 0);
}

bool DecisionSender::holds(SlotId slot) const
{
    const auto matches = [slot](const Operation& operation) { return concerns(operation, slot); };
    return std::any_of(m_flying.begin(), m_flying.end(), matches) ||
           std::any_of(m_waiting.begin(), m_waiting.end(), matches);
}

std::optional<Operation> DecisionSender::takeNewestWaiting()
{
    if (m_waiting.empty()) {
        return std::nullopt;
    }
    Operation newest = std::move(m_waiting.back());
    m_waiting.pop_back();
    if (m_waiting.empty()) {
        m_retry.stop();
        Q_EMIT recovered();
    }
    return newest;
}

bool DecisionSender::amendWaiting(SlotId slot, const std::vector<std::string>& reasons)
{
    for (auto operation = m_waiting.rbegin(); operation != m_waiting.rend(); ++operation) {
        for (auto& decision : operation->decisions) {
            if (decision.slot == slot && decision.act == workflow::Act::Reject) {
                decision.reasons = reasons;
                return true;
            }
        }
    }
    return false;
}

void DecisionSender::clear()
{
    m_retry.stop();
    m_retrying = false;
    m_flying.clear();
    m_waiting.clear();
}

void DecisionSender::retryNow()
{
    if (m_waiting.empty() || m_retrying) {
        return;
    }
    m_retry.stop();
    m_retrying = true;
    Operation first = std::move(m_waiting.front());
    m_waiting.pop_front();
    launch(std::move(first), true);
}

} // namespace triptych::ui
