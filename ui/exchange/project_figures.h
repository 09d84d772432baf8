// SPDX-License-Identifier: GPL-3.0-or-later
// What is in the project now, in figures: images, pairs, and the states of forward and reverse
// texts as a bar. Kept up to date while it is visible.
#pragma once

#include "core/domain/views.h"
#include "ui/page_context.h"

#include <QWidget>

namespace triptych::ui {

class ProjectFigures final : public QWidget
{
    Q_OBJECT
public:
    ProjectFigures(const PageContext& context, QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void ask();
    // A figure with its word and a note under it; returns where the next may begin.
    int paintFigure(QPainter& painter, int x, std::int64_t count, const QString& word,
                    const QString& note) const;
    void paintStates(QPainter& painter, const QRect& area, const QString& word,
                     const StateCounts& counts) const;

    PageContext m_context;
    ProjectStats m_stats;
};

} // namespace triptych::ui
