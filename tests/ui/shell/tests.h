// SPDX-License-Identifier: GPL-3.0-or-later
// The test classes of this program, one a file.
#pragma once

#include <QObject>

#include <memory>

std::unique_ptr<QObject> makeErrorTextTest();
std::unique_ptr<QObject> makeImageCacheTest();
std::unique_ptr<QObject> makeJobRunnerTest();
std::unique_ptr<QObject> makeLanesTest();
std::unique_ptr<QObject> makePaletteTest();
std::unique_ptr<QObject> makeSettingsTest();
std::unique_ptr<QObject> makeWordsTest();
