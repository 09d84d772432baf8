// SPDX-License-Identifier: GPL-3.0-or-later
// Loads the translations embedded in the program.
#include "ui/text/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace triptych::ui {

LanguageKeeper::LanguageKeeper(QCoreApplication& application, QObject* parent)
    : QObject(parent)
    , m_application(application)
{}

LanguageKeeper::~LanguageKeeper()
{
    m_application.removeTranslator(&m_own);
    m_application.removeTranslator(&m_qt);
}

void LanguageKeeper::choose(const QString& language)
{
    const bool japanese = language.isEmpty() ? QLocale::system().language() == QLocale::Japanese
                                             : language == QLatin1String("ja");
    const QString wanted = japanese ? QStringLiteral("ja") : QStringLiteral("en");
    if (wanted == m_language) {
        return;
    }
    m_language = wanted;
    m_application.removeTranslator(&m_own);
    m_application.removeTranslator(&m_qt);
    QLocale::setDefault(japanese ? QLocale(QLocale::Japanese, QLocale::Japan)
                                 : QLocale(QLocale::English, QLocale::UnitedStates));
    if (japanese && m_qt.load(QStringLiteral("qtbase_ja"),
                              QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        m_application.installTranslator(&m_qt);
    }
    // English has a file too, for plurals.
    if (m_own.load(QStringLiteral(":/i18n/triptych_%1.qm").arg(wanted))) {
        m_application.installTranslator(&m_own);
    }
}

} // namespace triptych::ui
