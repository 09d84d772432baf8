// SPDX-License-Identifier: GPL-3.0-or-later
// A segmented switch: a few words side by side, one of them chosen. Arrow keys move the choice.
#pragma once

#include <QStringList>
#include <QWidget>

namespace triptych::ui {

class Segments final : public QWidget
{
    Q_OBJECT
public:
    // Object names of the segments: `name` + number.
    Segments(const QString& name, int count, QWidget* parent);
    void setWords(const QStringList& words);
    void setCurrent(int index);
    [[nodiscard]] int current() const { return m_current; }

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_current = 0;
};

} // namespace triptych::ui
