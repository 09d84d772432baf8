// SPDX-License-Identifier: GPL-3.0-or-later
// Loads the translations embedded in the program.
#include "ui/text/language.h"

#include <QCoreApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>

namespace triptych::ui {

LanguageKeeper::LanguageKeeper(QCoreApplication& application, QObject* parent,
                               const QString& folder)
    : QObject(parent)
    , m_application(application)
    , m_folder(folder)
{}

LanguageKeeper::~LanguageKeeper()
{
    m_application.removeTranslator(&m_own);
    m_application.removeTranslator(&m_qt);
}

void LanguageKeeper::choose(const QString& language)
{
    const auto file = [this](const char* name) {
        return QStringLiteral("%1/triptych_%2.qm").arg(m_folder, QLatin1String(name));
    };
    const bool asked = language.isEmpty() ? QLocale::system().language() == QLocale::Japanese
                                          : language == QLatin1String("ja");
    const bool japanese = asked && QFile::exists(file("ja"));
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
    // English has a file too, for plurals; without any the source texts remain.
    if (m_own.load(file(japanese ? "ja" : "en"))) {
        m_application.installTranslator(&m_own);
    }
}

} // namespace triptych::ui
