// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions that could not be saved.
#include "ui/review/save_banner.h"

#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kIcon = 20;

QLabel* wrappedLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

SaveBanner::SaveBanner(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("saveBanner"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kTwo + kIcon + space::kOneHalf, space::kOne, space::kOne,
                            space::kOne);
    row->setSpacing(space::kOne);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    m_title = wrappedLabel(this);
    m_title->setFont(themeFont(type::kBody, QFont::DemiBold));
    m_remedy = wrappedLabel(this);
    column->addWidget(m_title);
    column->addWidget(m_remedy);
    row->addLayout(column, 1);
    m_retry = new QPushButton(this);
    m_retry->setObjectName(QStringLiteral("retrySaving"));
    m_retry->setFocusPolicy(Qt::TabFocus);
    m_retry->setAutoDefault(true);
    m_close = new QPushButton(this);
    m_close->setFocusPolicy(Qt::TabFocus);
    m_close->setAutoDefault(true);
    m_retry->installEventFilter(this);
    m_close->installEventFilter(this);
    row->addWidget(m_retry);
    row->addWidget(m_close);
    connect(m_retry, &QPushButton::clicked, this, &SaveBanner::retryRequested);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    retranslate();
    hide();
}

void SaveBanner::retranslate()
{
    m_retry->setText(tr("Try again now"));
    m_close->setText(tr("Close"));
    if (m_error && m_waiting > 0) {
        tell(*m_error, m_waiting);
    } else if (m_error) {
        tellLost(*m_error);
    }
}

void SaveBanner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        const bool shown = isVisibleTo(parentWidget());
        retranslate();
        setVisible(shown);
    }
    QFrame::changeEvent(event);
}

void SaveBanner::tell(const Error& error, int waiting)
{
    const auto text = errorText(error);
    m_title->setText((waiting == 1
                          ? tr("One decision is not saved yet.")
                          : tr("%1 decisions are not saved yet.").arg(formatCount(waiting))) +
                     QLatin1Char(' ') + text.what);
    m_remedy->setText(tr("%1 What you decide is kept here and tried again by itself. Leave the "
                         "window open.")
                          .arg(text.remedy));
    m_error = error;
    m_waiting = waiting;
    m_retry->show();
    m_close->hide();
    setAccessibleName(m_title->text());
    show();
}

void SaveBanner::tellLost(const Error& error)
{
    const auto text = errorText(error);
    m_title->setText(tr("A decision could not be applied. %1").arg(text.what));
    m_remedy->setText(text.remedy);
    m_error = error;
    m_waiting = 0;
    m_retry->hide();
    m_close->show();
    setAccessibleName(m_title->text());
    show();
}

QString SaveBanner::text() const
{
    return m_title->text() + QLatin1Char('\n') + m_remedy->text();
}

bool SaveBanner::eventFilter(QObject* watched, QEvent* event)
{
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
    if (key && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
        event->ignore(); // Space skips, here too; Return presses
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void SaveBanner::paintEvent(QPaintEvent* /*event*/)
{
    const auto& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.flagged, 1.0));
    painter.setBrush(theme.flaggedGround);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::kRadius,
                            space::kRadius);
    paintIcon(painter, QRectF(space::kTwo, (height() - kIcon) / 2.0, kIcon, kIcon),
              QStringLiteral("warning"), theme.flagged);
}

} // namespace triptych::ui
