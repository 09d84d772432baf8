// SPDX-License-Identifier: GPL-3.0-or-later
// The history of a pair in words, newest first: who did what, with the change word by word, when,
// and what was taken back. One text document, filled in small steps: hundreds of entries never
// block. Everything in it is plain text.
#pragma once

#include "ui/review/side/quiet_keys.h"
#include "ui/text/event_words.h"

#include <QTimer>

namespace triptych::ui {

class HistoryView final : public QuietReader
{
    Q_OBJECT
public:
    static constexpr int kStep = 10; // entries laid out at a time

    explicit HistoryView(QWidget* parent = nullptr);
    // Newest first. `now` may be earlier than the entries: their exact time is shown then.
    void setEntries(const std::vector<workflow::HistoryEntry>& entries, const QDateTime& now);
    // The answer is not there yet: nothing is said. Also when the pair changes.
    void clearEntries();
    // How reasons and guidelines are called; may come before or after the entries.
    void setContext(const EventContext& context);
    [[nodiscard]] bool complete() const { return m_next >= m_entries.size(); }

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void appendSome();
    void appendEntry(QTextCursor& cursor, const workflow::HistoryEntry& entry);
    void appendBody(QTextCursor& cursor, const workflow::HistoryEntry& entry);
    [[nodiscard]] const workflow::HistoryEntry* about(const workflow::HistoryEntry& entry) const;

    std::vector<workflow::HistoryEntry> m_entries;
    EventContext m_context;
    QDateTime m_now;
    std::size_t m_next = 0;
    bool m_known = false;
    QTimer m_more;
};

} // namespace triptych::ui
