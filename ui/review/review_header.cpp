// SPDX-License-Identifier: GPL-3.0-or-later
// Where the reviewer is and how it goes.
#include "ui/review/review_header.h"

#include "ui/review/quiet_button.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace triptych::ui {

namespace {

constexpr int kLine = 3;
constexpr int kCross = 14;
constexpr int kFilterWidth = 280;

QLabel* label(QWidget* parent, const QFont& font, bool secondary)
{
    auto* result = new QLabel(parent);
    result->setTextFormat(Qt::PlainText);
    result->setFont(font);
    if (secondary) {
        result->setProperty("role", QStringLiteral("secondary"));
    }
    return result;
}

} // namespace

QString breadcrumb(const QString& category)
{
    static const QRegularExpression separators(QStringLiteral("\\s*[/>|\\x{203A}]\\s*"));
    QStringList parts = category.split(separators, Qt::SkipEmptyParts);
    return parts.join(QStringLiteral(" › "));
}

ProgressLine::ProgressLine(QWidget* parent)
    : QWidget(parent)
{
    setFixedHeight(kLine);
    setObjectName(QStringLiteral("progressLine"));
}

void ProgressLine::setCounts(const StateCounts& counts)
{
    m_counts = counts;
    std::int64_t all = 0;
    for (const auto count : counts.of) {
        all += count;
    }
    const auto text =
        tr("%1 accepted, %2 edited, %3 rejected of %4 texts")
            .arg(formatCount(counts[SlotState::Accepted]), formatCount(counts[SlotState::Edited]),
                 formatCount(counts[SlotState::Rejected]), formatCount(all));
    setAccessibleName(text);
    setToolTip(text);
    update();
}

void ProgressLine::paintEvent(QPaintEvent* /*event*/)
{
    const auto& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath clip;
    clip.addRoundedRect(rect(), kLine / 2.0, kLine / 2.0);
    painter.setClipPath(clip);
    painter.fillRect(rect(), theme.line);
    std::int64_t all = 0;
    for (const auto count : m_counts.of) {
        all += count;
    }
    if (all == 0) {
        return;
    }
    const std::array<std::pair<SlotState, QColor>, 3> parts{
        {{SlotState::Accepted, theme.accepted},
         {SlotState::Edited, theme.edited},
         {SlotState::Rejected, theme.rejected}}};
    double x = 0.0;
    for (const auto& [state, colour] : parts) {
        const double part =
            width() * static_cast<double>(m_counts[state]) / static_cast<double>(all);
        painter.fillRect(QRectF(x, 0, part, kLine), colour);
        x += part;
    }
}

// The filter that narrows the queue, and the way out of it.
class ReviewHeader::FilterChip final : public QuietButton
{
public:
    explicit FilterChip(QWidget* parent)
        : QuietButton(parent)
    {
        setObjectName(QStringLiteral("clearFilter"));
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const int text = QFontMetrics(themeFont(13)).horizontalAdvance(QuietButton::text());
        return {std::min(kFilterWidth, text + 3 * space::kOne + kCross), 26};
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const auto& theme = Theme::of(*this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(hasFocus() ? theme.accent : theme.line, hasFocus() ? 2.0 : 1.0));
        painter.setBrush(underMouse() ? theme.hover : theme.panel);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 12, 12);
        painter.setPen(theme.text);
        painter.setFont(themeFont(13));
        const QRect room(space::kOne + 2, 0, width() - 3 * space::kOne - kCross, height());
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
        paintIcon(painter,
                  QRectF(width() - space::kOne - kCross, (height() - kCross) / 2.0, kCross, kCross),
                  QStringLiteral("cross"), theme.secondary);
    }
};

ReviewHeader::ReviewHeader(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kOneHalf);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kTwo);
    m_category = label(this, themeFont(type::kTitle, QFont::DemiBold), false);
    m_category->setObjectName(QStringLiteral("category"));
    m_place = label(this, figureFont(type::kBody), true);
    m_place->setObjectName(QStringLiteral("place"));
    m_filter = new FilterChip(this);
    m_pace = label(this, figureFont(type::kBody), true);
    m_pace->setObjectName(QStringLiteral("pace"));
    m_pace->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_pace->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_category);
    row->addWidget(m_place);
    row->addWidget(m_filter);
    row->addWidget(m_pace, 1);
    column->addLayout(row);
    m_line = new ProgressLine(this);
    column->addWidget(m_line);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_filter, &QAbstractButton::clicked, this, &ReviewHeader::filterCleared);
    refresh();
}

void ReviewHeader::setFacts(const HeaderFacts& facts)
{
    m_facts = facts;
    refresh();
}

void ReviewHeader::refresh()
{
    const QString category = breadcrumb(m_facts.category);
    m_category->setText(category.isEmpty() ? tr("Review") : category);
    m_place->setText(
        m_facts.position > 0
            ? tr("pair %1 of %2").arg(formatCount(m_facts.position), formatCount(m_facts.count))
            : QString());
    QStringList pace;
    if (m_facts.position > 0) {
        pace.push_back(tr("%1 left").arg(formatCount(m_facts.left)));
    }
    if (m_facts.perHour >= 1.0) {
        pace.push_back(tr("%1 an hour").arg(formatCount(std::llround(m_facts.perHour))));
    }
    if (m_facts.position > 0 || m_facts.today > 0) {
        pace.push_back(tr("%1 today").arg(formatCount(m_facts.today)));
    }
    if (m_facts.perHour >= 1.0 && m_facts.left > 0) {
        const double seconds = static_cast<double>(m_facts.left) / m_facts.perHour * 3600.0;
        pace.push_back(tr("%1 to go").arg(formatTimeLeft(std::llround(seconds))));
    }
    m_pace->setText(pace.join(QStringLiteral(" · ")));
    m_pace->setToolTip(tr("Counted in texts, forward and reverse apart"));
    m_filter->setVisible(!m_facts.filter.isEmpty());
    m_filter->setText(m_facts.filter);
    m_filter->setAccessibleName(tr("Filter %1: show the whole queue").arg(m_facts.filter));
    m_filter->setToolTip(tr("Show the whole queue"));
    m_filter->updateGeometry();
}

void ReviewHeader::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
