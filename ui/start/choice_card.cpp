// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the first-run page's choices.
#include "ui/start/choice_card.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QPainter>

namespace triptych::ui {

namespace {

constexpr int kCardHeight = 96;
constexpr int kRowHeight = 40;
constexpr int kTile = 40;

void paintFocus(QPainter& painter, const QRectF& area, const Theme& theme)
{
    painter.setPen(QPen(theme.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(area, space::kRadius, space::kRadius);
}

} // namespace

ChoiceCard::ChoiceCard(const QString& name, const QString& icon, QWidget* parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setObjectName(name);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChoiceCard::setWords(const QString& title, const QString& about)
{
    setText(title);
    m_about = about;
    setAccessibleName(title);
    setAccessibleDescription(about);
    update();
}

QSize ChoiceCard::sizeHint() const
{
    return {320, kCardHeight};
}

void ChoiceCard::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(QPen(underMouse() ? theme.secondary : theme.line, 1));
    painter.setBrush(isDown() ? theme.hover : theme.panel);
    painter.drawRoundedRect(area, space::kRadius, space::kRadius);
    if (hasFocus()) {
        paintFocus(painter, area, theme);
    }
    const QRect tile(space::kTwo, (height() - kTile) / 2, kTile, kTile);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.editedGround);
    painter.drawRoundedRect(tile, space::kRadius, space::kRadius);
    paintIcon(painter, QRectF(tile).adjusted(9, 9, -9, -9), m_icon, theme.accent);
    const int left = tile.right() + space::kTwo;
    const QRect words(left, space::kTwo, width() - left - space::kTwo, height() - 2 * space::kTwo);
    const QFont strong = themeFont(type::kBody, QFont::DemiBold);
    const QFont small = themeFont(13);
    const QRect room = QFontMetrics(small).boundingRect(QRect(0, 0, words.width(), 200),
                                                        Qt::TextWordWrap, m_about);
    const int line = QFontMetrics(strong).height();
    int y = words.y() + std::max(0, (words.height() - line - 2 - room.height()) / 2);
    painter.setFont(strong);
    painter.setPen(theme.text);
    painter.drawText(QRect(left, y, words.width(), line), Qt::AlignLeft | Qt::AlignVCenter, text());
    y += line + 2;
    painter.setFont(small);
    painter.setPen(theme.secondary);
    painter.drawText(QRect(left, y, words.width(), height() - y), Qt::TextWordWrap, m_about);
}

RecentRow::RecentRow(const QString& path, QWidget* parent)
    : QAbstractButton(parent)
{
    const QFileInfo file(path);
    setText(file.completeBaseName());
    m_folder = file.path();
    if (m_folder.startsWith(QDir::homePath())) {
        m_folder.replace(0, QDir::homePath().size(), QStringLiteral("~"));
    }
    setAccessibleName(text());
    setAccessibleDescription(path);
    setToolTip(path);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize RecentRow::sizeHint() const
{
    return {320, kRowHeight};
}

void RecentRow::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.pressed);
        painter.drawRoundedRect(area, space::kRadius, space::kRadius);
    }
    if (hasFocus()) {
        paintFocus(painter, area, theme);
    }
    paintIcon(painter, QRectF(space::kTwo, (height() - 18) / 2.0, 18, 18), QStringLiteral("clock"),
              theme.secondary);
    painter.setFont(themeFont(type::kBody, QFont::DemiBold));
    painter.setPen(theme.text);
    const int left = space::kTwo + 18 + space::kOneHalf;
    const int half = (width() - left) / 2;
    painter.drawText(QRect(left, 0, half - space::kOne, height()), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, half - space::kOne));
    painter.setFont(themeFont(13));
    painter.setPen(theme.secondary);
    painter.drawText(
        QRect(left + half, 0, half - space::kTwo, height()), Qt::AlignRight | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_folder, Qt::ElideMiddle, half - space::kTwo));
}

} // namespace triptych::ui
