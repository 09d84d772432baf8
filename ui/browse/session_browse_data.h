// SPDX-License-Identifier: GPL-3.0-or-later
// BrowseData of the open project: questions on the reader lanes, changes on the writer lane.
#pragma once

#include "ui/browse/browse_data.h"

namespace triptych::ui {

class ProjectSession;

class SessionBrowseData final : public BrowseData
{
public:
    // `session` must outlive this.
    explicit SessionBrowseData(ProjectSession& session);

    [[nodiscard]] bool writable() const override;
    [[nodiscard]] QString language() const override;
    void snapshot(QObject* context, const workflow::Snapshot& question,
                  Answer<std::vector<PairId>> answer) override;
    void recheck(QObject* context, const workflow::Snapshot& question, std::vector<PairId> onScreen,
                 Answer<Recheck> answer) override;
    void fetch(QObject* context, std::vector<PairId> ids,
               Answer<std::vector<PairView>> answer) override;
    void stats(QObject* context, Answer<ProjectStats> answer) override;
    void facets(QObject* context, Answer<Facets> answer) override;
    void completions(QObject* context, FilterKey key, const std::string& prefix,
                     Answer<std::vector<std::string>> answer) override;
    void plan(QObject* context, BulkQuestion question, Answer<BulkPlan> answer) override;
    void countSlots(QObject* context, const std::string& where,
                    Answer<std::int64_t> answer) override;
    void decide(QObject* context, std::vector<workflow::Decision> decisions,
                Answer<DecideReport> answer) override;
    void decideWhere(QObject* context, const std::string& where, workflow::Act act,
                     Answer<DecideReport> answer) override;
    void remove(QObject* context, std::vector<PairId> pairs, Answer<DecideReport> answer) override;
    void removeWhere(QObject* context, const std::string& where,
                     Answer<DecideReport> answer) override;
    void undo(QObject* context, Answer<DecideReport> answer) override;

private:
    ProjectSession& m_session;
};

} // namespace triptych::ui
