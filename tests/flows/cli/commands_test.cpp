// SPDX-License-Identifier: GPL-3.0-or-later
// What every command owes whoever calls it from a script: status, one JSON object, quiet streams.
#include "drawn_catalogue.h"
#include "program.h"

#include <QtTest>

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace triptych::flows;

class CommandsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyCommandGivesOneJsonObjectAndItsKeys_data();
    void everyCommandGivesOneJsonObjectAndItsKeys();
    void wrongUsageIsStatusTwoWithAnErrorObject_data();
    void wrongUsageIsStatusTwoWithAnErrorObject();
    void helpAndVersionGoToStandardOutput();
    void acknowledgementsAreOneLineAnEvent();
    void undoTakesTheDecisionBackAndRedoBringsItAgain();
    void whereSelectsTheSameInListAndDecide();
    void someRejectedLinesAreStatusThreeAndTheRestIsApplied();
    void quietSaysNothingOnStandardError();
    void sampleIsTheSameForTheSameSeed();

private:
    QTemporaryDir m_folder;
    QString m_project;
    QStringList m_keys;

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    // A copy of the project, so that each test starts from the same state.
    QString freshCopy(const QString& name);
};

void CommandsTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QCOMPARE(drawCatalogue(m_folder.path(), {4, 3, 48}).size(), 12);
    QByteArray why;
    m_project = projectOver(m_folder.path(), u"shirts.triptych"_s, why);
    QVERIFY2(!m_project.isEmpty(), why.constData());
    m_keys = pairKeys(m_project, 100);
    QCOMPARE(m_keys.size(), 24); // 4 products, 3 colours: 6 ordered pairs each
}

QString CommandsTest::freshCopy(const QString& name)
{
    const Ran ran = run({u"backup"_s, m_project, path(name)});
    return ran.exit == 0 ? path(name) : QString();
}

void CommandsTest::everyCommandGivesOneJsonObjectAndItsKeys_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("keys");
    const QString p = freshCopy(u"keys.triptych"_s);
    QTest::newRow("new") << QStringList{u"new"_s, path(u"n.triptych"_s)}
                         << QStringList{u"project"_s};
    QTest::newRow("import") << QStringList{u"import"_s, p, path(u"images"_s), u"--as"_s,
                                           u"folder"_s}
                            << QStringList{u"images"_s, u"queries"_s, u"pairs"_s, u"texts"_s,
                                           u"rejected"_s};
    QTest::newRow("mine") << QStringList{u"mine"_s, p, u"--rule"_s, u"product"_s}
                          << QStringList{u"pairs"_s};
    QTest::newRow("generate") << QStringList{u"generate"_s, p, u"--with"_s, u"catalogue"_s}
                              << QStringList{u"texts"_s, u"rejected"_s};
    QTest::newRow("decide") << QStringList{u"decide"_s,     p,
                                           u"--reviewer"_s, u"aoki"_s,
                                           u"--where"_s,    u"status:pending"_s,
                                           u"--verdict"_s,  u"accept"_s}
                            << QStringList{u"applied"_s, u"rejected"_s};
    QTest::newRow("list") << QStringList{u"list"_s, p} << QStringList{u"total"_s, u"items"_s};
    QTest::newRow("stats") << QStringList{u"stats"_s, p}
                           << QStringList{u"images"_s,  u"pairs"_s,   u"mirrored"_s, u"queries"_s,
                                          u"forward"_s, u"reverse"_s, u"reviewers"_s};
    QTest::newRow("split") << QStringList{u"split"_s, p, u"--ratios"_s, u"8:1:1"_s}
                           << QStringList{u"train"_s, u"validation"_s, u"test"_s, u"components"_s};
    QTest::newRow("export") << QStringList{u"export"_s, p, path(u"out"_s), u"--as"_s, u"jsonl"_s}
                            << QStringList{u"triplets"_s, u"files"_s};
    QTest::newRow("verify") << QStringList{u"verify"_s, p} << QStringList{u"ok"_s, u"problems"_s};
    QTest::newRow("backup") << QStringList{u"backup"_s, p, path(u"b.triptych"_s)}
                            << QStringList{u"file"_s, u"bytes"_s};
    QTest::newRow("merge") << QStringList{u"merge"_s, p, m_project}
                           << QStringList{u"events"_s, u"conflicts"_s};
    QTest::newRow("comment") << QStringList{u"comment"_s,    p,
                                            u"--where"_s,    u"status:accepted"_s,
                                            u"--reviewer"_s, u"aoki"_s,
                                            u"--note"_s,     u"fine"_s}
                             << QStringList{u"applied"_s};
    QTest::newRow("correct") << QStringList{u"correct"_s,     p,
                                            u"--image"_s,     u"shirt-0-0.png"_s,
                                            u"--attribute"_s, u"colour"_s,
                                            u"--value"_s,     u"pink"_s,
                                            u"--reviewer"_s,  u"aoki"_s}
                             << QStringList{u"applied"_s};
    QTest::newRow("remove") << QStringList{u"remove"_s,     p,
                                           u"--where"_s,    u"image:shirt-3-2.png"_s,
                                           u"--reviewer"_s, u"aoki"_s}
                            << QStringList{u"applied"_s};
    QTest::newRow("roots") << QStringList{u"roots"_s, p, u"list"_s} << QStringList{u"roots"_s};
    QTest::newRow("sample") << QStringList{u"sample"_s, path(u"sample"_s), u"--products"_s, u"2"_s}
                            << QStringList{u"project"_s, u"images"_s, u"pairs"_s};
}

