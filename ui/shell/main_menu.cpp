// SPDX-License-Identifier: GPL-3.0-or-later
// The window's actions: their menu at the foot of the rail, keys and words.
#include "ui/shell/main_window.h"

#include "ui/exchange/exchange_page.h"
#include "ui/jobs/project_session.h"
#include "ui/review/review_page.h"
#include "ui/settings/settings.h"
#include "ui/shell/pop_panel.h"
#include "ui/shell/rail.h"
#include "ui/start/first_run_page.h"
#include "ui/text/language.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

#include <array>

namespace triptych::ui {

namespace {

QAction* findAction(const QWidget* window, const char* name)
{
    return window->findChild<QAction*>(QLatin1String(name));
}

// A submenu of exclusive choices; `values` go to `chosen`, the one equal to `now` is checked.
template <typename Chosen>
QMenu* choices(QMenu* menu, const char* name, const QStringList& values, const QString& now,
               Chosen chosen)
{
    QMenu* sub = menu->addMenu(QString());
    sub->menuAction()->setObjectName(QLatin1String(name));
    auto* group = new QActionGroup(sub);
    for (const auto& value : values) {
        QAction* action = sub->addAction(QString());
        action->setObjectName(QLatin1String(name) + QLatin1Char('_') + value);
        action->setCheckable(true);
        action->setChecked(value == now);
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, sub, [chosen, value]() { chosen(value); });
    }
    return sub;
}

} // namespace

