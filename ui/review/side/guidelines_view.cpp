// SPDX-License-Identifier: GPL-3.0-or-later
// The project's guidelines: reading, versions, and what is said about them. Writing stands in
// guidelines_draft.cpp.
#include "ui/review/side/guidelines_view.h"

#include "ui/convert.h"
#include "ui/review/side/markdown_reader.h"
#include "ui/review/side/quiet_keys.h"
#include "ui/text/event_words.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace triptych::ui {

namespace {

QString dateOf(const workflow::Guidelines& version)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(version.at).date(),
                              GuidelinesView::tr("d MMM yyyy", "a date, in Qt's letters"));
}

} // namespace

GuidelinesView::GuidelinesView(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("guidelinesView"));
    setAcceptDrops(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, space::kOne, 0);
    column->setSpacing(space::kOne);
    m_pages = new QStackedWidget(this);
    column->addWidget(m_pages, 1);
    buildReader();
    buildEditor();
    m_message = makeLabel(LabelRole::Small, this);
    m_message->setObjectName(QStringLiteral("guidelinesMessage"));
    m_message->setWordWrap(true);
    m_message->hide();
    column->addWidget(m_message);
    retranslate();
}

void GuidelinesView::buildReader()
{
    auto* page = new QWidget(m_pages);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kOne);
    auto* head = new QHBoxLayout;
    head->setSpacing(space::kHalf);
    m_version = makeQuietButton(QStringLiteral("guidelinesVersion"), page);
    m_version->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_version->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    letKeysThrough(m_version);
    connect(m_version, &QAbstractButton::clicked, this, [this] {
        if (auto* menu = m_version->menu()) {
            menu->popup(m_version->mapToGlobal(QPoint(0, m_version->height())));
        }
    });
    head->addWidget(m_version, 1);
    m_edit = makeButton(QStringLiteral("editGuidelines"), page);
    letKeysThrough(m_edit);
    connect(m_edit, &QAbstractButton::clicked, this,
            [this] { startEdit(m_newest ? toQString(m_newest->markdown) : QString()); });
    head->addWidget(m_edit);
    column->addLayout(head);
    m_older = makeLabel(LabelRole::Small, page);
    m_older->setObjectName(QStringLiteral("olderGuidelines"));
    m_older->setWordWrap(true);
    column->addWidget(m_older);
    m_empty = makeLabel(LabelRole::Secondary, page);
    m_empty->setObjectName(QStringLiteral("noGuidelines"));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    column->addWidget(m_empty);
    m_reader = new MarkdownReader(page);
    m_reader->setObjectName(QStringLiteral("guidelinesText"));
    connect(m_reader, &MarkdownReader::linkChosen, this, &GuidelinesView::showLink);
    column->addWidget(m_reader, 1);
    m_link = new QLineEdit(page);
    m_link->setObjectName(QStringLiteral("guidelinesLink"));
    m_link->setReadOnly(true);
    m_link->hide();
    column->addWidget(m_link);
    m_pages->addWidget(page);
}

void GuidelinesView::retranslate()
{
    m_edit->setText(m_newest ? tr("Edit") : tr("Write"));
    m_empty->setText(tr("Nothing here yet: write what a good text looks like, what to reject, and "
                        "how to decide when in doubt. Or drop a Markdown file here."));
    m_reader->setAccessibleName(tr("Guidelines"));
    m_link->setAccessibleName(tr("Address of the link"));
    m_write->setText(tr("Text"));
    m_look->setText(tr("Preview"));
    m_import->setText(tr("From a file…"));
    m_save->setText(m_saving ? tr("Saving…") : tr("Save"));
    m_cancel->setText(tr("Cancel"));
    m_plain->setAccessibleName(tr("Guidelines, as Markdown"));
    m_plain->setPlaceholderText(tr("# What a good text says\n- what changes from the reference to "
                                   "the target\n- nothing that cannot be seen"));
    m_preview->setAccessibleName(tr("Preview of the guidelines"));
    fillVersions();
    refresh();
}

