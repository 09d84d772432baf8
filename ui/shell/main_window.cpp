// SPDX-License-Identifier: GPL-3.0-or-later
// The shell: builds it, shows pages, opens and closes.
#include "ui/shell/main_window.h"

#include "core/workflow/browse.h"
#include "ui/browse/browse_page.h"
#include "ui/browse/browse_view.h"
#include "ui/exchange/exchange_page.h"
#include "ui/exchange/make_pairs_panel.h"
#include "ui/exchange/write_texts_panel.h"
#include "ui/images/image_cache.h"
#include "ui/jobs/project_session.h"
#include "ui/query/query_page.h"
#include "ui/review/review_page.h"
#include "ui/settings/settings.h"
#include "ui/shell/banner.h"
#include "ui/shell/pop_panel.h"
#include "ui/shell/rail.h"
#include "ui/shell/status_strip.h"
#include "ui/start/first_run_page.h"
#include "ui/theme/theme.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace triptych::ui {

MainWindow::MainWindow(const PageContext& context, ThemeKeeper& theme, LanguageKeeper& language,
                       QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_theme(theme)
    , m_language(language)
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    build();
    buildMenu();
    connectSession();
    connectKeepers();
    retranslate();
    restore();
    showPage(FirstRun);
}

void MainWindow::build()
{
    m_rail = new Rail(this);
    m_rail->addPage(QStringLiteral("railReview"), QStringLiteral("review"));
    m_rail->addPage(QStringLiteral("railBrowse"), QStringLiteral("browse"));
    m_rail->addPage(QStringLiteral("railQuery"), QStringLiteral("query"));
    m_rail->addPage(QStringLiteral("railExchange"), QStringLiteral("exchange"));
    m_rail->setPagesEnabled(false);
    m_rail->takeDrops(Query);
    m_banner = new Banner(this);
    m_area = new QWidget(this);
    m_pages = new QStackedWidget(m_area);
    m_strip = new StatusStrip(*m_context.session, *m_context.settings, this);
    m_firstRun = new FirstRunPage(m_context, m_pages);
    m_pages->addWidget(m_firstRun);
    auto* inArea = new QVBoxLayout(m_area);
    inArea->setContentsMargins(0, 0, 0, 0);
    inArea->addWidget(m_pages);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_banner);
    right->addWidget(m_area, 1);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(0);
    upper->addWidget(m_rail);
    upper->addLayout(right, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(upper, 1);
    all->addWidget(m_strip);
    connect(m_rail, &Rail::chosen, this, [this](int page) { showPage(static_cast<Page>(page)); });
    connect(m_rail, &Rail::dropped, this, [this](int /*page*/, const QMimeData& mime) {
        showPage(Query);
        m_query->take(mime);
    });
    connect(m_firstRun, &FirstRunPage::openRequested, this, &MainWindow::openRequested);
    connect(m_firstRun, &FirstRunPage::projectReady, this,
            [this](const QString& path, const QString& summary, bool hasTexts) {
                m_notice = summary;
                m_landing = hasTexts ? Review : Browse;
                Q_EMIT openRequested(path);
            });
    connect(m_firstRun, &FirstRunPage::backRequested, this, [this]() { showPage(Review); });
    connect(m_firstRun, &FirstRunPage::failed, m_banner,
            [this](const Error& error) { m_banner->showError(error); });
}

void MainWindow::connectSession()
{
    ProjectSession* session = m_context.session;
    connect(session, &ProjectSession::opened, this, [this, session]() {
        m_context.settings->addRecentProject(session->path());
        m_context.images->clear();
        m_banner->clearUnlessNotice();
        m_rail->setPagesEnabled(true);
        retitle();
        // Once the pages have taken the project in; in a step of its own.
        QMetaObject::invokeMethod(
            this,
            [this, session]() {
                if (session->isOpen()) {
                    restorePlace();
                }
            },
            Qt::QueuedConnection);
        if (!m_notice.isEmpty()) {
            m_banner->showNotice(std::exchange(m_notice, QString()));
        }
        Q_EMIT projectOpened(session->path());
    });
    connect(session, &ProjectSession::openFailed, this, [this](const Error& error) {
        m_notice.clear();
        m_landing.reset();
        m_rail->setPagesEnabled(false);
        retitle();
        showPage(FirstRun);
        m_banner->showError(error);
    });
    connect(session, &ProjectSession::readOnlyBecause, this,
            [this](const Error& error) { m_banner->showError(error, Banner::Kind::Warning); });
    connect(session, &ProjectSession::saveFailed, this,
            [this](const Error& error) { m_banner->showError(error); });
    connect(session, &ProjectSession::writerWaits, this, [this](const QString& who) {
        m_banner->showMessage(Banner::Kind::Warning,
                              tr("Waiting for %1 to finish writing.").arg(who));
    });
    connect(session, &ProjectSession::closed, this, [this]() {
        m_placed = false;
        m_rail->setPagesEnabled(false);
        for (PopPanel* panel : findChildren<PopPanel*>()) {
            panel->hide(); // it spoke of the project that is gone
        }
        retitle();
        if (m_closing) {
            m_closed = true;
            Q_EMIT finished();
        } else {
            showPage(FirstRun);
        }
    });
}

