// SPDX-License-Identifier: GPL-3.0-or-later
// Editing in place, drafts, other texts, completion and spelling of the pair on screen.
#include "ui/review/text_desk.h"

#include "ui/convert.h"
#include "ui/review/spelling_service.h"
#include "ui/review/text_row.h"

#include <algorithm>
#include <array>

namespace triptych::ui {

namespace {

constexpr std::array kDirections{Direction::Forward, Direction::Reverse};

} // namespace

TextDesk::TextDesk(ReviewQueue& queue, ReviewAids* aids, TextRow& forward, TextRow& reverse,
                   QObject* parent)
    : QObject(parent)
    , m_queue(queue)
    , m_aids(aids)
    , m_forward(forward)
    , m_reverse(reverse)
{
    connectRow(forward);
    connectRow(reverse);
}

TextDesk::~TextDesk() = default;

void TextDesk::connectRow(TextRow& row)
{
    auto* one = &row;
    connect(one, &TextRow::editRequested, this, [this, one] {
        m_queue.focus(one->direction());
        startEdit();
    });
    connect(one, &TextRow::editAccepted, this, &TextDesk::acceptEdit);
    connect(one, &TextRow::editLeft, this, &TextDesk::leaveEdit);
    connect(one, &TextRow::typed, this, [this] { m_queue.noteActivity(); });
    connect(one, &TextRow::draftChanged, this, [this](const QString& text) {
        if (m_editedSlot.valid()) {
            setDraft(m_editedSlot, text);
        }
    });
    connect(one, &TextRow::alternativeRequested, this, [this, one](int step) {
        m_queue.focus(one->direction());
        stepAlternative(step);
    });
    connect(one, &TextRow::completionsWanted, this, [this, one](const QString& typed) {
        if (!m_aids) {
            return;
        }
        m_aids->wordings(typed, [one, typed](const Result<std::vector<workflow::Wording>>& found) {
            std::vector<QString> words;
            for (const auto& wording : found.value_or(std::vector<workflow::Wording>{})) {
                words.push_back(toQString(wording.body));
            }
            one->setCompletions(typed, words);
        });
    });
}

void TextDesk::open(bool spelling, bool blind)
{
    close();
    m_blind = blind;
    if (!m_aids) {
        return;
    }
    if (spelling) {
        m_spelling = std::make_unique<SpellingService>(
            [this](SpellingService::Ready ready) { m_aids->speller(std::move(ready)); });
    }
    m_forward.setSpelling(m_spelling.get());
    m_reverse.setSpelling(m_spelling.get());
    m_aids->drafts([this](const Result<std::vector<workflow::Draft>>& drafts) {
        for (const auto& draft : drafts.value_or(std::vector<workflow::Draft>{})) {
            if (!m_drafts.contains(draft.slot.value)) { // what was typed meanwhile is newer
                m_drafts.insert(draft.slot.value, toQString(draft.body));
            }
        }
        showRows();
    });
}

void TextDesk::close()
{
    if (m_editing) {
        endEdit(false);
    }
    m_drafts.clear();
    m_pair = {};
    m_forward.setSpelling(nullptr);
    m_reverse.setSpelling(nullptr);
    m_spelling.reset();
}

TextRow& TextDesk::row(Direction direction) const
{
    return direction == Direction::Forward ? m_forward : m_reverse;
}

void TextDesk::show(const PairView& pair)
{
    for (const auto direction : kDirections) {
        const auto* slot = m_queue.slot(pair, direction);
        row(direction).setSlot(slot, slot && m_queue.saving(slot->id),
                               slot && m_drafts.contains(slot->id.value));
        row(direction).setMarked(m_queue.focused() == direction);
    }
    if (m_aids && m_pair != pair.id) {
        m_pair = pair.id;
        askTexts(pair);
    }
}

void TextDesk::showRows()
{
    const auto* pair = m_queue.current();
    if (pair && pair->id == m_pair) {
        show(*pair);
    }
}

void TextDesk::askTexts(const PairView& pair)
{
    std::vector<SlotId> ids;
    std::vector<Direction> directions;
    m_texts = {};
    for (const auto direction : kDirections) {
        const auto* slot = m_queue.slot(pair, direction);
        if (slot && slot->alternatives > 0 && !m_blind) { // they may be what a colleague wrote
            ids.push_back(slot->id);
            directions.push_back(direction);
        }
    }
    if (ids.empty()) {
        return;
    }
    m_aids->slotTexts(ids, [this, asked = pair.id,
                            directions](const Result<std::vector<ReviewAids::Texts>>& all) {
        if (!all || m_pair != asked || m_queue.window().currentId() != asked) {
            return;
        }
        for (std::size_t i = 0; i < directions.size() && i < all->size(); ++i) {
            m_texts.at(static_cast<std::size_t>(directions[i])) =
                static_cast<int>((*all)[i].size());
            row(directions[i]).setAlternatives((*all)[i]);
        }
    });
}

void TextDesk::stepAlternative(int by)
{
    auto& marked = row(m_queue.focused());
    const auto* slot = m_queue.focusedSlot();
    if (m_editing || !slot) {
        return;
    }
    const int shown = marked.shownAlternative();
    const int count = m_texts.at(static_cast<std::size_t>(m_queue.focused()));
    if (shown < 0 || count < 2) {
        Q_EMIT noAlternative();
        return;
    }
    marked.showAlternative((shown + by + count) % count);
    const auto chosen = marked.chosen();
    m_queue.choose(slot->id, chosen ? chosen->id : TextId{});
}

void TextDesk::startEdit()
{
    const auto* slot = m_queue.focusedSlot();
    if (m_editing) {
        return;
    }
    if (!slot || !slot->text) {
        Q_EMIT refused(ReviewQueue::Refusal::NoText);
        return;
    }
    m_editing = &row(m_queue.focused());
    m_editedSlot = slot->id;
    const auto chosen = m_editing->chosen();
    const QString from = toQString(chosen ? chosen->body : slot->text->body);
    Q_EMIT editingChanged(true);
    m_editing->beginEdit(chosen ? from : m_drafts.value(slot->id.value, from));
}

void TextDesk::acceptEdit()
{
    if (!m_editing) {
        return;
    }
    const QString text = m_editing->editedText();
    if (text.trimmed().isEmpty()) {
        Q_EMIT refused(ReviewQueue::Refusal::EmptyEdit);
        return;
    }
    // The verdict removes the draft in the file, in one transaction with itself.
    m_drafts.remove(m_editedSlot.value);
    endEdit(false);
    m_queue.edit(text);
}

void TextDesk::leaveEdit()
{
    if (m_editing) {
        endEdit(true);
        showRows();
    }
}

void TextDesk::revertEdit()
{
    if (m_editing) {
        m_editing->revertEdit();
    }
}

void TextDesk::endEdit(bool keepDraft)
{
    auto* edited = m_editing;
    edited->endEdit(keepDraft); // tells the draft
    m_editing = nullptr;
    m_editedSlot = {};
    Q_EMIT editingChanged(false);
}

void TextDesk::showCandidates()
{
    const auto* pair = m_queue.current();
    for (const auto direction : kDirections) {
        const auto* slot = pair && !m_editing ? m_queue.slot(*pair, direction) : nullptr;
        if (slot && m_queue.chosen(slot->id).valid()) {
            row(direction).showAlternative(-1);
            m_queue.choose(slot->id, {});
        }
    }
}

void TextDesk::setDraft(SlotId slot, const QString& body)
{
    if (m_drafts.value(slot.value) == body) {
        return;
    }
    if (body.isEmpty()) {
        m_drafts.remove(slot.value);
    } else {
        m_drafts.insert(slot.value, body);
    }
    if (m_aids) {
        m_aids->saveDraft(slot, body, [this](const Status& status) {
            if (!status) {
                Q_EMIT draftNotSaved(status.error());
            }
        });
    }
}

void TextDesk::keep(const Operation& operation)
{
    for (const auto& decision : operation.decisions) {
        if (decision.act == workflow::Act::Edit) {
            setDraft(decision.slot, toQString(decision.text));
        }
    }
    showRows();
}

} // namespace triptych::ui
