// SPDX-License-Identifier: GPL-3.0-or-later
// Which of a slot's texts a row shows.
#include "ui/review/alternatives_mark.h"

#include "ui/convert.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kHeight = 24;
constexpr int kIcon = 16;
constexpr int kMostWidth = 230;

} // namespace

QString originWord(const TextView& text)
{
    switch (text.origin) {
    case Origin::Person:
        return AlternativesMark::tr("person");
    case Origin::Import:
        return AlternativesMark::tr("import");
    case Origin::Generator:
        break;
    }
    if (text.generator == "catalogue" || text.generator.empty()) {
        return AlternativesMark::tr("catalogue");
    }
    return toQString(text.generator);
}

AlternativesMark::AlternativesMark(QWidget* parent)
    : QuietButton(parent)
{
    setObjectName(QStringLiteral("alternatives"));
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFont(themeFont(type::kSmall));
    hide();
}

void AlternativesMark::setText(const TextView& text, int index, int count, bool other)
{
    m_text = text;
    m_index = index;
    m_count = count;
    m_other = other;
    retranslate();
    setVisible(count >= 2);
}

void AlternativesMark::clear()
{
    m_count = 0;
    m_words.clear();
    hide();
}

void AlternativesMark::retranslate()
{
    if (m_count < 2) {
        return;
    }
    const QString origin = originWord(m_text);
    if (m_text.rejected) {
        m_words = tr("%1 of %2 · %3 · rejected").arg(m_index + 1).arg(m_count).arg(origin);
    } else {
        m_words = tr("%1 of %2 · %3").arg(m_index + 1).arg(m_count).arg(origin);
    }
    setAccessibleName(m_other ? tr("Another text than the candidate: %1").arg(m_words)
                              : tr("The candidate: %1").arg(m_words));
    setAccessibleDescription(tr("Shows the next text of this slot"));
    setToolTip(m_other ? tr("Not the candidate. Accepting takes this text. "
                            "Click for the next one.")
                       : tr("This slot has more texts. Click for the next one."));
    updateGeometry();
    update();
}

QSize AlternativesMark::sizeHint() const
{
    const int words = fontMetrics().horizontalAdvance(m_words);
    return {std::min(kMostWidth, words + kIcon + 2 * space::kOne + space::kHalf),
            std::max(kHeight, fontMetrics().height() + space::kHalf)};
}

void AlternativesMark::paintEvent(QPaintEvent* /*event*/)
{
    const auto& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = m_text.rejected ? theme.rejected : m_other ? theme.accent : theme.secondary;
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool pointed = underMouse() || isDown();
    painter.setPen(QPen(m_other || hasFocus() ? ink : theme.line, hasFocus() ? 2.0 : 1.0));
    painter.setBrush(pointed   ? theme.hover
                     : m_other ? (m_text.rejected ? theme.rejectedGround : theme.selected)
                               : QColor(Qt::transparent));
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2);
    const QRectF icon(space::kOne, (height() - kIcon) / 2.0, kIcon, kIcon);
    paintIcon(painter, icon, QStringLiteral("texts"), ink);
    painter.setPen(ink);
    painter.setFont(font());
    const QRect words = rect().adjusted(space::kOne + kIcon + space::kHalf, 0, -space::kOne, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(m_words, Qt::ElideRight, words.width()));
}

void AlternativesMark::changeEvent(QEvent* event)
{
    QuietButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange) {
        update();
    }
}

} // namespace triptych::ui
