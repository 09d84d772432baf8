// SPDX-License-Identifier: GPL-3.0-or-later
// Fails a test in which one event, or one call that stands for an event, keeps the GUI thread busy
// for more than 50 ms, and says which event, whose, and where it stood.
//
// A WatchedApplication in place of the QApplication is all a test program needs: each outermost
// event is timed. Waiting for a core is taken off (the run-queue time of the thread that Linux
// keeps); waiting for anything else, the disk or another thread, is not. The stack is taken by a
// timer's signal while the thread is still busy. Link with ENABLE_EXPORTS, so that functions have
// names in it. Ten times as patient under the sanitizers, off under valgrind.
#pragma once

#include <QApplication>
#include <QString>
#include <QVector>

#include <memory>

namespace triptych::ui {

struct GuiBlock
{
    double milliseconds = 0; // without the wait for a core
    QString what;            // "KeyPress to triptych::ui::ReviewPage “reviewPage”"
    QString stack;           // one function a line, innermost first
    [[nodiscard]] QString told() const;
};

class WatchedApplication final : public QApplication
{
    Q_OBJECT
public:
    static constexpr int kLimitMilliseconds = 50;
    static int limit(); // of this build: ten times as much under the sanitizers

    WatchedApplication(int& argc, char** argv);
    ~WatchedApplication() override;

    bool notify(QObject* receiver, QEvent* event) override;

    // What was too long since the last call.
    QVector<GuiBlock> takeBlocks();
    // Whether a block fails the test function that runs; true at first. Off: for tests that block
    // on purpose.
    void setFailing(bool fails);
    // The longest event so far, in milliseconds, and what it was.
    [[nodiscard]] GuiBlock longest() const;

private:
    friend class GuiSpan;
    class Inner;
    std::unique_ptr<Inner> m_inner;
};

// Times a call that a test makes in place of an event (a click without a pointer, an opening).
// Nothing without a WatchedApplication, and nothing inside an event.
class GuiSpan
{
public:
    explicit GuiSpan(const QString& what);
    ~GuiSpan();
    GuiSpan(const GuiSpan&) = delete;
    GuiSpan& operator=(const GuiSpan&) = delete;

private:
    QString m_what;
    WatchedApplication::Inner* m_inner = nullptr;
};

} // namespace triptych::ui
