// SPDX-License-Identifier: GPL-3.0-or-later
// The small panel over a page.
#include "ui/shell/pop_panel.h"

#include "ui/theme/controls.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QGraphicsDropShadowEffect>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kWidth = 400;
constexpr int kTop = 48;

} // namespace

PopPanel::PopPanel(QWidget* over)
    : QFrame(over)
    , m_over(over)
{
    setProperty("panel", true);
    setFixedWidth(kWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kTwo, space::kOneHalf, space::kTwo, space::kTwo);
    layout->setSpacing(space::kOneHalf);
    m_title = makeLabel(LabelRole::Title, this);
    m_close = makeQuietButton(QStringLiteral("popClose"), this);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    m_body = new QVBoxLayout;
    m_body->setSpacing(space::kOneHalf);
    layout->addLayout(head);
    layout->addLayout(m_body);
    auto* shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(28);
    shadow->setOffset(0, 6);
    shadow->setColor(QColor(0, 0, 0, 60));
    setGraphicsEffect(shadow);
    m_close->setIcon(themedIcon(QStringLiteral("cross"), *this));
    m_close->setAccessibleName(tr("Close"));
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    over->installEventFilter(this);
    hide();
}

void PopPanel::setTitle(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void PopPanel::openPanel(QWidget* firstField)
{
    show();
    fit();
    raise();
    if (firstField) {
        firstField->setFocus(Qt::PopupFocusReason);
    }
}

void PopPanel::fit()
{
    // Labels that wrap need a height for this very width.
    const int height =
        layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(kWidth) : sizeHint().height();
    setGeometry(m_over->width() - kWidth - space::kThree, kTop, kWidth, height);
}

bool PopPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_over && event->type() == QEvent::Resize) {
        fit();
    }
    return QFrame::eventFilter(watched, event);
}

bool PopPanel::event(QEvent* event)
{
    const bool taken = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest && isVisible()) {
        fit(); // a label got other words
    }
    return taken;
}

void PopPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        hide();
    }
    event->accept(); // the page's single keys stay out of here
}

void PopPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && m_close) {
        m_close->setIcon(themedIcon(QStringLiteral("cross"), *this));
    }
    if (event->type() == QEvent::LanguageChange && m_close) {
        m_close->setAccessibleName(tr("Close"));
    }
    QFrame::changeEvent(event);
}

} // namespace triptych::ui
