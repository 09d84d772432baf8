// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the rail.
#include "ui/shell/rail.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QDragEnterEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kRailWidth = 64;
constexpr int kButtonWidth = 56;
constexpr int kButtonHeight = 54;
constexpr int kWordSize = 11;
constexpr int kHoverMs = 600;

} // namespace

RailButton::RailButton(const QString& icon, QWidget* parent)
    : QToolButton(parent)
    , m_icon(icon)
{
    setCheckable(true);
    setFixedSize(sizeHint());
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    m_hover.setSingleShot(true);
    m_hover.setInterval(kHoverMs);
    connect(&m_hover, &QTimer::timeout, this, &RailButton::click);
}

void RailButton::dragEnterEvent(QDragEnterEvent* event)
{
    if (isEnabled() && (event->mimeData()->hasUrls() || event->mimeData()->hasImage())) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
        setDown(true);
        m_hover.start();
    }
}

void RailButton::dragLeaveEvent(QDragLeaveEvent* /*event*/)
{
    setDown(false);
    m_hover.stop();
}

void RailButton::dropEvent(QDropEvent* event)
{
    setDown(false);
    m_hover.stop();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT dropped(*event->mimeData());
}

void RailButton::setWord(const QString& word, const QString& shortcut)
{
    setText(word);
    setAccessibleName(word);
    setToolTip(shortcut.isEmpty() ? word : QStringLiteral("%1 (%2)").arg(word, shortcut));
    update();
}

QSize RailButton::sizeHint() const
{
    return {kButtonWidth, kButtonHeight};
}

void RailButton::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = isChecked() || isDown();
    if (lit || (underMouse() && isEnabled())) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(lit ? theme.pressed : theme.hover);
        painter.drawRoundedRect(rect(), space::kRadius, space::kRadius);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), space::kRadius,
                                space::kRadius);
    }
    QColor ink = lit ? theme.text : theme.secondary;
    if (!isEnabled()) {
        ink.setAlphaF(0.45F);
    }
    painter.setOpacity(isEnabled() ? 1.0 : 0.45);
    paintIcon(painter, QRectF((width() - 20) / 2.0, 8, 20, 20), m_icon,
              lit ? theme.text : theme.secondary);
    painter.setOpacity(1.0);
    painter.setFont(themeFont(kWordSize, lit ? QFont::DemiBold : QFont::Normal));
    painter.setPen(ink);
    painter.drawText(QRect(0, 30, width(), 18), Qt::AlignCenter, text());
}

Rail::Rail(QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("rail"));
    setFixedWidth(kRailWidth);
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(4, 8, 4, 8);
    m_layout->setSpacing(2);
    m_layout->addStretch(1);
    m_menu = new RailButton(QStringLiteral("menu"), this);
    m_menu->setObjectName(QStringLiteral("railMenu"));
    m_menu->setCheckable(false);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_layout->addWidget(m_menu, 0, Qt::AlignHCenter);
    connect(m_group, &QButtonGroup::idClicked, this, &Rail::chosen);
}

void Rail::addPage(const QString& objectName, const QString& icon)
{
    const auto number = static_cast<int>(m_buttons.size());
    auto* button = new RailButton(icon, this);
    button->setObjectName(objectName);
    m_group->addButton(button, number);
    m_layout->insertWidget(number, button, 0, Qt::AlignHCenter);
    m_buttons.push_back(button);
    setTabOrder(button, m_menu);
}

void Rail::setWord(int page, const QString& word)
{
    m_buttons.at(static_cast<std::size_t>(page))
        ->setWord(word, QStringLiteral("Ctrl+%1").arg(page + 1));
}

void Rail::setCurrent(int page)
{
    m_group->setExclusive(false);
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setChecked(static_cast<int>(i) == page);
    }
    m_group->setExclusive(page >= 0);
}

void Rail::setPagesEnabled(bool enabled)
{
    for (auto* button : m_buttons) {
        button->setEnabled(enabled);
    }
}

void Rail::takeDrops(int page)
{
    auto* button = m_buttons.at(static_cast<std::size_t>(page));
    button->setAcceptDrops(true);
    connect(button, &RailButton::dropped, this,
            [this, page](const QMimeData& mime) { Q_EMIT dropped(page, mime); });
}

void Rail::setMenu(QMenu* menu)
{
    m_menu->setMenu(menu);
}

void Rail::setMenuWord(const QString& word)
{
    m_menu->setWord(word, {});
}

void Rail::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::of(*this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme.line);
}

} // namespace triptych::ui
