// SPDX-License-Identifier: GPL-3.0-or-later
// What goes out comes in again: every kind of export, and the same bytes for the same project.
#include "drawn_catalogue.h"
#include "program.h"

#include <QtTest>

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace triptych::flows;

namespace {

const QString kAt = u"2026-01-02T03:04:05Z"_s;

// "reference|target|forward|reverse" of every pair with an accepted or edited forward text; the
// reverse only where it is accepted or edited itself.
QStringList triplets(const QString& project, bool withReverse)
{
    QStringList lines;
    const Ran ran =
        runJson({u"list"_s, project, u"--where"_s, u"status:accepted,edited direction:forward"_s,
                 u"--limit"_s, u"1000"_s});
    const QJsonArray items = ran.json.value(u"items"_s).toArray();
    for (const auto& item : items) {
        const QJsonObject pair = item.toObject();
        QString line = pair.value(u"reference"_s).toString() + u'|' +
                       pair.value(u"target"_s).toString() + u'|' +
                       pair.value(u"forward"_s).toObject().value(u"text"_s).toString();
        const QJsonObject reverse = pair.value(u"reverse"_s).toObject();
        const QString status = reverse.value(u"status"_s).toString();
        if (withReverse && (status == u"accepted"_s || status == u"edited"_s)) {
            line += u'|' + reverse.value(u"text"_s).toString();
        }
        lines << line;
    }
    lines.sort();
    return lines;
}

} // namespace

class RoundTripTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tripletsComeInAsTheyWentOut_data();
    void tripletsComeInAsTheyWentOut();
    void aWholeProjectComesInWithEveryEvent();
    void theSameProjectGivesTheSameBytes_data();
    void theSameProjectGivesTheSameBytes();
    void copiedAndScaledImagesAreListedInTheManifest();
    void aSplitHoldsInTheExport();
    void anExportIsNeverMixedWithAnother();

private:
    QTemporaryDir m_folder;
    QString m_project;
    QStringList m_truth;        // without reverse texts
    QStringList m_truthReverse; // with them

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
};

void RoundTripTest::initTestCase()
{
    QCOMPARE(drawCatalogue(m_folder.path(), {5, 3, 48}).size(), 15);
    QByteArray why;
    m_project = projectOver(m_folder.path(), u"shirts.triptych"_s, why);
    QVERIFY2(!m_project.isEmpty(), why.constData());
    const QStringList keys = pairKeys(m_project, 100);
    QCOMPARE(keys.size(), 30);
    QByteArray decisions;
    const auto add = [&](int index, const char* direction, const QByteArray& verdict) {
        decisions += "{\"pair\":\"" + keys[index].toUtf8() + "\",\"direction\":\"" + direction +
                     "\",\"verdict\":" + verdict + "}\n";
    };
    add(0, "both", "\"accept\"");
    add(1, "forward", R"("edit","text":"=make it, \"plain\"; 無地にする\nと")");
    add(2, "forward", R"("edit","text":"'quoted' first")");
    add(3, "forward", R"("reject","reasons":["wrong-direction"])");
    add(4, "reverse", "\"accept\"");
    add(5, "forward", "\"flag\"");
    for (int i = 6; i < 20; ++i) {
        add(i, "both", "\"accept\"");
    }
    QVERIFY(writeAll(path(u"decisions.jsonl"_s), decisions));
    const Ran decided = run({u"decide"_s, m_project, u"--reviewer"_s, u"aoki"_s, u"--from"_s,
                             path(u"decisions.jsonl"_s)});
    REQUIRE_EXIT(decided, 0);
    m_truth = triplets(m_project, false);
    m_truthReverse = triplets(m_project, true);
    QCOMPARE(m_truth.size(), 17);
}

void RoundTripTest::tripletsComeInAsTheyWentOut_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("reverse");
    QTest::newRow("jsonl") << u"jsonl"_s << true;
    QTest::newRow("csv") << u"csv"_s << true;
    QTest::newRow("cirr") << u"cirr"_s << false;
}

void RoundTripTest::tripletsComeInAsTheyWentOut()
{
    QFETCH(QString, kind);
    QFETCH(bool, reverse);
    const QString out = path(u"out-"_s + kind);
    const Ran exported = runJson({u"export"_s, m_project, out, u"--as"_s, kind});
    REQUIRE_EXIT(exported, 0);
    QCOMPARE(exported.json.value(u"triplets"_s).toInt(), 17);
    const QString again = path(kind + u".triptych"_s);
    REQUIRE_EXIT(run({u"new"_s, again}), 0);
    const QString source = kind == u"cirr"_s ? out : out + u"/triplets."_s + kind;
    const Ran imported = runJson({u"import"_s, again, source, u"--as"_s, kind, u"--images"_s,
                                  path(u"images"_s), u"--accepted-by"_s, u"aoki"_s});
    REQUIRE_EXIT(imported, 0);
    QCOMPARE(imported.json.value(u"pairs"_s).toObject().value(u"added"_s).toInt(), 17);
    QCOMPARE(triplets(again, reverse), reverse ? m_truthReverse : m_truth);
}

