// SPDX-License-Identifier: GPL-3.0-or-later
// How it goes, in calm figures.
#include "ui/review/side/pace_view.h"

#include "ui/review/review_header.h"
#include "ui/text/event_words.h"
#include "ui/text/words.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <array>
#include <cmath>

namespace triptych::ui {

namespace {

constexpr std::array<const char*, 9> kNames{"paceLeft",  "paceTime",       "paceDecided",
                                            "paceToday", "paceMine",       "paceRate",
                                            "paceEach",  "paceAcceptRate", "paceAcceptRateToday"};

} // namespace

PaceView::PaceView(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("paceView"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, space::kOne, 0);
    column->setSpacing(space::kOneHalf);
    m_lineTitle = makeLabel(LabelRole::Small, this);
    m_lineTitle->setObjectName(QStringLiteral("paceStates"));
    m_lineTitle->setWordWrap(true);
    m_line = new ProgressLine(this);
    m_line->setObjectName(QStringLiteral("paceLine"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(space::kTwo);
    grid->setVerticalSpacing(space::kOne);
    grid->setColumnStretch(0, 1);
    for (const char* name : kNames) {
        addRow(*grid, name);
    }
    column->addLayout(grid);
    column->addSpacing(space::kHalf);
    column->addWidget(m_line);
    column->addWidget(m_lineTitle);
    m_footnote = makeLabel(LabelRole::Small, this);
    m_footnote->setWordWrap(true);
    column->addWidget(m_footnote);
    column->addStretch(1);
    retranslate();
}

void PaceView::addRow(QGridLayout& grid, const char* name)
{
    auto* title = makeLabel(LabelRole::Secondary, this);
    title->setWordWrap(true);
    auto* value = makeLabel(LabelRole::Body, this);
    value->setObjectName(QLatin1String(name));
    value->setFont(figureFont(type::kBody, QFont::DemiBold));
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const int row = static_cast<int>(m_titles.size());
    grid.addWidget(title, row, 0);
    grid.addWidget(value, row, 1);
    m_titles.push_back(title);
    m_values.push_back(value);
}

void PaceView::setPace(const workflow::Pace& pace, const StateCounts& counts)
{
    m_pace = pace;
    m_counts = counts;
    m_known = true;
    refresh();
}

void PaceView::retranslate()
{
    const std::array<QString, kNames.size()> titles{
        tr("Left in the project"),
        tr("Time left"),
        tr("Done in the project"),
        tr("Today"),
        tr("Yours"),
        tr("An hour"),
        tr("A decision takes"),
        tr("Accepted of yours"),
        tr("Accepted today"),
    };
    for (std::size_t i = 0; i < titles.size(); ++i) {
        m_titles[i]->setText(titles[i]);
        m_values[i]->setAccessibleName(titles[i]);
    }
    m_footnote->setText(tr("Counted in texts, forward and reverse apart. Breaks of more than a "
                           "minute do not count. A decision's time is the median of today's."));
    setAccessibleName(tr("Pace"));
    refresh();
}

void PaceView::refresh()
{
    const QString unknown = tr("not known yet");
    const auto count = [&](std::int64_t value) { return m_known ? formatCount(value) : unknown; };
    const auto percent = [&](double part) { return part >= 0.0 ? formatPercent(part) : unknown; };
    const std::array<QString, kNames.size()> values{
        count(m_pace.left),
        m_known && m_pace.left == 0 ? tr("nothing left")
        : m_pace.secondsLeft > 0    ? durationWords(m_pace.secondsLeft)
                                    : unknown,
        count(m_pace.decided),
        count(m_pace.today),
        count(m_pace.mine),
        m_pace.perHour >= 1.0 ? formatCount(std::llround(m_pace.perHour)) : unknown,
        m_pace.secondsEach > 0.0
            ? tr("%1 s", "seconds").arg(QLocale().toString(m_pace.secondsEach, 'f', 1))
            : unknown,
        percent(m_known ? m_pace.acceptRate : -1.0),
        percent(m_known ? m_pace.acceptRateToday : -1.0),
    };
    for (std::size_t i = 0; i < values.size(); ++i) {
        m_values[i]->setText(values[i]);
        const bool known = values[i] != unknown;
        m_values[i]->setFont(known ? figureFont(type::kBody, QFont::DemiBold)
                                   : themeFont(type::kBody));
        m_values[i]->setEnabled(known);
    }
    m_line->setVisible(m_known);
    m_lineTitle->setVisible(m_known);
    m_line->setCounts(m_counts);
    m_lineTitle->setText(m_line->accessibleName());
}

void PaceView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
