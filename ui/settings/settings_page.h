// SPDX-License-Identifier: GPL-3.0-or-later
// The person's settings as a page of the window. Each change counts at once; there is no OK.
#pragma once

#include "ui/page_context.h"
#include "ui/review/key_map_keeper.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QToolButton;

namespace triptych::ui {

class BackupKeeper;
class KeyMapEditor;
class Segments;
class SettingForm;

class SettingsPage final : public QWidget
{
    Q_OBJECT
public:
    enum class Section
    {
        General,
        Review,
        Keys,
        Backups
    };

    SettingsPage(const PageContext& context, BackupKeeper& backups, QWidget* parent);
    void showSection(Section section);
    void focusFirst(); // on the choice of the section

Q_SIGNALS:
    void closeRequested();      // Esc, or the cross
    void reasonsRequested();    // edit the project's reasons for rejection; a project is open
    void guidelinesRequested(); // show or edit the project's guidelines; a project is open

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildGeneral();
    QWidget* buildReview();
    QWidget* buildKeys();
    void buildReviewer();
    void retranslate();
    void retranslateReview();
    void showReviewer();
    void keepReviewer();
    void saveLegend();
    void allowProject();

    PageContext m_context;
    KeyMapKeeper m_keys;
    QLabel* m_title = nullptr;
    Segments* m_segments = nullptr;
    QToolButton* m_close = nullptr;
    QStackedWidget* m_sections = nullptr;
    // General
    SettingForm* m_general = nullptr;
    QComboBox* m_theme = nullptr;
    QComboBox* m_language = nullptr;
    QWidget* m_reviewerBox = nullptr;
    QLineEdit* m_reviewer = nullptr;
    QLabel* m_reviewerWrong = nullptr;
    QSpinBox* m_cache = nullptr;
    // Review
    SettingForm* m_review = nullptr;
    QCheckBox* m_evidence = nullptr;
    QCheckBox* m_bothOrders = nullptr;
    QCheckBox* m_blind = nullptr;
    QCheckBox* m_fast = nullptr;
    QCheckBox* m_spelling = nullptr;
    QLabel* m_projectTitle = nullptr;
    QPushButton* m_reasons = nullptr;
    QPushButton* m_guidelines = nullptr;
    // Keys
    KeyMapEditor* m_editor = nullptr;
    QLabel* m_legendSaid = nullptr;
};

} // namespace triptych::ui
