// SPDX-License-Identifier: GPL-3.0-or-later
// Bad input, case by case: a message that names the file, the line and the way out, the right exit
// status, and a project that is what it was.
#include "drawn_catalogue.h"
#include "program.h"

#include <QtTest>

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QTemporaryDir>

#include <array>

using namespace Qt::StringLiterals;
using namespace triptych::flows;

namespace {

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, '\0');
    for (int i = 0; i < 4; ++i) {
        bytes[i] = static_cast<char>((value >> (24 - 8 * i)) & 0xFFU);
    }
    return bytes;
}

quint32 crcOf(const QByteArray& bytes)
{
    quint32 crc = 0xFFFFFFFFU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

QByteArray pngChunk(const QByteArray& kind, const QByteArray& data)
{
    return bigEndian(static_cast<quint32>(data.size())) + kind + data +
           bigEndian(crcOf(kind + data));
}

// A PNG that says it has side x side pixels and holds next to none.
QByteArray hugePng(quint32 side)
{
    const QByteArray header = bigEndian(side) + bigEndian(side) + QByteArray("\x08\x02\0\0\0", 5);
    return QByteArray("\x89PNG\r\n\x1a\n", 8) + pngChunk("IHDR", header) +
           pngChunk("IDAT", qCompress(QByteArray(100, '\0')).mid(4)) + pngChunk("IEND", {});
}

} // namespace

class HostileInputTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aBadFileIsRefusedWhole_data();
    void aBadFileIsRefusedWhole();
    void aBadRowIsNamedAndTheRestComesIn_data();
    void aBadRowIsNamedAndTheRestComesIn();
    void otherEncodingsAreRead_data();
    void otherEncodingsAreRead();
    void badImagesAreNamedAndTheRestComesIn();
    void anImageReplacedSinceImportIsFound();
    void aFileThatIsNoProjectIsRefused_data();
    void aFileThatIsNoProjectIsRefused();
    void aProjectOfTheFutureIsReadAndNotChanged();
    void noCommandOverwrites_data();
    void noCommandOverwrites();

private:
    QTemporaryDir m_folder;
    QString m_project;
    QByteArray m_state;

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    QString written(const QString& name, const QByteArray& bytes) const;
    // A new project with nothing in it.
    QString emptyProject(const QString& name) const;
};

void HostileInputTest::initTestCase()
{
    QCOMPARE(drawCatalogue(m_folder.path(), {3, 3, 48}).size(), 9);
    QByteArray why;
    m_project = projectOver(m_folder.path(), u"shirts.triptych"_s, why);
    QVERIFY2(!m_project.isEmpty(), why.constData());
    m_state = stateOf(m_project);
    QVERIFY2(m_state.endsWith(" sound"), m_state.constData());
}

QString HostileInputTest::written(const QString& name, const QByteArray& bytes) const
{
    return writeAll(path(name), bytes) ? path(name) : QString();
}

QString HostileInputTest::emptyProject(const QString& name) const
{
    return run({u"new"_s, path(name)}).exit == 0 ? path(name) : QString();
}

