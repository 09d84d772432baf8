// SPDX-License-Identifier: GPL-3.0-or-later
// A modification text, shown or edited in the same place.
#include "ui/review/text_field.h"

#include "ui/convert.h"
#include "ui/review/plain_input.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace triptych::ui {

namespace {

bool overridesDirection(char16_t unit)
{
    return (unit >= 0x202A && unit <= 0x202E) || (unit >= 0x2066 && unit <= 0x2069) ||
           unit == 0x200E || unit == 0x200F || unit == 0x061C;
}

bool breaksLine(char16_t unit)
{
    return unit == 0x2028 || unit == 0x2029 || unit == 0x0085;
}

constexpr int kMostMarks = 60;          // changed pieces that are coloured while one types
constexpr std::size_t kManyPieces = 80; // so much changed that each key would be felt
constexpr int kLargeChange = 400;       // UTF-16 units at once: pasted, not typed
constexpr int kDiffRest = 150;          // ms without a key before a very long text is compared

} // namespace

QString visibleText(const QString& text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar unit : text) {
        const char16_t code = unit.unicode();
        if (code < 0x20) {
            result += QChar(static_cast<char16_t>(0x2400 + code));
        } else if (code == 0x7F) {
            result += QChar(char16_t(0x2421));
        } else if (overridesDirection(code) || breaksLine(code) || (code > 0x7F && code < 0xA0)) {
            result += QStringLiteral("[U+%1]").arg(int(code), 4, 16, QLatin1Char('0')).toUpper();
        } else {
            result += unit;
        }
    }
    return result;
}

