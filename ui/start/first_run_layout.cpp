// SPDX-License-Identifier: GPL-3.0-or-later
// How the first-run page is laid out and worded.
#include "ui/start/first_run_page.h"

#include "ui/exchange/file_field.h"
#include "ui/exchange/import_form.h"
#include "ui/jobs/project_session.h"
#include "ui/settings/settings.h"
#include "ui/start/choice_card.h"
#include "ui/theme/controls.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kColumn = 720;

// A column of fixed width in the middle of the page.
QWidget* centred(QWidget* inside, QWidget* parent)
{
    auto* outer = new QWidget(parent);
    auto* layout = new QGridLayout(outer);
    layout->setContentsMargins(space::kThree, space::kThree, space::kThree, space::kThree);
    inside->setMaximumWidth(kColumn);
    layout->setColumnStretch(0, 1);
    layout->setColumnStretch(1, 1000);
    layout->setColumnStretch(2, 1);
    layout->setRowStretch(0, 2);
    layout->setRowStretch(2, 3);
    layout->addWidget(inside, 1, 1);
    return outer;
}

} // namespace

QWidget* FirstRunPage::buildChoices()
{
    auto* inside = new QWidget(this);
    auto* layout = new QVBoxLayout(inside);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kOneHalf);
    auto* logo = new QLabel(inside);
    logo->setPixmap(iconPixmap(QStringLiteral("triptych"), Qt::black, 56, devicePixelRatioF()));
    m_title = makeLabel(LabelRole::Heading, inside);
    m_about = makeLabel(LabelRole::Secondary, inside);
    m_about->setWordWrap(true);
    m_sample = new ChoiceCard(QStringLiteral("openSample"), QStringLiteral("sample"), inside);
    m_folder = new ChoiceCard(QStringLiteral("newFromFolder"), QStringLiteral("images"), inside);
    m_catalogue =
        new ChoiceCard(QStringLiteral("newFromCatalogue"), QStringLiteral("table"), inside);
    m_open = new ChoiceCard(QStringLiteral("openProject"), QStringLiteral("folder"), inside);
    m_recentTitle = makeLabel(LabelRole::Strong, inside);
    m_recent = new QWidget(inside);
    m_recentRows = new QVBoxLayout(m_recent);
    m_recentRows->setContentsMargins(0, 0, 0, 0);
    m_recentRows->setSpacing(0);
    m_goBack = makeLinkButton(QStringLiteral("firstRunBack"), inside);
    auto* cards = new QGridLayout;
    cards->setSpacing(space::kOneHalf);
    cards->addWidget(m_sample, 0, 0);
    cards->addWidget(m_folder, 0, 1);
    cards->addWidget(m_catalogue, 1, 0);
    cards->addWidget(m_open, 1, 1);
    layout->addWidget(logo);
    layout->addWidget(m_title);
    layout->addWidget(m_about);
    layout->addSpacing(space::kOneHalf);
    layout->addLayout(cards);
    layout->addSpacing(space::kTwo);
    layout->addWidget(m_recentTitle);
    layout->addWidget(m_recent);
    layout->addWidget(m_goBack, 0, Qt::AlignLeft);
    connect(m_sample, &ChoiceCard::clicked, this, &FirstRunPage::openSample);
    connect(m_folder, &ChoiceCard::clicked, this,
            [this]() { pickSource(workflow::ImportKind::Folder); });
    connect(m_catalogue, &ChoiceCard::clicked, this,
            [this]() { pickSource(workflow::ImportKind::Catalogue); });
    connect(m_open, &ChoiceCard::clicked, this, &FirstRunPage::pickProject);
    connect(m_goBack, &QPushButton::clicked, this, &FirstRunPage::backRequested);
    return centred(inside, this);
}

