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
constexpr int kBadgeIcon = 14;
constexpr int kPaceHeight = 28;
constexpr int kPacePadding = 6;

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

// "blind pass", with an icon: calm, but seen.
class ReviewHeader::Badge final : public QWidget
{
public:
    explicit Badge(QWidget* parent)
        : QWidget(parent)
    {
        setObjectName(QStringLiteral("blindBadge"));
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    void setText(const QString& text)
    {
        m_text = text;
        setAccessibleName(text);
        updateGeometry();
        update();
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const int text = QFontMetrics(themeFont(13, QFont::DemiBold)).horizontalAdvance(m_text);
        return {text + 3 * space::kOne + kBadgeIcon, 26};
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const auto& theme = Theme::of(*this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.flaggedGround);
        painter.drawRoundedRect(rect(), 13, 13);
        paintIcon(painter,
                  QRectF(space::kOne, (height() - kBadgeIcon) / 2.0, kBadgeIcon, kBadgeIcon),
                  QStringLiteral("blind"), theme.flagged);
        painter.setFont(themeFont(13, QFont::DemiBold));
        painter.setPen(theme.flagged);
        painter.drawText(rect().adjusted(space::kOneHalf + kBadgeIcon, 0, 0, 0),
                         Qt::AlignVCenter | Qt::AlignLeft, m_text);
    }

private:
    QString m_text;
};

// The figures, as many as fit; the whole of them is one button.
class ReviewHeader::PaceButton final : public QuietButton
{
public:
    explicit PaceButton(QWidget* parent)
        : QuietButton(parent)
    {
        setObjectName(QStringLiteral("pace"));
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    // `lines`: from the longest to the shortest.
    void setLines(const QStringList& lines)
    {
        m_lines = lines;
        setText(lines.value(0));
        updateGeometry();
        update();
    }
    [[nodiscard]] QSize sizeHint() const override { return {wide(text()), kPaceHeight}; }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {wide(m_lines.value(m_lines.size() - 1)), kPaceHeight};
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const QString line = shown();
        if (line.isEmpty()) {
            return;
        }
        const auto& theme = Theme::of(*this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF frame = area();
        if (hasFocus() || underMouse()) {
            painter.setPen(hasFocus() ? QPen(theme.accent, 2.0) : QPen(Qt::NoPen));
            painter.setBrush(isDown() ? theme.pressed : theme.hover);
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 6, 6);
        }
        painter.setFont(figureFont(type::kBody));
        painter.setPen(underMouse() || hasFocus() ? theme.text : theme.secondary);
        painter.drawText(frame.adjusted(kPacePadding, 0, -kPacePadding, 0),
                         Qt::AlignVCenter | Qt::AlignRight, line);
    }
    [[nodiscard]] bool hitButton(const QPoint& place) const override
    {
        return area().contains(place);
    }

private:
    [[nodiscard]] static int wide(const QString& line)
    {
        return line.isEmpty() ? 0
                              : QFontMetrics(figureFont(type::kBody)).horizontalAdvance(line) +
                                    2 * kPacePadding;
    }
    [[nodiscard]] QString shown() const
    {
        for (const auto& line : m_lines) {
            if (wide(line) <= width()) {
                return line;
            }
        }
        return m_lines.value(m_lines.size() - 1);
    }
    [[nodiscard]] QRectF area() const
    {
        const int taken = wide(shown());
        return {double(width() - taken), 0.0, double(taken), double(height())};
    }

    QStringList m_lines;
};

ReviewHeader::ReviewHeader(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kOneHalf);
    m_row = new QHBoxLayout;
    m_row->setSpacing(space::kTwo);
    m_category = label(this, themeFont(type::kTitle, QFont::DemiBold), false);
    m_category->setObjectName(QStringLiteral("category"));
    m_place = label(this, figureFont(type::kBody), true);
    m_place->setObjectName(QStringLiteral("place"));
    m_filter = new FilterChip(this);
    m_blind = new Badge(this);
    m_blind->hide();
    m_pace = new PaceButton(this);
    m_row->addWidget(m_category);
    m_row->addWidget(m_place);
    m_row->addWidget(m_filter);
    m_row->addWidget(m_blind);
    m_row->addWidget(m_pace, 1);
    column->addLayout(m_row);
    m_line = new ProgressLine(this);
    column->addWidget(m_line);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_filter, &QAbstractButton::clicked, this, &ReviewHeader::filterCleared);
    connect(m_pace, &QAbstractButton::clicked, this, &ReviewHeader::paceRequested);
    refresh();
}

void ReviewHeader::setFacts(const HeaderFacts& facts)
{
    m_facts = facts;
    refresh();
}

QString ReviewHeader::paceText() const
{
    return m_pace->text();
}

void ReviewHeader::setCorner(QWidget* corner)
{
    delete m_corner;
    m_corner = corner;
    if (corner) {
        m_row->addWidget(corner, 0, Qt::AlignVCenter);
    }
}

void ReviewHeader::setBlind(bool blind)
{
    m_blind->setVisible(blind);
}

void ReviewHeader::refresh()
{
    const QString category = breadcrumb(m_facts.category);
    m_category->setText(category.isEmpty() ? tr("Review") : category);
    m_place->setText(
        m_facts.position > 0
            ? tr("pair %1 of %2").arg(formatCount(m_facts.position), formatCount(m_facts.count))
            : QString());
    refreshPace();
    m_blind->setText(tr("blind pass"));
    m_blind->setToolTip(tr("What colleagues decided is not shown"));
    m_filter->setVisible(!m_facts.filter.isEmpty());
    m_filter->setText(m_facts.filter);
    m_filter->setAccessibleName(tr("Filter %1: show the whole queue").arg(m_facts.filter));
    m_filter->setToolTip(tr("Show the whole queue"));
    m_filter->updateGeometry();
}

void ReviewHeader::refreshPace()
{
    QString left;
    QString rate;
    QString today;
    QString time;
    if (m_facts.position > 0) {
        left = tr("%1 left").arg(formatCount(m_facts.left));
    }
    if (m_facts.perHour >= 1.0) {
        rate = tr("%1 an hour").arg(formatCount(std::llround(m_facts.perHour)));
    }
    if (m_facts.position > 0 || m_facts.today > 0) {
        today = tr("%1 today").arg(formatCount(m_facts.today));
    }
    if (m_facts.perHour >= 1.0 && m_facts.left > 0) {
        const double seconds = static_cast<double>(m_facts.left) / m_facts.perHour * 3600.0;
        time = tr("%1 to go").arg(formatTimeLeft(std::llround(seconds)));
    }
    QStringList lines;
    for (QStringList parts :
         {QStringList{left, rate, today, time}, QStringList{left, rate, time},
          QStringList{left, time}, QStringList{left.isEmpty() ? today : left}}) {
        parts.removeAll(QString());
        lines.push_back(parts.join(QStringLiteral(" · ")));
    }
    m_pace->setLines(lines);
    m_pace->setVisible(!lines.front().isEmpty());
    m_pace->setAccessibleName(tr("Pace: %1").arg(lines.front()));
    m_pace->setToolTip(tr("%1\nCounted in texts, forward and reverse apart").arg(lines.front()));
}

void ReviewHeader::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
