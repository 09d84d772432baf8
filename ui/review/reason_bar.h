// SPDX-License-Identifier: GPL-3.0-or-later
// After a rejection: the nine reasons with their digits. Optional, blocks nothing, goes with the
// next verdict.
#pragma once

#include "ui/review/floating_card.h"

#include <QStringList>

#include <string>
#include <vector>

class QLabel;

namespace triptych::ui {

class KeyHint;

class ReasonBar final : public FloatingCard
{
    Q_OBJECT
public:
    ReasonBar(QWidget* page, QWidget* anchor);

    // `directions`: how many were rejected together.
    void setReasons(const std::vector<std::string>& chosen, int directions);
    [[nodiscard]] QStringList chosenWords() const;

Q_SIGNALS:
    void toggled(int index); // 0 … 8

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    [[nodiscard]] QSize sizeFor(int width) const override;

private:
    void retranslate();
    int arrange(int width, int top, bool apply) const; // height of all lines

    QLabel* m_title = nullptr;
    std::vector<KeyHint*> m_hints;
    int m_directions = 1;
};

} // namespace triptych::ui