void GuidelinesView::setGuidelines(const std::optional<workflow::Guidelines>& newest,
                                   const std::vector<workflow::Guidelines>& versions, bool editable)
{
    const bool other = (newest ? newest->number : 0) != (m_newest ? m_newest->number : 0);
    m_newest = newest;
    m_versions = versions;
    m_editable = editable;
    if (other) {
        m_shown = 0; // a new version is read first
        m_link->hide();
        if (editing() && newest && newest->number != m_editedFrom && !m_saving) {
            say(tr("%1 saved version %2 meanwhile. Your draft is kept; saving makes it the newest.")
                    .arg(quoted(toQString(newest->by), 60))
                    .arg(newest->number),
                false);
        }
    }
    fillVersions();
    refresh();
}

void GuidelinesView::fillVersions()
{
    delete m_version->menu();
    m_edit->setText(m_newest ? tr("Edit") : tr("Write"));
    if (m_versions.size() < 2) {
        return;
    }
    auto* menu = new QMenu(m_version);
    menu->setObjectName(QStringLiteral("guidelinesVersions"));
    for (const auto& version : m_versions) {
        const int number = version.number;
        auto* action = menu->addAction(tr("version %1 · %2 · %3", "number, date, person")
                                           .arg(number)
                                           .arg(dateOf(version), quoted(toQString(version.by), 60))
                                           .replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setObjectName(QStringLiteral("guidelines%1").arg(number));
        connect(action, &QAction::triggered, this, [this, number] {
            m_shown = m_newest && number == m_newest->number ? 0 : number;
            m_link->hide();
            refresh();
        });
    }
    m_version->setMenu(menu);
    m_version->setPopupMode(QToolButton::DelayedPopup);
}

void GuidelinesView::refresh()
{
    const workflow::Guidelines* shown = m_newest ? &*m_newest : nullptr;
    const auto older = std::find_if(m_versions.begin(), m_versions.end(),
                                    [this](const auto& one) { return one.number == m_shown; });
    if (m_shown != 0 && older != m_versions.end()) {
        shown = &*older;
    }
    const bool empty = !shown || shown->markdown.empty();
    m_version->setVisible(shown != nullptr);
    if (shown) {
        const QString words = tr("version %1 · %2 · %3", "number, date, person")
                                  .arg(shown->number)
                                  .arg(dateOf(*shown), quoted(toQString(shown->by), 60));
        QString label = m_versions.size() > 1 ? words + QStringLiteral("  ▾") : words;
        m_version->setAccessibleName(words);
        m_version->setText(label.replace(QLatin1Char('&'), QStringLiteral("&&")));
        m_version->setToolTip(m_versions.size() > 1 ? tr("Read another version")
                                                    : exactTime(shown->at));
        m_version->setEnabled(m_versions.size() > 1);
    }
    m_older->setVisible(m_shown != 0 && m_newest);
    if (m_newest) {
        m_older->setText(tr("An older version. Version %1 holds.").arg(m_newest->number));
    }
    m_empty->setVisible(empty);
    m_reader->setVisible(!empty);
    m_reader->setText(empty ? QString() : toQString(shown->markdown));
    m_edit->setVisible(m_editable && m_shown == 0);
    m_save->setEnabled(!m_saving);
    m_plain->setReadOnly(m_saving);
}

void GuidelinesView::showLink(const QString& address)
{
    m_link->setText(address);
    m_link->setCursorPosition(0);
    m_link->setToolTip(tr("Links are not opened here: copy the address"));
    m_link->show();
    m_link->selectAll();
}

void GuidelinesView::say(const QString& words, bool problem)
{
    setLabelRole(m_message, problem ? LabelRole::Error : LabelRole::Small);
    m_message->setText(words);
    m_message->setVisible(!words.isEmpty());
}

void GuidelinesView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
