// SPDX-License-Identifier: GPL-3.0-or-later
// Earlier wordings while one types.
#include "ui/review/field_completion.h"

#include "ui/review/completion_list.h"
#include "ui/review/text_field.h"

#include <QAccessible>
#include <QKeyEvent>

namespace triptych::ui {

FieldCompletion::FieldCompletion(TextField& field, QWidget& anchor)
    : QObject(&anchor)
    , m_field(field)
    , m_anchor(anchor)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelay);
    connect(&m_timer, &QTimer::timeout, this, &FieldCompletion::ask);
    connect(&m_field, &QPlainTextEdit::textChanged, this, &FieldCompletion::onTextChanged);
    connect(&m_field, &TextField::blurred, this, &FieldCompletion::close);
    connect(&m_field, &TextField::composingChanged, this, [this] {
        if (m_field.composing()) {
            close();
        }
    });
    connect(&m_field, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (isOpen() && !atEnd()) {
            close();
        }
    });
    m_field.installEventFilter(this);
    m_anchor.installEventFilter(this);
}

FieldCompletion::~FieldCompletion()
{
    delete m_list.data();
}

bool FieldCompletion::isOpen() const
{
    return m_list && m_list->isVisible();
}

void FieldCompletion::close()
{
    m_timer.stop();
    if (m_list) {
        m_list->hide();
    }
}

bool FieldCompletion::atEnd() const
{
    const auto cursor = m_field.textCursor();
    return cursor.atEnd() && !cursor.hasSelection();
}

void FieldCompletion::onTextChanged()
{
    if (m_taking || !m_field.editing() || !m_field.hasFocus() || m_field.composing()) {
        return;
    }
    m_timer.start();
}

void FieldCompletion::ask()
{
    if (m_field.editing() && m_field.hasFocus() && !m_field.composing() && atEnd()) {
        Q_EMIT wanted(m_field.toPlainText());
    } else {
        close();
    }
}

void FieldCompletion::offer(const QString& typed, const std::vector<QString>& wordings)
{
    if (!m_field.editing() || !m_field.hasFocus() || m_field.composing() ||
        m_field.toPlainText() != typed || !atEnd() || m_timer.isActive()) {
        return;
    }
    if (wordings.empty()) {
        close();
        return;
    }
    if (!m_list) {
        m_list = new CompletionList(m_anchor.window());
        connect(m_list, &CompletionList::taken, this, &FieldCompletion::take);
    }
    m_list->setWordings(wordings);
    m_list->showAt(m_anchor, m_field);
}

void FieldCompletion::take(const QString& wording)
{
    m_taking = true; // it is whole: nothing further is offered
    m_field.replaceText(0, static_cast<int>(m_field.toPlainText().size()), wording);
    m_taking = false;
    close();
}

void FieldCompletion::choose(int by)
{
    m_list->step(by);
    // The focus stays in the field: a reader is told what is chosen as the field's help.
    m_field.setAccessibleDescription(tr("%1, wording %2 of %3, Tab takes it")
                                         .arg(m_list->chosen())
                                         .arg(m_list->current() + 1)
                                         .arg(m_list->count()));
    QAccessibleEvent event(&m_field, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

bool FieldCompletion::takesKey(const QKeyEvent& event)
{
    const bool plain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (!plain) {
        return false;
    }
    switch (event.key()) {
    case Qt::Key_Down:
        choose(1);
        return true;
    case Qt::Key_Up:
        if (m_list->current() < 0) {
            return false; // still the field's: a line up
        }
        choose(-1);
        return true;
    case Qt::Key_Tab:
        take(m_list->chosen());
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_list->current() < 0) {
            return false;
        }
        take(m_list->chosen());
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

bool FieldCompletion::eventFilter(QObject* watched, QEvent* event)
{
    if (!isOpen()) {
        return false;
    }
    if (watched == &m_field && event->type() == QEvent::KeyPress) {
        return takesKey(*static_cast<QKeyEvent*>(event));
    }
    if (watched == &m_anchor &&
        (event->type() == QEvent::Resize || event->type() == QEvent::Move)) {
        m_list->showAt(m_anchor, m_field);
    }
    if (watched == &m_anchor && event->type() == QEvent::Hide) {
        close();
    }
    return false;
}

} // namespace triptych::ui
