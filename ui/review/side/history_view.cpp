// SPDX-License-Identifier: GPL-3.0-or-later
// The history of a pair in words.
#include "ui/review/side/history_view.h"

#include "core/domain/event.h"
#include "core/workflow/diff.h"
#include "ui/convert.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kLongText = 2'000; // characters; longer ones are cut, and not compared word by word

QTextBlockFormat blockFormat(double above, double below)
{
    QTextBlockFormat format;
    format.setTopMargin(above);
    format.setBottomMargin(below);
    format.setLineHeight(118, QTextBlockFormat::ProportionalHeight);
    return format;
}

QTextCharFormat ink(const QColor& colour, int pixelSize, int weight = QFont::Normal)
{
    QTextCharFormat format;
    format.setFont(themeFont(pixelSize, weight));
    format.setForeground(colour);
    return format;
}

bool writesText(EventKind kind)
{
    return kind == EventKind::Accept || kind == EventKind::Edit || kind == EventKind::Comment ||
           kind == EventKind::Flag || kind == EventKind::Adjudicate || kind == EventKind::Reject ||
           kind == EventKind::Skip || kind == EventKind::Release;
}

// The parts of a change: what went is struck through, what came is underlined; colours besides.
void insertChange(QTextCursor& cursor, const workflow::HistoryEntry& entry, const Theme& theme)
{
    const auto plain = ink(theme.text, type::kBody);
    auto removed = ink(theme.rejected, type::kBody);
    removed.setFontStrikeOut(true);
    removed.setBackground(theme.rejectedGround);
    auto added = ink(theme.accepted, type::kBody);
    added.setFontUnderline(true);
    added.setBackground(theme.acceptedGround);
    const auto pieces = workflow::wordDiff(entry.before, entry.text);
    auto last = workflow::DiffKind::Same;
    for (const auto& piece : pieces) {
        if (last != workflow::DiffKind::Same && piece.kind != workflow::DiffKind::Same) {
            cursor.insertText(QString(QChar(0x2009)), plain); // old and new kept apart
        }
        cursor.insertText(quotedLines(toQString(piece.text), kLongText),
                          piece.kind == workflow::DiffKind::Same      ? plain
                          : piece.kind == workflow::DiffKind::Removed ? removed
                                                                      : added);
        last = piece.kind;
    }
}

} // namespace

HistoryView::HistoryView(QWidget* parent)
    : QuietReader(parent)
{
    setObjectName(QStringLiteral("historyView"));
    setStyleSheet(QStringLiteral("QTextBrowser { border: 0; padding: 0; }"));
    document()->setDocumentMargin(0);
    document()->setUndoRedoEnabled(false);
    m_more.setInterval(0);
    connect(&m_more, &QTimer::timeout, this, &HistoryView::appendSome);
    setAccessibleName(tr("History of the pair"));
}

void HistoryView::setEntries(const std::vector<workflow::HistoryEntry>& entries,
                             const QDateTime& now)
{
    m_entries = entries;
    m_now = now;
    m_known = true;
    rebuild();
}

void HistoryView::clearEntries()
{
    m_entries.clear();
    m_known = false;
    rebuild();
}

void HistoryView::setContext(const EventContext& context)
{
    m_context = context;
    if (!m_entries.empty()) {
        rebuild();
    }
}

void HistoryView::rebuild()
{
    m_more.stop();
    m_next = 0;
    clear();
    if (m_known && m_entries.empty()) {
        QTextCursor cursor(document());
        cursor.insertText(tr("Nothing has happened to this pair yet. Decisions, notes and "
                             "corrections will stand here."),
                          ink(Theme::of(*this).secondary, type::kBody));
    }
    appendSome();
    moveCursor(QTextCursor::Start); // the newest is read first
}

void HistoryView::appendSome()
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.movePosition(QTextCursor::End);
    for (int i = 0; i < kStep && m_next < m_entries.size(); ++i, ++m_next) {
        appendEntry(cursor, m_entries[m_next]);
    }
    cursor.endEditBlock();
    if (complete()) {
        m_more.stop();
    } else if (!m_more.isActive()) {
        m_more.start();
    }
}

const workflow::HistoryEntry* HistoryView::about(const workflow::HistoryEntry& entry) const
{
    if (entry.subject.empty()) {
        return nullptr;
    }
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto& other) {
        return other.event == entry.subject;
    });
    return found == m_entries.end() ? nullptr : &*found;
}

void HistoryView::appendEntry(QTextCursor& cursor, const workflow::HistoryEntry& entry)
{
    const auto& theme = Theme::of(*this);
    const bool first = cursor.atStart();
    auto head = blockFormat(first ? 0 : space::kTwo, 0);
    head.setLayoutDirection(layoutDirection()); // a name from right to left does not turn it
    if (first) {
        cursor.setBlockFormat(head);
    } else {
        cursor.insertBlock(head);
    }
    auto sentence = ink(entry.undone ? theme.secondary : theme.text, type::kBody,
                        entry.undone ? QFont::Normal : QFont::DemiBold);
    sentence.setFontStrikeOut(entry.undone);
    cursor.insertText(eventSentence(entry, m_context, about(entry)), sentence);
    appendBody(cursor, entry);
    cursor.insertBlock(blockFormat(2, 0));
    auto small = ink(theme.secondary, type::kSmall);
    if (entry.undone) {
        cursor.insertText(tr("taken back"), ink(theme.flagged, type::kSmall, QFont::DemiBold));
        cursor.insertText(QStringLiteral(" · "), small);
    }
    auto time = small;
    time.setToolTip(exactTime(entry.at).toHtmlEscaped());
    cursor.insertText(relativeTime(entry.at, m_now), time);
    const QString rest = eventCircumstances(entry, m_context);
    if (!rest.isEmpty()) {
        cursor.insertText(QStringLiteral(" · ") + rest, small);
    }
}

void HistoryView::appendBody(QTextCursor& cursor, const workflow::HistoryEntry& entry)
{
    const auto kind = eventKindFrom(entry.kind);
    if (entry.text.empty() || !writesText(kind)) {
        return;
    }
    const auto& theme = Theme::of(*this);
    auto format = blockFormat(2, 0);
    format.setLeftMargin(space::kOneHalf);
    cursor.insertBlock(format);
    const bool compared = kind == EventKind::Edit && !entry.undone && !entry.before.empty() &&
                          entry.before.size() + entry.text.size() <= 2 * kLongText;
    if (compared) {
        insertChange(cursor, entry, theme);
        return;
    }
    auto plain = ink(entry.undone ? theme.secondary : theme.text, type::kBody);
    plain.setFontStrikeOut(entry.undone);
    cursor.insertText(quotedLines(toQString(entry.text), kLongText), plain);
}

void HistoryView::changeEvent(QEvent* event)
{
    QuietReader::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("History of the pair"));
    }
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        if (m_known) {
            rebuild();
        }
    }
}

} // namespace triptych::ui
