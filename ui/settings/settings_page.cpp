// SPDX-License-Identifier: GPL-3.0-or-later
// The settings page.
#include "ui/settings/settings_page.h"

#include "ui/exchange/file_field.h"
#include "ui/exchange/segments.h"
#include "ui/jobs/project_session.h"
#include "ui/review/key_legend_page.h"
#include "ui/review/key_map_editor.h"
#include "ui/settings/backup_settings.h"
#include "ui/settings/setting_form.h"
#include "ui/theme/controls.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kColumn = 800;

// A section on its white ground, scrolling when the window is small; `fills`: takes all the height.
QWidget* framed(QWidget* section, QWidget* parent, bool fills = false)
{
    auto* frame = makePanel(parent);
    frame->setMaximumWidth(kColumn);
    auto* inside = new QVBoxLayout(frame);
    inside->setContentsMargins(space::kThree, space::kThree, space::kThree, space::kThree);
    inside->addWidget(section);
    auto* holder = new QWidget(parent);
    holder->setProperty("transparent", true);
    auto* column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frame, fills ? 1 : 0);
    if (!fills) {
        column->addStretch(1);
    }
    auto* scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(holder);
    return scroll;
}

} // namespace

SettingsPage::SettingsPage(const PageContext& context, BackupKeeper& backups, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_keys(context.settings)
{
    setObjectName(QStringLiteral("settingsPage"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kThree, space::kTwo, space::kThree, space::kTwo);
    layout->setSpacing(space::kTwo);
    m_title = makeLabel(LabelRole::Title, this);
    m_segments = new Segments(QStringLiteral("settingsSection"), 4, this);
    m_close = makeQuietButton(QStringLiteral("settingsClose"), this);
    m_close->setIcon(themedIcon(QStringLiteral("cross"), *this));
    auto* head = new QHBoxLayout;
    head->setSpacing(space::kTwo);
    head->addWidget(m_title);
    head->addWidget(m_segments);
    head->addStretch(1);
    head->addWidget(m_close);
    m_sections = new QStackedWidget(this);
    m_sections->addWidget(framed(buildGeneral(), this));
    m_sections->addWidget(framed(buildReview(), this));
    m_sections->addWidget(framed(buildKeys(), this, true));
    m_sections->addWidget(framed(new BackupSettings(context, backups, this), this));
    layout->addLayout(head);
    layout->addWidget(m_sections, 1);
    connect(m_segments, &Segments::chosen, m_sections, &QStackedWidget::setCurrentIndex);
    connect(m_close, &QToolButton::clicked, this, &SettingsPage::closeRequested);
    connect(context.session, &ProjectSession::opened, this, &SettingsPage::allowProject);
    connect(context.session, &ProjectSession::closed, this, &SettingsPage::allowProject);
    connect(context.session, &ProjectSession::reviewerChanged, this, &SettingsPage::showReviewer);
    retranslate();
    allowProject();
    showReviewer();
}

void SettingsPage::showSection(Section section)
{
    m_segments->setCurrent(static_cast<int>(section));
    m_sections->setCurrentIndex(static_cast<int>(section));
}

void SettingsPage::focusFirst()
{
    const auto name = QStringLiteral("settingsSection%1").arg(m_segments->current());
    if (auto* chosen = findChild<QWidget*>(name)) {
        chosen->setFocus(Qt::OtherFocusReason);
    }
}

QWidget* SettingsPage::buildGeneral()
{
    m_general = new SettingForm(*m_context.settings, this);
    m_theme = m_general->addChoice(SettingKey::Theme, QStringLiteral("settingsTheme"));
    m_language = m_general->addChoice(SettingKey::Language, QStringLiteral("settingsLanguage"));
    buildReviewer();
    m_general->addControl(m_reviewerBox);
    m_cache = m_general->addNumber(SettingKey::CacheMegabytes, QStringLiteral("settingsCache"));
    m_cache->setSingleStep(16);
    return m_general;
}

void SettingsPage::buildReviewer()
{
    m_reviewerBox = new QWidget(m_general);
    m_reviewer = new QLineEdit(m_reviewerBox);
    m_reviewer->setObjectName(QStringLiteral("settingsReviewer"));
    m_reviewer->setMaxLength(80);
    m_reviewerWrong = makeLabel(LabelRole::Error, m_reviewerBox);
    m_reviewerWrong->setObjectName(QStringLiteral("settingsReviewerWrong"));
    m_reviewerWrong->setWordWrap(true);
    m_reviewerWrong->hide();
    m_reviewerBox->setFocusProxy(m_reviewer);
    auto* column = new QVBoxLayout(m_reviewerBox);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kHalf);
    column->addWidget(m_reviewer);
    column->addWidget(m_reviewerWrong);
    connect(m_reviewer, &QLineEdit::editingFinished, this, &SettingsPage::keepReviewer);
    connect(m_reviewer, &QLineEdit::textEdited, this, [this] {
        setWrong(m_reviewer, false);
        m_reviewerWrong->hide();
    });
}

QWidget* SettingsPage::buildReview()
{
    auto* section = new QWidget(this);
    auto* column = new QVBoxLayout(section);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kOne);
    m_review = new SettingForm(*m_context.settings, section);
    m_evidence = m_review->addSwitch(SettingKey::ShowEvidence, QStringLiteral("settingsEvidence"));
    m_blind = m_review->addSwitch(SettingKey::BlindPass, QStringLiteral("settingsBlind"));
    m_fast = m_review->addSwitch(SettingKey::FastWarning, QStringLiteral("settingsFast"));
    m_spelling = m_review->addSwitch(SettingKey::Spelling, QStringLiteral("settingsSpelling"));
    m_bothOrders =
        m_review->addSwitch(SettingKey::BothOrders, QStringLiteral("settingsBothOrders"));
    m_projectTitle = makeLabel(LabelRole::Strong, section);
    m_reasons = makeButton(QStringLiteral("settingsReasons"), section);
    m_guidelines = makeButton(QStringLiteral("settingsGuidelines"), section);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::kOne);
    buttons->addWidget(m_reasons);
    buttons->addWidget(m_guidelines);
    buttons->addStretch(1);
    column->addWidget(m_review);
    column->addWidget(m_projectTitle);
    column->addLayout(buttons);
    connect(m_reasons, &QPushButton::clicked, this, &SettingsPage::reasonsRequested);
    connect(m_guidelines, &QPushButton::clicked, this, &SettingsPage::guidelinesRequested);
    return section;
}

