// SPDX-License-Identifier: GPL-3.0-or-later
// The page without a project: sample, new from a folder or a catalogue, open, recent. Three clicks
// from a folder of images to the first pair: choose, pick, start.
#pragma once

#include "core/workflow/import.h"
#include "ui/page_context.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedLayout;
class QVBoxLayout;

namespace triptych::ui {

class ChoiceCard;
class FileField;
class ImportForm;

class FirstRunPage final : public QWidget
{
    Q_OBJECT
public:
    FirstRunPage(const PageContext& context, QWidget* parent);
    // Shows the choices (again); `canGoBack`: a project is open behind this page.
    void showChoices(bool canGoBack);
    // As if the source had been picked.
    void newFrom(workflow::ImportKind kind, const QString& path);
    void openSample();
    void pickProject();

Q_SIGNALS:
    void openRequested(const QString& path);
    // A project with pairs lies there. `summary` says what was done; without texts there is nothing
    // to review yet, but pairs to look at.
    void projectReady(const QString& path, const QString& summary, bool hasTexts);
    void backRequested();
    void failed(const triptych::Error& error);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Step
    {
        Choices,
        Setup,
        Working
    };

    QWidget* buildChoices();
    QWidget* buildSetup();
    QWidget* buildWorking();
    void retranslate();
    void fillRecent();
    void pickSource(workflow::ImportKind kind);
    void allowStart();
    void suggestProject(const QString& source);
    void startFirstSteps();
    void work(const QString& title, int job);
    void showProgress();

    PageContext m_context;
    QStackedLayout* m_steps = nullptr;
    int m_job = 0;
    // Choices
    QLabel* m_title = nullptr;
    QLabel* m_about = nullptr;
    ChoiceCard* m_sample = nullptr;
    ChoiceCard* m_folder = nullptr;
    ChoiceCard* m_catalogue = nullptr;
    ChoiceCard* m_open = nullptr;
    QLabel* m_recentTitle = nullptr;
    QWidget* m_recent = nullptr;
    QVBoxLayout* m_recentRows = nullptr;
    QPushButton* m_goBack = nullptr;
    // Set-up
    QLabel* m_setupTitle = nullptr;
    ImportForm* m_form = nullptr;
    QLabel* m_projectLabel = nullptr;
    FileField* m_project = nullptr;
    QLabel* m_languageLabel = nullptr;
    QComboBox* m_language = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_cancel = nullptr;
    // Working
    QLabel* m_workTitle = nullptr;
    QLabel* m_workStage = nullptr;
    QProgressBar* m_bar = nullptr;
    QPushButton* m_stop = nullptr;
};

} // namespace triptych::ui
