// SPDX-License-Identifier: GPL-3.0-or-later
// The table action → keys, where a key is bound by pressing it. Everything works without a mouse:
// ↑ ↓ choose an action, Enter waits for its new key, Esc leaves it as it was.
#pragma once

#include "ui/review/key_map_keeper.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QFrame;
class QKeyEvent;
class QLabel;
class QPushButton;
class QTableWidget;

namespace triptych::ui {

class KeyMapEditor final : public QWidget
{
    Q_OBJECT
public:
    // The keeper outlives the editor.
    explicit KeyMapEditor(KeyMapKeeper& keys, QWidget* parent = nullptr);
    // "Accept the marked text", "Reason 3 for the last rejection": one line of the table.
    static QString actionTitle(ReviewAction action);

Q_SIGNALS:
    void legendRequested(); // the page to print; see key_legend_page.h

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    void buildTop();
    void buildButtons();
    void buildConflict();
    void retranslate();
    void fill();
    void fillRow(int row);
    [[nodiscard]] ReviewAction current() const;
    void wait(bool adds); // for a key of the current action
    void stopWaiting();
    void take(const QKeyEvent& event);
    void bind(KeyStroke stroke);
    void askAbout(KeyStroke stroke, ReviewAction owner);
    void closeConflict(bool taken);
    void say(const QString& text);

    KeyMapKeeper& m_keys;
    bool m_waiting = false;
    bool m_adds = false; // a further key, not another one
    std::optional<KeyStroke> m_asked;
    QComboBox* m_preset = nullptr;
    QCheckBox* m_single = nullptr;
    QLabel* m_presetLabel = nullptr;
    QLabel* m_singleAbout = nullptr;
    QTableWidget* m_table = nullptr;
    QFrame* m_conflict = nullptr;
    QLabel* m_conflictText = nullptr;
    QPushButton* m_take = nullptr;
    QPushButton* m_keep = nullptr;
    QLabel* m_said = nullptr;
    QPushButton* m_change = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_reset = nullptr;
    QPushButton* m_resetAll = nullptr;
    QPushButton* m_legend = nullptr;
};

} // namespace triptych::ui
