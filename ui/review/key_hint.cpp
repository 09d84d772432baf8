// SPDX-License-Identifier: GPL-3.0-or-later
// A key cap with its word.
#include "ui/review/key_hint.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kCap = 20;
constexpr int kCapPadding = 6;
constexpr int kGap = 6;
constexpr int kMargin = 6;
constexpr int kHeight = 28;
constexpr int kTick = 14;
constexpr int kWordSize = 13;

QFont capFont()
{
    return themeFont(type::kSmall, QFont::DemiBold);
}

int capWidth(const QString& key)
{
    return std::max(kCap, QFontMetrics(capFont()).horizontalAdvance(key) + 2 * kCapPadding);
}

} // namespace

KeyHint::KeyHint(const QString& key, const QString& word, QWidget* parent)
    : QuietButton(parent)
{
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setTexts(key, word);
}

void KeyHint::setTexts(const QString& key, const QString& word)
{
    m_key = key;
    setText(word);
    setAccessibleName(tr("%1, key %2").arg(word, key));
    updateGeometry();
    update();
}

QSize KeyHint::sizeHint() const
{
    const int word = QFontMetrics(themeFont(kWordSize)).horizontalAdvance(text());
    return {2 * kMargin + capWidth(m_key) + kGap + word, kHeight};
}

void KeyHint::paintEvent(QPaintEvent* /*event*/)
{
    const auto& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isDown() || underMouse() || isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? theme.rejectedGround
                                     : (isDown() ? theme.pressed : theme.hover));
        painter.drawRoundedRect(rect(), 6, 6);
    }
    const QRectF cap(kMargin, (height() - kCap) / 2.0, capWidth(m_key), kCap);
    painter.setPen(QPen(theme.line, 1.0));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(QPen(theme.dark ? theme.line.lighter(130) : theme.line.darker(112), 1.0));
    painter.drawLine(QPointF(cap.left() + 3.5, cap.bottom() - 0.5),
                     QPointF(cap.right() - 3.5, cap.bottom() - 0.5));
    if (isChecked()) {
        QRectF tick(0, 0, kTick, kTick);
        tick.moveCenter(cap.center());
        paintIcon(painter, tick, QStringLiteral("check"), theme.rejected);
    } else {
        painter.setPen(theme.text);
        painter.setFont(capFont());
        painter.drawText(cap, Qt::AlignCenter, m_key);
    }
    painter.setFont(themeFont(kWordSize));
    painter.setPen(isChecked() ? theme.rejected : (underMouse() ? theme.text : theme.secondary));
    const int x = static_cast<int>(cap.right()) + kGap;
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
}

} // namespace triptych::ui
