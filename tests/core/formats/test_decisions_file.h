// SPDX-License-Identifier: GPL-3.0-or-later
// decide --from: lines in, lines refused.
#pragma once

#include <QObject>

class TestDecisionsFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryVerdict();
    void namesBadLines();
};