TextField::TextField(int pixelSize, QWidget* parent)
    : QPlainTextEdit(parent)
{
    setFont(themeFont(pixelSize));
    setStyleSheet(QStringLiteral(
        "QPlainTextEdit { border: 0; padding: 0; background: transparent; border-radius: 0; }"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(0);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    m_diffTimer.setSingleShot(true);
    m_diffTimer.setInterval(kDiffRest);
    connect(&m_diffTimer, &QTimer::timeout, this, &TextField::updateDiff);
    connect(document(), &QTextDocument::contentsChange, this,
            [this](int, int removed, int added) { m_changed += std::max(removed, added); });
    connect(this, &QPlainTextEdit::textChanged, this, &TextField::onTextChanged);
    setEditable(false);
    setPlain({}, Ink::Text);
}

void TextField::setEditable(bool editable)
{
    setReadOnly(!editable);
    setTextInteractionFlags(editable ? Qt::TextEditorInteraction : Qt::NoTextInteraction);
    setFocusPolicy(editable ? Qt::StrongFocus : Qt::NoFocus);
    setAttribute(Qt::WA_InputMethodEnabled, editable);
    // While shown only, the row takes clicks and the wheel.
    viewport()->setAttribute(Qt::WA_TransparentForMouseEvents, !editable);
    setAttribute(Qt::WA_TransparentForMouseEvents, !editable);
    viewport()->setCursor(editable ? Qt::IBeamCursor : Qt::ArrowCursor);
}

void TextField::applyInk()
{
    const auto& theme = Theme::of(*parentWidget()); // one's own palette is changed below
    const QColor wanted = m_ink == Ink::Text ? theme.text : theme.secondary;
    if (palette().color(QPalette::Text) != wanted) {
        QPalette colours = palette();
        colours.setColor(QPalette::Text, wanted);
        setPalette(colours);
    }
}

void TextField::setPlain(const QString& text, Ink ink)
{
    m_ink = ink;
    applyInk();
    m_wavy.clear();
    setPlainText(text);
    verticalScrollBar()->setValue(0);
    markPieces();
    fitHeight();
}

void TextField::showText(const QString& text)
{
    m_pieces.clear();
    m_machine.clear();
    setEditable(false);
    setPlain(visibleText(text), Ink::Text);
}

void TextField::showHint(const QString& hint)
{
    m_pieces.clear();
    m_machine.clear();
    setEditable(false);
    setPlain(hint, Ink::Secondary);
}

void TextField::showDiff(const std::vector<workflow::DiffPiece>& pieces)
{
    setEditable(false);
    m_machine.clear();
    m_pieces.clear();
    QString whole;
    for (const auto& piece : pieces) {
        const QString text = visibleText(toQString(piece.text));
        const bool replaced = !m_pieces.empty() && piece.kind != workflow::DiffKind::Same &&
                              m_pieces.back().kind != workflow::DiffKind::Same;
        if (replaced && !whole.back().isSpace()) {
            m_pieces.push_back({workflow::DiffKind::Same, "\u2009"}); // old and new kept apart
            whole += QChar(char16_t(0x2009));
        }
        m_pieces.push_back({piece.kind, fromQString(text)}); // positions are those of what is seen
        whole += text;
    }
    setPlain(whole, Ink::Text);
}

void TextField::beginEdit(const QString& text, const QString& machine)
{
    m_pieces.clear();
    m_machine = machine;
    const QString line = plainInput(text, std::numeric_limits<int>::max() - 2).text;
    m_most = std::max(kMost, static_cast<int>(line.size()));
    setEditable(true);
    setPlain(line, Ink::Text);
    document()->clearUndoRedoStacks();
    updateDiff();
    setFocus(Qt::OtherFocusReason);
    moveCursor(QTextCursor::End);
}

void TextField::endEdit()
{
    m_diffTimer.stop();
    m_machine.clear();
    m_diff.clear();
    m_wavy.clear();
    setEditable(false);
    clearFocus();
}

void TextField::onTextChanged()
{
    if (editing()) {
        const bool quick = m_machine.size() + toPlainText().size() <= qsizetype{2} * kMost &&
                           m_diff.size() <= kManyPieces && m_changed <= kLargeChange;
        m_changed = 0;
        if (quick && !m_diffTimer.isActive()) {
            updateDiff();
        } else {
            m_diffTimer.start(); // the marks that are there move with the words
        }
    } else {
        markPieces();
    }
    fitHeight();
}

void TextField::updateDiff()
{
    m_diffTimer.stop();
    if (!editing()) {
        return;
    }
    m_diff = m_machine.isEmpty()
                 ? std::vector<workflow::DiffPiece>{}
                 : workflow::wordDiff(fromQString(m_machine), fromQString(toPlainText()));
    markPieces();
    Q_EMIT diffChanged();
}

void TextField::setWavy(const std::vector<std::pair<int, int>>& ranges)
{
    if (ranges != m_wavy) {
        m_wavy = ranges;
        markPieces();
    }
}

void TextField::markPieces()
{
    const auto& theme = Theme::of(*parentWidget());
    const int end = std::max(0, document()->characterCount() - 1);
    QList<QTextEdit::ExtraSelection> marks;
    const auto mark = [&](int at, int length) {
        QTextEdit::ExtraSelection one;
        one.cursor = QTextCursor(document());
        one.cursor.setPosition(std::min(at, end));
        one.cursor.setPosition(std::min(at + length, end), QTextCursor::KeepAnchor);
        return one;
    };
    int at = 0;
    for (const auto& piece : editing() ? m_diff : m_pieces) {
        if (editing() &&
            (marks.size() >= kMostMarks || piece.kind == workflow::DiffKind::Removed)) {
            continue;
        }
        const int length = static_cast<int>(toQString(piece.text).size());
        if (piece.kind != workflow::DiffKind::Same) {
            const bool added = piece.kind == workflow::DiffKind::Added;
            auto one = mark(at, length);
            one.format.setForeground(added ? theme.accepted : theme.rejected);
            one.format.setBackground(added ? theme.acceptedGround : theme.rejectedGround);
            one.format.setFontStrikeOut(!added);
            one.format.setFontUnderline(added); // not by colour alone
            marks.push_back(one);
        }
        at += length;
    }
    for (const auto& [begin, length] : m_wavy) {
        auto one = mark(begin, length);
        one.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        one.format.setUnderlineColor(theme.rejected);
        marks.push_back(one);
    }
    setExtraSelections(marks);
}

int TextField::room() const
{
    const auto cursor = textCursor();
    const int selected = cursor.selectionEnd() - cursor.selectionStart();
    return m_most - (document()->characterCount() - 1) + selected;
}

void TextField::replaceText(int begin, int length, const QString& text)
{
    QTextCursor cursor(document());
    const int end = document()->characterCount() - 1;
    cursor.setPosition(std::clamp(begin, 0, end));
    cursor.setPosition(std::clamp(begin + length, 0, end), QTextCursor::KeepAnchor);
    cursor.insertText(plainInput(text, std::numeric_limits<int>::max() - 2).text);
    setTextCursor(cursor);
}

void TextField::insertClean(const QString& text)
{
    const auto input = plainInput(text, room());
    if (!input.text.isEmpty()) {
        insertPlainText(input.text);
    }
    if (input.shortened) {
        Q_EMIT said(tr("Too long: a text has at most %n character(s). The rest was left out.",
                       nullptr, m_most));
    } else if (input.cleaned) {
        Q_EMIT said(tr("Invisible characters were left out"));
    }
    ensureCursorVisible();
}

int TextField::lineHeight() const
{
    return static_cast<int>(std::ceil(QFontMetricsF(font()).lineSpacing()));
}

void TextField::fitHeight()
{
    const int lines = static_cast<int>(std::ceil(document()->size().height()));
    m_lines = std::clamp(lines, 1, kLines);
    const int height = m_lines * lineHeight() + 2;
    if (height != minimumHeight() || height != maximumHeight()) {
        setFixedHeight(height);
        updateGeometry();
    }
}

QSize TextField::sizeHint() const
{
    return {200, m_lines * lineHeight() + 2};
}

QSize TextField::minimumSizeHint() const
{
    return {80, m_lines * lineHeight() + 2};
}

void TextField::scrollLines(int lines)
{
    verticalScrollBar()->setValue(verticalScrollBar()->value() + lines);
}

void TextField::keyPressEvent(QKeyEvent* event)
{
    if (!editing()) {
        event->ignore();
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier)) {
        Q_EMIT accepted();
    } else if (enter) {
        Q_EMIT lineBreakRefused(); // one text is one line in every format
    } else if (event->key() == Qt::Key_Escape) {
        Q_EMIT left();
    } else if (event->key() == Qt::Key_R && event->modifiers() == Qt::ControlModifier) {
        Q_EMIT revertRequested();
    } else if (room() <= 0 && !event->text().isEmpty() && event->text().front().isPrint() &&
               !event->modifiers().testFlag(Qt::ControlModifier)) {
        Q_EMIT said(tr("A text has at most %n character(s)", nullptr, m_most));
    } else {
        QPlainTextEdit::keyPressEvent(event);
    }
    event->accept(); // nothing typed here ever reaches the page's single keys
}

void TextField::inputMethodEvent(QInputMethodEvent* event)
{
    QInputMethodEvent clean(event->preeditString(), event->attributes());
    const auto commit = plainInput(event->commitString(), room() + event->replacementLength());
    clean.setCommitString(commit.text, event->replacementStart(), event->replacementLength());
    const bool composing = editing() && !event->preeditString().isEmpty();
    const bool changes = composing != m_composing;
    m_composing = composing; // before: what listens to the text must know
    QPlainTextEdit::inputMethodEvent(&clean);
    event->setAccepted(clean.isAccepted());
    if (commit.shortened) {
        Q_EMIT said(tr("A text has at most %n character(s)", nullptr, m_most));
    }
    if (changes) {
        Q_EMIT composingChanged();
    }
}

void TextField::focusOutEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) {
        Q_EMIT blurred();
    }
}

bool TextField::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasFormat(QStringLiteral("text/plain")) || source->hasHtml();
}

void TextField::insertFromMimeData(const QMimeData* source)
{
    insertClean(plainTextOf(*source));
}

void TextField::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void TextField::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::StyleChange) {
        applyInk();
        markPieces();
    }
}

} // namespace triptych::ui
