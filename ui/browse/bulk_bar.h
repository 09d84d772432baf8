// SPDX-License-Identifier: GPL-3.0-or-later
// One line above the rows for what is done to many pairs at once: what is selected, then how many
// texts would change, then what has changed, with one undo. Never a dialog. Knows no data.
#pragma once

#include <QWidget>

#include <cstdint>
#include <utility>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace triptych::ui {

enum class BulkAct
{
    AcceptForward,
    AcceptBoth,
    RejectForward,
    RejectBoth,
    Exclude
};

class BulkBar final : public QWidget
{
    Q_OBJECT
public:
    enum class Phase
    {
        Hidden,
        Selected,
        Counting,
        Confirm,
        Working,
        Done,
        Notice
    };

    explicit BulkBar(QWidget* parent = nullptr);

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] QString text() const;
    void clear();
    void showSelected(std::int64_t pairs, bool all);
    void showCounting();
    // `affected`: texts, or pairs for Exclude. 0: nothing to apply, and that is said.
    void showConfirm(BulkAct act, std::int64_t affected, std::int64_t leftAlone);
    void showWorking();
    void showDone(BulkAct act, std::int64_t affected);
    void showUndone();
    void showFailed(const QString& line);

Q_SIGNALS:
    void chosen(triptych::ui::BulkAct act);
    void applied();
    void undoWanted();
    void dismissed();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void enter(Phase phase, const QString& text);
    void retranslate();
    QPushButton* addButton(const char* name);

    Phase m_phase = Phase::Hidden;
    QLabel* m_text;
    std::vector<std::pair<BulkAct, QPushButton*>> m_acts;
    QPushButton* m_apply;
    QPushButton* m_undo;
    QPushButton* m_cancel;
    QHBoxLayout* m_line;
};

// "accepted" and so on, for what was done with `affected` texts or pairs.
QString bulkDone(BulkAct act, std::int64_t affected);

} // namespace triptych::ui