void CommandsTest::everyCommandGivesOneJsonObjectAndItsKeys()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, keys);
    const Ran ran = runJson(arguments);
    REQUIRE_EXIT(ran, 0);
    QVERIFY2(ran.oneJson, ran.told().constData());
    for (const QString& key : keys) {
        QVERIFY2(ran.json.contains(key), (key.toUtf8() + " missing in " + ran.out).constData());
    }
}

void CommandsTest::wrongUsageIsStatusTwoWithAnErrorObject_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown command") << QStringList{u"frobnicate"_s};
    QTest::newRow("unknown option") << QStringList{u"stats"_s, m_project, u"--colour"_s};
    QTest::newRow("no project") << QStringList{u"stats"_s};
    QTest::newRow("bad filter") << QStringList{u"list"_s, m_project, u"--where"_s, u"status:(("_s};
    QTest::newRow("unknown state")
        << QStringList{u"list"_s, m_project, u"--where"_s, u"status:approved"_s};
    QTest::newRow("bad ratios") << QStringList{u"split"_s, m_project, u"--ratios"_s, u"a:b"_s};
    QTest::newRow("unknown kind") << QStringList{u"export"_s, m_project, path(u"x"_s), u"--as"_s,
                                                 u"xlsx"_s};
    QTest::newRow("verdict without where")
        << QStringList{u"decide"_s, m_project, u"--reviewer"_s, u"a"_s};
}

void CommandsTest::wrongUsageIsStatusTwoWithAnErrorObject()
{
    QFETCH(QStringList, arguments);
    const Ran ran = runJson(arguments);
    REQUIRE_EXIT(ran, 2);
    QVERIFY2(ran.oneJson, ran.told().constData());
    const QJsonObject error = ran.json.value(u"error"_s).toObject();
    QVERIFY(!error.value(u"code"_s).toString().isEmpty());
    QVERIFY(!error.value(u"message"_s).toString().isEmpty());
    QVERIFY(error.contains(u"where"_s));
}

void CommandsTest::helpAndVersionGoToStandardOutput()
{
    const Ran version = run({u"--version"_s});
    REQUIRE_EXIT(version, 0);
    QVERIFY(version.out.contains("Triptych"));
    for (const QString& command :
         {u"new"_s, u"import"_s, u"mine"_s, u"generate"_s, u"decide"_s, u"list"_s, u"stats"_s,
          u"split"_s, u"export"_s, u"verify"_s, u"backup"_s, u"merge"_s, u"remove"_s, u"comment"_s,
          u"correct"_s, u"sample"_s, u"doctor"_s, u"roots"_s}) {
        const Ran help = run({command, u"--help"_s});
        REQUIRE_EXIT(help, 0);
        QVERIFY2(help.out.contains("Example:") && help.out.contains("triptych " + command.toUtf8()),
                 help.told().constData());
    }
}

void CommandsTest::acknowledgementsAreOneLineAnEvent()
{
    const QString project = freshCopy(u"ack.triptych"_s);
    const QString file = path(u"ack.jsonl"_s);
    QVERIFY(writeAll(file, "{\"pair\":\"" + m_keys[0].toUtf8() +
                               "\",\"direction\":\"both\",\"verdict\":\"accept\"}\n"));
    const Ran ran = runJson(
        {u"decide"_s, project, u"--reviewer"_s, u"aoki"_s, u"--from"_s, file, u"--acknowledge"_s});
    REQUIRE_EXIT(ran, 0);
    QCOMPARE(ran.json.value(u"applied"_s).toInt(), 1);
    QStringList directions;
    for (const QByteArray& line : ran.err.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (!object.isEmpty()) {
            QCOMPARE(object.value(u"pair"_s).toString(), m_keys[0]);
            QVERIFY(!object.value(u"event"_s).toString().isEmpty());
            directions << object.value(u"direction"_s).toString();
        }
    }
    directions.sort();
    QCOMPARE(directions, (QStringList{u"forward"_s, u"reverse"_s}));
}