void RoundTripTest::aWholeProjectComesInWithEveryEvent()
{
    const QString out = path(u"whole"_s);
    REQUIRE_EXIT(run({u"export"_s, m_project, out, u"--as"_s, u"triptych"_s, u"--at"_s, kAt}), 0);
    const QString again = path(u"again.triptych"_s);
    REQUIRE_EXIT(run({u"new"_s, again}), 0);
    const Ran imported = runJson({u"import"_s, again, out, u"--as"_s, u"triptych"_s});
    REQUIRE_EXIT(imported, 0);
    REQUIRE_EXIT(run({u"verify"_s, again}), 0);
    QCOMPARE(stateOf(again), stateOf(m_project));
    QCOMPARE(triplets(again, true), m_truthReverse);
    const QString twice = path(u"whole-again"_s);
    REQUIRE_EXIT(run({u"export"_s, again, twice, u"--as"_s, u"triptych"_s, u"--at"_s, kAt}), 0);
    QCOMPARE(readAll(twice + u"/project.jsonl"_s), readAll(out + u"/project.jsonl"_s));
}

void RoundTripTest::theSameProjectGivesTheSameBytes_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"jsonl", "csv", "cirr", "triptych"}) {
        QTest::newRow(kind) << QString::fromLatin1(kind);
    }
}

void RoundTripTest::theSameProjectGivesTheSameBytes()
{
    QFETCH(QString, kind);
    QByteArray first;
    for (const QString& name : {u"same-1-"_s, u"same-2-"_s}) {
        const QString out = path(name + kind);
        const Ran ran = run(
            {u"export"_s, m_project, out, u"--as"_s, kind, u"--at"_s, kAt, u"--seed"_s, u"3"_s});
        REQUIRE_EXIT(ran, 0);
        const QByteArray bytes = fingerprint(out);
        QVERIFY(bytes.contains("manifest.json"));
        QCOMPARE(bytes, first.isEmpty() ? bytes : first);
        first = bytes;
    }
}

void RoundTripTest::copiedAndScaledImagesAreListedInTheManifest()
{
    for (const QString& how : {u"copy"_s, u"scale:24"_s, u"link"_s}) {
        const QString out = path(u"images-"_s + how.left(4));
        const Ran ran =
            runJson({u"export"_s, m_project, out, u"--as"_s, u"jsonl"_s, u"--with-images"_s, how});
        REQUIRE_EXIT(ran, 0);
        int images = 0;
        const QJsonArray files = ran.json.value(u"files"_s).toArray();
        for (const auto& entry : files) {
            const QJsonObject file = entry.toObject();
            const QString name = file.value(u"path"_s).toString();
            QVERIFY2(QFile::exists(out + u'/' + name), qPrintable(name));
            if (name.endsWith(u".png"_s) || name.endsWith(u".jpg"_s)) {
                ++images;
            }
            const QByteArray bytes = readAll(out + u'/' + name);
            QCOMPARE(QString::fromLatin1(
                         QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()),
                     file.value(u"sha256"_s).toString());
        }
        QVERIFY2(images > 5, ran.out.constData());
    }
}

void RoundTripTest::aSplitHoldsInTheExport()
{
    const QString project = path(u"split.triptych"_s);
    REQUIRE_EXIT(run({u"backup"_s, m_project, project}), 0);
    const QStringList draw{u"split"_s, project, u"--ratios"_s, u"3:1:1"_s, u"--seed"_s, u"1"_s};
    const Ran drawn = runJson(draw);
    REQUIRE_EXIT(drawn, 0);
    QCOMPARE(drawn.json.value(u"components"_s).toInt(), 5); // a component a product
    QCOMPARE(drawn.json.value(u"train"_s).toInt() + drawn.json.value(u"validation"_s).toInt() +
                 drawn.json.value(u"test"_s).toInt(),
             15);
    // Drawn again with another seed it stands as it was.
    QStringList other = draw;
    other.last() = u"2"_s;
    const Ran stored = runJson(other);
    REQUIRE_EXIT(stored, 0);
    QCOMPARE(stored.json.value(u"train"_s), drawn.json.value(u"train"_s));
    const QString out = path(u"out-split"_s);
    REQUIRE_EXIT(run({u"export"_s, project, out, u"--as"_s, u"jsonl"_s}), 0);
    // One product is in one part.
    QMap<QString, QString> partOf;
    for (const QByteArray& line : readAll(out + u"/triplets.jsonl"_s).split('\n')) {
        const QJsonObject row = QJsonDocument::fromJson(line).object();
        if (!row.isEmpty()) {
            const QString product = row.value(u"reference"_s).toString().section(u'-', 1, 1);
            const QString part = row.value(u"split"_s).toString();
            QVERIFY2(!part.isEmpty(), line.constData());
            QCOMPARE(part, partOf.value(product, part));
            partOf[product] = part;
        }
    }
    QVERIFY(partOf.size() >= 3);
}

void RoundTripTest::anExportIsNeverMixedWithAnother()
{
    const QString out = path(u"mixed"_s);
    REQUIRE_EXIT(run({u"export"_s, m_project, out, u"--as"_s, u"jsonl"_s}), 0);
    const QByteArray before = fingerprint(out);
    REQUIRE_EXIT(run({u"export"_s, m_project, out, u"--as"_s, u"csv"_s}), 1);
    QCOMPARE(fingerprint(out), before);
    QVERIFY(QDir().mkpath(path(u"foreign"_s)) && writeAll(path(u"foreign/notes.txt"_s), "mine"));
    REQUIRE_EXIT(run({u"export"_s, m_project, path(u"foreign"_s), u"--as"_s, u"csv"_s}), 1);
    QCOMPARE(QDir(path(u"foreign"_s)).entryList(QDir::Files | QDir::Hidden),
             QStringList{u"notes.txt"_s});
}

QTEST_GUILESS_MAIN(RoundTripTest)
#include "round_trip_test.moc"