void HostileInputTest::aBadFileIsRefusedWhole_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArrayList>("words"); // in the message
    const auto catalogue = [&](const char* row, const QString& name, const QByteArray& bytes,
                               const QByteArrayList& words) {
        QTest::newRow(row) << QStringList{u"import"_s, m_project, written(name, bytes), u"--as"_s,
                                          u"catalogue"_s}
                           << (QByteArrayList{name.toUtf8()} + words);
    };
    catalogue("a quote that never closes", u"quote.csv"_s,
              "image,colour\na.png,red\nb.png,\"blue\nc.png,green\n", {"quote.csv:3"});
    catalogue("bytes of no encoding", u"bytes.csv"_s,
              "image,colour\na.png,\xFF\xFE\x81\xFD\n\x80\xFF\xFD,\xA0\xFF\n", {"encoding"});
    catalogue("no column that names images", u"column.csv"_s, "shade,size\nred,1\nblue,2\n",
              {"column"});
    catalogue("empty", u"empty.csv"_s, "", {});
    catalogue("only a header", u"header.csv"_s, "image,colour\n", {});
    QTest::newRow("a named column that is not there")
        << QStringList{u"import"_s, m_project,      path(u"catalogue.csv"_s),
                       u"--as"_s,   u"catalogue"_s, u"--image-column"_s,
                       u"photo"_s}
        << QByteArrayList{"catalogue.csv", "photo"};
    QTest::newRow("a source that is not there")
        << QStringList{u"import"_s, m_project, path(u"nowhere.csv"_s), u"--as"_s, u"catalogue"_s}
        << QByteArrayList{"nowhere.csv"};
    QTest::newRow("a folder as a catalogue")
        << QStringList{u"import"_s, m_project, path(u"images"_s), u"--as"_s, u"catalogue"_s}
        << QByteArrayList{"images"};
    QTest::newRow("a file as a folder")
        << QStringList{u"import"_s, m_project, path(u"catalogue.csv"_s), u"--as"_s, u"folder"_s}
        << QByteArrayList{"catalogue.csv"};
    QTest::newRow("triplets that are no JSON at all")
        << QStringList{u"import"_s, m_project, written(u"prose.jsonl"_s, "Dear Sir\n"), u"--as"_s,
                       u"jsonl"_s}
        << QByteArrayList{"prose.jsonl"};
    QTest::newRow("a triptych file without its header")
        << QStringList{u"import"_s, m_project, written(u"headless.jsonl"_s, "{\"a\":1}\n"),
                       u"--as"_s, u"triptych"_s}
        << QByteArrayList{"headless.jsonl"};
    QTest::newRow("a triptych file of a later version")
        << QStringList{u"import"_s, m_project,
                       written(
                           u"later.jsonl"_s,
                           "{\"kind\":\"header\",\"format\":\"triptych/2\",\"language\":\"en\"}\n"),
                       u"--as"_s, u"triptych"_s}
        << QByteArrayList{"later.jsonl"};
    QTest::newRow("decisions that are empty")
        << QStringList{u"decide"_s, m_project,   u"--reviewer"_s,
                       u"a"_s,      u"--from"_s, written(u"none.jsonl"_s, "")}
        << QByteArrayList{"none.jsonl"};
    QTest::newRow("an image nobody knows")
        << QStringList{u"correct"_s, m_project,    u"--image"_s, u"ghost.png"_s,  u"--attribute"_s,
                       u"colour"_s,  u"--value"_s, u"red"_s,     u"--reviewer"_s, u"a"_s}
        << QByteArrayList{"ghost.png"};
    QTest::newRow("a root moved to nowhere")
        << QStringList{u"roots"_s, m_project, u"rebase"_s, u"images"_s, path(u"nowhere"_s)}
        << QByteArrayList{"nowhere"};
    QTest::newRow("merging what is no project")
        << QStringList{u"merge"_s, m_project, path(u"catalogue.csv"_s)}
        << QByteArrayList{"catalogue.csv"};
}

void HostileInputTest::aBadFileIsRefusedWhole()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArrayList, words);
    const Ran ran = runJson(arguments);
    QVERIFY2(ran.exit == 1 || ran.exit == 2 || ran.exit == 3, ran.told().constData());
    for (const QByteArray& word : words) {
        QVERIFY2((ran.err + ran.out).contains(word),
                 (word + " is not in\n" + ran.told()).constData());
    }
    QCOMPARE(stateOf(m_project), m_state);
}

