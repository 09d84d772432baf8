// SPDX-License-Identifier: GPL-3.0-or-later
// The quiet sentence.
#include "ui/query/note_line.h"

#include "ui/theme/controls.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace triptych::ui {

namespace {

constexpr int kIcon = 16;

} // namespace

NoteLine::NoteLine(const QString& name, const QString& icon, QWidget* parent)
    : QWidget(parent)
    , m_iconName(icon)
    , m_icon(new QLabel(this))
    , m_text(makeLabel(LabelRole::Secondary, this))
    , m_act(makeLinkButton(name + QStringLiteral("Act"), this))
    , m_other(makeLinkButton(name + QStringLiteral("Other"), this))
{
    setObjectName(name);
    m_text->setObjectName(name + QStringLiteral("Text"));
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kOne);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_act);
    row->addWidget(m_other);
    connect(m_act, &QPushButton::clicked, this, &NoteLine::acted);
    connect(m_other, &QPushButton::clicked, this, &NoteLine::otherActed);
    drawIcon();
    hide();
}

void NoteLine::setNote(const QString& text, const QString& act, const QString& other)
{
    m_text->setText(text);
    m_act->setText(act);
    m_act->setVisible(!act.isEmpty());
    m_other->setText(other);
    m_other->setVisible(!other.isEmpty());
    setVisible(!text.isEmpty());
}

void NoteLine::setWarning(bool warning)
{
    if (warning != m_warning) {
        m_warning = warning;
        setLabelRole(m_text, warning ? LabelRole::Error : LabelRole::Secondary);
        drawIcon();
    }
}

void NoteLine::drawIcon()
{
    const Theme& theme = Theme::of(*this);
    m_icon->setPixmap(iconPixmap(m_iconName, m_warning ? theme.rejected : theme.secondary, kIcon,
                                 devicePixelRatioF()));
}

void NoteLine::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        drawIcon();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
