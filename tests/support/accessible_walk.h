// SPDX-License-Identifier: GPL-3.0-or-later
// Walks a window as a screen reader and the Tab key do, and lists what they stumble over.
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QWidget>

namespace triptych::tests {

// A control that people work with: by kind, or because Tab stops at it.
inline bool isControl(const QWidget& widget)
{
    return qobject_cast<const QAbstractButton*>(&widget) ||
           qobject_cast<const QLineEdit*>(&widget) || qobject_cast<const QComboBox*>(&widget) ||
           qobject_cast<const QAbstractSpinBox*>(&widget) ||
           qobject_cast<const QAbstractItemView*>(&widget) ||
           qobject_cast<const QTextEdit*>(&widget) ||
           qobject_cast<const QPlainTextEdit*>(&widget) ||
           (widget.focusPolicy() & Qt::TabFocus) != 0;
}

// Parts that Qt makes inside its own controls: the line of a spin box, the buttons of a scroll bar.
inline bool isInnerPart(const QWidget& widget)
{
    if (widget.objectName().startsWith(QLatin1String("qt_"))) {
        return true;
    }
    for (const QWidget* above = widget.parentWidget(); above; above = above->parentWidget()) {
        if (qobject_cast<const QAbstractSpinBox*>(above) || qobject_cast<const QComboBox*>(above) ||
            (qobject_cast<const QAbstractItemView*>(above) && widget.inherits("QHeaderView")) ||
            above->inherits("QTableCornerButton")) {
            return true;
        }
    }
    return widget.inherits("QTableCornerButton");
}

inline QString describe(const QWidget& widget)
{
    QStringList path;
    for (const QWidget* at = &widget; at && path.size() < 3; at = at->parentWidget()) {
        const QString name = at->objectName();
        path.prepend(name.isEmpty() ? QString::fromLatin1(at->metaObject()->className()) : name);
    }
    return path.join(QLatin1Char('/'));
}

// What is wrong with the controls of `window` that are visible now, one line each.
inline QStringList accessibleFaults(QWidget& window)
{
    QStringList faults;
    auto widgets = window.findChildren<QWidget*>();
    widgets.prepend(&window);
    for (QWidget* widget : std::as_const(widgets)) {
        if (!widget->isVisible() || !isControl(*widget) || isInnerPart(*widget)) {
            continue;
        }
        QAccessibleInterface* told = QAccessible::queryAccessibleInterface(widget);
        if (!told) {
            faults.push_back(describe(*widget) + QStringLiteral(": not told to screen readers"));
            continue;
        }
        if (told->text(QAccessible::Name).trimmed().isEmpty()) {
            faults.push_back(describe(*widget) + QStringLiteral(": no name"));
        }
        if (told->role() == QAccessible::NoRole) {
            faults.push_back(describe(*widget) + QStringLiteral(": no role"));
        }
    }
    return faults;
}

// Widgets that Tab reaches from where the focus is, in order, each once.
inline QList<QWidget*> tabChain(QWidget& window)
{
    QList<QWidget*> chain;
    for (QWidget* at = window.nextInFocusChain(); at && at != &window;
         at = at->nextInFocusChain()) {
        if (at->isVisible() && at->isEnabled() && !at->focusProxy() &&
            (at->focusPolicy() & Qt::TabFocus) != 0) {
            chain.push_back(at);
        }
    }
    return chain;
}

// Whether the widget looks different with the focus, so that people see where they are.
inline bool showsFocus(QWidget& widget)
{
    const auto look = [&widget] {
        QWidget* window = widget.window();
        const QRect area(widget.mapTo(window, QPoint(0, 0)), widget.size());
        return window->grab(area.adjusted(-4, -4, 4, 4)).toImage();
    };
    widget.setFocus(Qt::TabFocusReason);
    const QImage with = look();
    widget.clearFocus();
    const QImage without = look();
    return with != without;
}

} // namespace triptych::tests
