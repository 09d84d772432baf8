// SPDX-License-Identifier: GPL-3.0-or-later
// Models and LibTorch that do not work, as a person at the command line meets them: every command
// says so and goes on with the built-in encoder.
#include "drawn_catalogue.h"
#include "program.h"

#include <QtTest>

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace triptych::flows;

namespace {

constexpr int kProducts = 4;

// While it lives, a variable of the environment has another value.
class Variable
{
public:
    Variable(const char* name, const QString& value)
        : m_name(name)
        , m_before(qgetenv(name))
        , m_was(qEnvironmentVariableIsSet(name))
    {
        qputenv(name, value.toUtf8());
    }
    ~Variable()
    {
        if (m_was) {
            qputenv(m_name, m_before);
        } else {
            qunsetenv(m_name);
        }
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* m_name;
    QByteArray m_before;
    bool m_was;
};

QJsonObject entry(const QJsonArray& list, const QString& name)
{
    for (const auto& one : list) {
        if (one.toObject().value(u"name"_s).toString() == name) {
            return one.toObject();
        }
    }
    return {};
}

} // namespace

class BrokenModelsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aModuleThatCannotBeOpenedIsToldByEveryCommand_data();
    void aModuleThatCannotBeOpenedIsToldByEveryCommand();
    void aLibraryThatEndsTooEarlyIsNamedAndNotLoaded();
    void aModelFileOfAnotherKindIsToldAsAModel();
    void anEmptyProjectIsToldAsEmpty_data();
    void anEmptyProjectIsToldAsEmpty();

private:
    QTemporaryDir m_folder;
    QString m_project;

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    void checkThatItFallsBack(const QString& reason);
};

void BrokenModelsTest::initTestCase()
{
    // Sound as far as its record can tell: what is to be broken is what opens it.
    QVERIFY(QDir().mkpath(path(u"models/standard"_s)));
    QVERIFY(writeAll(path(u"models/standard/vocab.txt"_s), "abc"));
    const QByteArray digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    QVERIFY(writeAll(path(u"models/standard/model.json"_s),
                     R"({"version":1,"name":"standard","kind":"standard","files":{"vocab.txt":)"
                     R"({"bytes":3,"modified":1,"sha256":")" +
                         digest + R"("}}})"));
    qputenv("TRIPTYCH_MODELS", path(u"models"_s).toUtf8());
    QVERIFY(!drawCatalogue(m_folder.path(), {kProducts, 2, 80}).isEmpty());
    QByteArray why;
    m_project = projectOver(m_folder.path(), u"shirts.triptych"_s, why);
    QVERIFY2(!m_project.isEmpty(), why.constData());
}

// The list, the doctor, encode and a query: each says why, the last two work all the same.
void BrokenModelsTest::checkThatItFallsBack(const QString& reason)
{
    const Ran listed = runJson({u"models"_s, u"list"_s});
    REQUIRE_EXIT(listed, 0);
    const auto row = entry(listed.json.value(u"models"_s).toArray(), u"standard"_s);
    QVERIFY2(!row.value(u"ok"_s).toBool(true), listed.told());
    QVERIFY2(row.value(u"detail"_s).toString().contains(reason), listed.told());
    const Ran doctor = runJson({u"doctor"_s});
    const auto checks = doctor.json.value(u"checks"_s).toArray();
    for (const auto& name : {u"libtorch"_s, u"model standard"_s}) {
        QVERIFY2(!entry(checks, name).value(u"ok"_s).toBool(true), doctor.told());
        QVERIFY2(entry(checks, name).value(u"detail"_s).toString().contains(reason), doctor.told());
    }
    const Ran encoded = runJson({u"encode"_s, m_project});
    REQUIRE_EXIT(encoded, 0);
    QCOMPARE(encoded.json.value(u"encoder"_s).toString(), u"compact"_s);
    QVERIFY2(encoded.json.value(u"fallback"_s).toString().contains(reason), encoded.told());
    const Ran answered = runJson({u"query"_s, m_project, u"--text"_s, u"red"_s, u"-k"_s, u"1"_s});
    REQUIRE_EXIT(answered, 0);
    QCOMPARE(answered.json.value(u"encoder"_s).toString(), u"compact"_s);
    QVERIFY2(answered.err.contains(reason.toUtf8()), answered.told());
}

