// SPDX-License-Identifier: GPL-3.0-or-later
// `query`, `train`, `evaluate` and `cases` as processes, with the built-in encoder: keys, exit
// status, words and files.
#include "drawn_catalogue.h"
#include "program.h"

#include <QtTest>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace triptych::flows;

class SearchCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aQueryIsOneObjectWithItsKeys();
    void aQueryForPeopleIsATableAndNamesTheEncoder();
    void aFileIsSearchedLikeAnImageOfTheProject();
    void theSameQueryPrintsTheSameBytes();
    void wrongQueriesSayWhatToDo_data();
    void wrongQueriesSayWhatToDo();
    void aLongTextIsToldShort();
    void noResultIsSaid();
    void withoutVectorsItSaysEncode();
    void trainingWritesAModelThatOthersTake();
    void otherTrainingComesLater();
    void evaluationHasItsKeysAndFiles();
    void casesAreAddedJudgedRunAndRemoved();

private:
    QTemporaryDir m_folder;
    QString m_project;

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
};

void SearchCommandTest::initTestCase()
{
    qputenv("TRIPTYCH_MODELS", path(u"models"_s).toUtf8()); // none: the built-in encoder
    QVERIFY(!drawCatalogue(m_folder.path(), {5, 4, 64}).isEmpty());
    QByteArray why;
    m_project = projectOver(m_folder.path(), u"shop.triptych"_s, why);
    QVERIFY2(!m_project.isEmpty(), why);
    REQUIRE_EXIT(run({u"encode"_s, m_project}), 0);
}

void SearchCommandTest::aQueryIsOneObjectWithItsKeys()
{
    const Ran ran = runJson({u"query"_s, m_project, u"--image"_s, u"shirt-2-0.png"_s, u"--text"_s,
                             u"in blue instead of red"_s, u"-k"_s, u"5"_s, u"--target"_s,
                             u"shirt-2-1.png"_s, u"--without-reference"_s});
    REQUIRE_EXIT(ran, 0);
    QVERIFY(ran.oneJson);
    QCOMPARE(ran.json[u"method"].toString(), u"aligned"_s);
    QCOMPARE(ran.json[u"encoder"].toString(), u"compact"_s);
    QVERIFY(!ran.json[u"fallback"].toString().isEmpty());
    QCOMPARE(ran.json[u"gallery"].toInt(), 20);
    for (const auto* key : {"encode", "search", "total"}) {
        QVERIFY(ran.json[u"milliseconds"].toObject()[QLatin1StringView(key)].isDouble());
    }
    const auto results = ran.json[u"results"].toArray();
    QCOMPARE(results.size(), 5);
    QCOMPARE(results[0].toObject()[u"rank"].toInt(), 1);
    QCOMPARE(results[0].toObject()[u"image"].toString(), u"shirt-2-1.png"_s);
    QVERIFY(results[0].toObject()[u"score"].isDouble());
    const auto target = ran.json[u"target"].toObject();
    QCOMPARE(target[u"rank"].toInt(), 1);
    QVERIFY(target[u"imageRank"].isDouble() && target[u"textRank"].isDouble());
}

void SearchCommandTest::aQueryForPeopleIsATableAndNamesTheEncoder()
{
    const Ran ran = run({u"query"_s, m_project, u"--image"_s, u"shirt-2-0.png"_s, u"--text"_s,
                         u"in blue"_s, u"-k"_s, u"3"_s});
    REQUIRE_EXIT(ran, 0);
    QVERIFY(ran.out.contains("   1  "));
    QVERIFY(ran.out.contains("shirt-2-"));
    QVERIFY(ran.out.contains("encoder compact"));
    QVERIFY2(ran.err.contains("triptych models fetch"), ran.err);
    const Ran quiet = run({u"query"_s, m_project, u"--image"_s, u"shirt-2-0.png"_s, u"--quiet"_s});
    REQUIRE_EXIT(quiet, 0);
    QVERIFY2(quiet.err.isEmpty(), quiet.err);
}

void SearchCommandTest::aFileIsSearchedLikeAnImageOfTheProject()
{
    const QString outside = path(u"outside.png"_s);
    QVERIFY(QFile::copy(path(u"images/shirt-3-2.png"_s), outside));
    const Ran own = runJson(
        {u"query"_s, m_project, u"--image"_s, u"shirt-3-2.png"_s, u"--text"_s, u"in black"_s});
    const Ran file =
        runJson({u"query"_s, m_project, u"--image"_s, outside, u"--text"_s, u"in black"_s});
    REQUIRE_EXIT(own, 0);
    REQUIRE_EXIT(file, 0);
    const auto names = [](const Ran& ran) {
        QStringList all;
        for (const auto& result : ran.json[u"results"].toArray()) {
            all << result.toObject()[u"image"].toString();
        }
        return all;
    };
    QCOMPARE(names(file), names(own));
}

