// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the theme on the application and follows the desktop.
#include "ui/theme/portal_watcher.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QStyleFactory>
#include <QTimer>

namespace triptych::ui {

namespace {

// Without a desktop fontconfig answers "Sans Serif" with DejaVu, which is wide and has no Japanese.
QFont startFont()
{
    QFont font = QApplication::font();
    const QString family = QFontInfo(font).family();
    QStringList families;
    if (family.startsWith(QStringLiteral("DejaVu")) || family.isEmpty()) {
        for (const auto* better : {"Inter", "Noto Sans", "Cantarell", "Noto Sans CJK JP"}) {
            if (QFontDatabase::hasFamily(QString::fromLatin1(better))) {
                families << QString::fromLatin1(better);
                break;
            }
        }
    }
    families << font.families();
    if (!families.contains(QStringLiteral("Noto Sans CJK JP")) &&
        QFontDatabase::hasFamily(QStringLiteral("Noto Sans CJK JP"))) {
        families << QStringLiteral("Noto Sans CJK JP");
    }
    font.setFamilies(families);
    font.setPixelSize(type::kBody);
    font.setHintingPreference(QFont::PreferVerticalHinting);
    return font;
}

} // namespace

ThemeChoice themeChoiceFrom(const QString& name)
{
    return name == QLatin1String("light")  ? ThemeChoice::Light
           : name == QLatin1String("dark") ? ThemeChoice::Dark
                                           : ThemeChoice::System;
}

ThemeKeeper::ThemeKeeper(QApplication& application, QObject* parent)
    : QObject(parent)
    , m_application(application)
    , m_systemDark(application.palette().color(QPalette::Window).lightness() < 128)
{
    m_application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    m_application.setFont(startFont());
    apply();
    auto* portal = new PortalWatcher(this);
    connect(portal, &PortalWatcher::schemeTold, this, &ThemeKeeper::takeScheme);
    QTimer::singleShot(0, portal, &PortalWatcher::ask);
}

const Theme& ThemeKeeper::theme() const
{
    const bool dark =
        m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_systemDark);
    return dark ? Theme::darkTheme() : Theme::light();
}

void ThemeKeeper::choose(ThemeChoice choice)
{
    if (choice != m_choice) {
        m_choice = choice;
        apply();
    }
}

void ThemeKeeper::takeScheme(uint scheme)
{
    // 0 = no preference, 1 = dark, 2 = light.
    const bool dark = scheme == 0 ? m_systemDark : scheme == 1;
    if (dark != m_systemDark) {
        m_systemDark = dark;
        if (m_choice == ThemeChoice::System) {
            apply();
        }
    }
}

void ThemeKeeper::apply()
{
    const Theme& now = theme();
    m_application.setPalette(now.palette());
    m_application.setStyleSheet(now.styleSheet());
    Q_EMIT changed();
}

} // namespace triptych::ui
