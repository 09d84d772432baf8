// SPDX-License-Identifier: GPL-3.0-or-later
// The views of a pair as small buttons, for those who use the mouse: one is down; blink stands
// apart and is down while it blinks. Reached by Tab, pressed by Return; every other key goes on to
// the page. Object names of the buttons: viewSideBySide, viewSwipe, viewDifference, viewRoundTrip,
// viewBlink.
#pragma once

#include "ui/review/view_mode.h"

#include <QWidget>

#include <array>

namespace triptych::ui {

class SegmentButton;

class ViewSwitch final : public QWidget
{
    Q_OBJECT
public:
    explicit ViewSwitch(QWidget* parent = nullptr);

    // What is on; emits nothing.
    void setMode(ViewMode mode);
    void setBlinking(bool blinking);
    // Shown in the tool tips behind the names, e.g. "V" and "B"; empty: none.
    void setKeys(const QString& cycle, const QString& blink);

Q_SIGNALS:
    void modeChosen(triptych::ui::ViewMode mode);
    void blinkToggled();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    std::array<SegmentButton*, kViewModes.size()> m_modes{};
    SegmentButton* m_blink = nullptr;
    QString m_cycleKey;
    QString m_blinkKey;
};

} // namespace triptych::ui
