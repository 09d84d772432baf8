// SPDX-License-Identifier: GPL-3.0-or-later
// What the shell gives to its pages. Pages keep a copy; all outlive them.
//
// A page is a QWidget made with (const PageContext&, QWidget* parent). It connects to
// ProjectSession::opened, projectChanged and closed itself, retranslates on QEvent::LanguageChange
// and repaints on QEvent::PaletteChange. What the shell listens to:
//   ReviewPage: void showPair(PairId pair), void showQueue(const QString& where);
//               Q_SIGNAL makePairsRequested(), writeTextsRequested(), importRequested()
//   BrowsePage: Q_SIGNAL reviewRequested(triptych::PairId pair, const QString& where),
//               makePairsRequested(), writeTextsRequested(const QString& where), importRequested()
#pragma once

namespace triptych::ui {

class ImageCache;
class ProjectSession;
class Settings;

struct PageContext
{
    ProjectSession* session = nullptr;
    ImageCache* images = nullptr;
    Settings* settings = nullptr;
};

} // namespace triptych::ui
