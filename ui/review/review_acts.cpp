// SPDX-License-Identifier: GPL-3.0-or-later
// What the reviewer does: each act becomes decisions, is sent, and leads on.
#include "ui/convert.h"
#include "ui/review/review_queue.h"

#include <algorithm>

namespace triptych::ui {

using workflow::Act;
using workflow::Decision;

void ReviewQueue::accept()
{
    verdict(Act::Accept);
}

void ReviewQueue::reject()
{
    verdict(Act::Reject);
}

void ReviewQueue::skip()
{
    const auto* marked = focusedSlot();
    if (current() && (!marked || !marked->text)) {
        m_window.next(); // nothing to judge: going on needs no event
        return;
    }
    verdict(Act::Skip);
}

void ReviewQueue::flag()
{
    const auto* marked = focusedSlot();
    if (!marked || marked->state != SlotState::Flagged || saving(marked->id)) {
        verdict(Act::Flag);
        return;
    }
    Operation operation;
    operation.pair = m_window.currentId();
    operation.direction = m_focused;
    operation.decisions = {decision(*marked, Act::Unflag)};
    m_sender.send(std::move(operation));
    Q_EMIT pairChanged();
}

void ReviewQueue::acceptBoth()
{
    both(Act::Accept);
}

void ReviewQueue::rejectBoth()
{
    both(Act::Reject);
}

Decision ReviewQueue::decision(const SlotView& slot, Act act) const
{
    Decision result;
    result.slot = slot.id;
    result.act = act;
    result.base = slot.standing;
    result.shown = m_backend.blind() ? "blind" : "texts";
    if (const TextId text = chosen(slot.id); act == Act::Accept && text.valid()) {
        result.choose = text;
    }
    return result;
}

void ReviewQueue::verdict(Act act)
{
    if (!current()) {
        Q_EMIT refusedAct(Refusal::NothingHere);
        return;
    }
    const auto* marked = focusedSlot();
    if (!marked || !marked->text) {
        Q_EMIT refusedAct(Refusal::NoText);
        return;
    }
    sendDecisions({decision(*marked, act)});
}

void ReviewQueue::both(Act act)
{
    const auto* pair = current();
    if (!pair) {
        Q_EMIT refusedAct(Refusal::NothingHere);
        return;
    }
    std::vector<Decision> decisions;
    bool anyText = false;
    for (const auto direction : {Direction::Forward, Direction::Reverse}) {
        const auto* found = slot(*pair, direction);
        if (!found || !found->text) {
            continue;
        }
        anyText = true;
        if (isOpen(*found) && !saving(found->id)) {
            decisions.push_back(decision(*found, act));
        }
    }
    if (!anyText) {
        Q_EMIT refusedAct(Refusal::NoText);
    } else if (decisions.empty()) {
        m_window.next(); // both are decided: a decision is never overwritten by the way
    } else {
        sendDecisions(std::move(decisions));
    }
}

bool ReviewQueue::edit(const QString& text)
{
    const auto* marked = focusedSlot();
    if (!marked || !marked->text) {
        Q_EMIT refusedAct(Refusal::NoText);
        return false;
    }
    if (text.trimmed().isEmpty()) {
        Q_EMIT refusedAct(Refusal::EmptyEdit);
        return false;
    }
    auto result = decision(*marked, Act::Edit);
    result.text = fromQString(text);
    sendDecisions({std::move(result)});
    return true;
}

void ReviewQueue::choose(SlotId slot, TextId text)
{
    if (text.valid()) {
        m_chosen[slot] = text;
    } else {
        m_chosen.erase(slot);
    }
}

TextId ReviewQueue::chosen(SlotId slot) const
{
    const auto found = m_chosen.find(slot);
    return found == m_chosen.end() ? TextId{} : found->second;
}

int ReviewQueue::charactersOf(const std::vector<Decision>& decisions) const
{
    const auto* pair = current();
    qsizetype characters = 0;
    for (const auto& decision : decisions) {
        for (const auto direction : {Direction::Forward, Direction::Reverse}) {
            const auto* found = pair ? slot(*pair, direction) : nullptr;
            if (found && found->id == decision.slot && found->text) {
                characters += toQString(found->text->body).size();
            }
        }
    }
    return static_cast<int>(characters);
}

void ReviewQueue::sendDecisions(std::vector<Decision> decisions)
{
    const auto taken = m_timer.take(m_clock());
    const auto spent =
        taken / static_cast<std::int64_t>(std::max<std::size_t>(1, decisions.size()));
    for (auto& one : decisions) {
        one.milliseconds = spent;
        m_acted.insert(one.slot);
    }
    const Act act = decisions.front().act;
    const int characters = charactersOf(decisions);
    rememberRejection(decisions);
    Operation operation;
    operation.pair = m_window.currentId();
    operation.direction = m_focused;
    operation.decisions = std::move(decisions);
    m_sender.send(std::move(operation));
    Q_EMIT judged(act, taken, characters);
    Q_EMIT pairChanged();
    advance();
}

void ReviewQueue::rememberRejection(const std::vector<Decision>& decisions)
{
    m_rejected.clear();
    m_reasons.clear();
    for (const auto& one : decisions) {
        if (one.act == Act::Reject) {
            m_rejected.push_back(one.slot);
        }
    }
    Q_EMIT rejectionChanged();
}

void ReviewQueue::toggleReason(int index)
{
    const auto& ids = m_reasonIds;
    if (m_rejected.empty() || index < 0 || index >= static_cast<int>(ids.size())) {
        Q_EMIT refusedAct(Refusal::NoRejection);
        return;
    }
    const auto& id = ids[static_cast<std::size_t>(index)];
    const auto found = std::find(m_reasons.begin(), m_reasons.end(), id);
    if (found == m_reasons.end()) {
        m_reasons.push_back(id);
    } else {
        m_reasons.erase(found);
    }
    for (const SlotId slot : m_rejected) {
        if (m_sender.amendWaiting(slot, m_reasons)) {
            continue;
        }
        Operation operation;
        operation.kind = Operation::Kind::Reasons;
        operation.slot = slot;
        operation.reasons = m_reasons;
        m_sender.send(std::move(operation));
    }
    Q_EMIT rejectionChanged();
}

void ReviewQueue::note(const QString& text)
{
    const auto* marked = focusedSlot();
    if (!marked || text.trimmed().isEmpty()) {
        return;
    }
    auto comment = decision(*marked, Act::Comment);
    comment.text = fromQString(text.trimmed());
    Operation operation;
    operation.pair = m_window.currentId();
    operation.direction = m_focused;
    operation.decisions = {std::move(comment)};
    m_sender.send(std::move(operation));
}

void ReviewQueue::exclude()
{
    if (!current()) {
        Q_EMIT refusedAct(Refusal::NothingHere);
        return;
    }
    rememberRejection({});
    Operation operation;
    operation.kind = Operation::Kind::Exclude;
    operation.pair = m_window.currentId();
    operation.direction = m_focused;
    m_sender.send(std::move(operation));
    m_window.next();
}

void ReviewQueue::undo()
{
    rememberRejection({});
    if (const auto waiting = m_sender.takeNewestWaiting()) {
        takeBackWaiting(*waiting);
        return;
    }
    Operation operation;
    operation.kind = Operation::Kind::Undo;
    m_sender.send(std::move(operation));
}

void ReviewQueue::takeBackWaiting(const Operation& operation)
{
    if (operation.pair.valid() && operation.pair != m_window.currentId()) {
        m_window.go(operation.pair);
    } else {
        m_acted.clear();
    }
    focus(operation.direction);
    Q_EMIT pairChanged();
    Q_EMIT tookBack(operation.pair, {});
}

void ReviewQueue::redo()
{
    rememberRejection({});
    Operation operation;
    operation.kind = Operation::Kind::Redo;
    m_sender.send(std::move(operation));
}

} // namespace triptych::ui
