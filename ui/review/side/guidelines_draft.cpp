// SPDX-License-Identifier: GPL-3.0-or-later
// Writing guidelines: the draft, its preview, and reading it from a file.
#include "ui/convert.h"
#include "ui/review/side/guidelines_view.h"
#include "ui/review/side/markdown_reader.h"
#include "ui/review/side/quiet_keys.h"
#include "ui/text/event_words.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFuture>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QStringDecoder>
#include <QThreadPool>
#include <QToolButton>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

// The first local file of what is dragged; empty when there is none.
QString droppedFile(const QMimeData& data)
{
    for (const auto& url : data.urls()) {
        if (url.isLocalFile()) {
            return url.toLocalFile();
        }
    }
    return {};
}

QString normalised(const QString& text)
{
    QString lines = text;
    lines.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    lines.replace(QLatin1Char('\r'), QLatin1Char('\n'));
    return lines;
}

} // namespace

void GuidelinesView::buildEditor()
{
    auto* page = new QWidget(m_pages);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kOne);
    auto* head = new QHBoxLayout;
    head->setSpacing(space::kHalf);
    m_write = makeQuietButton(QStringLiteral("guidelinesWrite"), page);
    m_look = makeQuietButton(QStringLiteral("guidelinesPreview"), page);
    for (auto* button : {m_write, m_look}) {
        button->setCheckable(true);
        letKeysThrough(button);
        head->addWidget(button);
    }
    connect(m_write, &QAbstractButton::clicked, this, [this] { setPreview(false); });
    connect(m_look, &QAbstractButton::clicked, this, [this] { setPreview(true); });
    head->addStretch(1);
    m_import = makeLinkButton(QStringLiteral("importGuidelines"), page);
    letKeysThrough(m_import);
    connect(m_import, &QAbstractButton::clicked, this, &GuidelinesView::pickFile);
    head->addWidget(m_import);
    column->addLayout(head);
    m_draftPages = new QStackedWidget(page);
    m_plain = new QPlainTextEdit(m_draftPages);
    m_plain->setObjectName(QStringLiteral("guidelinesDraft"));
    m_plain->setTabChangesFocus(true);
    m_plain->setAcceptDrops(false); // files go to the panel
    m_plain->installEventFilter(this);
    m_preview = new MarkdownReader(m_draftPages);
    m_preview->setObjectName(QStringLiteral("guidelinesDraftPreview"));
    connect(m_preview, &MarkdownReader::linkChosen, this, &GuidelinesView::showLink);
    m_draftPages->addWidget(m_plain);
    m_draftPages->addWidget(m_preview);
    column->addWidget(m_draftPages, 1);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(space::kOne);
    m_save = makePrimaryButton(QStringLiteral("saveGuidelines"), page);
    m_cancel = makeButton(QStringLiteral("cancelGuidelines"), page);
    letKeysThrough(m_save);
    letKeysThrough(m_cancel);
    foot->addWidget(m_save);
    foot->addWidget(m_cancel);
    foot->addStretch(1);
    column->addLayout(foot);
    connect(m_cancel, &QAbstractButton::clicked, this, &GuidelinesView::leaveEdit);
    connect(m_save, &QAbstractButton::clicked, this, [this] {
        m_saving = true;
        say({}, false);
        retranslate();
        Q_EMIT saveRequested(normalised(draft()));
    });
    m_pages->addWidget(page);
}

bool GuidelinesView::editing() const
{
    return m_pages->currentIndex() == 1;
}

QString GuidelinesView::draft() const
{
    return editing() ? m_plain->toPlainText() : QString();
}

void GuidelinesView::startEdit(const QString& text)
{
    m_editedFrom = m_newest ? m_newest->number : 0;
    m_plain->setPlainText(text);
    m_pages->setCurrentIndex(1);
    setPreview(false);
    say({}, false);
    m_plain->setFocus(Qt::OtherFocusReason); // asked for: Edit was pressed
}

void GuidelinesView::leaveEdit()
{
    m_saving = false;
    m_plain->clear();
    m_pages->setCurrentIndex(0);
    say({}, false);
    retranslate();
    m_edit->setFocus(Qt::OtherFocusReason);
}

void GuidelinesView::setPreview(bool preview)
{
    m_write->setChecked(!preview);
    m_look->setChecked(preview);
    if (preview) {
        m_preview->setText(m_plain->toPlainText());
    }
    m_draftPages->setCurrentIndex(preview ? 1 : 0);
}

void GuidelinesView::saveEnded(const QString& problem)
{
    if (problem.isEmpty()) {
        const bool had = editing() && m_pages->isAncestorOf(focusWidget());
        m_saving = false;
        m_plain->clear();
        m_pages->setCurrentIndex(0);
        say({}, false);
        retranslate();
        if (had) {
            m_edit->setFocus(Qt::OtherFocusReason);
        }
        return;
    }
    m_saving = false;
    retranslate();
    say(problem, true);
}

GuidelinesView::FileText GuidelinesView::readFile(const QString& path)
{
    const QFileInfo info(path);
    const QString name = quoted(info.fileName(), 80);
    if (info.exists() && !info.isFile()) { // a pipe or a device could be waited for without end
        return {{}, tr("%1 is not a file.").arg(name)};
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {{}, tr("%1 cannot be read: %2").arg(name, file.errorString())};
    }
    const QByteArray bytes = file.read(kMostBytes + 1);
    if (bytes.size() > kMostBytes) {
        return {{}, tr("%1 is larger than 1 MB. Guidelines are text.").arg(name)};
    }
    const auto marked = QStringConverter::encodingForData(bytes);
    QStringDecoder decode(marked.value_or(QStringConverter::Utf8));
    const QString text = decode(bytes);
    if (decode.hasError() || text.contains(QChar(QChar::Null))) {
        return {{}, tr("%1 is not text in UTF-8.").arg(name)};
    }
    return {normalised(text), {}};
}

void GuidelinesView::importFile(const QString& path)
{
    if (!m_editable) {
        return;
    }
    // The file may lie on a slow drive.
    const QPointer<GuidelinesView> view(this);
    QThreadPool::globalInstance()->start([view, path] {
        const FileText read = readFile(path);
        QMetaObject::invokeMethod(
            qApp,
            [view, read] {
                if (view) {
                    view->takeFile(read);
                }
            },
            Qt::QueuedConnection);
    });
}

void GuidelinesView::takeFile(const FileText& read)
{
    if (!read.problem.isEmpty()) {
        say(read.problem, true);
        return;
    }
    if (!editing()) {
        startEdit(read.text);
        return;
    }
    QTextCursor cursor(m_plain->document()); // Ctrl+Z brings the draft back
    cursor.select(QTextCursor::Document);
    cursor.insertText(read.text);
    say({}, false);
    setPreview(m_look->isChecked());
}

void GuidelinesView::pickFile()
{
    auto* dialog = new QFileDialog(this, tr("Guidelines from a file"));
    dialog->setObjectName(QStringLiteral("guidelinesPicker"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Markdown and text (*.md *.markdown *.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &GuidelinesView::importFile);
    dialog->open();
}

void GuidelinesView::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_editable && !m_saving && !droppedFile(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void GuidelinesView::dropEvent(QDropEvent* event)
{
    const QString path = droppedFile(*event->mimeData());
    if (!path.isEmpty()) {
        event->acceptProposedAction();
        importFile(path);
    }
}

bool GuidelinesView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_plain && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_save->setFocus(Qt::OtherFocusReason); // out of the field; the draft stays
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace triptych::ui