QWidget* FirstRunPage::buildSetup()
{
    auto* inside = makePanel(this);
    auto* layout = new QVBoxLayout(inside);
    layout->setContentsMargins(space::kThree, space::kThree, space::kThree, space::kThree);
    layout->setSpacing(space::kTwo);
    m_setupTitle = makeLabel(LabelRole::Title, inside);
    m_form = new ImportForm(m_context.session->jobs(), *m_context.settings, true, inside);
    m_projectLabel = makeLabel(LabelRole::Secondary, inside);
    m_project = new FileField(QStringLiteral("newProjectFile"), FileField::Pick::SaveFile,
                              *m_context.settings, inside);
    m_languageLabel = makeLabel(LabelRole::Secondary, inside);
    m_language = new QComboBox(inside);
    m_language->setObjectName(QStringLiteral("newProjectLanguage"));
    m_start = makePrimaryButton(QStringLiteral("firstRunStart"), inside);
    m_cancel = makeButton(QStringLiteral("firstRunCancel"), inside);
    auto* rows = new QGridLayout;
    rows->setHorizontalSpacing(space::kTwo);
    rows->setVerticalSpacing(space::kOne);
    rows->addWidget(m_projectLabel, 0, 0);
    rows->addWidget(m_project, 0, 1);
    rows->addWidget(m_languageLabel, 1, 0);
    rows->addWidget(m_language, 1, 1);
    rows->setColumnStretch(1, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::kOne);
    buttons->addWidget(m_start);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    layout->addWidget(m_setupTitle);
    layout->addWidget(m_form, 1);
    layout->addLayout(rows);
    layout->addLayout(buttons);
    connect(m_form, &ImportForm::sourceChanged, this, &FirstRunPage::suggestProject);
    connect(m_form, &ImportForm::readyChanged, this, &FirstRunPage::allowStart);
    connect(m_project, &FileField::pathChanged, this, &FirstRunPage::allowStart);
    connect(m_start, &QPushButton::clicked, this, &FirstRunPage::startFirstSteps);
    connect(m_cancel, &QPushButton::clicked, this,
            [this]() { showChoices(m_context.session->isOpen()); });
    m_start->setEnabled(false);
    return centred(inside, this);
}

QWidget* FirstRunPage::buildWorking()
{
    auto* inside = new QWidget(this);
    auto* layout = new QVBoxLayout(inside);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kOneHalf);
    m_workTitle = makeLabel(LabelRole::Title, inside);
    m_workStage = makeLabel(LabelRole::Secondary, inside);
    m_workStage->setObjectName(QStringLiteral("firstRunStage"));
    m_workStage->setFont(figureFont(type::kBody));
    m_bar = new QProgressBar(inside);
    m_bar->setTextVisible(false);
    m_stop = makeButton(QStringLiteral("firstRunStop"), inside);
    layout->addWidget(m_workTitle);
    layout->addWidget(m_bar);
    layout->addWidget(m_workStage);
    layout->addSpacing(space::kOne);
    layout->addWidget(m_stop, 0, Qt::AlignLeft);
    connect(m_stop, &QPushButton::clicked, this, [this]() {
        m_context.session->jobs().dismiss(m_job);
        m_job = 0;
        showChoices(m_context.session->isOpen());
    });
    return centred(inside, this);
}

void FirstRunPage::retranslate()
{
    m_title->setText(tr("Triptych"));
    m_about->setText(tr("Two images and the sentence that leads from one to the other: make them, "
                        "read them, keep the true ones."));
    m_sample->setWords(tr("Open sample"),
                       tr("A small drawn catalogue with texts, some of them wrong on purpose."));
    m_folder->setWords(tr("New from image folder"),
                       tr("Photos stay where they are; pairs are made for you."));
    m_catalogue->setWords(tr("New from catalogue (CSV)"),
                          tr("Images with attributes: pairs and their texts are written for you."));
    m_open->setWords(tr("Open project"), tr("A .triptych file; also by dropping it here."));
    m_recentTitle->setText(tr("Recent"));
    m_goBack->setText(tr("Back to the open project"));
    m_projectLabel->setText(tr("Project file"));
    m_project->setCaption(tr("Project file"));
    m_project->setFilter(tr("Triptych projects (*.triptych)"));
    m_languageLabel->setText(tr("Texts in"));
    m_language->setAccessibleName(tr("Language of the texts"));
    const int chosen = m_language->count() > 0                     ? m_language->currentIndex()
                       : QLocale().language() == QLocale::Japanese ? 1
                                                                   : 0;
    m_language->clear();
    m_language->addItems({tr("English"), tr("Japanese")});
    m_language->setCurrentIndex(chosen);
    m_start->setText(tr("Start"));
    m_cancel->setText(tr("Cancel"));
    m_stop->setText(tr("Stop"));
    m_bar->setAccessibleName(tr("Progress"));
}

} // namespace triptych::ui
