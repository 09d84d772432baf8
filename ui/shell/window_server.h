// SPDX-License-Identifier: GPL-3.0-or-later
// One window a project: whoever opens a file that a window of this user shows already, raises it.
#pragma once

#include <QObject>

#include <functional>

class QLocalServer;

namespace triptych::ui {

class WindowServer final : public QObject
{
    Q_OBJECT
public:
    explicit WindowServer(QObject* parent = nullptr);
    // Asks the window that shows `path` to come forward; `answer(true)` when there is one. Never
    // waits.
    void raiseOther(const QString& path, QObject* context, std::function<void(bool)> answer);
    // From now on this window is the one of `path` (empty: of none).
    void listen(const QString& path);
    [[nodiscard]] bool isOwn(const QString& path) const;

Q_SIGNALS:
    void raiseRequested();

private:
    QLocalServer* m_server = nullptr;
    QString m_name;
};

} // namespace triptych::ui
