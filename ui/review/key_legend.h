// SPDX-License-Identifier: GPL-3.0-or-later
// The keys: one quiet line under the texts, and all of them over the page on "?".
#pragma once

#include "ui/review/key_map.h"

#include <QWidget>

#include <vector>

namespace triptych::ui {

class KeyHint;

// As many of the most used keys as fit, centred; the last one always opens the rest. While a text
// is edited it shows that field's keys instead.
class KeyLegend final : public QWidget
{
    Q_OBJECT
public:
    explicit KeyLegend(const KeyMap& keys, QWidget* parent = nullptr);
    void setEditing(bool editing);
    void refresh(); // the map says something else now
    [[nodiscard]] QSize sizeHint() const override { return {400, 28}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {100, 28}; }

Q_SIGNALS:
    void triggered(triptych::ui::ReviewAction action);
    void acceptEditRequested();
    void leaveEditRequested();
    void revertEditRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void arrange();

    const KeyMap& m_keys;
    std::vector<KeyHint*> m_hints;
    std::vector<KeyHint*> m_editHints;
    bool m_editing = false;
};

// All keys of the map as it is when painted, with a sentence each. Any key or click closes it; the
// key is not acted on.
class KeyOverlay final : public QWidget
{
    Q_OBJECT
public:
    KeyOverlay(const KeyMap& keys, QWidget* parent);
    void open(); // over its parent

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Line
    {
        QStringList keys;
        QString sentence;
    };
    void closeNow();
    [[nodiscard]] std::vector<Line> lines() const;
    void paintLine(QPainter& painter, const QRect& room, int keysWidth, const Line& line) const;

    const KeyMap& m_keys;
};

} // namespace triptych::ui
