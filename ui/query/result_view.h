// SPDX-License-Identifier: GPL-3.0-or-later
// The grid of results: cards share the width; Return makes one the reference, R and W judge it,
// Space shows it large. More are asked for when the end comes into sight.
#pragma once

#include "ui/browse/card_grid_view.h"

namespace triptych::ui {

class ResultModel;

class ResultView final : public CardGridView
{
    Q_OBJECT
public:
    static constexpr int kCardWidth = 164; // at least

    explicit ResultView(ResultModel& model, QWidget* parent = nullptr);

Q_SIGNALS:
    void referenceWanted(int row);
    void rightMarked(int row);
    void wrongMarked(int row);
    void largeWanted(int row);
    void endInSight();
    void leftUpwards(); // the key up in the first line

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyboardSearch(const QString& /*text*/) override {} // letters are keys here

private:
    void watchEnd();
};

} // namespace triptych::ui
