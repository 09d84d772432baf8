// SPDX-License-Identifier: GPL-3.0-or-later
// A second text and how much it counts: below the fields, once it is asked for or there is one.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace triptych::ui {

class QueryDesk;
class ShareSlider;

class SecondText final : public QWidget
{
    Q_OBJECT
public:
    SecondText(QueryDesk& desk, QWidget* parent);
    [[nodiscard]] QLineEdit* field() const { return m_text; }
    void begin(); // shown, with the focus in it
    void leave(); // empty and hidden

Q_SIGNALS:
    void shown(bool there);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh(); // what the desk holds
    void refreshWeight();
    void retranslate();

    QueryDesk& m_desk;
    QLineEdit* m_text;
    QLabel* m_words;
    ShareSlider* m_weight;
    QPushButton* m_clear;
    bool m_begun = false;
};

} // namespace triptych::ui
