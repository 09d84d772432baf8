// SPDX-License-Identifier: GPL-3.0-or-later
// The style sheet: resources/style.qss with @tokens replaced.
#include "ui/theme/theme.h"

#include <QFile>

#include <array>
#include <utility>

namespace triptych::ui {

QString Theme::styleSheet() const
{
    QFile file(QStringLiteral(":/style.qss"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QString sheet = QString::fromUtf8(file.readAll());
    // Longer names first, so that @accent never eats the start of @accentHover.
    const std::array<std::pair<const char*, QColor>, 17> tokens{{
        {"@accentPressed", dark ? accent.lighter(112) : accent.darker(120)},
        {"@accentHover", dark ? accent.lighter(106) : accent.darker(110)},
        {"@rejectedGround", rejectedGround},
        {"@flaggedGround", flaggedGround},
        {"@aroundImages", aroundImages},
        {"@secondary", secondary},
        {"@onAccent", onAccent},
        {"@selected", selected},
        {"@rejected", rejected},
        {"@flagged", flagged},
        {"@pressed", pressed},
        {"@accent", accent},
        {"@window", window},
        {"@panel", panel},
        {"@hover", hover},
        {"@line", line},
        {"@text", text},
    }};
    for (const auto& [token, colour] : tokens) {
        sheet.replace(QLatin1String(token), colour.name());
    }
    sheet.replace(QLatin1String("%mode%"), dark ? QLatin1String("dark") : QLatin1String("light"));
    return sheet;
}

} // namespace triptych::ui
