// SPDX-License-Identifier: GPL-3.0-or-later
// Make pairs…: the rule, how many it would add, and the job.
#pragma once

#include "core/workflow/make.h"
#include "ui/page_context.h"
#include "ui/shell/pop_panel.h"

class QButtonGroup;
class QCheckBox;
class QLabel;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace triptych::ui {

class MakePairsPanel final : public PopPanel
{
    Q_OBJECT
public:
    MakePairsPanel(const PageContext& context, QWidget* over);
    void openFresh();

Q_SIGNALS:
    void made(const QString& summary);
    void failed(const triptych::Error& error);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void count();
    void start();
    [[nodiscard]] workflow::MineRequest request() const;

    PageContext m_context;
    QRadioButton* m_product = nullptr;
    QRadioButton* m_similar = nullptr;
    QCheckBox* m_limited = nullptr;
    QSpinBox* m_limit = nullptr;
    QLabel* m_count = nullptr;
    QPushButton* m_start = nullptr;
};

} // namespace triptych::ui
