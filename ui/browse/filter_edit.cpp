// SPDX-License-Identifier: GPL-3.0-or-later
// Editing, colouring and completing a filter.
#include "ui/browse/filter_edit.h"

#include "ui/browse/filter_text.h"
#include "ui/convert.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QStringListModel>
#include <QTextDocument>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kHeight = 40;
constexpr int kPopupWidth = 240;

QStringList keysBeginningWith(const QString& prefix)
{
    QStringList keys;
    for (const FilterKey key : allFilterKeys()) {
        const QString one = toQString(name(key));
        if (one.startsWith(prefix, Qt::CaseInsensitive)) {
            keys.append(one + usualOperator(key));
        }
    }
    return keys;
}

} // namespace

FilterHighlighter::FilterHighlighter(QTextDocument* document)
    : QSyntaxHighlighter(document)
{}

void FilterHighlighter::setColours(const QColor& secondary, const QColor& wrong)
{
    m_secondary = secondary;
    m_wrong = wrong;
    rehighlight();
}

void FilterHighlighter::setError(qsizetype at)
{
    if (at != m_error) {
        m_error = at;
        rehighlight();
    }
}

void FilterHighlighter::highlightBlock(const QString& text)
{
    using Kind = FilterSpan::Kind;
    for (const FilterSpan& span : filterSpans(text)) {
        QTextCharFormat format;
        if (span.kind == Kind::Value || span.kind == Kind::Word) {
            format.setFontWeight(QFont::DemiBold);
        } else if (span.kind == Kind::Minus) {
            format.setForeground(m_wrong);
            format.setFontWeight(QFont::DemiBold);
        }
        setFormat(static_cast<int>(span.start), static_cast<int>(span.length), format);
    }
    if (m_error < 0 || text.isEmpty()) {
        return;
    }
    qsizetype end = std::min(m_error, text.size() - 1);
    const qsizetype start = end;
    while (end < text.size() && (end == start || !text[end].isSpace())) {
        QTextCharFormat wrong = format(static_cast<int>(end));
        wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wrong.setUnderlineColor(m_wrong);
        wrong.setForeground(m_wrong);
        setFormat(static_cast<int>(end), 1, wrong);
        ++end;
    }
}

FilterEdit::FilterEdit(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new FilterHighlighter(document()))
    , m_completer(new QCompleter(this))
    , m_choices(new QStringListModel(this))
{
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFrameShape(NoFrame);
    setFont(themeFont(type::kBody));
    document()->setDocumentMargin(0);
    m_completer->setModel(m_choices);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(10);
    m_completer->popup()->setObjectName(QStringLiteral("filterChoices"));
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this,
            &FilterEdit::take);
    applyTheme();
}

void FilterEdit::setFilter(const QString& filter)
{
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(filter);
    setTextCursor(cursor);
}

void FilterEdit::setError(qsizetype at)
{
    m_highlighter->setError(at);
}

bool FilterEdit::completing() const
{
    return m_completer->popup()->isVisible();
}

QSize FilterEdit::sizeHint() const
{
    return {480, kHeight};
}

QSize FilterEdit::minimumSizeHint() const
{
    return {120, kHeight};
}

void FilterEdit::applyTheme()
{
    const Theme& theme = Theme::of(*window()); // its own palette is transparent
    m_highlighter->setColours(theme.secondary, theme.rejected);
    m_completer->popup()->setStyleSheet(
        QStringLiteral("QListView { background: %1; color: %2; border: 1px solid %3; padding: 4px; "
                       "outline: 0; } QListView::item { padding: 5px 8px; border-radius: 4px; } "
                       "QListView::item:selected { background: %4; color: %2; }")
            .arg(theme.panel.name(), theme.text.name(), theme.line.name(), theme.selected.name()));
}

void FilterEdit::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange) {
        applyTheme();
    }
    QPlainTextEdit::changeEvent(event);
}

