// SPDX-License-Identifier: GPL-3.0-or-later
// Fills the panel beside the images.
#include "ui/review/side_desk.h"

#include "ui/convert.h"
#include "ui/review/side/attributes_view.h"
#include "ui/review/side/guidelines_view.h"
#include "ui/review/side/history_view.h"
#include "ui/review/side/pace_view.h"
#include "ui/review/side/reasons_editor.h"
#include "ui/text/error_text.h"
#include "ui/text/event_words.h"

#include <algorithm>

namespace triptych::ui {

namespace {

bool standsDecided(const PairView& pair)
{
    return std::any_of(pair.slots.begin(), pair.slots.end(),
                       [](const SlotView& slot) { return !slot.standing.empty(); });
}

} // namespace

SideDesk::SideDesk(ReviewAids* aids, SidePanel& panel, QObject* parent)
    : QObject(parent)
    , m_aids(aids)
    , m_panel(panel)
{
    if (m_aids) {
        connectPanel();
    }
}

void SideDesk::connectPanel()
{
    connect(&m_panel, &SidePanel::sideChanged, this, &SideDesk::ask);
    connect(&m_panel.guidelines(), &GuidelinesView::saveRequested, this,
            [this](const QString& markdown) {
                m_aids->saveGuidelines(markdown, [this](const Result<workflow::Guidelines>& saved) {
                    m_panel.guidelines().saveEnded(saved ? QString() : errorLine(saved.error()));
                    askGuidelines();
                });
            });
    connect(&m_panel.reasons(), &ReasonsEditor::saveRequested, this,
            [this](const std::vector<workflow::Reason>& reasons) {
                m_aids->saveReasons(
                    reasons, [this](const Result<std::vector<workflow::Reason>>& saved) {
                        m_panel.reasons().saveEnded(saved ? QString() : errorLine(saved.error()));
                        askReasons();
                    });
            });
    connect(&m_panel.attributes(), &AttributesView::correctionRequested, this,
            [this](const Key& image, const QString& attribute, const QString& value) {
                m_aids->correct(image, attribute, value,
                                [this, attribute](const Result<DecideReport>& report) {
                                    if (report) {
                                        Q_EMIT corrected(attribute);
                                    } else {
                                        Q_EMIT failed(report.error());
                                    }
                                    askFacts();
                                });
            });
}

void SideDesk::open(bool writable, bool blind)
{
    close();
    m_writable = writable;
    m_blind = blind;
    m_panel.attributes().setEditable(writable);
    m_panel.reasons().setEditable(writable);
    if (m_aids) {
        askReasons();
        askGuidelines();
    }
}

void SideDesk::close()
{
    m_pair.reset();
    m_versions.clear();
    m_reasons.clear();
    m_panel.history().clearEntries();
    m_panel.attributes().clearFacts();
}

void SideDesk::show(const PairView* pair)
{
    if (!m_aids) {
        return;
    }
    const bool another = !pair || !m_pair || m_pair->id != pair->id;
    m_pair = pair ? std::optional<PairView>(*pair) : std::nullopt;
    if (another) {
        m_panel.history().clearEntries();
        m_panel.attributes().clearFacts();
        for (const auto direction : {Direction::Forward, Direction::Reverse}) {
            Q_EMIT standing(direction, {});
        }
    }
    ask();
}

void SideDesk::setProgress(const workflow::Pace& pace, const StateCounts& counts)
{
    m_panel.pace().setPace(pace, counts);
}

void SideDesk::toggle(Side side)
{
    if (m_aids) {
        m_panel.toggle(side);
    }
}

void SideDesk::ask()
{
    if (!m_pair) {
        return;
    }
    if (m_panel.side() == Side::History || (!m_blind && standsDecided(*m_pair))) {
        askHistory();
    }
    if (m_panel.side() == Side::Attributes) {
        askFacts();
    }
}

void SideDesk::askHistory()
{
    m_aids->history(m_pair->id, [this, asked = m_pair->id](
                                    const Result<std::vector<workflow::HistoryEntry>>& entries) {
        if (entries && m_pair && m_pair->id == asked) {
            takeHistory(*entries);
        }
    });
}

void SideDesk::takeHistory(std::vector<workflow::HistoryEntry> entries)
{
    const std::string me = fromQString(m_aids->reviewer());
    if (m_blind) { // only what one did oneself
        std::erase_if(entries,
                      [&me](const workflow::HistoryEntry& entry) { return entry.reviewer != me; });
    }
    const auto now = QDateTime::currentDateTime();
    m_panel.history().setContext({m_reasons, m_versions});
    m_panel.history().setEntries(entries, now);
    for (const auto direction : {Direction::Forward, Direction::Reverse}) {
        Q_EMIT standing(direction,
                        m_blind ? QString() : standingWords(entries, direction, me, now));
    }
}

void SideDesk::askFacts()
{
    if (!m_pair) {
        return;
    }
    m_aids->facts(m_pair->reference.id, m_pair->target.id,
                  [this, asked = m_pair->id](const Result<ReviewAids::Facts>& facts) {
                      if (facts && m_pair && m_pair->id == asked) {
                          m_panel.attributes().setFacts(facts->first, facts->second);
                      }
                  });
}

void SideDesk::askGuidelines()
{
    m_aids->guidelines([this](const Result<std::vector<workflow::Guidelines>>& versions) {
        if (!versions) {
            return;
        }
        m_versions = *versions;
        const auto newest = m_versions.empty()
                                ? std::nullopt
                                : std::optional<workflow::Guidelines>(m_versions.front());
        m_panel.guidelines().setGuidelines(newest, m_versions, m_writable);
    });
}

void SideDesk::askReasons()
{
    m_aids->reasons([this](const Result<std::vector<workflow::Reason>>& reasons) {
        if (reasons) {
            m_reasons = *reasons;
            m_panel.reasons().setReasons(m_reasons);
            Q_EMIT reasonsChanged();
        }
    });
}

} // namespace triptych::ui