void BrokenModelsTest::aModuleThatCannotBeOpenedIsToldByEveryCommand_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    QTest::newRow("missing") << QByteArray() << u"looked for in"_s;
    QTest::newRow("no library") << QByteArray(5000, 'x') << u"invalid ELF header"_s;
    QTest::newRow("cut off")
        << readAll(QStringLiteral(TRIPTYCH_BUILD_DIR "/lib/triptych/triptych_nn.so")).left(90'000)
        << u"ends too early"_s;
}

void BrokenModelsTest::aModuleThatCannotBeOpenedIsToldByEveryCommand()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    const QString modules = path(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY(QDir().mkpath(modules));
    if (!bytes.isEmpty()) {
        QVERIFY(writeAll(modules + u"/triptych_nn.so"_s, bytes));
    }
    const Variable chosen("TRIPTYCH_MODULES", modules);
    checkThatItFallsBack(reason);
}

void BrokenModelsTest::aLibraryThatEndsTooEarlyIsNamedAndNotLoaded()
{
    const QString name = u"libc10.so.1.13"_s;
    const QByteArray whole = readAll(u"/usr/lib/x86_64-linux-gnu/"_s + name);
    if (whole.isEmpty()) {
        QSKIP("LibTorch lies elsewhere on this machine");
    }
    QVERIFY(QDir().mkpath(path(u"libraries"_s)));
    QVERIFY(writeAll(path(u"libraries/"_s + name), whole.left(whole.size() / 2)));
    const Variable searched("LD_LIBRARY_PATH", path(u"libraries"_s));
    checkThatItFallsBack(name + u" ends too early"_s);
}

void BrokenModelsTest::aModelFileOfAnotherKindIsToldAsAModel()
{
    QVERIFY(writeAll(path(u"half.align"_s), QByteArray("\x10\x00\x00\x00\x00\x00\x00\x00{}", 10)));
    REQUIRE_EXIT(run({u"encode"_s, m_project, u"--encoder"_s, u"compact"_s, u"--quiet"_s}), 0);
    for (const auto& words :
         {QStringList{u"query"_s, m_project, u"--text"_s, u"red"_s},
          QStringList{u"evaluate"_s, m_project, u"--where"_s, u"status:any"_s}}) {
        const Ran ran = run(
            words + QStringList{u"--encoder"_s, u"compact"_s, u"--model"_s, path(u"half.align"_s)});
        REQUIRE_EXIT(ran, 1);
        QVERIFY2(ran.err.contains("The model cannot be used."), ran.told());
        QVERIFY2(ran.err.contains("half.align"), ran.told());
    }
}

void BrokenModelsTest::anEmptyProjectIsToldAsEmpty_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("query") << QStringList{u"query"_s, u"--text"_s, u"red"_s};
    QTest::newRow("train") << QStringList{u"train"_s, u"align"_s};
    QTest::newRow("evaluate") << QStringList{u"evaluate"_s};
    QTest::newRow("cases") << QStringList{u"cases"_s, u"run"_s};
}

void BrokenModelsTest::anEmptyProjectIsToldAsEmpty()
{
    QFETCH(QStringList, command);
    const QString project = path(u"empty.triptych"_s);
    if (!QFile::exists(project)) {
        REQUIRE_EXIT(run({u"new"_s, project}), 0);
    }
    command.insert(1, project);
    const Ran ran = run(command);
    REQUIRE_EXIT(ran, 1);
    QVERIFY2(ran.err.contains("no images"), ran.told());
    QVERIFY2(!ran.err.contains("Check the name"), ran.told());
}

QTEST_GUILESS_MAIN(BrokenModelsTest)
#include "broken_models_test.moc"
