// SPDX-License-Identifier: GPL-3.0-or-later
// What the first-run page does; how it is laid out stands in first_run_layout.cpp.
#include "ui/start/first_run_page.h"

#include "ui/convert.h"
#include "ui/exchange/file_field.h"
#include "ui/exchange/import_form.h"
#include "ui/jobs/project_session.h"
#include "ui/settings/settings.h"
#include "ui/start/choice_card.h"
#include "ui/start/first_steps.h"
#include "ui/text/report_text.h"
#include "ui/text/words.h"
#include "ui/theme/controls.h"

#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedLayout>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kMostRecent = 5;

QString documents()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return folder.isEmpty() ? QDir::homePath() : folder;
}

} // namespace

FirstRunPage::FirstRunPage(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    setObjectName(QStringLiteral("firstRunPage"));
    m_steps = new QStackedLayout(this);
    m_steps->addWidget(buildChoices());
    m_steps->addWidget(buildSetup());
    m_steps->addWidget(buildWorking());
    connect(&context.session->jobs(), &JobRunner::changed, this, &FirstRunPage::showProgress);
    retranslate();
    showChoices(false);
}

void FirstRunPage::showChoices(bool canGoBack)
{
    m_goBack->setVisible(canGoBack);
    fillRecent();
    m_steps->setCurrentIndex(m_job != 0 ? Working : Choices);
    if (m_job == 0) {
        m_sample->setFocus();
    }
}

void FirstRunPage::fillRecent()
{
    while (QLayoutItem* item = m_recentRows->takeAt(0)) {
        QWidget* row = item->widget();
        row->hide();
        row->setParent(nullptr); // gone at once, though it may be the one that was pressed
        row->deleteLater();
        delete item;
    }
    const QStringList recent = m_context.settings->recentProjects().mid(0, kMostRecent);
    int number = 0;
    for (const auto& path : recent) {
        auto* row = new RecentRow(path, m_recent);
        row->setObjectName(QStringLiteral("recent%1").arg(number++));
        connect(row, &RecentRow::clicked, this, [this, row, path]() {
            if (!row->isMissing()) {
                Q_EMIT openRequested(path);
            }
        });
        connect(row, &RecentRow::removeRequested, this, [this, path]() {
            m_context.settings->removeRecentProject(path);
            fillRecent();
            m_sample->setFocus();
        });
        m_recentRows->addWidget(row);
        // A file on a medium that sleeps may take its time.
        m_context.session->jobs().look<bool>(
            row, [path]() { return QFileInfo::exists(path); },
            [row](bool there) { row->setMissing(!there); });
    }
    m_recent->setVisible(!recent.isEmpty());
    m_recentTitle->setVisible(!recent.isEmpty());
}

void FirstRunPage::pickSource(workflow::ImportKind kind)
{
    const bool folder = kind == workflow::ImportKind::Folder;
    pickPath(this, *m_context.settings,
             folder ? FileField::Pick::OpenFolder : FileField::Pick::OpenFile,
             folder ? tr("Choose a folder of images") : tr("Choose a catalogue"),
             folder ? QString() : tr("Tables (*.csv *.tsv *.txt);;All files (*)"),
             [this, kind](const QString& path) { newFrom(kind, path); });
}

void FirstRunPage::pickProject()
{
    pickPath(this, *m_context.settings, FileField::Pick::OpenFile, tr("Open a project"),
             tr("Triptych projects (*.triptych);;All files (*)"),
             [this](const QString& path) { Q_EMIT openRequested(path); });
}

void FirstRunPage::newFrom(workflow::ImportKind kind, const QString& path)
{
    m_steps->setCurrentIndex(Setup);
    m_project->setPath({}); // the suggestion for an earlier source is not this one's
    m_form->setKind(kind);
    m_form->setSource(path);
    m_setupTitle->setText(kind == workflow::ImportKind::Folder
                              ? tr("New project from a folder of images")
                              : tr("New project from a catalogue"));
    m_start->setFocus();
}

void FirstRunPage::suggestProject(const QString& source)
{
    if (!source.isEmpty()) {
        m_context.session->jobs().look<std::filesystem::path>(
            this,
            [source = toPath(source), fallback = toPath(documents())]() {
                return projectBeside(source, fallback);
            },
            [this](const std::filesystem::path& path) {
                m_project->setPath(toQString(path));
                allowStart();
            });
    }
}

