// SPDX-License-Identifier: GPL-3.0-or-later
// Wording of the empty states.
#include "ui/browse/empty_state.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kTextWidth = 440;

} // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_act(new QPushButton(this))
{
    m_title->setObjectName(QStringLiteral("emptyTitle"));
    m_text->setObjectName(QStringLiteral("emptyText"));
    m_act->setObjectName(QStringLiteral("emptyAct"));
    m_text->setProperty("role", QStringLiteral("secondary"));
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignHCenter);
    m_text->setFixedWidth(kTextWidth);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(space::kOneHalf);
    column->addStretch(2);
    for (QWidget* one : {static_cast<QWidget*>(m_icon), static_cast<QWidget*>(m_title),
                         static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_act)}) {
        column->addWidget(one, 0, Qt::AlignHCenter);
    }
    column->addStretch(3);
    connect(m_act, &QPushButton::clicked, this, [this] {
        switch (m_reason) {
        case Reason::NoImages:
            Q_EMIT importWanted();
            break;
        case Reason::NoPairs:
            Q_EMIT makePairsWanted();
            break;
        case Reason::NoMatch:
            Q_EMIT clearWanted();
            break;
        }
    });
    refresh();
}

void EmptyState::setReason(Reason reason)
{
    if (reason != m_reason) {
        m_reason = reason;
        refresh();
    }
}

void EmptyState::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        refresh();
    }
    QWidget::changeEvent(event);
}

void EmptyState::refresh()
{
    QString icon;
    switch (m_reason) {
    case Reason::NoImages:
        icon = QStringLiteral("images");
        m_title->setText(tr("No images yet"));
        m_text->setText(tr("Bring in a folder of photos or a catalogue. The images stay where they "
                           "are."));
        m_act->setText(tr("Import…"));
        break;
    case Reason::NoPairs:
        icon = QStringLiteral("pairs");
        m_title->setText(tr("No pairs yet"));
        m_text->setText(
            tr("A pair is two photos of one product, or of similar ones, that differ in "
               "something that can be said."));
        m_act->setText(tr("Make pairs…"));
        break;
    case Reason::NoMatch:
        icon = QStringLiteral("query");
        m_title->setText(tr("Nothing matches the filter"));
        m_text->setText(tr("Take a term out of the filter, or begin with all pairs again."));
        m_act->setText(tr("Clear the filter"));
        break;
    }
    m_text->setFixedHeight(m_text->heightForWidth(kTextWidth));
    m_title->setFont(themeFont(type::kTitle, QFont::DemiBold));
    m_icon->setPixmap(iconPixmap(icon, Theme::of(*this).secondary, 40, devicePixelRatioF()));
}

} // namespace triptych::ui
