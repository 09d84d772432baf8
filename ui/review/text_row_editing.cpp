// SPDX-License-Identifier: GPL-3.0-or-later
// A row's editing: changes in words, drafts, completion, spelling; and the other texts of its slot.
#include "ui/convert.h"
#include "ui/review/alternatives_mark.h"
#include "ui/review/diff_words.h"
#include "ui/review/field_completion.h"
#include "ui/review/field_spelling.h"
#include "ui/review/text_field.h"
#include "ui/review/text_row.h"
#include "ui/text/words.h"

#include <QAccessible>
#include <QPushButton>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kDraftDelay = 400;    // ms
constexpr int kAnnounceDelay = 700; // ms: a reader speaks when typing rests
constexpr int kHintWidth = 360;
constexpr int kBelowGap = 2;
constexpr qsizetype kLongSame = 64; // units of unchanged text that are shown whole
constexpr qsizetype kContext = 24;
constexpr std::size_t kMostPieces = 24; // of a line that nobody reads to its end

QString beginOf(const QString& text)
{
    const bool pair = text[kContext - 1].isHighSurrogate();
    return text.left(pair ? kContext - 1 : kContext);
}

QString endOf(const QString& text)
{
    const bool pair = text[text.size() - kContext].isLowSurrogate();
    return text.right(pair ? kContext - 1 : kContext);
}

// What changed with a few words around it: a long text would hide it below the fold.
std::vector<workflow::DiffPiece> around(const std::vector<workflow::DiffPiece>& pieces)
{
    std::vector<workflow::DiffPiece> result = pieces;
    for (std::size_t i = 0; i < result.size(); ++i) {
        const QString text = toQString(result[i].text);
        if (result[i].kind != workflow::DiffKind::Same || text.size() <= kLongSame) {
            continue;
        }
        const QString before = i > 0 ? beginOf(text) + u' ' : QString();
        const QString after = i + 1 < result.size() ? u' ' + endOf(text) : QString();
        result[i].text = fromQString(before + u'…' + after);
    }
    if (result.size() > kMostPieces) {
        result.resize(kMostPieces);
        result.push_back({workflow::DiffKind::Same, "\u2009…"});
    }
    return result;
}

} // namespace

void TextRow::buildHelpers()
{
    m_completion = new FieldCompletion(*m_text, *this);
    connect(m_completion, &FieldCompletion::wanted, this, &TextRow::completionsWanted);
    m_spelling = new FieldSpelling(*m_text, this);
    connect(m_spelling, &FieldSpelling::hintChanged, this, &TextRow::refreshHint);
    connect(m_hint, &QPushButton::clicked, this, [this] {
        m_spelling->takeSuggestion();
        m_text->setFocus(Qt::OtherFocusReason);
    });
    connect(m_others, &QAbstractButton::clicked, this, [this] { Q_EMIT alternativeRequested(1); });
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(kDraftDelay);
    connect(&m_draftTimer, &QTimer::timeout, this, &TextRow::tellDraft);
    m_announceTimer.setSingleShot(true);
    m_announceTimer.setInterval(kAnnounceDelay);
    connect(&m_announceTimer, &QTimer::timeout, this, &TextRow::announceChanges);
}

void TextRow::beginEdit(const QString& text)
{
    const auto other = chosen();
    const auto& machine = other && other->origin != Origin::Person ? other
                          : m_slot.machineText                     ? m_slot.machineText
                                                                   : m_slot.text;
    const auto* shown = shownText();
    m_machine = machine ? toQString(machine->body) : QString();
    m_base = shown ? toQString(shown->body) : QString();
    m_note->hide();
    m_text->beginEdit(text, m_machine);
    m_draftTimer.stop(); // nothing was typed yet
    const QString language = toQString(m_slot.language);
    m_spelling->setActive(language == QLatin1String("en") ||
                          language.startsWith(QLatin1String("en-")));
    refreshChanges();
    refreshChip();
    nameForReaders();
    update();
}

void TextRow::endEdit(bool keepDraft)
{
    if (keepDraft) {
        tellDraft();
    }
    m_draftTimer.stop();
    m_announceTimer.stop();
    m_completion->close();
    m_spelling->setActive(false);
    m_text->endEdit();
    refreshChanges();
    refresh();
    refreshChip();
    nameForReaders();
    update();
}

bool TextRow::editing() const
{
    return m_text->editing();
}

QString TextRow::editedText() const
{
    return m_text->toPlainText();
}

void TextRow::revertEdit()
{
    m_text->replaceText(0, static_cast<int>(m_text->toPlainText().size()), m_machine);
}

void TextRow::onTyped()
{
    if (!m_text->editing()) {
        return;
    }
    m_draftTimer.start();
    m_announceTimer.start();
    Q_EMIT typed();
}

