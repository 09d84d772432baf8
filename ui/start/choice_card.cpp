// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the first-run page's choices.
#include "ui/start/choice_card.h"

#include "ui/theme/controls.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>

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
    , m_path(path)
{
    const QFileInfo file(path);
    setText(file.completeBaseName());
    m_folder = file.path();
    if (m_folder.startsWith(QDir::homePath())) {
        m_folder.replace(0, QDir::homePath().size(), QStringLiteral("~"));
    }
    setToolTip(path);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_remove = makeLinkButton(QString(), this);
    m_remove->hide();
    connect(m_remove, &QPushButton::clicked, this, &RecentRow::removeRequested);
    retranslate();
}

void RecentRow::setMissing(bool missing)
{
    m_missing = missing;
    m_remove->setObjectName(objectName() + QStringLiteral("Remove"));
    m_remove->setVisible(missing);
    setCursor(missing ? Qt::ArrowCursor : Qt::PointingHandCursor);
    retranslate();
    place();
    update();
}

void RecentRow::retranslate()
{
    m_remove->setText(tr("Take off the list"));
    m_remove->setAccessibleName(tr("Take %1 off the list").arg(text()));
    setAccessibleName(m_missing ? tr("%1, not found").arg(text()) : text());
    setAccessibleDescription(m_path);
}

void RecentRow::place()
{
    const QSize size = m_remove->sizeHint();
    m_remove->setGeometry(width() - size.width() - space::kOne, (height() - size.height()) / 2,
                          size.width(), size.height());
}

QSize RecentRow::sizeHint() const
{
    return {320, kRowHeight};
}

void RecentRow::resizeEvent(QResizeEvent* event)
{
    QAbstractButton::resizeEvent(event);
    place();
}

void RecentRow::keyPressEvent(QKeyEvent* event)
{
    if (m_missing && event->key() == Qt::Key_Delete) {
        Q_EMIT removeRequested();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void RecentRow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        place();
    }
    QAbstractButton::changeEvent(event);
}

void RecentRow::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (underMouse() && !m_missing) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.pressed);
        painter.drawRoundedRect(area, space::kRadius, space::kRadius);
    }
    if (hasFocus()) {
        paintFocus(painter, area, theme);
    }
    paintIcon(painter, QRectF(space::kTwo, (height() - 18) / 2.0, 18, 18),
              m_missing ? QStringLiteral("missing") : QStringLiteral("clock"), theme.secondary);
    painter.setFont(themeFont(type::kBody, m_missing ? QFont::Normal : QFont::DemiBold));
    painter.setPen(m_missing ? theme.secondary : theme.text);
    const int left = space::kTwo + 18 + space::kOneHalf;
    const int half = (width() - left) / 2;
    const int named = half - space::kOne;
    const QString name = m_missing ? tr("%1, not found").arg(text()) : text();
    painter.drawText(QRect(left, 0, named, height()), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideRight, named));
    painter.setFont(themeFont(13));
    painter.setPen(theme.secondary);
    const int taken = m_missing ? m_remove->width() + space::kOne : 0;
    const int room = half - space::kTwo - taken;
    painter.drawText(QRect(left + half, 0, room, height()), Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_folder, Qt::ElideMiddle, room));
}

} // namespace triptych::ui
