// SPDX-License-Identifier: GPL-3.0-or-later
// Spelling hints in a field that is edited.
#include "ui/review/field_spelling.h"

#include "ui/review/text_field.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kMostKnown = 200;

} // namespace

FieldSpelling::FieldSpelling(TextField& field, QObject* parent)
    : QObject(parent)
    , m_field(field)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelay);
    connect(&m_timer, &QTimer::timeout, this, &FieldSpelling::check);
    connect(m_field.document(), &QTextDocument::contentsChange, this,
            &FieldSpelling::onContentsChange);
    connect(&m_field, &QPlainTextEdit::textChanged, this, &FieldSpelling::onTextChanged);
    connect(&m_field, &QPlainTextEdit::cursorPositionChanged, this, &FieldSpelling::refreshHint);
    m_field.installEventFilter(this);
    m_field.viewport()->installEventFilter(this);
}

void FieldSpelling::setService(SpellingService* service)
{
    m_service = service;
    m_known.clear();
    show({});
    if (m_active && service) {
        check();
    }
}

void FieldSpelling::setActive(bool active)
{
    m_active = active;
    m_timer.stop();
    show({});
    if (active) {
        check();
    }
}

void FieldSpelling::check()
{
    if (!m_active || !m_service || m_field.composing()) {
        return;
    }
    const QString text = m_field.toPlainText();
    m_service->check(text, this, [this, text](const std::vector<WrongWord>& wrong) {
        if (m_active && m_field.toPlainText() == text) {
            show(wrong);
        }
    });
}

void FieldSpelling::show(const std::vector<WrongWord>& wrong)
{
    m_wrong = wrong;
    std::vector<std::pair<int, int>> ranges;
    ranges.reserve(wrong.size());
    for (const auto& one : wrong) {
        ranges.emplace_back(one.begin, one.length);
    }
    m_field.setWavy(ranges);
    refreshHint();
}

void FieldSpelling::onContentsChange(int at, int removed, int added)
{
    if (!m_active || !m_service || (removed == 0 && added == 0)) {
        return;
    }
    // Lines stay under words that did not change, until the next check.
    std::vector<WrongWord> kept;
    for (auto one : m_wrong) {
        if (one.begin + one.length < at) {
            kept.push_back(one);
        } else if (one.begin > at + removed) {
            one.begin += added - removed;
            kept.push_back(one);
        }
    }
    m_wrong = std::move(kept);
}

void FieldSpelling::onTextChanged()
{
    if (m_active && m_service) {
        show(std::vector<WrongWord>(m_wrong));
        m_timer.start();
    }
}

QString FieldSpelling::textOf(const WrongWord& wrong) const
{
    return m_field.toPlainText().mid(wrong.begin, wrong.length);
}

std::optional<WrongWord> FieldSpelling::wordNear(int position) const
{
    const auto at = std::find_if(m_wrong.begin(), m_wrong.end(), [position](const auto& one) {
        return position >= one.begin && position <= one.begin + one.length;
    });
    return at == m_wrong.end() ? std::nullopt : std::optional{*at};
}

void FieldSpelling::suggestionsFor(const QString& word,
                                   std::function<void(const QStringList&)> done)
{
    if (const auto known = m_known.constFind(word); known != m_known.constEnd()) {
        done(*known);
    } else if (m_service) {
        m_service->suggest(word, this, [this, word, done = std::move(done)](const auto& best) {
            if (m_known.size() >= kMostKnown) {
                m_known.clear();
            }
            m_known.insert(word, best);
            done(best);
        });
    }
}

void FieldSpelling::refreshHint()
{
    if (m_wrong.empty()) {
        setHint({}, {});
        return;
    }
    const auto wrong = wordNear(m_field.textCursor().position()).value_or(m_wrong.front());
    const QString word = textOf(wrong);
    if (word == m_word) {
        return;
    }
    setHint(word, {});
    suggestionsFor(word, [this, word](const QStringList& best) {
        if (m_word == word) {
            setHint(word, best.value(0));
        }
    });
}

void FieldSpelling::setHint(const QString& word, const QString& suggestion)
{
    if (word != m_word || suggestion != m_suggestion) {
        m_word = word;
        m_suggestion = suggestion;
        Q_EMIT hintChanged();
    }
}

void FieldSpelling::replace(const WrongWord& wrong, const QString& word, const QString& by)
{
    if (m_active && textOf(wrong) == word) { // the text may have changed while a menu was open
        m_field.replaceText(wrong.begin, wrong.length, by);
        check();
    }
}

bool FieldSpelling::takeSuggestion()
{
    if (m_suggestion.isEmpty()) {
        return false;
    }
    const auto near = wordNear(m_field.textCursor().position());
    const auto at = near && textOf(*near) == m_word
                        ? std::find(m_wrong.begin(), m_wrong.end(), *near)
                        : std::find_if(m_wrong.begin(), m_wrong.end(),
                                       [this](const auto& one) { return textOf(one) == m_word; });
    if (at == m_wrong.end()) {
        return false;
    }
    replace(WrongWord(*at), QString(m_word), QString(m_suggestion));
    return true;
}

void FieldSpelling::addSuggestions(QMenu& menu, const WrongWord& wrong)
{
    const QString word = textOf(wrong);
    auto* before = menu.actions().value(0);
    auto* waiting = new QAction(tr("Looking for suggestions…"), &menu);
    waiting->setEnabled(false);
    menu.insertAction(before, waiting);
    menu.insertSeparator(before);
    const QPointer<QMenu> open(&menu);
    suggestionsFor(word, [this, open, waiting, wrong, word](const QStringList& best) {
        if (!open) {
            return;
        }
        for (const auto& one : best) {
            auto* action = new QAction(one, open);
            QFont font = open->font();
            font.setBold(true);
            action->setFont(font);
            connect(action, &QAction::triggered, this,
                    [this, wrong, word, one] { replace(wrong, word, one); });
            open->insertAction(waiting, action);
        }
        waiting->setText(tr("No suggestion for this word"));
        waiting->setVisible(best.isEmpty());
    });
}

void FieldSpelling::openMenu(const QPoint& inField, const QPoint& onScreen)
{
    auto* menu = m_field.createStandardContextMenu(inField);
    menu->setObjectName(QStringLiteral("fieldMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const auto wrong = wordNear(m_field.cursorForPosition(inField).position())) {
        addSuggestions(*menu, *wrong);
    }
    menu->popup(onScreen);
}

bool FieldSpelling::eventFilter(QObject* watched, QEvent* event)
{
    if (!m_active || m_wrong.empty()) {
        return QObject::eventFilter(watched, event);
    }
    if (event->type() == QEvent::KeyPress && watched == &m_field) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        if (key.key() == Qt::Key_Period && key.modifiers() == Qt::ControlModifier) {
            takeSuggestion();
            return true;
        }
    }
    if (event->type() == QEvent::ContextMenu) {
        const auto& menu = *static_cast<QContextMenuEvent*>(event);
        const bool keyboard = menu.reason() == QContextMenuEvent::Keyboard;
        const QPoint at = keyboard ? m_field.cursorRect().center() : menu.pos();
        openMenu(at, keyboard ? m_field.viewport()->mapToGlobal(at) : menu.globalPos());
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace triptych::ui
