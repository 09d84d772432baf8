// SPDX-License-Identifier: GPL-3.0-or-later
// A modification text, shown or edited in the same place.
#include "ui/review/text_field.h"

#include "ui/convert.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

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

QString oneLine(QString text)
{
    for (auto& unit : text) {
        if (unit == u'\n' || unit == u'\r' || unit == u'\t' || breaksLine(unit.unicode())) {
            unit = u' ';
        }
    }
    return text;
}

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
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        markPieces();
        fitHeight();
    });
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
    setEditable(true);
    setPlain(oneLine(text), Ink::Text);
    setFocus(Qt::OtherFocusReason);
    moveCursor(QTextCursor::End);
}

void TextField::endEdit()
{
    m_machine.clear();
    setEditable(false);
    clearFocus();
}

void TextField::markPieces()
{
    std::vector<workflow::DiffPiece> pieces = m_pieces;
    if (editing() && !m_machine.isEmpty()) {
        pieces = workflow::wordDiff(fromQString(m_machine), fromQString(toPlainText()));
        std::erase_if(pieces, [](const workflow::DiffPiece& piece) {
            return piece.kind == workflow::DiffKind::Removed;
        });
    }
    const auto& theme = Theme::of(*parentWidget());
    QList<QTextEdit::ExtraSelection> marks;
    int at = 0;
    for (const auto& piece : pieces) {
        const int length = static_cast<int>(toQString(piece.text).size());
        if (piece.kind != workflow::DiffKind::Same) {
            const bool added = piece.kind == workflow::DiffKind::Added;
            QTextEdit::ExtraSelection mark;
            mark.cursor = QTextCursor(document());
            mark.cursor.setPosition(at);
            mark.cursor.setPosition(at + length, QTextCursor::KeepAnchor);
            mark.format.setForeground(added ? theme.accepted : theme.rejected);
            mark.format.setBackground(added ? theme.acceptedGround : theme.rejectedGround);
            mark.format.setFontStrikeOut(!added);
            mark.format.setFontUnderline(added); // not by colour alone
            marks.push_back(mark);
        }
        at += length;
    }
    setExtraSelections(marks);
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
    } else {
        QPlainTextEdit::keyPressEvent(event);
    }
    event->accept(); // nothing typed here ever reaches the page's single keys
}

void TextField::insertFromMimeData(const QMimeData* source)
{
    if (source->hasText()) {
        insertPlainText(oneLine(source->text()));
    }
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
