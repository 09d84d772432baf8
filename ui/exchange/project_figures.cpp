// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of the project.
#include "ui/exchange/project_figures.h"

#include "core/workflow/browse.h"
#include "ui/jobs/project_session.h"
#include "ui/text/words.h"
#include "ui/theme/state_chip.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <numeric>

namespace triptych::ui {

namespace {

constexpr int kChannel = 1;
constexpr int kHeight = 96;
constexpr int kFigure = 24;
constexpr int kBar = 8;

} // namespace

ProjectFigures::ProjectFigures(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    setObjectName(QStringLiteral("projectFigures"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const auto refresh = [this]() {
        if (isVisible()) {
            ask();
        }
    };
    connect(context.session, &ProjectSession::projectChanged, this, refresh);
    connect(context.session, &ProjectSession::opened, this, [this, refresh]() {
        m_stats = {};
        refresh();
    });
}

QSize ProjectFigures::sizeHint() const
{
    return {640, kHeight};
}

void ProjectFigures::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    ask();
}

void ProjectFigures::ask()
{
    m_context.session->read<ProjectStats>(
        this, kChannel, [](workflow::Project& project) { return workflow::stats(project); },
        [this](const Result<ProjectStats>& stats) {
            if (stats) {
                m_stats = *stats;
                setAccessibleName(tr("In this project") + QStringLiteral(": %1 %2, %3 %4")
                                                              .arg(m_stats.images)
                                                              .arg(tr("images"))
                                                              .arg(m_stats.pairs)
                                                              .arg(tr("ordered pairs")));
                update();
            }
        });
}

int ProjectFigures::paintFigure(QPainter& painter, int x, std::int64_t count, const QString& word,
                                const QString& note) const
{
    const Theme& theme = Theme::of(*this);
    const QFont large = figureFont(kFigure, QFont::DemiBold);
    const QFont small = themeFont(type::kSmall);
    const QString figure = formatCount(count);
    painter.setFont(large);
    painter.setPen(theme.text);
    painter.drawText(QRect(x, 0, 400, 34), Qt::AlignLeft | Qt::AlignVCenter, figure);
    painter.setFont(small);
    painter.setPen(theme.secondary);
    painter.drawText(QRect(x, 36, 400, 18), Qt::AlignLeft | Qt::AlignVCenter, word);
    painter.drawText(QRect(x, 56, 400, 18), Qt::AlignLeft | Qt::AlignVCenter, note);
    const QFontMetrics metrics(small);
    const int width = std::max({QFontMetrics(large).horizontalAdvance(figure),
                                metrics.horizontalAdvance(word), metrics.horizontalAdvance(note)});
    return x + width + 2 * space::kThree;
}

void ProjectFigures::paintStates(QPainter& painter, const QRect& area, const QString& word,
                                 const StateCounts& counts) const
{
    const Theme& theme = Theme::of(*this);
    const auto total = std::accumulate(counts.of.begin(), counts.of.end(), std::int64_t{0});
    painter.setFont(themeFont(type::kSmall, QFont::DemiBold));
    painter.setPen(theme.text);
    painter.drawText(QRect(area.x(), 4, area.width(), 18), Qt::AlignLeft | Qt::AlignVCenter,
                     QStringLiteral("%1 %2").arg(formatCount(total), word));
    const QRect bar(area.x(), 32, area.width(), kBar);
    QPainterPath rounded;
    rounded.addRoundedRect(bar, kBar / 2.0, kBar / 2.0);
    painter.save();
    painter.setClipPath(rounded);
    painter.fillRect(bar, theme.pressed);
    QStringList words;
    double from = bar.x();
    for (const auto state :
         {SlotState::Accepted, SlotState::Edited, SlotState::Rejected, SlotState::Released,
          SlotState::Disputed, SlotState::Flagged, SlotState::Skipped, SlotState::Pending}) {
        const auto count = counts[state];
        if (count == 0) {
            continue;
        }
        const StateLook look = stateLook(state, theme);
        words << QStringLiteral("%1 %2").arg(look.word, formatCount(count));
        if (state != SlotState::Pending) {
            const double part =
                bar.width() * static_cast<double>(count) / static_cast<double>(total);
            painter.fillRect(QRectF(from, bar.y(), part, kBar), look.ink);
            from += part;
        }
    }
    painter.restore();
    painter.setFont(themeFont(type::kSmall));
    painter.setPen(theme.secondary);
    const QString line = words.isEmpty() ? tr("nothing yet") : words.join(QStringLiteral(" · "));
    painter.drawText(QRect(area.x(), 48, area.width(), 18), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(line, Qt::ElideRight, area.width()));
}

void ProjectFigures::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(0, (height() - 76) / 2);
    int x = paintFigure(painter, 0, m_stats.images, tr("images"),
                        m_stats.missingImages > 0
                            ? tr("%1 missing").arg(formatCount(m_stats.missingImages))
                            : QString());
    x = paintFigure(painter, x, m_stats.pairs, tr("ordered pairs"),
                    tr("%1 with their mirrors as one").arg(formatCount(m_stats.mirrored)));
    const int half = (width() - x - 2 * space::kThree) / 2;
    if (half > 120) {
        paintStates(painter, QRect(x, 0, half, kHeight), tr("forward texts"), m_stats.forward);
        paintStates(painter, QRect(x + half + 2 * space::kThree, 0, half, kHeight),
                    tr("reverse texts"), m_stats.reverse);
    }
}

} // namespace triptych::ui
