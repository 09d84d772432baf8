// SPDX-License-Identifier: GPL-3.0-or-later
// Fills the panel beside the images: asks the project what the open side shows of the pair on
// screen, and carries what is changed there back.
#pragma once

#include "core/domain/views.h"
#include "core/workflow/decide.h"
#include "ui/review/review_aids.h"
#include "ui/review/side/side_panel.h"

#include <QObject>

#include <optional>

namespace triptych::ui {

class SideDesk final : public QObject
{
    Q_OBJECT
public:
    // `aids` may be null: the panel stays closed.
    SideDesk(ReviewAids* aids, SidePanel& panel, QObject* parent = nullptr);

    void open(bool writable, bool blind); // a project was opened
    void close();
    // The pair on screen, as it is now; null: none.
    void show(const PairView* pair);
    // `counts`: of both directions.
    void setProgress(const workflow::Pace& pace, const StateCounts& counts);
    void toggle(Side side);
    [[nodiscard]] const std::vector<workflow::Reason>& reasons() const { return m_reasons; }

Q_SIGNALS:
    void reasonsChanged(); // reasons()
    // What a colleague decided about the direction of the pair on screen; empty: nothing.
    void standing(triptych::Direction direction, const QString& words);
    void corrected(const QString& attribute); // durable; the pair's texts may be stale now
    void failed(const triptych::Error& error);

private:
    void connectPanel();
    void ask();
    void askHistory();
    void askFacts();
    void askGuidelines();
    void askReasons();
    void takeHistory(std::vector<workflow::HistoryEntry> entries);

    ReviewAids* m_aids = nullptr;
    SidePanel& m_panel;
    std::optional<PairView> m_pair;
    std::vector<workflow::Reason> m_reasons;
    std::vector<workflow::Guidelines> m_versions; // newest first
    bool m_writable = false;
    bool m_blind = false;
};

} // namespace triptych::ui