// What is read and where it goes are both looked up in the background, in any order.
void FirstRunPage::allowStart()
{
    m_start->setEnabled(m_form->ready() && !m_project->path().isEmpty());
}

void FirstRunPage::startFirstSteps()
{
    FirstSteps steps;
    steps.import = m_form->request();
    steps.project = toPath(m_project->path());
    steps.language = m_language->currentIndex() == 1 ? Language::Japanese : Language::English;
    auto report = std::make_shared<FirstStepsReport>();
    const QString title = tr("Making the project");
    const int job = m_context.session->jobs().start(
        title,
        [steps, report](const JobContext& context) -> Status {
            auto made = takeFirstSteps(steps, context);
            if (!made) {
                return fail(made);
            }
            *report = std::move(*made);
            return {};
        },
        this,
        [this, report](const Status& status) {
            if (status) {
                m_job = 0;
                QString summary =
                    importSummary(report->import) + QLatin1Char(' ') + mineSummary(report->mine);
                const bool hasTexts = report->generate.forward + report->generate.reverse +
                                          report->import.textsAdded >
                                      0;
                if (hasTexts) {
                    summary += QLatin1Char(' ') + generateSummary(report->generate);
                }
                Q_EMIT projectReady(toQString(report->project), summary, hasTexts);
            } else if (status.error().code != ErrorCode::Cancelled) {
                m_job = 0;
                m_steps->setCurrentIndex(Setup);
                Q_EMIT failed(status.error());
            }
        });
    work(title, job);
}

void FirstRunPage::openSample()
{
    // One sample a language: its texts are in the language of the window.
    const bool japanese = QLocale().language() == QLocale::Japanese;
    const auto language = japanese ? Language::Japanese : Language::English;
    const QString folder = documents() + (japanese ? QStringLiteral("/Triptych サンプル")
                                                   : QStringLiteral("/Triptych sample"));
    auto path = std::make_shared<std::filesystem::path>();
    const QString title = tr("Drawing the sample catalogue");
    const int job = m_context.session->jobs().start(
        title,
        [folder = toPath(folder), language, path](const JobContext& context) -> Status {
            auto made = prepareSample(folder, language, context);
            if (!made) {
                return fail(made);
            }
            *path = *made;
            return {};
        },
        this,
        [this, path](const Status& status) {
            if (status) {
                m_job = 0;
                Q_EMIT projectReady(toQString(*path), QString(), true);
            } else if (status.error().code != ErrorCode::Cancelled) {
                m_job = 0;
                m_steps->setCurrentIndex(Choices);
                Q_EMIT failed(status.error());
            }
        });
    work(title, job);
}

void FirstRunPage::work(const QString& title, int job)
{
    m_job = job;
    m_workTitle->setText(title);
    m_workStage->clear();
    m_bar->setRange(0, 0);
    m_steps->setCurrentIndex(Working);
    m_stop->setFocus();
}

void FirstRunPage::showProgress()
{
    if (m_job == 0) {
        return;
    }
    const auto& jobs = m_context.session->jobs().jobs();
    const auto at = std::find_if(jobs.begin(), jobs.end(),
                                 [this](const JobInfo& one) { return one.id == m_job; });
    if (at == jobs.end()) {
        return;
    }
    const Progress& progress = at->progress;
    m_bar->setRange(0, progress.total > 0 ? 1000 : 0);
    if (progress.total > 0) {
        m_bar->setValue(static_cast<int>(1000 * progress.done / progress.total));
    }
    QStringList parts;
    if (!progress.stage.empty()) {
        parts << stageWord(progress.stage);
    }
    if (progress.total > 0) {
        parts << tr("%1 of %2")
                     .arg(formatCount(static_cast<std::int64_t>(progress.done)),
                          formatCount(static_cast<std::int64_t>(progress.total)));
    }
    if (at->phase == JobPhase::Paused) {
        parts << tr("paused; go on from the strip below");
    }
    m_workStage->setText(parts.join(QStringLiteral(" · ")));
}

void FirstRunPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