void MainWindow::openProject(const QString& path)
{
    leaveProject([this, path]() {
        m_banner->clearUnlessNotice();
        reviewPage(); // made now, shown when the project is there: two short steps, not a long one
        m_context.session->open(path);
    });
}

void MainWindow::showPage(Page page)
{
    QWidget* widget = m_firstRun;
    if (m_context.session->isOpen()) {
        switch (page) {
        case Review:
            widget = reviewPage();
            break;
        case Browse:
            widget = browsePage();
            break;
        case Query:
            widget = queryPage();
            break;
        case Exchange:
            widget = exchangePage();
            break;
        case FirstRun:
        case Options:
            break;
        }
    }
    m_page = widget == m_firstRun ? FirstRun : page;
    m_rail->setCurrent(widget == m_firstRun ? -1 : static_cast<int>(page));
    m_pages->setCurrentWidget(widget);
    if (widget == m_firstRun) {
        m_firstRun->showChoices(m_context.session->isOpen());
    } else {
        widget->setFocus();
    }
    notePlace();
}

ReviewPage* MainWindow::reviewPage()
{
    if (!m_review) {
        m_review = new ReviewPage(m_context, m_pages);
        m_review->setObjectName(QStringLiteral("reviewPage"));
        m_pages->addWidget(m_review);
        connect(m_review, &ReviewPage::makePairsRequested, this, &MainWindow::makePairs);
        connect(m_review, &ReviewPage::writeTextsRequested, this, [this]() { writeTexts({}); });
        connect(m_review, &ReviewPage::importRequested, this, &MainWindow::importInto);
        connect(m_review, &ReviewPage::pairShown, this, &MainWindow::notePlace);
    }
    return m_review;
}

BrowsePage* MainWindow::browsePage()
{
    if (!m_browse) {
        m_browse = new BrowsePage(m_context, m_pages);
        m_browse->setObjectName(QStringLiteral("browsePage"));
        m_pages->addWidget(m_browse);
        connect(m_browse, &BrowsePage::reviewRequested, this,
                [this](PairId pair, const QString& where) {
                    showPage(Review);
                    if (!where.isEmpty()) {
                        m_review->showQueue(where);
                    }
                    m_review->showPair(pair);
                });
        connect(m_browse, &BrowsePage::makePairsRequested, this, &MainWindow::makePairs);
        connect(m_browse, &BrowsePage::writeTextsRequested, this, &MainWindow::writeTexts);
        connect(m_browse, &BrowsePage::importRequested, this, &MainWindow::importInto);
        connect(m_browse, &BrowsePage::queryRequested, this, [this](const ImageView& image) {
            showPage(Query);
            m_query->startFrom(image);
        });
        connect(m_browse, &BrowsePage::pairQueryRequested, this, &MainWindow::queryPair);
    }
    return m_browse;
}

QueryPage* MainWindow::queryPage()
{
    if (!m_query) {
        m_query = new QueryPage(m_context, m_pages);
        m_pages->addWidget(m_query);
        connect(m_query, &QueryPage::importRequested, this, &MainWindow::importInto);
        connect(m_query, &QueryPage::browseRequested, this, [this](const QString& where) {
            showPage(Browse);
            m_browse->view()->setFilter(where);
        });
    }
    return m_query;
}

