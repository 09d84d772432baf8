// SPDX-License-Identifier: GPL-3.0-or-later
// The strip above the page.
#include "ui/shell/banner.h"

#include "ui/text/error_text.h"
#include "ui/theme/controls.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace triptych::ui {

namespace {

constexpr int kNoticeMs = 8000;

} // namespace

Banner::Banner(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("banner"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::kThree, space::kOne, space::kTwo, space::kOne);
    layout->setSpacing(space::kOne);
    m_icon = new QLabel(this);
    m_text = makeLabel(LabelRole::Body, this);
    m_text->setObjectName(QStringLiteral("bannerText"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_action = makeButton(QStringLiteral("bannerAction"), this);
    m_close = makeQuietButton(QStringLiteral("bannerClose"), this);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action, 0, Qt::AlignVCenter);
    layout->addWidget(m_close, 0, Qt::AlignVCenter);
    m_leave.setSingleShot(true);
    m_leave.setInterval(kNoticeMs);
    connect(&m_leave, &QTimer::timeout, this, [this]() {
        if (!m_action->hasFocus() && !m_close->hasFocus()) {
            clear();
        }
    });
    connect(m_close, &QToolButton::clicked, this, &Banner::clear);
    connect(m_action, &QPushButton::clicked, this, [this]() {
        const auto act = std::exchange(m_act, nullptr);
        clear();
        if (act) {
            act();
        }
    });
    hide();
}

void Banner::showMessage(Kind kind, const QString& text, const QString& detail)
{
    m_leave.stop();
    m_kind = kind;
    m_text->setText(text);
    m_text->setToolTip(detail);
    m_text->setAccessibleName(text);
    m_action->hide();
    m_act = nullptr;
    refresh();
    show();
}

void Banner::showError(const Error& error, Kind kind)
{
    const ErrorText text = errorText(error);
    QString line = text.what;
    if (!text.where.isEmpty()) {
        line = text.where + QStringLiteral(": ") + line;
    }
    if (!text.remedy.isEmpty()) {
        line += QLatin1Char(' ') + text.remedy;
    }
    if (!text.detail.isEmpty()) {
        line += QStringLiteral("  [%1]").arg(text.detail);
    }
    showMessage(kind, line, text.detail);
}

void Banner::showNotice(const QString& text, const QString& action, std::function<void()> act)
{
    showMessage(Kind::Info, text);
    offer(action, std::move(act));
    m_leave.start();
}

void Banner::showWarning(const QString& text, const QString& action, std::function<void()> act)
{
    showMessage(Kind::Warning, text);
    offer(action, std::move(act));
}

void Banner::offer(const QString& action, std::function<void()> act)
{
    m_act = std::move(act);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
}

void Banner::clear()
{
    m_leave.stop();
    hide();
}

void Banner::clearUnlessNotice()
{
    if (!m_leave.isActive()) {
        clear();
    }
}

void Banner::refresh()
{
    const Theme& theme = Theme::of(*this);
    const QColor ink = m_kind == Kind::Error     ? theme.rejected
                       : m_kind == Kind::Warning ? theme.flagged
                                                 : theme.accepted;
    const QString name = m_kind == Kind::Info ? QStringLiteral("check") : QStringLiteral("warning");
    m_icon->setPixmap(iconPixmap(name, ink, 20, devicePixelRatioF()));
    m_close->setIcon(themedIcon(QStringLiteral("cross"), *this));
    m_close->setAccessibleName(tr("Close this message"));
    update();
}

void Banner::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::of(*this);
    QPainter painter(this);
    painter.fillRect(rect(), m_kind == Kind::Error     ? theme.rejectedGround
                             : m_kind == Kind::Warning ? theme.flaggedGround
                                                       : theme.acceptedGround);
}

void Banner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange) {
        refresh();
    }
    QFrame::changeEvent(event);
}

} // namespace triptych::ui