void HostileInputTest::aBadRowIsNamedAndTheRestComesIn_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("word");
    const QByteArray good =
        "{\"reference\":\"a.png\",\"target\":\"b.png\",\"forward\":\"in blue\"}\n";
    const QByteArray goodRow = "image,colour\na.png,red\n";
    const QString jsonl = u"jsonl"_s;
    const QString catalogue = u"catalogue"_s;
    QTest::newRow("broken JSON") << jsonl << good + "{\"reference\":\"a.png\",\n"
                                 << 2 << QByteArray();
    QTest::newRow("no reference") << jsonl << good + "{\"target\":\"b.png\",\"forward\":\"x\"}\n"
                                  << 2 << QByteArray("reference");
    QTest::newRow("a number for a text")
        << jsonl << good + "{\"reference\":\"a.png\",\"target\":\"c.png\",\"forward\":7}\n"
        << 2 << QByteArray("forward");
    QTest::newRow("bytes that are no UTF-8")
        << jsonl
        << good + "{\"reference\":\"a.png\",\"target\":\"c.png\",\"forward\":\"\xFF\xFE\"}\n"
        << 2 << QByteArray();
    QTest::newRow("a way out of the root")
        << jsonl
        << good + "{\"reference\":\"../../etc/passwd\",\"target\":\"b.png\",\"forward\":\"x\"}\n"
        << 2 << QByteArray("etc/passwd");
    QTest::newRow("an absolute name in a catalogue") << catalogue << goodRow + "/etc/passwd,blue\n"
                                                     << 3 << QByteArray("/etc/passwd");
    QTest::newRow("a way out in a catalogue") << catalogue << goodRow + "../../etc/passwd,blue\n"
                                              << 3 << QByteArray("etc/passwd");
    QTest::newRow("a catalogue row without image") << catalogue << goodRow + ",blue\n"
                                                   << 3 << QByteArray();
    QTest::newRow("10 MB in one cell")
        << catalogue << goodRow + "b.png," + QByteArray(10 << 20, 'x') + "\nc.png,green\n"
        << 3 << QByteArray();
}

void HostileInputTest::aBadRowIsNamedAndTheRestComesIn()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(QByteArray, word);
    const QString project =
        emptyProject(QString::fromUtf8(QTest::currentDataTag()) + u".triptych"_s);
    const QString file = written(u"rows."_s + kind, text);
    const Ran ran = runJson({u"import"_s, project, file, u"--as"_s, kind});
    REQUIRE_EXIT(ran, 3);
    const QJsonArray rejected = ran.json.value(u"rejected"_s).toArray();
    QCOMPARE(rejected.size(), 1);
    const QJsonObject row = rejected[0].toObject();
    QCOMPARE(row.value(u"line"_s).toInt(), line);
    QVERIFY(row.value(u"source"_s).toString().contains(u"rows."_s + kind));
    QVERIFY2(row.value(u"reason"_s).toString().toUtf8().contains(word),
             ran.out.left(500).constData());
    QVERIFY(runJson({u"stats"_s, project}).json.value(u"images"_s).toInt() >= 1);
    REQUIRE_EXIT(run({u"verify"_s, project}), 0);
}

void HostileInputTest::otherEncodingsAreRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QString text = u"image,色\na.png,青\nb.png,赤\n"_s;
    QByteArray wide("\xFF\xFE", 2);
    for (const QChar c : text) {
        wide.append(static_cast<char>(c.unicode() & 0xFFU));
        wide.append(static_cast<char>(c.unicode() >> 8U));
    }
    QTest::newRow("UTF-8 with a mark") << QByteArray("\xEF\xBB\xBF") + text.toUtf8();
    QTest::newRow("UTF-16") << wide;
    QTest::newRow("Shift-JIS") << QByteArray("image,\x90\x46\na.png,\x90\xC2\nb.png,\x90\xD4\n");
}

