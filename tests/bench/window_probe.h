// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's benchmark measures with: when something is painted, and what the process holds.
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QSet>

#include <functional>
#include <vector>

class QWidget;

namespace triptych::bench {

// Knows which widgets have been painted since forget().
class PaintProbe final : public QApplication
{
    Q_OBJECT
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override;
    void forget() { m_painted.clear(); }
    [[nodiscard]] bool painted(const QObject* widget) const { return m_painted.contains(widget); }
    [[nodiscard]] bool anything() const { return !m_painted.isEmpty(); }
    // Does `act`, then runs the event loop until `done` holds after an event: milliseconds from the
    // beginning of the act to the end of that event, the flush to the screen included; negative
    // when `limit` milliseconds were not enough.
    double until(const std::function<void()>& act, const std::function<bool()>& done,
                 int limit = 20000);
    // Nothing but the event loop, for so long.
    void idle(int milliseconds);

private:
    QSet<const QObject*> m_painted;
    std::function<bool()> m_done;
    QElapsedTimer m_clock;
    double m_stamp = -1;
    int m_depth = 0;
};

struct Holdings
{
    double pssMegabytes = 0;
    int files = 0;   // open descriptors
    int threads = 0; // of the process
    int objects = 0; // QObjects below the window and the application
};
Holdings holdings(const QObject& window);

} // namespace triptych::bench
