// SPDX-License-Identifier: GPL-3.0-or-later
// The quiet list of earlier wordings under (or above) a field. Never takes the focus; the field's
// keys move in it (FieldCompletion).
#pragma once

#include <QFrame>
#include <QString>

#include <vector>

class QLabel;
class QListWidget;

namespace triptych::ui {

class CompletionList final : public QFrame
{
    Q_OBJECT
public:
    static constexpr int kMostRows = 6;

    explicit CompletionList(QWidget* window);

    void setWordings(const std::vector<QString>& wordings);
    // Under `row`, in line with `field`, with as many rows as there is room for; above it where
    // there is room for fewer than three.
    void showAt(const QWidget& row, const QWidget& field);
    void step(int by);                    // chooses the next or previous, around
    [[nodiscard]] int current() const;    // -1: none chosen
    [[nodiscard]] QString chosen() const; // the chosen one, else the first
    [[nodiscard]] int count() const;

Q_SIGNALS:
    void taken(const QString& wording); // with the mouse

protected:
    void changeEvent(QEvent* event) override;

private:
    void restyle();
    void retranslate();
    [[nodiscard]] int rowHeight() const;

    QListWidget* m_list;
    QLabel* m_keys;
};

} // namespace triptych::ui
