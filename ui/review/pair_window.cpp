// SPDX-License-Identifier: GPL-3.0-or-later
// The queue's ids, the place in it, and the pairs around that place.
#include "ui/review/pair_window.h"

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr std::size_t kHeldViews = 200;

} // namespace

PairWindow::PairWindow(ReviewBackend& backend, QObject* parent)
    : QObject(parent)
    , m_backend(backend)
{}

void PairWindow::ask(const workflow::Snapshot& snapshot, PairId first)
{
    m_snapshot = snapshot;
    askIds(Take::Fresh, first);
}

void PairWindow::refresh()
{
    askIds(m_known ? Take::KeepPlace : Take::Fresh, {});
}

void PairWindow::restart()
{
    askIds(Take::Fresh, {});
}

void PairWindow::clear()
{
    ++m_question; // answers on their way are for nobody
    ++m_project;
    m_ids.clear();
    m_views.clear();
    m_asked.clear();
    m_kept.clear();
    m_position = 0;
    m_known = false;
    Q_EMIT idsChanged();
    Q_EMIT moved();
}

void PairWindow::askIds(Take take, PairId first)
{
    const int question = ++m_question;
    m_backend.queue(m_snapshot,
                    [this, take, first, question](const Result<std::vector<PairId>>& ids) {
                        if (question != m_question) {
                            return;
                        }
                        if (!ids) {
                            Q_EMIT failed(ids.error());
                            return;
                        }
                        takeIds(*ids, take, first);
                    });
}

void PairWindow::takeIds(const std::vector<PairId>& ids, Take take, PairId first)
{
    const PairId before = currentId();
    if (take == Take::Fresh || m_ids.empty()) {
        m_ids = ids;
        m_position = 0;
        const auto found = std::find(m_ids.begin(), m_ids.end(), first);
        if (found != m_ids.end()) {
            m_position = static_cast<int>(found - m_ids.begin());
        } else if (first.valid()) {
            m_ids.insert(m_ids.begin(), first);
        }
    } else {
        // The way come so far stays walkable with "previous", decided or not.
        const auto kept = std::min(m_ids.size(), static_cast<std::size_t>(m_position) + 1);
        m_ids.resize(kept);
        const std::unordered_set<PairId> seen(m_ids.begin(), m_ids.end());
        std::copy_if(ids.begin(), ids.end(), std::back_inserter(m_ids),
                     [&](PairId id) { return !seen.contains(id); });
    }
    m_known = true;
    Q_EMIT idsChanged();
    if (currentId() != before) {
        Q_EMIT moved();
    }
    if (m_ids.empty() || (!currentId().valid() && ids.empty())) {
        Q_EMIT ended();
    }
    fetchAround();
}

PairId PairWindow::idAt(int position) const
{
    if (position < 0 || position >= count()) {
        return {};
    }
    return m_ids[static_cast<std::size_t>(position)];
}

const PairView* PairWindow::view(PairId id) const
{
    const auto found = m_views.find(id);
    return found == m_views.end() ? nullptr : &found->second.view;
}

std::vector<PairId> PairWindow::around(int each) const
{
    std::vector<PairId> ids;
    for (int distance = 1; distance <= each; ++distance) {
        for (const int at : {m_position + distance, m_position - distance}) {
            if (at >= 0 && at < count()) {
                ids.push_back(m_ids[static_cast<std::size_t>(at)]);
            }
        }
    }
    return ids;
}

bool PairWindow::next()
{
    if (m_position >= count()) {
        return false;
    }
    moveTo(m_position + 1);
    return true;
}

bool PairWindow::previous()
{
    if (m_position <= 0) {
        return false;
    }
    moveTo(m_position - 1);
    return true;
}

void PairWindow::moveTo(int position)
{
    m_position = position;
    Q_EMIT moved();
    fetchAround();
}

void PairWindow::go(PairId id)
{
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    if (found == m_ids.end()) {
        const auto at = std::clamp(m_position, 0, count());
        m_ids.insert(m_ids.begin() + at, id);
        m_position = at;
        Q_EMIT idsChanged();
        moveTo(at);
        return;
    }
    moveTo(static_cast<int>(found - m_ids.begin()));
}

void PairWindow::remove(PairId id)
{
    m_views.erase(id);
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    if (found == m_ids.end()) {
        return;
    }
    const int at = static_cast<int>(found - m_ids.begin());
    m_ids.erase(found);
    if (at < m_position) {
        --m_position;
    }
    Q_EMIT idsChanged();
    if (at == m_position) {
        moveTo(m_position);
    }
}

void PairWindow::store(const std::vector<PairView>& views)
{
    ++m_step;
    for (const auto& view : views) {
        m_views[view.id] = Held{view, m_step};
    }
    for (const auto& view : views) {
        Q_EMIT viewChanged(view.id);
    }
    trim();
}

void PairWindow::refetch()
{
    std::vector<PairId> ids = around(kAhead);
    if (currentId().valid()) {
        ids.insert(ids.begin(), currentId());
    }
    ids.insert(ids.end(), m_kept.begin(), m_kept.end());
    fetch(std::move(ids));
}

void PairWindow::want(const std::vector<PairId>& ids)
{
    m_kept = {ids.begin(), ids.end()};
    std::vector<PairId> missing;
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(missing),
                 [this](PairId id) { return !m_views.contains(id) && !m_asked.contains(id); });
    fetch(std::move(missing));
}

void PairWindow::fetchAround()
{
    std::vector<PairId> ids;
    const auto add = [&](PairId id) {
        if (id.valid() && !m_views.contains(id) && !m_asked.contains(id)) {
            ids.push_back(id);
        }
    };
    add(currentId());
    for (const PairId id : around(kAhead)) {
        add(id);
    }
    fetch(std::move(ids));
}

void PairWindow::fetch(std::vector<PairId> ids)
{
    if (ids.empty()) {
        return;
    }
    m_asked.insert(ids.begin(), ids.end());
    const std::int64_t askedAt = ++m_step;
    m_backend.fetch(ids,
                    [this, ids, askedAt, project = m_project](Result<std::vector<PairView>> views) {
                        if (project != m_project) {
                            return;
                        }
                        for (const PairId id : ids) {
                            m_asked.erase(id);
                        }
                        if (!views) {
                            Q_EMIT failed(views.error());
                            return;
                        }
                        takeViews(ids, std::move(*views), askedAt);
                    });
}

void PairWindow::takeViews(const std::vector<PairId>& asked, std::vector<PairView> views,
                           std::int64_t askedAt)
{
    std::unordered_set<PairId> gone(asked.begin(), asked.end());
    std::vector<PairId> changed;
    for (auto& view : views) {
        const PairId id = view.id;
        gone.erase(id);
        auto& held = m_views[id];
        if (held.at > askedAt) {
            continue; // a decision was acknowledged after the question
        }
        held = Held{std::move(view), askedAt};
        changed.push_back(id);
    }
    for (const PairId id : gone) {
        remove(id);
    }
    for (const PairId id : changed) {
        Q_EMIT viewChanged(id);
    }
    trim();
}

void PairWindow::trim()
{
    if (m_views.size() <= kHeldViews) {
        return;
    }
    std::unordered_set<PairId> near = m_kept;
    near.insert(currentId());
    for (const PairId id : around(kAhead * 4)) {
        near.insert(id);
    }
    std::erase_if(m_views, [&](const auto& entry) { return !near.contains(entry.first); });
}

} // namespace triptych::ui
