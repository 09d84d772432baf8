// SPDX-License-Identifier: GPL-3.0-or-later
// Write texts…: the generator, the language, for which pairs, how many, and the job.
#pragma once

#include "core/workflow/make.h"
#include "ui/page_context.h"
#include "ui/shell/pop_panel.h"

#include <QTimer>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace triptych::ui {

class WriteTextsPanel final : public PopPanel
{
    Q_OBJECT
public:
    WriteTextsPanel(const PageContext& context, QWidget* over);
    // `where`: the filter to begin with; empty = slots without a text of this generator and
    // version.
    void openFor(const QString& where);

Q_SIGNALS:
    void written(const QString& summary);
    void failed(const triptych::Error& error);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void count();
    void start();
    [[nodiscard]] workflow::GenerateRequest request() const;

    PageContext m_context;
    QTimer m_soon;
    QFormLayout* m_form = nullptr;
    QComboBox* m_generator = nullptr;
    QComboBox* m_language = nullptr;
    QLineEdit* m_where = nullptr;
    QSpinBox* m_seed = nullptr;
    QLabel* m_count = nullptr;
    QPushButton* m_start = nullptr;
};

} // namespace triptych::ui
