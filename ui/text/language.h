// SPDX-License-Identifier: GPL-3.0-or-later
// The window's language, switched while it runs: every widget gets QEvent::LanguageChange.
#pragma once

#include <QObject>
#include <QString>
#include <QTranslator>

class QCoreApplication;

namespace triptych::ui {

class LanguageKeeper final : public QObject
{
    Q_OBJECT
public:
    // `folder`: of triptych_ja.qm and triptych_en.qm; those in the program.
    explicit LanguageKeeper(QCoreApplication& application, QObject* parent = nullptr,
                            const QString& folder = QStringLiteral(":/i18n"));
    ~LanguageKeeper() override;
    // "en", "ja"; empty = the system's, English when there is no translation.
    void choose(const QString& language);
    [[nodiscard]] QString language() const { return m_language; } // "en" or "ja"

private:
    QCoreApplication& m_application;
    QString m_folder;
    QTranslator m_own;
    QTranslator m_qt; // standard buttons and file dialogs
    QString m_language;
};

} // namespace triptych::ui
