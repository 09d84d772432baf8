// SPDX-License-Identifier: GPL-3.0-or-later
// The strip at the foot: saved state, the running job with its rate and time left, the reviewer's
// name (changed in place), the project's file name.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedLayout;

namespace triptych::ui {

class ProjectSession;
class Settings;

class StatusStrip final : public QWidget
{
    Q_OBJECT
public:
    StatusStrip(ProjectSession& session, Settings& settings, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Saved
    {
        Nothing,
        Saving,
        Saved,
        Failed
    };

    void build();
    void connectSession();
    void retranslate();
    void setSaved(Saved saved);
    void showJobs();
    void pauseOrResume();
    void editReviewer();
    void keepReviewer();
    void leaveReviewer();
    void showWrong(bool wrong);

    ProjectSession& m_session;
    Settings& m_settings;
    Saved m_saved = Saved::Nothing;
    QLabel* m_dot = nullptr;
    QLabel* m_savedWord = nullptr;
    QLabel* m_job = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_dismiss = nullptr;
    QPushButton* m_reviewer = nullptr;
    QLineEdit* m_reviewerEdit = nullptr;
    QLabel* m_reviewerWrong = nullptr;
    QLabel* m_project = nullptr;
};

} // namespace triptych::ui
