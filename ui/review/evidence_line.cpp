// SPDX-License-Identifier: GPL-3.0-or-later
// What machines say of the two texts, in one quiet line.
#include "ui/review/evidence_line.h"

#include "core/workflow/lint.h"
#include "ui/convert.h"
#include "ui/text/event_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QStringList>

namespace triptych::ui {

namespace {

constexpr int kIcon = 14;
constexpr int kMostDetail = 40; // characters

QString findingWords(const workflow::LintFinding& finding)
{
    const QString detail = quoted(toQString(finding.detail), kMostDetail);
    switch (finding.kind) {
    case workflow::LintKind::Empty:
        return EvidenceLine::tr("empty");
    case workflow::LintKind::TooShort:
        return EvidenceLine::tr("very short");
    case workflow::LintKind::TooLong:
        return EvidenceLine::tr("very long");
    case workflow::LintKind::RepeatedWords:
        return EvidenceLine::tr("repeats “%1”").arg(detail);
    case workflow::LintKind::TalksAboutImages:
        return EvidenceLine::tr("speaks of the image: “%1”").arg(detail);
    case workflow::LintKind::SameBothWays:
        return EvidenceLine::tr("the same text both ways");
    }
    return {};
}

} // namespace

EvidenceLine::EvidenceLine(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("evidenceLine"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    refresh();
}

void EvidenceLine::setSlots(const SlotView* forward, const SlotView* reverse)
{
    const auto judged = [](const SlotView* slot) {
        return slot && slot->text
                   ? std::optional<Judged>({toQString(slot->text->body), slot->score})
                   : std::nullopt;
    };
    m_forward = judged(forward);
    m_reverse = judged(reverse);
    refresh();
}

QString EvidenceLine::about(const std::optional<Judged>& one,
                            const std::optional<Judged>& other) const
{
    if (!one) {
        return {};
    }
    QStringList words;
    const std::string opposite = other ? fromQString(other->body) : std::string();
    for (const auto& finding : workflow::lint(fromQString(one->body), opposite)) {
        words << findingWords(finding);
    }
    if (one->score) {
        words << tr("accept probability %1").arg(QLocale().toString(*one->score, 'f', 2));
    }
    return words.join(QStringLiteral(" · "));
}

void EvidenceLine::refresh()
{
    const QString forward = about(m_forward, m_reverse);
    const QString reverse = about(m_reverse, m_forward);
    QStringList parts;
    if (!forward.isEmpty()) {
        parts << QStringLiteral("→ ") + forward;
    }
    if (!reverse.isEmpty()) {
        parts << QStringLiteral("← ") + reverse;
    }
    m_warns = !parts.isEmpty();
    m_text = m_warns ? parts.join(QStringLiteral("     ")) : tr("The text checks found nothing");
    setToolTip(m_warns ? m_text : QString());
    setAccessibleName(tr("Machine evidence: %1").arg(m_text));
    update();
}

QSize EvidenceLine::sizeHint() const
{
    return {400, QFontMetrics(themeFont(type::kSmall)).height() + 4};
}

QSize EvidenceLine::minimumSizeHint() const
{
    return {100, sizeHint().height()};
}

void EvidenceLine::paintEvent(QPaintEvent* /*event*/)
{
    const auto& theme = Theme::of(*this);
    QPainter painter(this);
    int x = 0;
    if (m_warns) {
        paintIcon(painter, QRectF(0, (height() - kIcon) / 2.0, kIcon, kIcon),
                  QStringLiteral("info"), theme.secondary);
        x = kIcon + space::kHalf;
    }
    painter.setFont(themeFont(type::kSmall));
    painter.setPen(theme.secondary);
    const QRect room = rect().adjusted(x, 0, 0, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_text, Qt::ElideRight, room.width()));
}

void EvidenceLine::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
