// SPDX-License-Identifier: GPL-3.0-or-later
// Browse on the open project.
#include "ui/browse/browse_page.h"

#include "ui/browse/browse_view.h"
#include "ui/browse/pair_table_model.h"
#include "ui/browse/saved_views.h"
#include "ui/browse/session_browse_data.h"
#include "ui/jobs/project_session.h"
#include "ui/settings/settings.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace triptych::ui {

BrowsePage::BrowsePage(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_data(std::make_unique<SessionBrowseData>(*context.session))
    , m_view(new BrowseView(*m_data, context.images, this))
{
    setObjectName(QStringLiteral("browsePage"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    setFocusProxy(m_view);
    if (m_context.settings) {
        m_saved = new SavedViews(*m_context.settings, this);
        m_view->viewsButton()->setMenu(m_saved);
        m_view->viewsButton()->setVisible(true);
        connect(m_saved, &SavedViews::chosen, this,
                [this](const QString& filter, workflow::SortKey sort, bool descending) {
                    m_view->setSort(sort, descending);
                    m_view->setFilter(filter);
                });
    }
    connect(m_view, &BrowseView::viewChanged, this, &BrowsePage::keepView);
    connect(m_view, &BrowseView::pairOpened, this, &BrowsePage::reviewRequested);
    connect(m_view, &BrowseView::makePairsRequested, this, &BrowsePage::makePairsRequested);
    connect(m_view, &BrowseView::writeTextsRequested, this, &BrowsePage::writeTextsRequested);
    connect(m_view, &BrowseView::importRequested, this, &BrowsePage::importRequested);
    connect(m_view, &BrowseView::queryRequested, this, &BrowsePage::queryRequested);
    connect(m_view, &BrowseView::pairQueryRequested, this, &BrowsePage::pairQueryRequested);
    connect(context.session, &ProjectSession::opened, this, &BrowsePage::start);
    connect(context.session, &ProjectSession::closed, m_view, &BrowseView::clear);
    connect(context.session, &ProjectSession::projectChanged, m_view, &BrowseView::projectChanged);
    if (context.session->isOpen()) {
        start();
    }
}

BrowsePage::~BrowsePage()
{
    delete m_view; // before m_data, which it uses
}

void BrowsePage::start()
{
    QString filter;
    std::pair<workflow::SortKey, bool> sort{workflow::SortKey::Natural, false};
    if (m_context.settings) {
        filter = m_context.settings->value(SettingKey::BrowseFilter).toString();
        sort = sortFromText(m_context.settings->value(SettingKey::BrowseSort).toString());
    }
    m_view->start(filter, sort.first, sort.second);
    if (m_saved) {
        m_saved->setCurrent(filter, sort.first, sort.second);
    }
}

void BrowsePage::keepView()
{
    const workflow::Snapshot& question = m_view->model()->question();
    const QString filter = m_view->filter();
    if (m_context.settings) {
        m_context.settings->setValue(SettingKey::BrowseFilter, filter);
        m_context.settings->setValue(SettingKey::BrowseSort,
                                     sortText(question.sort, question.descending));
    }
    if (m_saved) {
        m_saved->setCurrent(filter, question.sort, question.descending);
    }
}

} // namespace triptych::ui
