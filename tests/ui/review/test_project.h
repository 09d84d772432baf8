// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page on a real project file: what keys decide is in the file, and stays.
#pragma once

#include <QObject>
#include <QTemporaryDir>

class TestProject final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void decisionsReachTheFile();
    void undoWorksAfterARestart();
    void changeByAnotherProcessIsSeen();

private:
    QTemporaryDir m_folder;
    QString m_path;
};
