// SPDX-License-Identifier: GPL-3.0-or-later
// Makers of the few kinds of controls that pages are built of. Texts come from the caller's
// retranslate().
#pragma once

#include <QString>

class QFrame;
class QLabel;
class QPushButton;
class QToolButton;
class QWidget;

namespace triptych::ui {

enum class LabelRole
{
    Body,
    Strong,
    Secondary,
    Small,
    Title,
    Heading,
    Error
};

QLabel* makeLabel(LabelRole role, QWidget* parent);
// `name` is the object name: tests and accessibility drive by it.
QPushButton* makeButton(const QString& name, QWidget* parent);
QPushButton* makePrimaryButton(const QString& name, QWidget* parent);
QPushButton* makeLinkButton(const QString& name, QWidget* parent);
QToolButton* makeQuietButton(const QString& name, QWidget* parent);
QFrame* makePanel(QWidget* parent);
void setLabelRole(QLabel* label, LabelRole role);
// Marks a field as wrong (red border) or right again.
void setWrong(QWidget* field, bool wrong);

} // namespace triptych::ui
