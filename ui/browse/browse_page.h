// SPDX-License-Identifier: GPL-3.0-or-later
// The Browse page of the shell: BrowseView bound to the open project, with the filter and order
// kept between starts and named views.
#pragma once

#include "core/base/ids.h"
#include "core/domain/views.h"
#include "ui/page_context.h"

#include <QWidget>

#include <memory>

namespace triptych::ui {

class BrowseView;
class SavedViews;
class SessionBrowseData;

class BrowsePage final : public QWidget
{
    Q_OBJECT
public:
    // What `context` points to must outlive the page.
    explicit BrowsePage(const PageContext& context, QWidget* parent = nullptr);
    ~BrowsePage() override;

    [[nodiscard]] BrowseView* view() const { return m_view; }

Q_SIGNALS:
    void reviewRequested(triptych::PairId pair, const QString& where);
    void makePairsRequested();
    void writeTextsRequested(const QString& where);
    void importRequested();
    void queryRequested(const triptych::ImageView& image);
    void pairQueryRequested(const triptych::PairView& pair);

private:
    void start();
    void keepView();

    PageContext m_context;
    std::unique_ptr<SessionBrowseData> m_data;
    BrowseView* m_view;
    SavedViews* m_saved = nullptr;
};

} // namespace triptych::ui
