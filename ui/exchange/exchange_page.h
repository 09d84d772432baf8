// SPDX-License-Identifier: GPL-3.0-or-later
// Exchange: import, export and backup, each a panel with its preview, progress and report.
#pragma once

#include "core/workflow/import.h"
#include "ui/page_context.h"

#include <QWidget>

#include <array>

class QLabel;
class QStackedWidget;

namespace triptych::ui {

class ImportPanel;
class Segments;

class ExchangePage final : public QWidget
{
    Q_OBJECT
public:
    enum class Side
    {
        Import,
        Export,
        Backup
    };

    ExchangePage(const PageContext& context, QWidget* parent);
    void showSide(Side side);
    void importFrom(workflow::ImportKind kind, const QString& path);

Q_SIGNALS:
    void imported(const QString& summary, bool pairsMissing);
    void exported(const QString& summary, const QString& folder);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    void makeSide();

    PageContext m_context;

    QLabel* m_title = nullptr;
    QLabel* m_subtitle = nullptr;
    Segments* m_segments = nullptr;
    QStackedWidget* m_sides = nullptr;
    std::array<QWidget*, 3> m_made{}; // by Side; null until first shown
    ImportPanel* m_import = nullptr;
};

} // namespace triptych::ui