void SearchCommandTest::theSameQueryPrintsTheSameBytes()
{
    const auto ask = [&] {
        auto json = runJson({u"query"_s, m_project, u"--image"_s, u"shirt-1-1.png"_s, u"--text"_s,
                             u"change blue to green"_s})
                        .json;
        json.remove(u"milliseconds"_s);
        return QJsonDocument(json).toJson();
    };
    const auto first = ask();
    QVERIFY(first.size() > 200);
    QCOMPARE(ask(), first);
}

void SearchCommandTest::wrongQueriesSayWhatToDo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exit");
    QTest::newRow("nothing to search for") << QStringList{} << 2;
    QTest::newRow("no such image") << QStringList{u"--image"_s, u"none.png"_s} << 1;
    QTest::newRow("no such method")
        << QStringList{u"--text"_s, u"x"_s, u"--method"_s, u"guess"_s} << 2;
    QTest::newRow("no such model")
        << QStringList{u"--text"_s, u"x"_s, u"--model"_s, u"none.align"_s} << 1;
    QTest::newRow("no such encoder")
        << QStringList{u"--text"_s, u"x"_s, u"--encoder"_s, u"none"_s} << 1;
    QTest::newRow("no results") << QStringList{u"--text"_s, u"x"_s, u"-k"_s, u"0"_s} << 2;
    QTest::newRow("image alone without image")
        << QStringList{u"--text"_s, u"x"_s, u"--method"_s, u"image"_s} << 2;
}

void SearchCommandTest::wrongQueriesSayWhatToDo()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exit);
    const Ran ran = runJson(QStringList{u"query"_s, m_project} + arguments);
    REQUIRE_EXIT(ran, exit);
    QVERIFY(ran.oneJson);
    QVERIFY(!ran.json[u"error"].toObject()[u"message"].toString().isEmpty());
    QVERIFY(!ran.err.isEmpty());
}

void SearchCommandTest::aLongTextIsToldShort()
{
    const Ran ran =
        run({u"query"_s, m_project, u"--text"_s, QStringLiteral("blue shirt, ").repeated(200)});
    REQUIRE_EXIT(ran, 0);
    QVERIFY2(ran.out.contains("wanted: \"blue\""), ran.out);
    QVERIFY2(ran.out.count("\"blue\"") == 1, ran.out);
}

void SearchCommandTest::noResultIsSaid()
{
    const Ran ran =
        run({u"query"_s, m_project, u"--text"_s, u"blue"_s, u"--category"_s, u"Zeppelins"_s});
    REQUIRE_EXIT(ran, 0);
    QVERIFY2(ran.err.contains("Zeppelins"), ran.err);
}

void SearchCommandTest::withoutVectorsItSaysEncode()
{
    QByteArray why;
    const QString bare = projectOver(m_folder.path(), u"bare.triptych"_s, why);
    QVERIFY2(!bare.isEmpty(), why);
    for (const auto& command :
         {QStringList{u"query"_s, bare, u"--text"_s, u"blue"_s},
          QStringList{u"evaluate"_s, bare, u"--where"_s, u"status:any"_s},
          QStringList{u"train"_s, bare, u"align"_s}, QStringList{u"cases"_s, bare, u"run"_s}}) {
        const Ran ran = run(command);
        REQUIRE_EXIT(ran, 1);
        QVERIFY2(ran.err.contains("encode"), ran.err);
    }
}

void SearchCommandTest::trainingWritesAModelThatOthersTake()
{
    const QString model = path(u"shop.align"_s);
    const Ran trained =
        runJson({u"train"_s, m_project, u"align"_s, u"--out"_s, model, u"--seed"_s, u"1"_s});
    REQUIRE_EXIT(trained, 0);
    QVERIFY(trained.oneJson);
    QCOMPARE(trained.json[u"model"].toString(), model);
    QVERIFY(trained.json[u"heldOut"].toBool());
    QCOMPARE(trained.json[u"train"].toInt() + trained.json[u"validation"].toInt(), 20);
    QVERIFY(trained.json[u"best"].toObject().contains(u"lambda"_s));
    QVERIFY2(trained.err.contains("held out"), trained.err);
    const Ran asked = runJson({u"query"_s, m_project, u"--image"_s, u"shirt-2-0.png"_s, u"--text"_s,
                               u"in blue"_s, u"--model"_s, model});
    REQUIRE_EXIT(asked, 0);
    QCOMPARE(asked.json[u"alignment"].toString(), u"model"_s);
    QVERIFY(writeAll(path(u"torn.align"_s), readAll(model).first(100)));
    const Ran torn = runJson(
        {u"query"_s, m_project, u"--text"_s, u"in blue"_s, u"--model"_s, path(u"torn.align"_s)});
    REQUIRE_EXIT(torn, 1);
    QVERIFY(torn.oneJson);
}

void SearchCommandTest::otherTrainingComesLater()
{
    for (const QString& what : {u"mtg"_s, u"two-hop"_s, u"acceptance"_s}) {
        const Ran ran = run({u"train"_s, m_project, what});
        REQUIRE_EXIT(ran, 2);
        QVERIFY2(ran.err.contains("later version"), ran.err);
    }
    REQUIRE_EXIT(run({u"train"_s, m_project, u"nonsense"_s}), 2);
}

