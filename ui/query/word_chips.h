// SPDX-License-Identifier: GPL-3.0-or-later
// The words that the program understood in a query: wanted ones with a plus, unwanted ones with a
// minus, in one line; those that do not fit are counted.
#pragma once

#include <QStringList>
#include <QWidget>

namespace triptych::ui {

class WordChips final : public QWidget
{
    Q_OBJECT
public:
    explicit WordChips(QWidget* parent);
    void setWords(const QStringList& wanted, const QStringList& unwanted);
    [[nodiscard]] bool isEmpty() const { return m_wanted.isEmpty() && m_unwanted.isEmpty(); }
    [[nodiscard]] QSize sizeHint() const override { return {200, 26}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {80, 26}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void describe();

    QStringList m_wanted;
    QStringList m_unwanted;
};

} // namespace triptych::ui
