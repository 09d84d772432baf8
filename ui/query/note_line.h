// SPDX-License-Identifier: GPL-3.0-or-later
// One quiet sentence and, where something can be done about it, one thing to do.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace triptych::ui {

class NoteLine final : public QWidget
{
    Q_OBJECT
public:
    // `name` is the object name; the label's is name + "Text", the buttons' name + "Act" and
    // name + "Other".
    NoteLine(const QString& name, const QString& icon, QWidget* parent);
    // Empty `text`: nothing is shown. Empty `act`: nothing can be done. `other`: a second way.
    void setNote(const QString& text, const QString& act = {}, const QString& other = {});
    void setWarning(bool warning);

Q_SIGNALS:
    void acted();
    void otherActed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void drawIcon();

    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_act;
    QPushButton* m_other;
    bool m_warning = false;
};

} // namespace triptych::ui