void TextRow::tellDraft()
{
    if (!m_draftTimer.isActive() && sender() != &m_draftTimer) {
        return; // told already
    }
    m_draftTimer.stop();
    const QString text = m_text->toPlainText();
    const bool nothing = text.trimmed().isEmpty() || text.trimmed() == m_base.trimmed();
    Q_EMIT draftChanged(nothing ? QString() : text);
}

void TextRow::refreshChanges()
{
    const bool changed = editing() && m_text->toPlainText().trimmed() != m_machine.trimmed();
    if (changed) {
        m_changes->showDiff(around(m_text->diff()));
    }
    m_changes->setVisible(changed);
    refreshBelow();
}

void TextRow::refreshHint()
{
    const QString word = m_spelling->word();
    QString words;
    if (!word.isEmpty()) {
        words = m_spelling->suggestion().isEmpty()
                    ? tr("not in the dictionary: %1").arg(word)
                    : tr("%1 → %2   Ctrl+.").arg(word, m_spelling->suggestion());
    }
    m_hint->setText(m_hint->fontMetrics().elidedText(words, Qt::ElideMiddle, kHintWidth));
    m_hint->setAccessibleName(words.isEmpty() ? words : tr("Spelling: %1").arg(words));
    m_hint->setEnabled(!m_spelling->suggestion().isEmpty());
    m_hint->setVisible(!words.isEmpty());
    refreshBelow();
}

void TextRow::refreshBelow()
{
    const bool changes = !m_changes->isHidden();
    const bool hint = !m_hint->isHidden();
    const bool visible = editing() && (changes || hint);
    m_below->setVisible(visible);
    const int height = std::max(changes ? m_changes->sizeHint().height() : 0,
                                hint ? m_hint->sizeHint().height() : 0);
    const int grown = visible ? height + kBelowGap : 0;
    if (grown != m_grown) {
        m_grown = grown;
        Q_EMIT grownBy(grown);
    }
}

void TextRow::setAlternatives(std::vector<TextView> texts)
{
    const auto shown = chosen();
    m_texts = texts.size() < 2 ? std::vector<TextView>{} : std::move(texts);
    m_shownText = -1;
    for (std::size_t i = 0; shown && i < m_texts.size(); ++i) {
        if (m_texts[i].id == shown->id) {
            m_shownText = static_cast<int>(i);
        }
    }
    showAlternative(m_shownText);
}

int TextRow::judgedIndex() const
{
    const auto at = std::find_if(m_texts.begin(), m_texts.end(), [this](const TextView& text) {
        return m_slot.text && text.id == m_slot.text->id;
    });
    return at == m_texts.end() ? -1 : static_cast<int>(at - m_texts.begin());
}

void TextRow::showAlternative(int index)
{
    const bool known = index >= 0 && index < static_cast<int>(m_texts.size());
    m_shownText = known ? index : judgedIndex();
    if (editing()) {
        refreshOthers();
        return;
    }
    refresh();
    refreshChip();
    nameForReaders();
}

int TextRow::shownAlternative() const
{
    return m_texts.empty() ? -1 : std::max(m_shownText < 0 ? judgedIndex() : m_shownText, 0);
}

std::optional<TextView> TextRow::chosen() const
{
    if (m_shownText < 0 || m_shownText == judgedIndex()) {
        return std::nullopt;
    }
    return m_texts[static_cast<std::size_t>(m_shownText)];
}

void TextRow::refreshOthers()
{
    if (m_texts.empty()) {
        m_others->clear();
        return;
    }
    const int shown = shownAlternative();
    m_others->setText(m_texts[static_cast<std::size_t>(shown)], shown,
                      static_cast<int>(m_texts.size()), chosen().has_value());
}

void TextRow::setSpelling(SpellingService* spelling)
{
    m_spelling->setService(spelling);
}

void TextRow::setCompletions(const QString& typed, const std::vector<QString>& wordings)
{
    m_completion->offer(typed, wordings);
}

void TextRow::nameForReaders()
{
    const auto* shown = shownText();
    const QString text = shown ? toQString(shown->body) : tr("No text yet");
    setAccessibleName(tr("%1 text: %2").arg(word(m_direction), text));
    QStringList state;
    if (m_marked) {
        state.push_back(tr("marked"));
    }
    if (chosen()) {
        state.push_back(m_others->accessibleName());
    } else {
        state.push_back(m_chipWord.isEmpty() ? word(m_slot.state) : m_chipWord);
    }
    setAccessibleDescription(state.join(QStringLiteral(", ")));
    m_text->setAccessibleName(tr("%1 text").arg(word(m_direction)));
    m_changes->setAccessibleName(tr("changes against the machine's text"));
}

void TextRow::announceChanges()
{
    if (!editing() || m_completion->isOpen()) {
        return;
    }
    const QString words = diffInWords(m_text->diff());
    m_text->setAccessibleDescription(words.isEmpty() ? tr("as the machine wrote it") : words);
    m_changes->setAccessibleDescription(words);
    QAccessibleEvent event(m_text, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace triptych::ui
