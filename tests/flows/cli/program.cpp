// SPDX-License-Identifier: GPL-3.0-or-later
// The program as a process: no display, no standard input, everything it prints kept.
#include "program.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QProcessEnvironment>

#include <csignal>

using namespace Qt::StringLiterals;

namespace triptych::flows {

namespace {

constexpr int kPatience = 120'000; // milliseconds

} // namespace

QByteArray Ran::told() const
{
    return "exit " + QByteArray::number(exit) + "\nout: " + out.left(2000) +
           "\nerr: " + err.left(2000);
}

QString program()
{
    return QString::fromUtf8(TRIPTYCH_PROGRAM);
}

std::unique_ptr<QProcess> start(const QStringList& arguments)
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"DISPLAY"_s);
    environment.remove(u"WAYLAND_DISPLAY"_s);
    environment.remove(u"QT_QPA_PLATFORM"_s);
    process->setProcessEnvironment(environment);
    process->setStandardInputFile(QProcess::nullDevice());
    process->start(program(), arguments);
    process->waitForStarted(kPatience);
    return process;
}

Ran finished(QProcess& process)
{
    Ran ran;
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(kPatience)) {
        killHard(process);
    } else if (process.exitStatus() == QProcess::NormalExit) {
        ran.exit = process.exitCode();
    }
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    const QJsonDocument document = QJsonDocument::fromJson(ran.out);
    ran.oneJson = document.isObject();
    ran.json = document.object();
    return ran;
}

Ran run(const QStringList& arguments)
{
    return finished(*start(arguments));
}

Ran runJson(QStringList arguments)
{
    arguments << u"--json"_s;
    return run(arguments);
}

void killHard(QProcess& process)
{
    if (process.state() != QProcess::NotRunning) {
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        process.waitForFinished(kPatience);
    }
}

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool writeAll(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray fingerprint(const QString& folder)
{
    QStringList lines;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QByteArray hash =
            QCryptographicHash::hash(readAll(path), QCryptographicHash::Sha256).toHex();
        lines << QDir(folder).relativeFilePath(path) + u' ' + QString::fromLatin1(hash);
    }
    lines.sort();
    return lines.join(u'\n').toUtf8();
}

QByteArray stateOf(const QString& project)
{
    const Ran figures = runJson({u"stats"_s, project});
    const Ran sound = runJson({u"verify"_s, project, u"--skip-images"_s});
    return QJsonDocument(figures.json).toJson(QJsonDocument::Compact) +
           (sound.json.value(u"ok"_s).toBool() ? " sound" : " NOT SOUND " + sound.out);
}

} // namespace triptych::flows
