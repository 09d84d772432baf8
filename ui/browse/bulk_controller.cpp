// SPDX-License-Identifier: GPL-3.0-or-later
// Counting, applying and undoing for many pairs.
#include "ui/browse/bulk_controller.h"

#include "ui/browse/filter_text.h"
#include "ui/convert.h"
#include "ui/text/error_text.h"

#include <algorithm>
#include <utility>

namespace triptych::ui {

namespace {

bool accepts(BulkAct act)
{
    return act == BulkAct::AcceptForward || act == BulkAct::AcceptBoth;
}

bool forwardOnly(BulkAct act)
{
    return act == BulkAct::AcceptForward || act == BulkAct::RejectForward;
}

workflow::Act verdict(BulkAct act)
{
    return accepts(act) ? workflow::Act::Accept : workflow::Act::Reject;
}

} // namespace

QString bulkWhere(const QString& filter, BulkAct act, const QString& language)
{
    QStringList terms{filter.trimmed()};
    const auto parsed = parseFilter(fromQString(filter));
    const bool namesLanguage = parsed && std::any_of(parsed->terms.begin(), parsed->terms.end(),
                                                     [](const FilterTerm& term) {
                                                         return term.key == FilterKey::Language;
                                                     });
    if (parsed && !parsed->namesStatus()) {
        terms.append(QStringLiteral("status:pending,skipped,flagged,released"));
    }
    if (!namesLanguage) {
        terms.append(QStringLiteral("language:") + filterValue(language));
    }
    if (forwardOnly(act)) {
        terms.append(QStringLiteral("direction:forward"));
    }
    return terms.join(u' ').trimmed();
}

BulkController::BulkController(BrowseData& data, BulkBar& bar, QObject* parent)
    : QObject(parent)
    , m_data(data)
    , m_bar(bar)
{
    connect(&m_bar, &BulkBar::applied, this, &BulkController::apply);
    connect(&m_bar, &BulkBar::undoWanted, this, &BulkController::undo);
}

void BulkController::cancel()
{
    ++m_number;
    m_scope = {};
    m_plan = {};
}

void BulkController::begin(BulkAct act, BulkScope scope)
{
    m_act = act;
    m_scope = std::move(scope);
    m_plan = {};
    const std::uint64_t number = ++m_number;
    if (act == BulkAct::Exclude) {
        counted(m_scope.count, 0);
        return;
    }
    m_bar.showCounting();
    if (m_scope.all) {
        m_data.countSlots(this, fromQString(bulkWhere(m_scope.filter, act, m_data.language())),
                          [this, number](const Result<std::int64_t>& answer) {
                              if (number != m_number) {
                                  return;
                              }
                              if (answer) {
                                  counted(*answer, 0);
                              } else {
                                  m_bar.showFailed(errorLine(answer.error()));
                              }
                          });
        return;
    }
    m_data.plan(this, {m_scope.pairs, verdict(act), true, !forwardOnly(act)},
                [this, number](Result<BulkPlan> answer) {
                    if (number != m_number) {
                        return;
                    }
                    if (!answer) {
                        m_bar.showFailed(errorLine(answer.error()));
                        return;
                    }
                    m_plan = std::move(*answer);
                    counted(static_cast<std::int64_t>(m_plan.decisions.size()), m_plan.leftAlone);
                });
}

void BulkController::counted(std::int64_t affected, std::int64_t leftAlone)
{
    m_bar.showConfirm(m_act, affected, leftAlone);
    if (affected > 0 && !m_scope.all && m_scope.count == 1) {
        apply();
    }
}

void BulkController::apply()
{
    m_bar.showWorking();
    const auto done = [this](const Result<DecideReport>& report) { finished(report); };
    if (m_act == BulkAct::Exclude) {
        if (m_scope.all) {
            m_data.removeWhere(this, fromQString(m_scope.filter), done);
        } else {
            m_data.remove(this, m_scope.pairs, done);
        }
    } else if (m_scope.all) {
        m_data.decideWhere(this, fromQString(bulkWhere(m_scope.filter, m_act, m_data.language())),
                           verdict(m_act), done);
    } else {
        m_data.decide(this, std::move(m_plan.decisions), done);
    }
    m_scope = {};
    m_plan = {};
}

void BulkController::finished(const Result<DecideReport>& report)
{
    if (!report) {
        m_bar.showFailed(errorLine(report.error()));
        return;
    }
    m_bar.showDone(m_act, report->applied);
    Q_EMIT changed();
}

void BulkController::undo()
{
    m_bar.showWorking();
    m_data.undo(this, [this](const Result<DecideReport>& report) {
        if (!report) {
            m_bar.showFailed(errorLine(report.error()));
            return;
        }
        m_bar.showUndone();
        Q_EMIT changed();
    });
}

} // namespace triptych::ui
