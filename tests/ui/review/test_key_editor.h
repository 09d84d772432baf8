// SPDX-License-Identifier: GPL-3.0-or-later
// Keys bound by pressing them, the page to print, and input methods.
#pragma once

#include <QObject>
#include <QTemporaryDir>

class TestKeyEditor final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void aPressedKeyIsBoundInPlace();
    void escapeLeavesTheKeyAsItWas();
    void aFurtherKeyIsAdded();
    void aKeyOfAnotherActionIsAskedAbout();
    void aKeyThatWasKeptStaysWhereItWas();
    void aKeyOfTheWindowIsRefusedInWords();
    void oneActionIsReset();
    void allActionsAreReset();
    void anotherPresetForgetsOwnKeys();
    void singleKeysSwitchedOffNeedAlt();
    void theLegendFollowsTheMap();
    void theOverlayNamesEveryAction();
    void theLegendFitsOnePage();
    void aFolderThatIsNoneIsSaid();
    void aComposingInputMethodSwallowsNoVerdict();
    void anInputMethodWritesInTheField();

private:
    QTemporaryDir m_settings; // theirs are not ours
};
