// SPDX-License-Identifier: GPL-3.0-or-later
// Query on the open project.
#include "ui/query/query_page.h"

#include "ui/convert.h"
#include "ui/jobs/project_session.h"
#include "ui/query/query_view.h"
#include "ui/query/session_query_backend.h"
#include "ui/theme/icons.h"

#include <QVBoxLayout>

namespace triptych::ui {

QueryPage::QueryPage(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_backend(std::make_unique<SessionQueryBackend>(context))
    , m_view(new QueryView(*m_backend, context.images, context.settings, this))
{
    setObjectName(QStringLiteral("queryPage"));
    readyForSlowLoader(); // before the compute lane opens LibTorch
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    setFocusProxy(m_view);
    connect(m_view, &QueryView::browseRequested, this, &QueryPage::browseRequested);
    connect(m_view, &QueryView::importRequested, this, &QueryPage::importRequested);
}

QueryPage::~QueryPage()
{
    delete m_view; // before m_backend, which it uses
}

void QueryPage::take(const QMimeData& mime)
{
    m_view->bring(mime);
}

void QueryPage::startFrom(const ImageView& image)
{
    m_view->desk().begin(sourceOf(image), QString(), std::nullopt);
}

void QueryPage::startFrom(const PairView& pair)
{
    const auto* forward = pair.find(Direction::Forward, fromQString(m_context.session->language()));
    const QString text = forward && forward->text ? toQString(forward->text->body) : QString();
    m_view->desk().begin(sourceOf(pair.reference), text, pair.target.name);
}

} // namespace triptych::ui