void CommandsTest::undoTakesTheDecisionBackAndRedoBringsItAgain()
{
    const QString project = freshCopy(u"undo.triptych"_s);
    const QString file = path(u"undo.jsonl"_s);
    const auto apply = [&](const QByteArray& line) {
        return writeAll(file, line)
                   ? run({u"decide"_s, project, u"--reviewer"_s, u"aoki"_s, u"--from"_s, file}).exit
                   : -1;
    };
    const auto rejected = [&] {
        return runJson({u"stats"_s, project})
            .json.value(u"forward"_s)
            .toObject()
            .value(u"rejected"_s)
            .toInt(-1);
    };
    QCOMPARE(apply("{\"pair\":\"" + m_keys[1].toUtf8() +
                   "\",\"direction\":\"forward\",\"verdict\":\"reject\"}\n"),
             0);
    QCOMPARE(rejected(), 1);
    const QByteArray pair = "{\"pair\":\"" + m_keys[1].toUtf8() + "\",\"direction\":\"forward\",";
    QCOMPARE(apply(pair + "\"verdict\":\"undo\"}\n"), 0);
    QCOMPARE(rejected(), 0);
    QCOMPARE(apply(pair + "\"verdict\":\"redo\"}\n"), 0);
    QCOMPARE(rejected(), 1);
}

void CommandsTest::whereSelectsTheSameInListAndDecide()
{
    const QString project = freshCopy(u"where.triptych"_s);
    const QString where = u"direction:forward image:shirt-1-0.png"_s;
    const int listed =
        runJson({u"list"_s, project, u"--where"_s, where}).json.value(u"total"_s).toInt();
    QCOMPARE(listed, 4); // twice the reference, twice the target
    const Ran decided = runJson({u"decide"_s, project, u"--reviewer"_s, u"aoki"_s, u"--where"_s,
                                 where, u"--verdict"_s, u"accept"_s});
    REQUIRE_EXIT(decided, 0);
    QCOMPARE(decided.json.value(u"applied"_s).toInt(), listed);
    QCOMPARE(runJson({u"list"_s, project, u"--where"_s, u"status:accepted"_s})
                 .json.value(u"total"_s)
                 .toInt(),
             listed);
}

void CommandsTest::someRejectedLinesAreStatusThreeAndTheRestIsApplied()
{
    const QString project = freshCopy(u"some.triptych"_s);
    const QString file = path(u"some.jsonl"_s);
    QVERIFY(writeAll(
        file, "{\"pair\":\"nobody\",\"direction\":\"forward\",\"verdict\":\"accept\"}\n"
              "{\"pair\":\"" +
                  m_keys[0].toUtf8() + "\",\"direction\":\"forward\",\"verdict\":\"accept\"}\n"));
    const Ran ran = runJson({u"decide"_s, project, u"--reviewer"_s, u"aoki"_s, u"--from"_s, file});
    REQUIRE_EXIT(ran, 3);
    QCOMPARE(ran.json.value(u"applied"_s).toInt(), 1);
    const QJsonArray rejected = ran.json.value(u"rejected"_s).toArray();
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(rejected[0].toObject().value(u"line"_s).toInt(), 1);
}

void CommandsTest::quietSaysNothingOnStandardError()
{
    const QString project = freshCopy(u"quiet.triptych"_s);
    const Ran ran = run({u"generate"_s, project, u"--with"_s, u"catalogue"_s, u"--quiet"_s});
    REQUIRE_EXIT(ran, 0);
    QCOMPARE(ran.err, QByteArray());
}

void CommandsTest::sampleIsTheSameForTheSameSeed()
{
    for (const QString& name : {u"one"_s, u"two"_s}) {
        const Ran ran =
            run({u"sample"_s, path(name), u"--products"_s, u"3"_s, u"--seed"_s, u"5"_s});
        REQUIRE_EXIT(ran, 0);
    }
    const auto drawn = [this](const QString& name) {
        QByteArray files;
        for (const QByteArray& line : fingerprint(path(name)).split('\n')) {
            if (line.contains(".png ") || line.contains(".jpg ") || line.contains(".csv ")) {
                files += line + "\n";
            }
        }
        return files;
    };
    QVERIFY(!drawn(u"one"_s).isEmpty());
    QCOMPARE(drawn(u"one"_s), drawn(u"two"_s));
}

QTEST_GUILESS_MAIN(CommandsTest)
#include "commands_test.moc"
