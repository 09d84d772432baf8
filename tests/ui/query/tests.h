// SPDX-License-Identifier: GPL-3.0-or-later
// The test classes of the Query page, made here so that one program runs them all.
#pragma once

#include <QObject>

#include <memory>

std::unique_ptr<QObject> makeQueryDeskTest();
std::unique_ptr<QObject> makeQueryJudgeTest();
std::unique_ptr<QObject> makeQueryPartsTest();
std::unique_ptr<QObject> makeQueryViewTest();
std::unique_ptr<QObject> makeQueryResultsTest();
std::unique_ptr<QObject> makeQueryBringTest();
std::unique_ptr<QObject> makeQueryLookTest();
