// SPDX-License-Identifier: GPL-3.0-or-later
// The shell: rail, banner, pages, strip, and the actions of the whole window.
#pragma once

#include "core/base/ids.h"
#include "core/domain/views.h"
#include "ui/exchange/exchange_page.h"
#include "ui/page_context.h"

#include <QWidget>

#include <functional>

#include <optional>

class QMenu;
class QStackedWidget;

namespace triptych::ui {

class BackupKeeper;
class Banner;
class BrowsePage;
class FirstRunPage;
class LanguageKeeper;
class MakePairsPanel;
class QueryPage;
class Rail;
class ReviewPage;
class SettingsPage;
enum class SettingKey;
class StatusStrip;
class ThemeKeeper;
class WriteTextsPanel;

class MainWindow final : public QWidget
{
    Q_OBJECT
public:
    enum Page
    {
        Review,
        Browse,
        Query,
        Exchange,
        FirstRun,
        Options // the settings
    };

    MainWindow(const PageContext& context, ThemeKeeper& theme, LanguageKeeper& language,
               QWidget* parent = nullptr);
    // Opens a project; the first-run page stays until it is there.
    void openProject(const QString& path);
    void showPage(Page page);
    void raiseWindow();

Q_SIGNALS:
    void openRequested(const QString& path); // whoever runs windows decides; see run_window
    void projectOpened(const QString& path);
    void finished(); // closed, and everything is on the disk

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    void buildMenu();
    void checkMenu();
    void connectSession();
    void connectPages();
    void retranslate();
    void retitle();
    void takePath(const QString& path);
    void queryPair(const PairView& pair);
    void queryShownPair();
    void makePairs();
    void writeTexts(const QString& where);
    void importInto();
    void showExchange(ExchangePage::Side side);
    void showAbout();
    void nameAbout();
    void showOptions();
    void leaveOptions();
    void takeSetting(SettingKey key);
    void connectKeepers();
    // Keeps what is typed, then `go`; not while decisions wait unsaved: that is said, with the
    // choice to go all the same.
    void leaveProject(std::function<void()> go);
    void restore();
    void restorePlace();
    void notePlace();
    ReviewPage* reviewPage();
    BrowsePage* browsePage();
    QueryPage* queryPage();
    ExchangePage* exchangePage();
    SettingsPage* settingsPage();

    PageContext m_context;
    ThemeKeeper& m_theme;
    LanguageKeeper& m_language;
    bool m_closing = false;
    bool m_closed = false;
    QString m_notice;              // to say once the project is open
    std::optional<Page> m_landing; // to show then; none: where it was left
    Page m_page = FirstRun;        // in front now
    Page m_before = FirstRun;      // the one that the settings cover
    bool m_placed = false;         // the place of the project is restored: it may be noted
    BackupKeeper* m_backups = nullptr;
    Rail* m_rail = nullptr;
    Banner* m_banner = nullptr;
    QWidget* m_area = nullptr; // pages and what floats over them
    QStackedWidget* m_pages = nullptr;
    StatusStrip* m_strip = nullptr;
    QMenu* m_menu = nullptr;
    FirstRunPage* m_firstRun = nullptr;
    ReviewPage* m_review = nullptr;     // made when first shown
    BrowsePage* m_browse = nullptr;     // made when first shown
    QueryPage* m_query = nullptr;       // made when first shown
    ExchangePage* m_exchange = nullptr; // made when first shown
    SettingsPage* m_settings = nullptr; // made when first shown
    MakePairsPanel* m_makePairs = nullptr;
    WriteTextsPanel* m_writeTexts = nullptr;
};

} // namespace triptych::ui