void SearchCommandTest::evaluationHasItsKeysAndFiles()
{
    const Ran none = run({u"evaluate"_s, m_project});
    REQUIRE_EXIT(none, 1); // nothing is accepted yet
    QVERIFY2(none.err.contains("status:any"), none.err);
    const QString ranks = path(u"ranks.jsonl"_s);
    const Ran ran = runJson({u"evaluate"_s, m_project, u"--method"_s, u"aligned"_s, u"--protocol"_s,
                             u"plain"_s, u"--where"_s, u"status:any"_s, u"--ranks"_s, ranks});
    REQUIRE_EXIT(ran, 0);
    QVERIFY(ran.oneJson);
    QCOMPARE(ran.json[u"queries"].toInt(), 60);
    QCOMPARE(ran.json[u"gallery"].toInt(), 19);
    for (const auto* k : {"1", "5", "10", "50"}) {
        const auto recall = ran.json[u"recall"].toObject()[QLatin1StringView(k)].toDouble(-1);
        const auto interval = ran.json[u"interval95"].toObject()[QLatin1StringView(k)].toArray();
        QVERIFY(recall >= 0 && recall <= 1);
        QVERIFY(interval[0].toDouble() <= recall && recall <= interval[1].toDouble());
    }
    QCOMPARE(ran.json[u"recall"].toObject()[u"50"].toDouble(), 1.0);
    QCOMPARE(ran.json[u"beside"].toArray().size(), 2);
    QCOMPARE(ran.json[u"beside"].toArray()[0].toObject()[u"method"].toString(), u"image"_s);
    QCOMPARE(readAll(ranks).count('\n'), 60);
    const Ran words = run({u"evaluate"_s, m_project, u"--where"_s, u"status:any"_s});
    REQUIRE_EXIT(words, 0);
    QVERIFY(words.out.contains("R@10") && words.out.contains("60 queries"));
    REQUIRE_EXIT(run({u"evaluate"_s, m_project, u"--protocol"_s, u"none"_s}), 2);
    REQUIRE_EXIT(run({u"evaluate"_s, m_project, u"--where"_s, u"status:(("_s}), 2);
}

void SearchCommandTest::casesAreAddedJudgedRunAndRemoved()
{
    const Ran added = runJson({u"cases"_s, m_project, u"add"_s, u"--image"_s, u"shirt-0-0.png"_s,
                               u"--text"_s, u"in blue instead of red"_s, u"--right"_s,
                               u"shirt-0-1.png"_s, u"--reviewer"_s, u"aoki"_s});
    REQUIRE_EXIT(added, 0);
    const QString key = added.json[u"case"].toString();
    QCOMPARE(key.size(), 20);
    const Ran judged =
        runJson({u"cases"_s, m_project, u"judge"_s, key, u"--wrong"_s, u"shirt-1-1.png"_s});
    REQUIRE_EXIT(judged, 0);
    QCOMPARE(judged.json[u"wrong"].toArray().first().toString(), u"shirt-1-1.png"_s);
    const Ran first = runJson({u"cases"_s, m_project, u"run"_s, u"--method"_s, u"image"_s});
    REQUIRE_EXIT(first, 0);
    QVERIFY(!first.json[u"compared"].toBool());
    // Another method is nothing to compare with.
    const Ran other = runJson({u"cases"_s, m_project, u"run"_s});
    REQUIRE_EXIT(other, 0);
    QVERIFY(!other.json[u"compared"].toBool());
    QVERIFY(other.json[u"comparedWith"].isNull());
    const Ran second = runJson({u"cases"_s, m_project, u"run"_s, u"--against"_s, u"first"_s});
    REQUIRE_EXIT(second, 0);
    QVERIFY(second.json[u"compared"].toBool());
    QVERIFY(second.json[u"comparedWith"].isString());
    const auto move = second.json[u"moves"].toArray().first().toObject();
    QCOMPARE(move[u"case"].toString(), key);
    QVERIFY(move[u"after"].toInt() >= 1 && move[u"before"].toInt() >= move[u"after"].toInt());
    QVERIFY(second.json[u"p"].toDouble() <= 1.0);
    const Ran list = runJson({u"cases"_s, m_project, u"list"_s});
    REQUIRE_EXIT(list, 0);
    QCOMPARE(list.json[u"cases"].toArray().size(), 1);
    REQUIRE_EXIT(run({u"cases"_s, m_project, u"judge"_s, key}), 2);
    REQUIRE_EXIT(run({u"cases"_s, m_project, u"remove"_s}), 2);
    REQUIRE_EXIT(run({u"cases"_s, m_project, u"remove"_s, QString(20, u'0')}), 1);
    REQUIRE_EXIT(run({u"cases"_s, m_project, u"add"_s}), 2);
    const Ran removed = runJson({u"cases"_s, m_project, u"remove"_s, key});
    REQUIRE_EXIT(removed, 0);
    QVERIFY(removed.json[u"cases"].toArray().isEmpty());
}

QTEST_GUILESS_MAIN(SearchCommandTest)
#include "search_test.moc"
