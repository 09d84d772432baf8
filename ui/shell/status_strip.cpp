// SPDX-License-Identifier: GPL-3.0-or-later
// The strip at the foot of the window.
#include "ui/shell/status_strip.h"

#include "ui/convert.h"
#include "ui/jobs/project_session.h"
#include "ui/settings/settings.h"
#include "ui/text/words.h"
#include "ui/theme/controls.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

namespace triptych::ui {

namespace {

constexpr int kStripHeight = 30;

QString jobText(const JobInfo& job)
{
    QStringList parts;
    const Progress& progress = job.progress;
    QString head = job.title;
    if (progress.total > 0) {
        head += QLatin1Char(' ') + formatPercent(static_cast<double>(progress.done) /
                                                 static_cast<double>(progress.total));
    } else if (progress.done > 0) {
        head += QLatin1Char(' ') + formatCount(static_cast<std::int64_t>(progress.done));
    }
    parts << head;
    if (job.phase == JobPhase::Running) {
        if (!progress.stage.empty()) {
            parts << stageWord(progress.stage);
        }
        if (job.perSecond >= 1) {
            parts << StatusStrip::tr("%1/s").arg(
                formatCount(static_cast<std::int64_t>(job.perSecond)));
        }
        if (job.secondsLeft >= 0) {
            parts << StatusStrip::tr("%1 left").arg(formatTimeLeft(job.secondsLeft));
        }
    } else if (job.phase == JobPhase::Pausing) {
        parts << StatusStrip::tr("pausing …");
    } else if (job.phase == JobPhase::Paused) {
        parts << StatusStrip::tr("paused");
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

StatusStrip::StatusStrip(ProjectSession& session, Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_settings(settings)
{
    setObjectName(QStringLiteral("statusStrip"));
    setFixedHeight(kStripHeight);
    build();
    connectSession();
    retranslate();
}

void StatusStrip::build()
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::kTwo, 1, space::kTwo, 0);
    layout->setSpacing(space::kHalf);
    m_dot = new QLabel(this);
    m_savedWord = makeLabel(LabelRole::Small, this);
    m_savedWord->setObjectName(QStringLiteral("savedState"));
    m_job = makeLabel(LabelRole::Small, this);
    m_job->setObjectName(QStringLiteral("jobText"));
    m_pause = makeLinkButton(QStringLiteral("jobPause"), this);
    m_dismiss = makeLinkButton(QStringLiteral("jobDismiss"), this);
    m_reviewer = makeLinkButton(QStringLiteral("reviewerButton"), this);
    m_reviewerEdit = new QLineEdit(this);
    m_reviewerEdit->setObjectName(QStringLiteral("reviewerEdit"));
    m_reviewerEdit->setMaxLength(80);
    m_reviewerEdit->setFixedWidth(180);
    m_reviewerEdit->setStyleSheet(
        QStringLiteral("min-height: 20px; padding: 0 6px; font-size: 12px;"));
    m_reviewerEdit->hide();
    m_reviewerEdit->installEventFilter(this);
    m_reviewerWrong = makeLabel(LabelRole::Error, this);
    m_reviewerWrong->setObjectName(QStringLiteral("reviewerWrong"));
    m_reviewerWrong->hide();
    m_project = makeLabel(LabelRole::Small, this);
    m_project->setObjectName(QStringLiteral("projectName"));
    for (QPushButton* link : {m_pause, m_dismiss, m_reviewer}) {
        link->setProperty("small", true);
    }
    layout->addWidget(m_dot);
    layout->addWidget(m_savedWord);
    layout->addSpacing(space::kThree);
    layout->addWidget(m_job);
    layout->addWidget(m_pause);
    layout->addWidget(m_dismiss);
    layout->addStretch(1);
    layout->addWidget(m_reviewer);
    layout->addWidget(m_reviewerWrong);
    layout->addWidget(m_reviewerEdit);
    layout->addSpacing(space::kTwo);
    layout->addWidget(m_project);
    connect(m_pause, &QPushButton::clicked, this, &StatusStrip::pauseOrResume);
    connect(m_dismiss, &QPushButton::clicked, this, [this]() {
        if (!m_session.jobs().jobs().empty()) {
            m_session.jobs().dismiss(m_session.jobs().jobs().back().id);
        }
    });
    connect(m_reviewer, &QPushButton::clicked, this, &StatusStrip::editReviewer);
    connect(m_reviewerEdit, &QLineEdit::returnPressed, this, &StatusStrip::keepReviewer);
    connect(m_reviewerEdit, &QLineEdit::editingFinished, this, &StatusStrip::keepReviewer);
    connect(m_reviewerEdit, &QLineEdit::textEdited, this, [this]() { showWrong(false); });
}

void StatusStrip::connectSession()
{
    connect(&m_session, &ProjectSession::saving, this, [this]() { setSaved(Saved::Saving); });
    connect(&m_session, &ProjectSession::saved, this, [this]() { setSaved(Saved::Saved); });
    connect(&m_session, &ProjectSession::saveFailed, this, [this]() { setSaved(Saved::Failed); });
    connect(&m_session, &ProjectSession::opened, this, [this]() {
        setSaved(Saved::Saved);
        retranslate();
    });
    connect(&m_session, &ProjectSession::closed, this, [this]() {
        setSaved(Saved::Nothing);
        retranslate();
    });
    connect(&m_session, &ProjectSession::reviewerChanged, this, &StatusStrip::retranslate);
    connect(&m_session.jobs(), &JobRunner::changed, this, &StatusStrip::showJobs);
}

void StatusStrip::retranslate()
{
    m_reviewer->setText(tr("reviewer: %1").arg(m_session.reviewer()));
    m_reviewer->setToolTip(tr("Decisions carry this name. Click to change it."));
    m_reviewer->setAccessibleName(m_reviewer->text());
    m_reviewerEdit->setAccessibleName(tr("Reviewer's name"));
    m_reviewerWrong->setText(tr("A name is needed: decisions carry it."));
    m_project->setText(m_session.isOpen() ? QFileInfo(m_session.path()).fileName() : QString());
    m_project->setToolTip(m_session.path());
    m_reviewer->setVisible(m_session.isOpen() && !m_reviewerEdit->isVisible());
    m_dismiss->setText(tr("Dismiss"));
    setSaved(m_saved);
    showJobs();
}

void StatusStrip::setSaved(Saved saved)
{
    m_saved = saved;
    const Theme& theme = Theme::of(*this);
    QColor ink = theme.accepted;
    QString word;
    switch (saved) {
    case Saved::Nothing:
        break;
    case Saved::Saving:
        word = tr("saving …");
        ink = theme.flagged;
        break;
    case Saved::Saved:
        word = m_session.writable() ? tr("saved") : tr("read-only");
        ink = m_session.writable() ? theme.accepted : theme.flagged;
        break;
    case Saved::Failed:
        word = tr("not saved");
        ink = theme.rejected;
        break;
    }
    m_savedWord->setText(word);
    m_dot->setVisible(!word.isEmpty());
    m_dot->setPixmap(iconPixmap(QStringLiteral("dot"), ink, 16, devicePixelRatioF()));
}

void StatusStrip::showJobs()
{
    const auto& jobs = m_session.jobs().jobs();
    const bool any = !jobs.empty();
    m_pause->setVisible(any);
    m_dismiss->setVisible(any && jobs.back().phase == JobPhase::Paused);
    if (!any) {
        m_job->setText(m_session.isOpen() ? tr("no job running") : QString());
        return;
    }
    const JobInfo& newest = jobs.back();
    QString text = jobText(newest);
    if (jobs.size() > 1) {
        text += QStringLiteral(" · ") + tr("%n more", nullptr, static_cast<int>(jobs.size()) - 1);
    }
    m_job->setText(text);
    m_pause->setText(newest.phase == JobPhase::Paused ? tr("Resume") : tr("Pause"));
    m_pause->setAccessibleName(m_pause->text() + QLatin1Char(' ') + newest.title);
    m_pause->setEnabled(newest.phase != JobPhase::Pausing);
}

void StatusStrip::pauseOrResume()
{
    const auto& jobs = m_session.jobs().jobs();
    if (!jobs.empty()) {
        const JobInfo newest = jobs.back();
        if (newest.phase == JobPhase::Paused) {
            m_session.jobs().resume(newest.id);
        } else {
            m_session.jobs().pause(newest.id);
        }
    }
}

void StatusStrip::editReviewer()
{
    m_reviewerEdit->setText(m_session.reviewer());
    m_reviewer->hide();
    m_reviewerEdit->show();
    m_reviewerEdit->setFocus();
    m_reviewerEdit->selectAll();
}

void StatusStrip::keepReviewer()
{
    if (!m_reviewerEdit->isVisible()) {
        return;
    }
    const QString name = reviewerNameFrom(m_reviewerEdit->text());
    if (name.isEmpty() && m_reviewerEdit->hasFocus()) {
        showWrong(true);
        return;
    }
    if (!name.isEmpty()) {
        m_settings.setValue(SettingKey::Reviewer, name);
        m_session.setReviewer(name);
    }
    leaveReviewer(); // gone elsewhere without a name: the one of before stays
}

void StatusStrip::showWrong(bool wrong)
{
    setWrong(m_reviewerEdit, wrong);
    m_reviewerWrong->setVisible(wrong);
}

void StatusStrip::leaveReviewer()
{
    showWrong(false);
    m_reviewerEdit->hide();
    retranslate();
}

bool StatusStrip::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_reviewerEdit && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        leaveReviewer();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void StatusStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::PaletteChange && m_dot) {
        setSaved(m_saved);
    }
    QWidget::changeEvent(event);
}

void StatusStrip::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::of(*this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
}

} // namespace triptych::ui