QWidget* SettingsPage::buildKeys()
{
    auto* section = new QWidget(this);
    auto* column = new QVBoxLayout(section);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kOne);
    m_editor = new KeyMapEditor(m_keys, section);
    m_legendSaid = makeLabel(LabelRole::Secondary, section);
    m_legendSaid->setObjectName(QStringLiteral("keyLegendSaid"));
    m_legendSaid->setWordWrap(true);
    m_legendSaid->hide();
    column->addWidget(m_editor);
    column->addWidget(m_legendSaid);
    connect(m_editor, &KeyMapEditor::legendRequested, this, &SettingsPage::saveLegend);
    return section;
}

void SettingsPage::saveLegend()
{
    pickPath(
        this, *m_context.settings, FileField::Pick::SaveFile, tr("Save the page of keys"),
        tr("PDF (*.pdf)"), [this](const QString& picked) {
            const QString path =
                QFileInfo(picked).suffix().isEmpty() ? picked + QStringLiteral(".pdf") : picked;
            const QString html = keyLegendHtml(m_keys.map(), keyPresetName(m_keys.preset()));
            m_context.session->jobs().look<bool>(
                this, [html, path] { return writeKeyLegend(html, path); },
                [this, path](bool written) {
                    setLabelRole(m_legendSaid, written ? LabelRole::Secondary : LabelRole::Error);
                    m_legendSaid->setText(
                        written ? tr("Saved: %1").arg(path)
                                : tr("%1 could not be written. Choose another folder.").arg(path));
                    m_legendSaid->show();
                });
        });
}

