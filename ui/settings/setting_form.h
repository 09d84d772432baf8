// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of controls that show a setting and change it at once; they follow when it changes
// elsewhere.
#pragma once

#include "ui/settings/settings.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QSpinBox;

namespace triptych::ui {

class SettingForm final : public QWidget
{
    Q_OBJECT
public:
    explicit SettingForm(Settings& settings, QWidget* parent);
    // `name`: object name of the control. Choices are those of the settings' table, in its order.
    QComboBox* addChoice(SettingKey key, const QString& name);
    QCheckBox* addSwitch(SettingKey key, const QString& name);
    QSpinBox* addNumber(SettingKey key, const QString& name);
    void addControl(QWidget* control);
    // Over the whole width.
    void addWide(QWidget* widget);
    // The title is also the accessible name; `about` may be empty.
    void setWords(QWidget* control, const QString& title, const QString& about);

private:
    struct Row
    {
        QWidget* control = nullptr;
        QLabel* title = nullptr;
        QLabel* about = nullptr;
    };
    void follow(SettingKey key, QWidget* control, std::function<void()> show);

    Settings& m_settings;
    QGridLayout* m_grid = nullptr;
    std::vector<Row> m_rows;
};

} // namespace triptych::ui
