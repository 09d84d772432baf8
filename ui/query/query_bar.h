// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked in words, by which method and among what.
#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace triptych::ui {

class QueryDesk;

class QueryBar final : public QWidget
{
    Q_OBJECT
public:
    explicit QueryBar(QueryDesk& desk, QWidget* parent);
    void focusText();

Q_SIGNALS:
    void downWanted();  // to the results
    void pastedImage(); // Ctrl+V with an image on the clipboard

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void connectParts();
    void retranslate();
    void refresh(); // what the desk holds
    void fillMethods();
    void fillCategories();

    QueryDesk& m_desk;
    QLineEdit* m_text;
    QLineEdit* m_without;
    QComboBox* m_method;
    QComboBox* m_category;
};

} // namespace triptych::ui
