// SPDX-License-Identifier: GPL-3.0-or-later
// Makers of controls.
#include "ui/theme/controls.h"

#include "ui/theme/theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace triptych::ui {

QLabel* makeLabel(LabelRole role, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    setLabelRole(label, role);
    return label;
}

void setLabelRole(QLabel* label, LabelRole role)
{
    const char* name = role == LabelRole::Secondary ? "secondary"
                       : role == LabelRole::Small   ? "small"
                       : role == LabelRole::Error   ? "error"
                                                    : "";
    label->setProperty("role", QLatin1String(name));
    switch (role) {
    case LabelRole::Strong:
        label->setFont(themeFont(type::kBody, QFont::DemiBold));
        break;
    case LabelRole::Title:
        label->setFont(themeFont(type::kTitle, QFont::DemiBold));
        break;
    case LabelRole::Heading:
        label->setFont(themeFont(24, QFont::DemiBold));
        break;
    case LabelRole::Body:
    case LabelRole::Secondary:
    case LabelRole::Small:
    case LabelRole::Error:
        break;
    }
    label->style()->unpolish(label);
    label->style()->polish(label);
}

QPushButton* makeButton(const QString& name, QWidget* parent)
{
    auto* button = new QPushButton(parent);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

QPushButton* makePrimaryButton(const QString& name, QWidget* parent)
{
    auto* button = makeButton(name, parent);
    button->setProperty("primary", true);
    return button;
}

QPushButton* makeLinkButton(const QString& name, QWidget* parent)
{
    auto* button = makeButton(name, parent);
    button->setProperty("link", true);
    button->setCursor(Qt::PointingHandCursor);
    return button;
}

QToolButton* makeQuietButton(const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(name);
    button->setProperty("quiet", true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QFrame* makePanel(QWidget* parent)
{
    auto* frame = new QFrame(parent);
    frame->setProperty("panel", true);
    return frame;
}

void setWrong(QWidget* field, bool wrong)
{
    if (field->property("wrong").toBool() != wrong) {
        field->setProperty("wrong", wrong);
        field->style()->unpolish(field);
        field->style()->polish(field);
    }
}

} // namespace triptych::ui
