// SPDX-License-Identifier: GPL-3.0-or-later
// Several commands on one project at the same time: they wait for each other, nobody is refused,
// nothing is lost.
#include "drawn_catalogue.h"
#include "program.h"

#include <QtTest>

#include <QTemporaryDir>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace triptych::flows;

class TwoProcessesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void decisionsOfThreeProcessesAreAllThere();
    void readersAndABackupWorkWhileAnImportRuns();
    void copiesDecidedApartAreBroughtTogether();

private:
    QTemporaryDir m_folder;
    QString m_project;
    QStringList m_keys;

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    // A file of decisions over the keys from `first` on, `step` apart; how many they are.
    int writeDecisions(const QString& file, int first, int step, const QByteArray& verdict);
};

void TwoProcessesTest::initTestCase()
{
    QCOMPARE(drawCatalogue(m_folder.path(), {20, 4, 48}).size(), 80);
    QByteArray why;
    m_project = projectOver(m_folder.path(), u"shirts.triptych"_s, why);
    QVERIFY2(!m_project.isEmpty(), why.constData());
    m_keys = pairKeys(m_project, 1000);
    QCOMPARE(m_keys.size(), 240);
}

int TwoProcessesTest::writeDecisions(const QString& file, int first, int step,
                                     const QByteArray& verdict)
{
    QByteArray lines;
    int count = 0;
    for (int i = first; i < m_keys.size(); i += step, ++count) {
        lines += "{\"pair\":\"" + m_keys[i].toUtf8() +
                 "\",\"direction\":\"forward\",\"verdict\":\"" + verdict + "\"}\n";
    }
    return writeAll(file, lines) ? count : -1;
}

void TwoProcessesTest::decisionsOfThreeProcessesAreAllThere()
{
    const QString project = path(u"three.triptych"_s);
    REQUIRE_EXIT(run({u"backup"_s, m_project, project}), 0);
    std::vector<std::unique_ptr<QProcess>> processes;
    for (int i = 0; i < 3; ++i) {
        const QString file = path(u"three-%1.jsonl"_s.arg(i));
        QCOMPARE(writeDecisions(file, i, 3, "accept"), 80);
        processes.push_back(start({u"decide"_s, project, u"--reviewer"_s, u"person %1"_s.arg(i),
                                   u"--from"_s, file, u"--json"_s}));
    }
    for (const auto& process : processes) {
        const Ran ran = finished(*process);
        REQUIRE_EXIT(ran, 0);
        QCOMPARE(ran.json.value(u"applied"_s).toInt(), 80);
        QVERIFY2(!ran.err.contains("locked"), ran.err.constData());
    }
    QCOMPARE(runJson({u"stats"_s, project})
                 .json.value(u"forward"_s)
                 .toObject()
                 .value(u"accepted"_s)
                 .toInt(),
             240);
    REQUIRE_EXIT(run({u"verify"_s, project}), 0);
    QVERIFY2(!QFile::exists(project + u"-wal"_s), "the last one closes the file cleanly");
}

void TwoProcessesTest::readersAndABackupWorkWhileAnImportRuns()
{
    const QString project = path(u"busy.triptych"_s);
    REQUIRE_EXIT(run({u"backup"_s, m_project, project}), 0);
    QTemporaryDir more;
    QCOMPARE(drawCatalogue(more.path(), {60, 4, 300}).size(), 240);
    const std::unique_ptr<QProcess> import =
        start({u"import"_s, project, more.filePath(u"catalogue.csv"_s), u"--as"_s, u"catalogue"_s,
               u"--images"_s, more.filePath(u"images"_s), u"--json"_s});
    const QString file = path(u"busy.jsonl"_s);
    QCOMPARE(writeDecisions(file, 0, 10, "reject"), 24);
    const Ran decided = run({u"decide"_s, project, u"--reviewer"_s, u"aoki"_s, u"--from"_s, file});
    REQUIRE_EXIT(decided, 0);
    const Ran seen = runJson({u"stats"_s, project});
    REQUIRE_EXIT(seen, 0);
    QCOMPARE(seen.json.value(u"forward"_s).toObject().value(u"rejected"_s).toInt(), 24);
    const int images = seen.json.value(u"images"_s).toInt();
    QVERIFY2(images == 80 || images == 320, "an import shows when it is complete, not before");
    REQUIRE_EXIT(run({u"backup"_s, project, path(u"busy-copy.triptych"_s)}), 0);
    const Ran imported = finished(*import);
    REQUIRE_EXIT(imported, 0);
    QCOMPARE(imported.json.value(u"images"_s).toObject().value(u"added"_s).toInt(), 240);
    REQUIRE_EXIT(run({u"verify"_s, path(u"busy-copy.triptych"_s)}), 0);
    REQUIRE_EXIT(run({u"verify"_s, project}), 0);
    QCOMPARE(runJson({u"stats"_s, project}).json.value(u"images"_s).toInt(), 320);
}

void TwoProcessesTest::copiesDecidedApartAreBroughtTogether()
{
    const QString aoki = path(u"aoki.triptych"_s);
    const QString sato = path(u"sato.triptych"_s);
    for (const QString& copy : {aoki, sato}) {
        REQUIRE_EXIT(run({u"backup"_s, m_project, copy}), 0);
        const QString file = copy + u".jsonl"_s;
        const bool first = copy == aoki;
        QCOMPARE(writeDecisions(file, first ? 0 : 1, 2, first ? "accept" : "reject"), 120);
        REQUIRE_EXIT(run({u"decide"_s, copy, u"--reviewer"_s, first ? u"aoki"_s : u"sato"_s,
                          u"--from"_s, file}),
                     0);
    }
    const Ran merged = runJson({u"merge"_s, aoki, sato});
    REQUIRE_EXIT(merged, 0);
    QCOMPARE(merged.json.value(u"events"_s).toObject().value(u"added"_s).toInt(), 120);
    const Ran again = runJson({u"merge"_s, aoki, sato});
    REQUIRE_EXIT(again, 0);
    QCOMPARE(again.json.value(u"events"_s).toObject().value(u"added"_s).toInt(), 0);
    const QJsonObject forward = runJson({u"stats"_s, aoki}).json.value(u"forward"_s).toObject();
    QCOMPARE(forward.value(u"accepted"_s).toInt(), 120);
    QCOMPARE(forward.value(u"rejected"_s).toInt(), 120);
    REQUIRE_EXIT(run({u"verify"_s, aoki}), 0);
}

QTEST_GUILESS_MAIN(TwoProcessesTest)
#include "two_processes_test.moc"
