// SPDX-License-Identifier: GPL-3.0-or-later
// Export: format, filter, folder; how many triplets and which rows before anything is written.
#pragma once

#include "core/workflow/exchange.h"
#include "ui/page_context.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace triptych::ui {

class FileField;
class ReportView;
class RowsTable;

class ExportPanel final : public QWidget
{
    Q_OBJECT
public:
    ExportPanel(const PageContext& context, QWidget* parent);
    void setWhere(const QString& where);

Q_SIGNALS:
    void exported(const QString& summary, const QString& folder);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void retranslate();
    void ask();
    void showPreview(const Result<workflow::ExportPreview>& preview);
    void start();
    void refresh();
    [[nodiscard]] workflow::ExportRequest request() const;

    PageContext m_context;
    bool m_busy = false;
    bool m_valid = false;
    std::int64_t m_count = 0;
    QTimer m_soon;
    QFormLayout* m_form = nullptr;
    QComboBox* m_kind = nullptr;
    FileField* m_folder = nullptr;
    QLineEdit* m_where = nullptr;
    QComboBox* m_images = nullptr;
    QSpinBox* m_pixels = nullptr;
    QCheckBox* m_reverse = nullptr;
    QCheckBox* m_released = nullptr;
    QLabel* m_found = nullptr;
    RowsTable* m_rows = nullptr;
    QPushButton* m_start = nullptr;
    ReportView* m_report = nullptr;
};

} // namespace triptych::ui
