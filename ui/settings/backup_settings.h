// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of the automatic backups, those that are there, and one made on request.
#pragma once

#include "ui/page_context.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace triptych::ui {

class BackupKeeper;
class FileField;
class SettingForm;

class BackupSettings final : public QWidget
{
    Q_OBJECT
public:
    BackupSettings(const PageContext& context, BackupKeeper& backups, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void takeFolder(const QString& path);
    void refresh();
    void retranslate();
    void say(const QString& text, bool wrong);

    PageContext m_context;
    BackupKeeper& m_backups;
    SettingForm* m_form = nullptr;
    QSpinBox* m_hours = nullptr;
    QSpinBox* m_keep = nullptr;
    FileField* m_folder = nullptr;
    QPushButton* m_now = nullptr;
    QLabel* m_said = nullptr;
    QLabel* m_listTitle = nullptr;
    QListWidget* m_list = nullptr;
};

} // namespace triptych::ui
