// SPDX-License-Identifier: GPL-3.0-or-later
// `triptych guidelines`: printed, replaced, versioned, and refused where they cannot be.
#include "program.h"

#include <QtTest>

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace triptych::flows;

class GuidelinesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutAnyItSaysSo();
    void whatWasSetIsPrinted();
    void everyVersionIsInTheJsonObject();
    void wrongFilesChangeNothing_data();
    void wrongFilesChangeNothing();
    void settingNeedsANameAndAProject();
    void aProjectThatCannotBeWrittenIsPrintedAndNotChanged();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_project;

    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }
    Ran set(const QByteArray& markdown, const QString& who = u"aoki"_s);
};

void GuidelinesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_project = path(u"p.triptych"_s);
    REQUIRE_EXIT(run({u"new"_s, m_project}), 0);
}

Ran GuidelinesTest::set(const QByteArray& markdown, const QString& who)
{
    const QString file = path(u"g.md"_s);
    return writeAll(file, markdown)
               ? runJson({u"guidelines"_s, m_project, u"--set"_s, file, u"--reviewer"_s, who})
               : Ran{};
}

void GuidelinesTest::withoutAnyItSaysSo()
{
    const Ran words = run({u"guidelines"_s, m_project});
    REQUIRE_EXIT(words, 0);
    QCOMPARE(words.out, QByteArray("There are no guidelines.\n"));
    const Ran json = runJson({u"guidelines"_s, m_project});
    REQUIRE_EXIT(json, 0);
    QVERIFY(json.oneJson);
    QVERIFY(json.json.value(u"version"_s).isNull());
    QCOMPARE(json.json.value(u"markdown"_s).toString(), QString());
    QVERIFY(json.json.value(u"versions"_s).toArray().isEmpty());
}

void GuidelinesTest::whatWasSetIsPrinted()
{
    REQUIRE_EXIT(set("# 規則\r\n\r\nBe *kind*.\r\n"), 0);
    const Ran ran = run({u"guidelines"_s, m_project});
    REQUIRE_EXIT(ran, 0);
    QCOMPARE(ran.out.trimmed(), QByteArray("# 規則\n\nBe *kind*."));
}

void GuidelinesTest::everyVersionIsInTheJsonObject()
{
    const Ran first = set("one");
    REQUIRE_EXIT(first, 0);
    REQUIRE_EXIT(set("two", u"田中"_s), 0);
    REQUIRE_EXIT(set("two", u"aoki"_s), 0); // nothing new
    const Ran ran = runJson({u"guidelines"_s, m_project});
    REQUIRE_EXIT(ran, 0);
    QVERIFY(ran.oneJson);
    QCOMPARE(ran.json.value(u"markdown"_s).toString(), u"two"_s);
    QCOMPARE(ran.json.value(u"number"_s).toInt(), 2);
    QCOMPARE(ran.json.value(u"by"_s).toString(), u"田中"_s);
    QVERIFY(ran.json.value(u"at"_s).toString().endsWith(u'Z'));
    const QJsonArray versions = ran.json.value(u"versions"_s).toArray();
    QCOMPARE(versions.size(), 2);
    QCOMPARE(versions[0].toObject().value(u"version"_s), ran.json.value(u"version"_s));
    QCOMPARE(versions[1].toObject().value(u"version"_s), first.json.value(u"version"_s));
    QCOMPARE(versions[1].toObject().value(u"number"_s).toInt(), 1);
    QCOMPARE(versions[1].toObject().value(u"by"_s).toString(), u"aoki"_s);
}

void GuidelinesTest::wrongFilesChangeNothing_data()
{
    QTest::addColumn<QByteArray>("bytes"); // null: there is no file
    QTest::newRow("missing") << QByteArray();
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe\x00x", 4);
    QTest::newRow("a zero byte") << QByteArray("a\0b", 3);
    QTest::newRow("too large") << QByteArray(1'000'001, 'x');
}

void GuidelinesTest::wrongFilesChangeNothing()
{
    QFETCH(QByteArray, bytes);
    REQUIRE_EXIT(set("one"), 0);
    const QString file = path(u"wrong.md"_s);
    QVERIFY(bytes.isNull() || writeAll(file, bytes));
    const Ran ran =
        runJson({u"guidelines"_s, m_project, u"--set"_s, file, u"--reviewer"_s, u"aoki"_s});
    QVERIFY2(ran.exit > 0, ran.told().constData());
    QVERIFY2(ran.oneJson && ran.json.contains(u"error"_s), ran.told().constData());
    const Ran after = runJson({u"guidelines"_s, m_project});
    QCOMPARE(after.json.value(u"markdown"_s).toString(), u"one"_s);
    QCOMPARE(after.json.value(u"versions"_s).toArray().size(), 1);
}

void GuidelinesTest::settingNeedsANameAndAProject()
{
    QVERIFY(writeAll(path(u"g.md"_s), "one"));
    REQUIRE_EXIT(run({u"guidelines"_s, m_project, u"--set"_s, path(u"g.md"_s)}), 2);
    REQUIRE_EXIT(run({u"guidelines"_s}), 2);
    const Ran none = runJson({u"guidelines"_s, path(u"none.triptych"_s)});
    QVERIFY2(none.exit > 0 && none.json.contains(u"error"_s), none.told().constData());
    QVERIFY(!QFile::exists(path(u"none.triptych"_s)));
}

// On a medium that is read-only, made in a mount namespace.
void GuidelinesTest::aProjectThatCannotBeWrittenIsPrintedAndNotChanged()
{
    REQUIRE_EXIT(set("one"), 0);
    const auto onReadOnlyMedium = [this](const QString& command) {
        QStringList arguments{u"--mount"_s};
        if (geteuid() != 0) {
            arguments << u"--user"_s << u"--map-root-user"_s;
        }
        arguments << u"sh"_s << u"-euc"_s
                  << u"mount --bind \"$2\" \"$2\"; mount -o remount,ro,bind \"$2\"; "_s + command
                  << u"sh"_s << program() << m_folder->path();
        QProcess process;
        process.start(u"unshare"_s, arguments);
        return finished(process);
    };
    if (onReadOnlyMedium(u"true"_s).exit != 0) {
        QSKIP("this system makes no mount namespaces for us");
    }
    const Ran printed = onReadOnlyMedium(u"\"$1\" guidelines \"$2/p.triptych\""_s);
    REQUIRE_EXIT(printed, 0);
    QCOMPARE(printed.out.trimmed(), QByteArray("one"));
    const Ran refused = onReadOnlyMedium(
        u"\"$1\" guidelines \"$2/p.triptych\" --set \"$2/g.md\" --reviewer aoki --json"_s);
    QVERIFY2(refused.exit > 0, refused.told().constData());
    QCOMPARE(runJson({u"guidelines"_s, m_project}).json.value(u"markdown"_s).toString(), u"one"_s);
}

QTEST_GUILESS_MAIN(GuidelinesTest)
#include "guidelines_test.moc"
