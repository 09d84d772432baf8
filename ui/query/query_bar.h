// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked in words, by which method and among what.
#pragma once

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QToolButton;

namespace triptych::ui {

class QueryDesk;
class SecondText;

class QueryBar final : public QWidget
{
    Q_OBJECT
public:
    explicit QueryBar(QueryDesk& desk, QWidget* parent);
    void focusText();
    void chooseMethods(const QString& methods); // as methodsChosen() tells them; others: nothing

Q_SIGNALS:
    void methodsChosen(const QString& methods); // "aligned", "aligned/fusion"
    void downWanted();                          // to the results
    void pastedImage();                         // Ctrl+V with an image on the clipboard

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void arrange(bool narrow);
    void connectParts();
    void retranslate();
    void refresh(); // what the desk holds
    void fillMethods();
    void fillCategories();

    QueryDesk& m_desk;
    QGridLayout* m_grid = nullptr;
    QLineEdit* m_text;
    QLineEdit* m_without;
    QToolButton* m_more;
    QComboBox* m_method;
    QComboBox* m_category;
    SecondText* m_second;
    bool m_narrow = false;
};

} // namespace triptych::ui
