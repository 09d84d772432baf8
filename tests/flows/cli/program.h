// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the built program as a process of its own, and reads what it prints.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <memory>

namespace triptych::flows {

struct Ran
{
    int exit = -1; // -1: it did not end by itself
    QByteArray out;
    QByteArray err;
    QJsonObject json; // standard output, when it is one JSON object and nothing else
    bool oneJson = false;

    // For a test's message.
    [[nodiscard]] QByteArray told() const;
};

QString program();

// Without a display; waits at most two minutes.
Ran run(const QStringList& arguments);
// run() with --json.
Ran runJson(QStringList arguments);

// Started, to be watched, killed or waited for.
std::unique_ptr<QProcess> start(const QStringList& arguments);
Ran finished(QProcess& process);
// SIGKILL, and waits until the process is gone.
void killHard(QProcess& process);

QByteArray readAll(const QString& path);
bool writeAll(const QString& path, const QByteArray& bytes);

// SHA-256 of every file below `folder` by relative path, one a line, sorted.
QByteArray fingerprint(const QString& folder);

// The project's figures, and whether `verify` calls it sound: what must not change when a command
// fails.
QByteArray stateOf(const QString& project);

} // namespace triptych::flows

// Fails the test, showing what the program printed. `ran` is evaluated once.
#define REQUIRE_EXIT(ran, code)                                                                    \
    do {                                                                                           \
        const triptych::flows::Ran& required = (ran); /* evaluated once */                         \
        QVERIFY2(required.exit == (code),                                                          \
                 (required.told() + "\nexpected exit " #code).constData());                        \
    } while (false)
