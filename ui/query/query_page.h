// SPDX-License-Identifier: GPL-3.0-or-later
// The Query page of the shell: QueryView bound to the open project.
#pragma once

#include "core/domain/views.h"
#include "ui/page_context.h"

#include <QWidget>

#include <memory>

class QMimeData;

namespace triptych::ui {

class QueryView;
class SessionQueryBackend;

class QueryPage final : public QWidget
{
    Q_OBJECT
public:
    // What `context` points to must outlive the page.
    explicit QueryPage(const PageContext& context, QWidget* parent = nullptr);
    ~QueryPage() override;

    // “More like this”: starts from an image of the project.
    void startFrom(const ImageView& image);
    // From a pair: its reference, its forward text, and its target as the known one.
    void startFrom(const PairView& pair);
    void take(const QMimeData& mime); // dropped for this page
    [[nodiscard]] QueryView* view() const { return m_view; }

Q_SIGNALS:
    void browseRequested(const QString& where);
    void importRequested();

private:
    PageContext m_context;
    std::unique_ptr<SessionQueryBackend> m_backend;
    QueryView* m_view;
};

} // namespace triptych::ui