// The pair that Review shows.
void MainWindow::queryShownPair()
{
    if (!m_context.session->isOpen() || !m_review || !m_review->shownPair().valid()) {
        return;
    }
    m_context.session->read<std::vector<PairView>>(
        this, 0,
        [pair = m_review->shownPair(),
         view = m_context.session->viewFor()](workflow::Project& project) {
            const std::vector<PairId> ids{pair};
            return workflow::fetchPairs(project, ids, view);
        },
        [this](const Result<std::vector<PairView>>& pairs) {
            if (pairs && !pairs->empty()) {
                queryPair(pairs->front());
            }
        });
}

// The pair's question as a query: its reference, its forward text, its target as the known one.
void MainWindow::queryPair(const PairView& pair)
{
    showPage(Query);
    m_query->startFrom(pair);
}

ExchangePage* MainWindow::exchangePage()
{
    if (!m_exchange) {
        m_exchange = new ExchangePage(m_context, m_pages);
        m_pages->addWidget(m_exchange);
        connect(m_exchange, &ExchangePage::imported, this,
                [this](const QString& summary, bool pairsMissing) {
                    if (pairsMissing) {
                        m_banner->showNotice(summary, tr("Make pairs…"), [this]() { makePairs(); });
                    } else {
                        m_banner->showNotice(summary, tr("Review"), [this]() { showPage(Review); });
                    }
                });
        connect(m_exchange, &ExchangePage::exported, m_banner,
                [this](const QString& summary) { m_banner->showNotice(summary); });
    }
    return m_exchange;
}

void MainWindow::makePairs()
{
    if (!m_context.session->isOpen()) {
        return;
    }
    if (!m_makePairs) {
        m_makePairs = new MakePairsPanel(m_context, m_area);
        connect(m_makePairs, &MakePairsPanel::made, this, [this](const QString& summary) {
            m_banner->showNotice(summary, tr("Write texts…"), [this]() { writeTexts({}); });
        });
        connect(m_makePairs, &MakePairsPanel::failed, m_banner,
                [this](const Error& error) { m_banner->showError(error); });
    }
    m_makePairs->openFresh();
}

void MainWindow::writeTexts(const QString& where)
{
    if (!m_context.session->isOpen()) {
        return;
    }
    if (!m_writeTexts) {
        m_writeTexts = new WriteTextsPanel(m_context, m_area);
        connect(m_writeTexts, &WriteTextsPanel::written, this, [this](const QString& summary) {
            m_banner->showNotice(summary, tr("Review"), [this]() { showPage(Review); });
        });
        connect(m_writeTexts, &WriteTextsPanel::failed, m_banner,
                [this](const Error& error) { m_banner->showError(error); });
    }
    m_writeTexts->openFor(where);
}

void MainWindow::importInto()
{
    showExchange(ExchangePage::Side::Import);
}

// The side first: the page would build another one when shown.
void MainWindow::showExchange(ExchangePage::Side side)
{
    if (m_context.session->isOpen()) {
        exchangePage()->showSide(side);
        showPage(Exchange);
    }
}

void MainWindow::takePath(const QString& path)
{
    const QFileInfo file(path);
    const auto kind = file.isDir() ? workflow::ImportKind::Folder : workflow::ImportKind::Catalogue;
    if (file.suffix() == QLatin1String("triptych")) {
        Q_EMIT openRequested(path);
    } else if (m_context.session->isOpen()) {
        importInto();
        m_exchange->importFrom(kind, path);
    } else {
        showPage(FirstRun);
        m_firstRun->newFrom(kind, path);
    }
}

void MainWindow::retitle()
{
    setWindowTitle(m_context.session->isOpen()
                       ? tr("%1 — Triptych").arg(QFileInfo(m_context.session->path()).fileName())
                       : tr("Triptych"));
}

void MainWindow::raiseWindow()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_closed) {
        event->accept();
        return;
    }
    // Nothing is asked and nothing is lost: the window goes, the work reaches the disk, then the
    // end.
    event->ignore();
    if (!m_closing) {
        leaveProject([this]() {
            m_closing = true;
            m_context.settings->setValue(SettingKey::Geometry, saveGeometry());
            m_context.settings->writeNow(); // they wait for the disk where nobody waits for them
            hide();
            m_context.session->close();
        });
    }
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    takePath(event->mimeData()->urls().front().toLocalFile());
    event->acceptProposedAction();
}

} // namespace triptych::ui