void HostileInputTest::otherEncodingsAreRead()
{
    QFETCH(QByteArray, bytes);
    const QString project =
        emptyProject(QString::fromUtf8(QTest::currentDataTag()) + u".triptych"_s);
    const Ran ran = runJson(
        {u"import"_s, project, written(u"colours.csv"_s, bytes), u"--as"_s, u"catalogue"_s});
    REQUIRE_EXIT(ran, 0);
    const QString out = path(QString::fromUtf8(QTest::currentDataTag()));
    REQUIRE_EXIT(run({u"export"_s, project, out, u"--as"_s, u"triptych"_s}), 0);
    const QByteArray whole = readAll(out + u"/project.jsonl"_s);
    QVERIFY2(whole.contains("青") && whole.contains("赤"), whole.constData());
}

void HostileInputTest::badImagesAreNamedAndTheRestComesIn()
{
    const QString folder = path(u"bad"_s);
    QVERIFY(QDir().mkpath(folder));
    const QByteArray good = readAll(path(u"images/shirt-0-0.png"_s));
    QVERIFY(writeAll(folder + u"/good.png"_s, good));
    QVERIFY(writeAll(folder + u"/zero.png"_s, ""));
    QVERIFY(writeAll(folder + u"/cut.png"_s, readAll(path(u"images/shirt-1-0.png"_s)).left(90)));
    QVERIFY(writeAll(folder + u"/huge.png"_s, hugePng(30'000)));
    QVERIFY(writeAll(folder + u"/prose.jpg"_s, "Dear Sir, this is no photograph.\n"));
    QVERIFY(writeAll(folder + u"/misnamed.jpg"_s, readAll(path(u"images/shirt-2-0.png"_s))));
    QVERIFY(QFile::link(u"/etc/passwd"_s, folder + u"/link.png"_s));
    const QString project = emptyProject(u"bad.triptych"_s);
    const Ran ran = runJson({u"import"_s, project, folder, u"--as"_s, u"folder"_s});
    REQUIRE_EXIT(ran, 3);
    QByteArray rejected;
    const QJsonArray rows = ran.json.value(u"rejected"_s).toArray();
    for (const auto& row : rows) {
        rejected += row.toObject().value(u"source"_s).toString().toUtf8() + " " +
                    row.toObject().value(u"reason"_s).toString().toUtf8() + "\n";
    }
    for (const char* name : {"zero.png", "cut.png", "huge.png", "prose.jpg", "link.png"}) {
        QVERIFY2(rejected.contains(name),
                 (QByteArray(name) + " is not in\n" + rejected).constData());
    }
    QVERIFY2(ran.out.contains("misnamed.jpg"), "a wrong extension is mentioned");
    QVERIFY2(!rejected.contains("misnamed.jpg") && !rejected.contains("good.png"),
             rejected.constData());
    REQUIRE_EXIT(run({u"verify"_s, project}), 0);
}

void HostileInputTest::anImageReplacedSinceImportIsFound()
{
    const QString folder = path(u"replaced"_s);
    QCOMPARE(drawCatalogue(folder, {2, 2, 48}).size(), 4);
    QByteArray why;
    const QString project = projectOver(folder, u"p.triptych"_s, why);
    QVERIFY2(!project.isEmpty(), why.constData());
    QVERIFY(
        writeAll(folder + u"/images/shirt-0-0.png"_s, readAll(path(u"images/shirt-2-2.png"_s))));
    QVERIFY(QFile::remove(folder + u"/images/shirt-1-1.png"_s));
    const Ran ran = runJson({u"verify"_s, project});
    QVERIFY2(ran.out.contains("shirt-0-0.png") && ran.out.contains("shirt-1-1.png"),
             ran.told().constData());
    // Importing again takes the new one and keeps the pairs.
    const int pairs = runJson({u"stats"_s, project}).json.value(u"pairs"_s).toInt();
    REQUIRE_EXIT(run({u"import"_s, project, folder + u"/catalogue.csv"_s, u"--as"_s, u"catalogue"_s,
                      u"--images"_s, folder + u"/images"_s}),
                 0);
    QCOMPARE(runJson({u"stats"_s, project}).json.value(u"pairs"_s).toInt(), pairs);
    QVERIFY(!runJson({u"verify"_s, project}).out.contains("shirt-0-0.png"));
}

void HostileInputTest::aFileThatIsNoProjectIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray whole = readAll(m_project);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("image,colour\n");
    QTest::newRow("another SQLite file") << whole.left(68) + QByteArray(4, '\0') + whole.mid(72);
    QTest::newRow("cut to a half") << whole.left(whole.size() / 2);
    QTest::newRow("cut in the header") << whole.left(60);
    QTest::newRow("noise in the middle")
        << whole.left(4096) + QByteArray(whole.size() - 4096, '\xA5');
}

void HostileInputTest::aFileThatIsNoProjectIsRefused()
{
    QFETCH(QByteArray, bytes);
    const QString file = written(u"broken.triptych"_s, bytes);
    for (const QStringList& arguments :
         {QStringList{u"stats"_s, file},
          QStringList{u"decide"_s, file, u"--reviewer"_s, u"a"_s, u"--where"_s, u"status:pending"_s,
                      u"--verdict"_s, u"accept"_s},
          QStringList{u"mine"_s, file, u"--rule"_s, u"product"_s}}) {
        const Ran ran = runJson(arguments);
        REQUIRE_EXIT(ran, 1);
        QVERIFY2(ran.err.contains("broken.triptych"), ran.told().constData());
        QCOMPARE(readAll(file), bytes);
    }
}

void HostileInputTest::aProjectOfTheFutureIsReadAndNotChanged()
{
    const QString file = path(u"future.triptych"_s);
    REQUIRE_EXIT(run({u"backup"_s, m_project, file}), 0);
    QByteArray bytes = readAll(file);
    bytes.replace(60, 4, bigEndian(9999)); // SQLite's user_version
    QVERIFY(writeAll(file, bytes));
    const Ran read = runJson({u"stats"_s, file});
    REQUIRE_EXIT(read, 0);
    QCOMPARE(read.json.value(u"images"_s).toInt(), 9);
    QVERIFY2(read.err.contains("newer"), read.told().constData());
    const Ran written = runJson({u"mine"_s, file, u"--rule"_s, u"product"_s});
    REQUIRE_EXIT(written, 1);
    QVERIFY2(written.err.contains("newer"), written.told().constData());
    QCOMPARE(readAll(file), bytes);
}

void HostileInputTest::noCommandOverwrites_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString file = path(u"catalogue.csv"_s);
    QTest::newRow("new") << QStringList{u"new"_s, file};
    QTest::newRow("backup") << QStringList{u"backup"_s, m_project, file};
    QTest::newRow("backup onto itself") << QStringList{u"backup"_s, m_project, m_project};
    QTest::newRow("export into a file")
        << QStringList{u"export"_s, m_project, file, u"--as"_s, u"jsonl"_s};
    QTest::newRow("export among other files")
        << QStringList{u"export"_s, m_project, path(u"images"_s), u"--as"_s, u"jsonl"_s};
    QTest::newRow("sample among other files") << QStringList{u"sample"_s, path(u"images"_s)};
}

void HostileInputTest::noCommandOverwrites()
{
    QFETCH(QStringList, arguments);
    const QByteArray catalogue = readAll(path(u"catalogue.csv"_s));
    const QByteArray images = fingerprint(path(u"images"_s));
    const Ran ran = runJson(arguments);
    QVERIFY2(ran.exit == 1 || ran.exit == 2, ran.told().constData());
    QVERIFY2(ran.json.contains(u"error"_s), ran.told().constData());
    QCOMPARE(readAll(path(u"catalogue.csv"_s)), catalogue);
    QCOMPARE(fingerprint(path(u"images"_s)), images);
    QCOMPARE(stateOf(m_project), m_state);
}

QTEST_GUILESS_MAIN(HostileInputTest)
#include "hostile_input_test.moc"
