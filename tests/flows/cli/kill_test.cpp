// SPDX-License-Identifier: GPL-3.0-or-later
// SIGKILL in the middle of import, decide and export: what was acknowledged is there, what was not
// finished is not, and the same command completes the work.
#include "drawn_catalogue.h"
#include "program.h"

#include <QtTest>

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QSet>
#include <QTemporaryDir>

#include <memory>

using namespace Qt::StringLiterals;
using namespace triptych::flows;

namespace {

constexpr int kKills = 8; // of each command
constexpr int kProducts = 60;
constexpr int kImages = kProducts * 4;
constexpr int kPairs = kProducts * 12;

// How long `arguments` takes undisturbed, in milliseconds; -1 when it fails.
qint64 timeOf(const QStringList& arguments)
{
    QElapsedTimer timer;
    timer.start();
    return run(arguments).exit == 0 ? timer.elapsed() : -1;
}

// Kills the command after the share `n` of kKills of `whole`. True: it was still running.
bool killAt(const QStringList& arguments, qint64 whole, int n)
{
    const std::unique_ptr<QProcess> process = start(arguments);
    const auto moment = static_cast<int>(whole * (2 * n + 1) / (2 * kKills));
    if (process->waitForFinished(qMax(1, moment))) {
        return false;
    }
    killHard(*process);
    return true;
}

int figure(const QString& project, const QString& name)
{
    return runJson({u"stats"_s, project}).json.value(name).toInt(-1);
}

QByteArray verifyProblems(const QString& project)
{
    const Ran ran = runJson({u"verify"_s, project, u"--skip-images"_s});
    return ran.exit == 0 ? QByteArray() : ran.told();
}

// What is wrong with an export that has a manifest; empty when it is whole.
QByteArray exportProblem(const QString& folder)
{
    const QJsonObject manifest =
        QJsonDocument::fromJson(readAll(folder + u"/manifest.json"_s)).object();
    const QJsonArray files = manifest.value(u"files"_s).toArray();
    if (files.isEmpty()) {
        return "a manifest that names no file";
    }
    for (const auto& entry : files) {
        const QJsonObject file = entry.toObject();
        const QByteArray bytes = readAll(folder + u'/' + file.value(u"path"_s).toString());
        const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        if (QString::fromLatin1(hash) != file.value(u"sha256"_s).toString()) {
            return file.value(u"path"_s).toString().toUtf8() + " is not what the manifest says";
        }
    }
    return {};
}

} // namespace

class KillTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aKilledImportLeavesNothingOrAll();
    void killedDecisionsKeepEveryAcknowledgedOne();
    void aKilledExportNeverLooksWhole();

private:
    QTemporaryDir m_folder;
    QString m_project;

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    // Kills one `decide` after `wanted` acknowledgements; what it had acknowledged: event ids.
    QSet<QString> killedDecide(const QStringList& command, int wanted);
};

void KillTest::initTestCase()
{
    QCOMPARE(drawCatalogue(m_folder.path(), {kProducts, 4, 400}).size(), kImages);
    QByteArray why;
    m_project = projectOver(m_folder.path(), u"shirts.triptych"_s, why);
    QVERIFY2(!m_project.isEmpty(), why.constData());
    QCOMPARE(figure(m_project, u"pairs"_s), kPairs);
}

void KillTest::aKilledImportLeavesNothingOrAll()
{
    const auto importInto = [this](const QString& project) {
        return QStringList{u"import"_s,         project,  path(u"images"_s), u"--as"_s, u"folder"_s,
                           u"--product-from"_s, u"name"_s};
    };
    const QString calm = path(u"calm.triptych"_s);
    REQUIRE_EXIT(run({u"new"_s, calm}), 0);
    const qint64 whole = timeOf(importInto(calm));
    QVERIFY(whole > 0);
    int killed = 0;
    for (int n = 0; n < kKills; ++n) {
        const QString project = path(u"import-%1.triptych"_s.arg(n));
        REQUIRE_EXIT(run({u"new"_s, project}), 0);
        killed += killAt(importInto(project), whole, n) ? 1 : 0;
        const int images = figure(project, u"images"_s);
        QVERIFY2(images == 0 || images == kImages, QByteArray::number(images).constData());
        QCOMPARE(verifyProblems(project), QByteArray());
        const Ran again = run(importInto(project));
        REQUIRE_EXIT(again, 0);
        QCOMPARE(figure(project, u"images"_s), kImages);
        QCOMPARE(verifyProblems(project), QByteArray());
    }
    QVERIFY2(killed >= kKills / 2, QByteArray::number(killed).constData());
}

