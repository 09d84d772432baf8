// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with the two texts of the pair on screen: editing in place, drafts that outlive the
// program, other texts of a slot, earlier wordings and spelling hints while one types.
#pragma once

#include "ui/review/review_aids.h"
#include "ui/review/review_queue.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <array>
#include <memory>

namespace triptych::ui {

class SpellingService;
class TextRow;

class TextDesk final : public QObject
{
    Q_OBJECT
public:
    // `aids` may be null: then nothing stands beside the candidate, and drafts live in memory.
    TextDesk(ReviewQueue& queue, ReviewAids* aids, TextRow& forward, TextRow& reverse,
             QObject* parent = nullptr);
    ~TextDesk() override;

    // A project was opened: its drafts are asked for, and its dictionary when `spelling`.
    void open(bool spelling, bool blind);
    void close();
    // Shows the slots of the pair; other texts of a slot are asked for when the pair is new.
    void show(const PairView& pair);
    [[nodiscard]] TextRow& row(Direction direction) const;

    [[nodiscard]] bool editing() const { return m_editing != nullptr; }
    void startEdit(); // on the marked direction
    void acceptEdit();
    void leaveEdit(); // the draft stays
    void revertEdit();
    // The next text of the marked direction; after the last the first again.
    void nextAlternative() { stepAlternative(1); }
    // The candidates again, whatever other texts were shown.
    void showCandidates();
    // What was meant and could not be saved is a draft again.
    void keep(const Operation& operation);

Q_SIGNALS:
    void editingChanged(bool editing);
    void refused(triptych::ui::ReviewQueue::Refusal refusal);
    void noAlternative();
    void draftNotSaved(const triptych::Error& error);

private:
    void connectRow(TextRow& row);
    void endEdit(bool keepDraft);
    void askTexts(const PairView& pair);
    void stepAlternative(int by);
    void setDraft(SlotId slot, const QString& body);
    void showRows();

    ReviewQueue& m_queue;
    ReviewAids* m_aids = nullptr;
    TextRow& m_forward;
    TextRow& m_reverse;
    std::unique_ptr<SpellingService> m_spelling;
    TextRow* m_editing = nullptr;
    SlotId m_editedSlot;
    QHash<std::int64_t, QString> m_drafts; // by slot
    PairId m_pair;                         // its other texts were asked for
    std::array<int, 2> m_texts{};          // how many the slots have, by direction; 0 = not known
    bool m_blind = false;
};

} // namespace triptych::ui
