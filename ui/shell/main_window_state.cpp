// SPDX-License-Identifier: GPL-3.0-or-later
// What the window keeps and restores: settings as they change, its place on the screen, the place
// in each project, and the backups.
#include "ui/convert.h"
#include "ui/jobs/project_session.h"
#include "ui/review/review_page.h"
#include "ui/settings/settings.h"
#include "ui/settings/settings_page.h"
#include "ui/shell/backup_keeper.h"
#include "ui/shell/banner.h"
#include "ui/shell/main_window.h"
#include "ui/shell/place_keeper.h"
#include "ui/shell/rail.h"
#include "ui/text/error_text.h"
#include "ui/text/language.h"
#include "ui/theme/theme.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QScreen>
#include <QStackedWidget>

#include <algorithm>
#include <array>
#include <iterator>

namespace triptych::ui {

namespace {

constexpr QSize kFirstSize(1440, 900);
constexpr QSize kSmallest(880, 560);
// By MainWindow::Page: the number of a page in a stored place, which stays when pages are added.
constexpr std::array<int, 4> kPlaces{0, 1, 3, 2};
constexpr int kGrip = 64; // so much of the window's head must lie on a screen

// Whether the head of the window can be taken hold of.
bool onAScreen(const QRect& frame)
{
    const QRect head(frame.topLeft(), QSize(frame.width(), kGrip));
    const auto screens = QGuiApplication::screens();
    return std::any_of(screens.begin(), screens.end(), [&head](const QScreen* screen) {
        const QRect seen = head & screen->availableGeometry();
        return seen.width() >= kGrip && seen.height() >= kGrip / 2;
    });
}

} // namespace

void MainWindow::connectKeepers()
{
    Settings* settings = m_context.settings;
    m_backups = new BackupKeeper(m_context, this);
    connect(settings, &Settings::changed, this, &MainWindow::takeSetting);
    connect(m_backups, &BackupKeeper::failed, this, [this](const Error& error) {
        m_banner->showWarning(tr("No backup could be made. %1").arg(errorLine(error)),
                              tr("Backup settings…"), [this]() {
                                  showOptions();
                                  m_settings->showSection(SettingsPage::Section::Backups);
                              });
    });
    connect(settings, &Settings::notSaved, this, [this](const QString& file) {
        m_banner->showWarning(
            tr("Your settings could not be saved in %1. They hold until the window is closed.")
                .arg(file),
            {}, {});
    });
    if (!settings->brokenFile().isEmpty()) {
        m_banner->showNotice(
            tr("Your settings could not be read, so the usual ones hold. The file is kept as %1.")
                .arg(QFileInfo(settings->brokenFile()).fileName()));
    }
}

void MainWindow::takeSetting(SettingKey key)
{
    const Settings& settings = *m_context.settings;
    if (key == SettingKey::Theme) {
        m_theme.choose(themeChoiceFrom(settings.value(key).toString()));
    } else if (key == SettingKey::Language) {
        m_language.choose(settings.value(key).toString());
    }
    if (key == SettingKey::Theme || key == SettingKey::Language) {
        checkMenu();
    }
}

SettingsPage* MainWindow::settingsPage()
{
    if (!m_settings) {
        m_settings = new SettingsPage(m_context, *m_backups, m_pages);
        m_pages->addWidget(m_settings);
        connect(m_settings, &SettingsPage::closeRequested, this, &MainWindow::leaveOptions);
        const auto besideImages = [this](Side side) {
            return [this, side]() {
                showPage(Review);
                m_review->showSide(side);
            };
        };
        connect(m_settings, &SettingsPage::reasonsRequested, this, besideImages(Side::Reasons));
        connect(m_settings, &SettingsPage::guidelinesRequested, this,
                besideImages(Side::Guidelines));
    }
    return m_settings;
}

void MainWindow::showOptions()
{
    if (m_page != Options) {
        m_before = m_page;
        m_page = Options;
        m_pages->setCurrentWidget(settingsPage());
        m_rail->setCurrent(-1);
    }
    m_settings->focusFirst();
}

void MainWindow::leaveOptions()
{
    if (m_page == Options) {
        showPage(m_before);
    }
}

void MainWindow::leaveProject(std::function<void()> go)
{
    if (m_review && m_context.session->isOpen()) {
        m_review->keepDrafts();
        if (const int unsaved = m_review->unsaved(); unsaved > 0) {
            m_review->queue().sender().retryNow();
            m_banner->showWarning(tr("%n decision(s) could not be saved yet and would be lost. "
                                     "Make room on the disk: they are saved by themselves.",
                                     nullptr, unsaved),
                                  tr("Leave without them"), std::move(go));
            return;
        }
    }
    go();
}

void MainWindow::restore()
{
    resize(kFirstSize);
    setMinimumSize(kSmallest);
    const bool restored =
        restoreGeometry(m_context.settings->value(SettingKey::Geometry).toByteArray());
    if (restored && !onAScreen(frameGeometry())) {
        // Its screen is gone.
        const QRect room = QGuiApplication::primaryScreen()->availableGeometry();
        resize(size().boundedTo(room.size()));
        move(room.center() - rect().center());
    }
}

void MainWindow::restorePlace()
{
    const auto landing = std::exchange(m_landing, std::nullopt);
    const auto place = placeOf(*m_context.settings, m_context.session->path());
    if (landing || !place) {
        m_placed = true;
        showPage(landing.value_or(Review));
        return;
    }
    showPage(Review);
    if (!place->filter.isEmpty()) {
        m_review->showQueue(place->filter);
    }
    if (place->pair.valid()) {
        m_review->showPair(place->pair);
    }
    const auto* page = std::find(kPlaces.begin(), kPlaces.end(), place->page);
    showPage(static_cast<Page>(std::distance(kPlaces.begin(), page)));
    m_placed = true;
}

// Called at every pair: remembers in memory only.
void MainWindow::notePlace()
{
    const ProjectSession* session = m_context.session;
    if (!m_placed || !session->isOpen() || m_page == FirstRun || m_page == Options) {
        return;
    }
    Place place{session->path(), kPlaces.at(static_cast<std::size_t>(m_page)), {}, {}};
    if (m_review) {
        place.filter = m_review->shownQueue();
        place.pair = m_review->shownPair();
    }
    if (!place.pair.valid()) {
        // Not shown yet, or nothing left: the pair of before is as good as any.
        if (const auto before = placeOf(*m_context.settings, place.project)) {
            place.pair = before->pair;
            place.filter = m_review ? place.filter : before->filter;
        }
    }
    keepPlace(*m_context.settings, place);
}

} // namespace triptych::ui
