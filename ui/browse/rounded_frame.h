// SPDX-License-Identifier: GPL-3.0-or-later
// A panel with round corners and a one-pixel line, painted: its line changes colour without a style
// sheet being read again.
#pragma once

#include <QWidget>

namespace triptych::ui {

class RoundedFrame final : public QWidget
{
    Q_OBJECT
public:
    enum class Line
    {
        Quiet,
        Focus,
        Wrong
    };

    explicit RoundedFrame(QWidget* parent = nullptr)
        : QWidget(parent)
    {}
    void setLine(Line line);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Line m_line = Line::Quiet;
};

} // namespace triptych::ui