QSet<QString> KillTest::killedDecide(const QStringList& command, int wanted)
{
    QSet<QString> events;
    QByteArray told;
    const std::unique_ptr<QProcess> process = start(command);
    while (told.count('\n') < wanted && process->waitForReadyRead(5000)) {
        told += process->readAllStandardError();
    }
    killHard(*process);
    told += process->readAllStandardError();
    // The last line may be cut; whatever came whole was promised.
    for (const QByteArray& line : told.split('\n')) {
        const QString event = QJsonDocument::fromJson(line).object().value(u"event"_s).toString();
        if (!event.isEmpty()) {
            events.insert(event);
        }
    }
    return events;
}

void KillTest::killedDecisionsKeepEveryAcknowledgedOne()
{
    QByteArray lines;
    for (const QString& key : pairKeys(m_project, kPairs)) {
        lines +=
            "{\"pair\":\"" + key.toUtf8() + "\",\"direction\":\"both\",\"verdict\":\"accept\"}\n";
    }
    const QString file = path(u"decisions.jsonl"_s);
    QVERIFY(writeAll(file, lines));
    for (int n = 0; n < kKills; ++n) {
        const QString project = path(u"decide-%1.triptych"_s.arg(n));
        REQUIRE_EXIT(run({u"backup"_s, m_project, project}), 0);
        const QStringList command{u"decide"_s, project, u"--reviewer"_s,   u"aoki"_s,
                                  u"--from"_s, file,    u"--acknowledge"_s};
        const QSet<QString> promised = killedDecide(command, 1 + n * kPairs / kKills);
        QVERIFY(!promised.isEmpty());
        QCOMPARE(verifyProblems(project), QByteArray());
        const QString out = path(u"events-%1"_s.arg(n));
        REQUIRE_EXIT(run({u"export"_s, project, out, u"--as"_s, u"triptych"_s}), 0);
        const QByteArray log = readAll(out + u"/project.jsonl"_s);
        for (const QString& event : promised) {
            QVERIFY2(log.contains(event.toUtf8()), qPrintable(event));
        }
        const Ran accepted = runJson({u"list"_s, project, u"--where"_s, u"status:accepted"_s});
        QVERIFY(accepted.json.value(u"total"_s).toInt() >= promised.size() / 2);
    }
}

void KillTest::aKilledExportNeverLooksWhole()
{
    const QString project = path(u"export.triptych"_s);
    REQUIRE_EXIT(run({u"backup"_s, m_project, project}), 0);
    REQUIRE_EXIT(run({u"decide"_s, project, u"--reviewer"_s, u"aoki"_s, u"--where"_s,
                      u"status:pending"_s, u"--verdict"_s, u"accept"_s}),
                 0);
    const auto exportTo = [&](const QString& folder) {
        return QStringList{u"export"_s,        project,       folder, u"--as"_s, u"jsonl"_s,
                           u"--with-images"_s, u"scale:200"_s};
    };
    const qint64 whole = timeOf(exportTo(path(u"calm"_s)));
    QVERIFY(whole > 0);
    QCOMPARE(exportProblem(path(u"calm"_s)), QByteArray());
    int unfinished = 0;
    for (int n = 0; n < kKills; ++n) {
        const QString folder = path(u"export-%1"_s.arg(n));
        killAt(exportTo(folder), whole, n);
        if (QFile::exists(folder + u"/manifest.json"_s)) {
            QCOMPARE(exportProblem(folder), QByteArray());
            continue;
        }
        ++unfinished;
        const Ran again = run(exportTo(folder));
        REQUIRE_EXIT(again, 0);
        QCOMPARE(exportProblem(folder), QByteArray());
        QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QDir(path(u"calm"_s))
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    }
    QVERIFY2(unfinished >= kKills / 2, QByteArray::number(unfinished).constData());
    QCOMPARE(verifyProblems(project), QByteArray());
}

QTEST_GUILESS_MAIN(KillTest)
#include "kill_test.moc"
