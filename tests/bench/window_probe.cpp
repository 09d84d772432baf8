// SPDX-License-Identifier: GPL-3.0-or-later
// Paint events as they end, and /proc.
#include "window_probe.h"

#include <QDir>
#include <QEvent>
#include <QEventLoop>
#include <QFile>
#include <QTimer>
#include <QWidget>

namespace triptych::bench {

bool PaintProbe::notify(QObject* receiver, QEvent* event)
{
    ++m_depth;
    const bool paint = event->type() == QEvent::Paint;
    const bool taken = QApplication::notify(receiver, event);
    if (paint) {
        m_painted.insert(receiver);
    }
    // The outermost event: what was painted in it has reached the screen.
    if (--m_depth == 0 && m_done && m_stamp < 0 && m_done()) {
        m_stamp = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
    }
    return taken;
}

double PaintProbe::until(const std::function<void()>& act, const std::function<bool()>& done,
                         int limit)
{
    m_stamp = -1;
    m_done = done;
    m_clock.start();
    QEventLoop loop;
    QTimer stop;
    stop.setSingleShot(true);
    QObject::connect(&stop, &QTimer::timeout, &loop, &QEventLoop::quit);
    stop.start(limit);
    act();
    while (m_stamp < 0 && m_clock.elapsed() < limit) {
        loop.processEvents(QEventLoop::WaitForMoreEvents);
    }
    m_done = nullptr;
    return m_stamp;
}

void PaintProbe::idle(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

Holdings holdings(const QObject& window)
{
    Holdings held;
    QFile memory(QStringLiteral("/proc/self/smaps_rollup"));
    if (memory.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : memory.readAll().split('\n')) {
            if (line.startsWith("Pss:")) {
                held.pssMegabytes = line.mid(4).trimmed().split(' ').value(0).toDouble() / 1024.0;
            }
        }
    }
    const auto entries = [](const char* folder) {
        return static_cast<int>(
            QDir(QLatin1String(folder))
                .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
                .size());
    };
    held.files = entries("/proc/self/fd");
    held.threads = entries("/proc/self/task");
    held.objects = static_cast<int>(window.findChildren<QObject*>().size() +
                                    qApp->findChildren<QObject*>().size());
    return held;
}

} // namespace triptych::bench
