// SPDX-License-Identifier: GPL-3.0-or-later
// One dictionary, one thread.
#include "ui/review/spelling_service.h"

#include "ui/convert.h"

#include <QPointer>

namespace triptych::ui {

namespace {

constexpr std::size_t kMostWaiting = 16;

// Bytes of UTF-8 to UTF-16 units.
std::vector<WrongWord> toUnits(const std::string& text,
                               const std::vector<workflow::Misspelling>& found)
{
    std::vector<WrongWord> words;
    words.reserve(found.size());
    const std::string_view bytes{text};
    std::size_t at = 0;
    int units = 0;
    const auto pass = [&](std::size_t length) {
        const int size = static_cast<int>(toQString(bytes.substr(at, length)).size());
        at += length;
        units += size;
        return size;
    };
    for (const auto& one : found) {
        pass(one.begin - at);
        WrongWord word;
        word.begin = units;
        word.length = pass(one.length);
        words.push_back(word);
    }
    return words;
}

} // namespace

SpellingService::SpellingService(Load load, QObject* parent)
    : QObject(parent)
    , m_load(std::move(load))
{
    m_thread.setObjectName(QStringLiteral("spelling"));
}

SpellingService::~SpellingService()
{
    m_thread.quit();
    m_thread.wait();
    delete m_worker;
}

void SpellingService::later(Task task)
{
    if (m_speller) {
        QMetaObject::invokeMethod(
            m_worker, [task = std::move(task), speller = m_speller] { task(*speller); },
            Qt::QueuedConnection);
        return;
    }
    if (!m_answered) {
        if (m_waiting.size() == kMostWaiting) {
            m_waiting.erase(m_waiting.begin()); // what was typed long ago interests nobody
        }
        m_waiting.push_back(std::move(task));
    }
    if (!m_asked) {
        m_asked = true;
        const QPointer<SpellingService> self(this);
        m_load([self](std::shared_ptr<workflow::Speller> speller) {
            if (self) {
                self->take(std::move(speller));
            }
        });
    }
}

void SpellingService::take(std::shared_ptr<workflow::Speller> speller)
{
    auto waiting = std::move(m_waiting);
    m_waiting.clear();
    m_answered = true;
    if (!speller || m_speller) {
        return;
    }
    m_speller = std::move(speller);
    m_worker = new QObject;
    m_worker->moveToThread(&m_thread);
    m_thread.start(QThread::LowPriority);
    for (auto& task : waiting) {
        later(std::move(task));
    }
    Q_EMIT ready();
}

void SpellingService::check(const QString& text, QObject* context, Checked done)
{
    const QPointer<QObject> guard(context);
    later([this, text = fromQString(text), guard,
           done = std::move(done)](const workflow::Speller& speller) {
        auto words = toUnits(text, speller.check(text));
        // `this` lives: its end waits for the thread.
        QMetaObject::invokeMethod(
            this,
            [guard, done, words = std::move(words)] {
                if (guard) {
                    done(words);
                }
            },
            Qt::QueuedConnection);
    });
}

void SpellingService::suggest(const QString& word, QObject* context, Suggested done)
{
    const QPointer<QObject> guard(context);
    later([this, word = fromQString(word), guard,
           done = std::move(done)](const workflow::Speller& speller) {
        QStringList best;
        for (const auto& one : speller.suggest(word, kMost)) {
            best.push_back(toQString(one));
        }
        QMetaObject::invokeMethod(
            this,
            [guard, done, best] {
                if (guard) {
                    done(best);
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace triptych::ui
