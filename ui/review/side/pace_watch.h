// SPDX-License-Identifier: GPL-3.0-or-later
// Notices runs of accepts that are too fast for having read the texts and looked at the images. It
// only tells; it never holds anything up.
//
// A run grows with every accept and is broken by an edit, a rejection, a skip or flag, an undo, and
// by an accept that took kSlow or longer. An accept of both directions counts once. Told when the
// run has at least kRun accepts and the median of their times, each less kPerCharacter for every
// character over kShort, is under kFast; then not again within kQuiet. Times of 0 (unknown) are
// left out.
//
// Where the figures come from: a glance at a photo takes some 150–250 ms, and skimming goes at most
// at about 100 characters a second, so two photos and a line of 40 characters need 600 ms or more
// of anybody. Once in a while a reviewer is that fast (the mirror of a text just read); eight times
// in a row nobody reads.
#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace triptych::ui {

class PaceWatch final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kRun = 8;
    static constexpr qint64 kFast = 600;          // ms
    static constexpr qint64 kSlow = 1'500;        // ms
    static constexpr int kShort = 40;             // characters
    static constexpr qint64 kPerCharacter = 5;    // ms
    static constexpr qint64 kMostForText = 1'500; // ms
    static constexpr qint64 kQuiet = 300'000;     // ms

    enum class Verdict
    {
        Accept,
        AcceptBoth,
        Other // edit, reject, skip, flag, undo …
    };

    // `clock`: milliseconds that only grow; the system's when none is given.
    explicit PaceWatch(QObject* parent = nullptr, std::function<qint64()> clock = {});
    // `milliseconds`: what goes into Decision::milliseconds. `characters`: of the text, or of both.
    void note(Verdict verdict, qint64 milliseconds, int characters);
    void reset(); // another project or reviewer

Q_SIGNALS:
    // The run's accepts, and the seconds they took together, at least 1.
    void tooFast(int count, int seconds);

private:
    struct Accept
    {
        qint64 spent = 0;
        qint64 looked = 0; // spent, less what the text's length takes
    };
    std::function<qint64()> m_clock;
    QElapsedTimer m_timer;
    std::optional<qint64> m_told;
    std::vector<Accept> m_run;
};

} // namespace triptych::ui
