// SPDX-License-Identifier: GPL-3.0-or-later
// Model folders: what they say of themselves, and what they may not say.
#pragma once

#include <QObject>

class TestModelFolder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goldenModelsAreExamined();
    void bertFolderIsExamined();
    void configsThatLieAreRefused_data();
    void configsThatLieAreRefused();
    void pixelRulesAreRead();
    void pixelRulesThatDoNotFitAreRefused();
    void missingFilesAreNamed();
    void openAiFileIsReadUnderTheOtherNames();
    void openAiFileWithoutMergesIsRefused();
};