void SettingsPage::showReviewer()
{
    m_reviewer->setText(m_context.session->reviewer());
    setWrong(m_reviewer, false);
    m_reviewerWrong->hide();
}

void SettingsPage::keepReviewer()
{
    const QString name = reviewerNameFrom(m_reviewer->text());
    setWrong(m_reviewer, name.isEmpty());
    m_reviewerWrong->setVisible(name.isEmpty());
    if (!name.isEmpty()) {
        m_reviewer->setText(name);
        if (name != m_context.session->reviewer()) {
            m_context.settings->setValue(SettingKey::Reviewer, name);
            m_context.session->setReviewer(name);
        }
    }
}

void SettingsPage::allowProject()
{
    m_reasons->setEnabled(m_context.session->isOpen());
    m_guidelines->setEnabled(m_context.session->isOpen());
}

void SettingsPage::retranslate()
{
    setAccessibleName(tr("Settings"));
    m_title->setText(tr("Settings"));
    m_segments->setWords({tr("General"), tr("Review"), tr("Keys"), tr("Backups")});
    m_close->setAccessibleName(tr("Close the settings"));
    m_close->setToolTip(tr("Close (Esc)"));
    m_general->setWords(m_theme, tr("Appearance"), {});
    m_theme->setItemText(0, tr("As the system"));
    m_theme->setItemText(1, tr("Light"));
    m_theme->setItemText(2, tr("Dark"));
    m_general->setWords(m_language, tr("Language"), {});
    m_language->setItemText(0, tr("As the system"));
    // Each language in its own words, so that whoever took the wrong one finds back.
    m_language->setItemText(1, QStringLiteral("English"));
    m_language->setItemText(2, QStringLiteral("日本語"));
    m_general->setWords(m_reviewerBox, tr("Reviewer's name"), tr("Decisions carry this name."));
    m_reviewer->setAccessibleName(tr("Reviewer's name"));
    m_reviewerWrong->setText(tr("A name is needed: decisions carry it."));
    m_general->setWords(m_cache, tr("Memory for images"),
                        tr("More keeps more pairs ready ahead. Counts from the next start."));
    m_cache->setSuffix(tr(" MB", "after a number"));
    retranslateReview();
}

void SettingsPage::retranslateReview()
{
    m_review->setWords(
        m_evidence, tr("Show machine evidence"),
        tr("Text checks and scores in one line under the texts. Hide them to judge without "
           "being led."));
    m_review->setWords(m_blind, tr("Blind pass"),
                       tr("What colleagues decided stays hidden while you decide."));
    m_review->setWords(m_fast, tr("Say when accepts follow very fast"),
                       tr("A quiet line, no more: nothing is held up."));
    m_review->setWords(m_spelling, tr("Spelling hints"), tr("While a text is edited."));
    m_review->setWords(m_bothOrders, tr("Both orders of a mirrored pair"),
                       tr("A→B and B→A come up as pairs of their own."));
    m_projectTitle->setText(tr("Of this project"));
    m_reasons->setText(tr("Reasons for rejection…"));
    m_guidelines->setText(tr("Guidelines…"));
}

void SettingsPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_legendSaid->hide();
        retranslate();
    } else if (event->type() == QEvent::PaletteChange && m_close) {
        m_close->setIcon(themedIcon(QStringLiteral("cross"), *this));
    }
    QWidget::changeEvent(event);
}

void SettingsPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closeRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

void SettingsPage::showEvent(QShowEvent* event)
{
    showReviewer();
    QWidget::showEvent(event);
}

} // namespace triptych::ui
