// SPDX-License-Identifier: GPL-3.0-or-later
// How it goes, in calm figures: done, left, today, rate, time left, time per decision, accept rate;
// under them the project's texts by state. What is unknown is said to be.
#pragma once

#include "core/domain/views.h"
#include "core/workflow/decide.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace triptych::ui {

class ProgressLine;

class PaceView final : public QWidget
{
    Q_OBJECT
public:
    explicit PaceView(QWidget* parent = nullptr);
    void setPace(const workflow::Pace& pace, const StateCounts& counts);

protected:
    void changeEvent(QEvent* event) override;

private:
    void addRow(QGridLayout& grid, const char* name);
    void retranslate();
    void refresh();

    workflow::Pace m_pace;
    StateCounts m_counts;
    bool m_known = false;
    ProgressLine* m_line = nullptr;
    QLabel* m_lineTitle = nullptr;
    QLabel* m_footnote = nullptr;
    std::vector<QLabel*> m_titles;
    std::vector<QLabel*> m_values;
};

} // namespace triptych::ui