void FilterEdit::focusOutEvent(QFocusEvent* event)
{
    if (event->reason() != Qt::PopupFocusReason) {
        hideChoices();
    }
    QPlainTextEdit::focusOutEvent(event);
}

void FilterEdit::insertFromMimeData(const QMimeData* source)
{
    textCursor().insertText(source->text().simplified());
}

// Tab takes the offer while there is one.
bool FilterEdit::focusNextPrevChild(bool next)
{
    return !completing() && QPlainTextEdit::focusNextPrevChild(next);
}

void FilterEdit::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (completing() && (enter || event->key() == Qt::Key_Tab || event->key() == Qt::Key_Escape)) {
        event->ignore(); // the completer takes it
        if (event->key() == Qt::Key_Tab) {
            const QModelIndex current = m_completer->popup()->currentIndex();
            take(current.isValid() ? current.data().toString() : m_choices->stringList().value(0));
            event->accept();
        } else if (enter && !m_completer->popup()->currentIndex().isValid()) {
            hideChoices();
            event->accept();
            Q_EMIT submitted();
        }
        return;
    }
    if (enter) {
        Q_EMIT submitted();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        if (filter().isEmpty()) {
            Q_EMIT left();
        } else {
            Q_EMIT cleared();
        }
        return;
    }
    if (event->key() == Qt::Key_Down) {
        Q_EMIT left();
        return;
    }
    const bool forced = event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier;
    if (forced) {
        offer();
        return;
    }
    const QString before = filter();
    QPlainTextEdit::keyPressEvent(event);
    if (filter() != before) {
        offer();
    } else if (completing()) {
        hideChoices();
    }
}

void FilterEdit::offer()
{
    const auto spot = completionSpot(filter(), textCursor().position());
    if (!spot || (!spot->key && spot->prefix.isEmpty() && !filter().trimmed().isEmpty())) {
        hideChoices();
        return;
    }
    if (!spot->key) {
        show(*spot, keysBeginningWith(spot->prefix));
        return;
    }
    const QStringList fixed = fixedValues(*spot->key);
    if (fixed.isEmpty()) {
        hideChoices();
        Q_EMIT valuesWanted(*spot->key, spot->prefix);
    } else {
        offerValues(*spot->key, spot->prefix, fixed);
    }
}

void FilterEdit::offerValues(FilterKey key, const QString& prefix, const QStringList& values)
{
    const auto spot = completionSpot(filter(), textCursor().position());
    if (!hasFocus() || !spot || spot->key != key || spot->prefix != prefix) {
        return;
    }
    QStringList choices;
    for (const QString& value : values) {
        if (value.startsWith(prefix, Qt::CaseInsensitive) && value != prefix) {
            choices.append(value);
        }
    }
    show(*spot, choices);
}

void FilterEdit::show(const CompletionSpot& spot, const QStringList& choices)
{
    if (choices.isEmpty()) {
        hideChoices();
        return;
    }
    m_choices->setStringList(choices);
    QTextCursor at = textCursor();
    at.setPosition(static_cast<int>(spot.start));
    QRect rect = cursorRect(at);
    rect.setWidth(kPopupWidth);
    rect.setBottom(height() - contentsMargins().bottom() - viewport()->y());
    m_completer->complete(rect);
    m_completer->popup()->setCurrentIndex({});
}

void FilterEdit::take(const QString& choice)
{
    const auto spot = completionSpot(filter(), textCursor().position());
    if (spot && !choice.isEmpty()) {
        QTextCursor cursor = textCursor();
        cursor.setPosition(static_cast<int>(spot->start));
        cursor.setPosition(static_cast<int>(spot->start + spot->length), QTextCursor::KeepAnchor);
        cursor.insertText(spot->key ? filterValue(choice) : choice);
        setTextCursor(cursor);
    }
    hideChoices();
    if (spot && !spot->key) {
        offer();
    }
}

void FilterEdit::hideChoices()
{
    if (completing()) {
        m_completer->popup()->hide();
    }
    Q_EMIT completionEnded();
}

} // namespace triptych::ui
