// SPDX-License-Identifier: GPL-3.0-or-later
// The panel at the right of the images: history, guidelines, attributes, pace, reasons; one at a
// time. It never takes the focus by itself, Tab reaches it, and the page's keys go through it to
// the page but in its text fields. Contents scroll inside.
#pragma once

#include <QFrame>

#include <array>
#include <optional>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace triptych::ui {

class AttributesView;
class GuidelinesView;
class HistoryView;
class PaceView;
class ReasonsEditor;

enum class Side
{
    None,
    History,
    Guidelines,
    Attributes,
    Pace,
    Reasons
};
inline constexpr int kSides = 6;

// "history" … as SettingKey::ReviewSide keeps it; "" for None. An unknown word is None.
QString sideName(Side side);
Side sideFrom(const QString& name);

class SidePanel final : public QFrame
{
    Q_OBJECT
public:
    static constexpr int kLeast = 320;
    static constexpr int kMost = 360;

    explicit SidePanel(QWidget* parent = nullptr); // closed
    // Shows the side; None closes the panel. The focus stays where it is, unless it would vanish:
    // then left() is emitted.
    void open(Side side);
    void toggle(Side side) { open(side == m_side ? Side::None : side); }
    [[nodiscard]] Side side() const { return m_side; }

    // They live as long as the panel; filled only while shown, as the page likes.
    [[nodiscard]] HistoryView& history() { return *m_history; }
    [[nodiscard]] GuidelinesView& guidelines() { return *m_guidelines; }
    [[nodiscard]] AttributesView& attributes() { return *m_attributes; }
    [[nodiscard]] PaceView& pace() { return *m_pace; }
    [[nodiscard]] ReasonsEditor& reasons() { return *m_reasons; }

    [[nodiscard]] QSize sizeHint() const override { return {340, 400}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {kLeast, 160}; }

Q_SIGNALS:
    void sideChanged(triptych::ui::Side side);
    // The person is done here (Esc, or the panel closed under the focus): the page takes the focus.
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void addTab(Side side, QWidget* view, const QString& icon);
    void retranslate();
    void refreshIcons();

    Side m_side = Side::None;
    QLabel* m_title = nullptr;
    QToolButton* m_close = nullptr;
    QStackedWidget* m_stack = nullptr;
    std::array<QToolButton*, kSides> m_tabs{};
    HistoryView* m_history = nullptr;
    GuidelinesView* m_guidelines = nullptr;
    AttributesView* m_attributes = nullptr;
    PaceView* m_pace = nullptr;
    ReasonsEditor* m_reasons = nullptr;
};

} // namespace triptych::ui
