// SPDX-License-Identifier: GPL-3.0-or-later
// Spelling without waiting: the dictionary is loaded when it is first asked for, and every check
// and suggestion is made on a thread of its own. Says nothing while, and when, there is none.
#pragma once

#include "core/workflow/spelling.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QThread>

#include <functional>
#include <memory>
#include <vector>

namespace triptych::ui {

// In UTF-16 units of the text that was checked.
struct WrongWord
{
    int begin = 0;
    int length = 0;
    bool operator==(const WrongWord&) const = default;
};

class SpellingService final : public QObject
{
    Q_OBJECT
public:
    using Ready = std::function<void(std::shared_ptr<workflow::Speller>)>;
    // Loads off the GUI thread and calls `Ready` in the GUI thread, once, with null when there is
    // no dictionary; the speller is used by nobody else from then on. Called at most once.
    using Load = std::function<void(Ready)>;
    using Checked = std::function<void(const std::vector<WrongWord>&)>;
    using Suggested = std::function<void(const QStringList&)>; // best first, at most kMost

    static constexpr int kMost = 5;

    explicit SpellingService(Load load, QObject* parent = nullptr);
    ~SpellingService() override;

    // Loads when it has not; answers in the GUI thread if `context` still lives, in order. Without
    // a dictionary there is no answer.
    void check(const QString& text, QObject* context, Checked done);
    void suggest(const QString& word, QObject* context, Suggested done);
    // A dictionary is there.
    [[nodiscard]] bool available() const { return m_speller != nullptr; }

Q_SIGNALS:
    void ready(); // a dictionary came

private:
    using Task = std::function<void(const workflow::Speller&)>;
    void later(Task task);
    void take(std::shared_ptr<workflow::Speller> speller);

    Load m_load;
    bool m_asked = false;
    bool m_answered = false;
    std::shared_ptr<workflow::Speller> m_speller;
    std::vector<Task> m_waiting; // until the dictionary is there
    QThread m_thread;
    QObject* m_worker = nullptr; // lives in m_thread
};

} // namespace triptych::ui
