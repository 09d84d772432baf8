// SPDX-License-Identifier: GPL-3.0-or-later
// After a rejection: the project's reasons with their digits. Optional, blocks nothing, goes with
// the next verdict.
#pragma once

#include "core/workflow/reasons.h"
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

    // The project's reasons in order of their digits, at most nine; the program's own until given.
    void setReasonList(const std::vector<workflow::Reason>& list);
    // `chosen`: ids. `directions`: how many were rejected together.
    void setReasons(const std::vector<std::string>& chosen, int directions);
    [[nodiscard]] QStringList chosenWords() const;

Q_SIGNALS:
    void toggled(int index); // 0 … 8, of the list
    void editRequested();    // the list itself

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    [[nodiscard]] QSize sizeFor(int width) const override;

private:
    void retranslate();
    void layOut();
    int arrange(int width, int top, bool apply) const; // height of all lines

    std::vector<workflow::Reason> m_list;
    std::vector<std::string> m_chosen;
    QLabel* m_title = nullptr;
    std::vector<KeyHint*> m_hints; // nine; those without a reason are hidden
    class EditButton;
    EditButton* m_edit = nullptr;
    int m_directions = 1;
};

} // namespace triptych::ui