void MainWindow::buildMenu()
{
    m_menu = new QMenu(this);
    m_menu->setObjectName(QStringLiteral("mainMenu"));
    const auto action = [this](const char* name, const QKeySequence& keys, auto act) {
        auto* made = new QAction(this);
        made->setObjectName(QLatin1String(name));
        made->setShortcut(keys);
        addAction(made); // its keys work wherever the focus is
        connect(made, &QAction::triggered, this, act);
        return made;
    };
    m_menu->addAction(action("actionNew", QKeySequence::New, [this]() { showPage(FirstRun); }));
    m_menu->addAction(
        action("actionOpen", QKeySequence::Open, [this]() { m_firstRun->pickProject(); }));
    m_menu->addAction(action("actionCloseProject", {},
                             [this]() { leaveProject([this]() { m_context.session->close(); }); }));
    m_menu->addSeparator();
    m_menu->addAction(
        action("actionImport", QKeySequence(Qt::CTRL | Qt::Key_I), [this]() { importInto(); }));
    m_menu->addAction(action("actionExport", QKeySequence(Qt::CTRL | Qt::Key_E),
                             [this]() { showExchange(ExchangePage::Side::Export); }));
    m_menu->addAction(
        action("actionMakePairs", QKeySequence(Qt::CTRL | Qt::Key_M), [this]() { makePairs(); }));
    m_menu->addAction(action("actionWriteTexts", QKeySequence(Qt::CTRL | Qt::Key_T),
                             [this]() { writeTexts({}); }));
    m_menu->addAction(action("actionQueryPair", QKeySequence(Qt::CTRL | Qt::Key_L),
                             [this]() { queryShownPair(); }));
    m_menu->addSeparator();
    choices(m_menu, "menuTheme",
            {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")},
            m_context.settings->value(SettingKey::Theme).toString(), [this](const QString& value) {
                m_context.settings->setValue(SettingKey::Theme, value);
            });
    choices(m_menu, "menuLanguage", {QStringLiteral("en"), QStringLiteral("ja")},
            m_language.language(), [this](const QString& value) {
                m_context.settings->setValue(SettingKey::Language, value);
            });
    m_menu->addAction(action("actionSettings", QKeySequence(Qt::CTRL | Qt::Key_Comma),
                             [this]() { showOptions(); }));
    m_menu->addSeparator();
    m_menu->addAction(action("actionAbout", {}, [this]() { showAbout(); }));
    m_menu->addAction(action("actionQuit", QKeySequence::Quit, [this]() { close(); }));
    connect(m_menu, &QMenu::aboutToShow, this, [this]() {
        const bool open = m_context.session->isOpen();
        for (const auto* name : {"actionCloseProject", "actionImport", "actionExport",
                                 "actionMakePairs", "actionWriteTexts"}) {
            findAction(this, name)->setEnabled(open);
        }
        findAction(this, "actionQueryPair")
            ->setEnabled(open && m_review && m_review->shownPair().valid());
    });
    m_rail->setMenu(m_menu);
    for (int page = Review; page <= Exchange; ++page) {
        const std::array names{"actionReview", "actionBrowse", "actionQuery", "actionExchange"};
        action(names.at(static_cast<std::size_t>(page)),
               QKeySequence(Qt::CTRL | (Qt::Key_1 + page)),
               [this, page]() { showPage(static_cast<Page>(page)); });
    }
}

// The menu says what is in force, wherever it was changed.
void MainWindow::checkMenu()
{
    const QString theme = m_context.settings->value(SettingKey::Theme).toString();
    const std::array names{QStringLiteral("menuTheme_") + theme,
                           QStringLiteral("menuLanguage_") + m_language.language()};
    for (const auto& name : names) {
        if (auto* one = findChild<QAction*>(name)) {
            one->setChecked(true);
        }
    }
}

void MainWindow::retranslate()
{
    const std::array<std::pair<const char*, QString>, 23> words{{
        {"actionNew", tr("New project…")},
        {"actionOpen", tr("Open project…")},
        {"actionCloseProject", tr("Close project")},
        {"actionImport", tr("Import…")},
        {"actionExport", tr("Export…")},
        {"actionMakePairs", tr("Make pairs…")},
        {"actionWriteTexts", tr("Write texts…")},
        {"menuTheme", tr("Appearance")},
        {"menuTheme_system", tr("As the system")},
        {"menuTheme_light", tr("Light")},
        {"menuTheme_dark", tr("Dark")},
        {"menuLanguage", tr("Language")},
        // Each language in its own words, so that whoever took the wrong one finds back.
        {"menuLanguage_en", QStringLiteral("English")},
        {"menuLanguage_ja", QStringLiteral("日本語")},
        {"actionSettings", tr("Settings…")},
        {"actionAbout", tr("About Triptych")},
        {"actionQuit", tr("Quit")},
        {"actionReview", tr("Review")},
        {"actionBrowse", tr("Browse")},
        {"actionQuery", tr("Query")},
        {"actionExchange", tr("Exchange")},
        {"actionQueryPair", tr("Query with this pair")},
        {"mainMenu", QString()},
    }};
    for (const auto& [name, text] : words) {
        if (QAction* action = findAction(this, name)) {
            action->setText(text);
        }
    }
    m_rail->setWord(Review, tr("Review"));
    m_rail->setWord(Browse, tr("Browse"));
    m_rail->setWord(Query, tr("Query"));
    m_rail->setWord(Exchange, tr("Exchange"));
    m_rail->setMenuWord(tr("Menu"));
    nameAbout();
    retitle();
}

void MainWindow::showAbout()
{
    auto* about = findChild<PopPanel*>(QStringLiteral("aboutPanel"));
    if (!about) {
        about = new PopPanel(m_area);
        about->setObjectName(QStringLiteral("aboutPanel"));
        auto* text = makeLabel(LabelRole::Body, about);
        text->setObjectName(QStringLiteral("aboutText"));
        text->setWordWrap(true);
        about->body()->addWidget(text);
    }
    nameAbout();
    about->openPanel(nullptr);
}

void MainWindow::nameAbout()
{
    auto* about = findChild<PopPanel*>(QStringLiteral("aboutPanel"));
    if (!about) {
        return;
    }
    about->setTitle(tr("Triptych %1").arg(QStringLiteral(TRIPTYCH_VERSION)));
    about->findChild<QLabel*>(QStringLiteral("aboutText"))
        ->setText(
            tr("Training data for composed image retrieval: pairs of images, the texts between "
               "them, and what people think of these texts.\n\nOffline, no account, no "
               "telemetry. Free software under the GNU General Public License, version 3 or "
               "later. With Qt, OpenCV, SQLite and ICU."));
}

} // namespace triptych::ui
