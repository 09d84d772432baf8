// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that is full and a medium that cannot be written, made real in a mount namespace.
#include "drawn_catalogue.h"
#include "program.h"

#include <QtTest>

#include <QDir>
#include <QTemporaryDir>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace triptych::flows;

namespace {

// Runs a shell script in a mount namespace of its own; $1 the program, $2 the folder. Who is not
// root needs a user namespace for that.
Ran inNamespace(const QString& script, const QString& folder)
{
    QStringList arguments{u"--mount"_s};
    if (::geteuid() != 0) {
        arguments << u"--user"_s << u"--map-root-user"_s;
    }
    QProcess process;
    process.start(u"unshare"_s,
                  arguments << u"sh"_s << u"-euc"_s << script << u"sh"_s << program() << folder);
    return finished(process);
}

} // namespace

class HostileDiskTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aFullDiskStopsTheImportAndLeavesTheProjectSound();
    void aFullDiskLeavesNoHalfExport();
    void aReadOnlyMediumIsReadAndRefusesDecisions();

private:
    QTemporaryDir m_folder;
    QString m_project;
};

void HostileDiskTest::initTestCase()
{
    const Ran able = inNamespace(u"mount -t tmpfs -o size=64k none \"$2\""_s, m_folder.path());
    if (able.exit != 0) {
        QSKIP("this system makes no mount namespaces for us");
    }
    QCOMPARE(drawCatalogue(m_folder.path(), {60, 4, 48}).size(), 240);
    QByteArray why;
    m_project = projectOver(m_folder.path(), u"shirts.triptych"_s, why);
    QVERIFY2(!m_project.isEmpty(), why.constData());
    REQUIRE_EXIT(run({u"decide"_s, m_project, u"--reviewer"_s, u"aoki"_s, u"--where"_s,
                      u"status:pending"_s, u"--verdict"_s, u"accept"_s}),
                 0);
    QVERIFY(QDir().mkpath(m_folder.filePath(u"small"_s)));
}

// On a file system with room for the project but not for the work, the command says "disk is full",
// and after it the project is what it was.
void HostileDiskTest::aFullDiskStopsTheImportAndLeavesTheProjectSound()
{
    const Ran ran = inNamespace(uR"(
        mount -t tmpfs -o size=1536k none "$2/small"
        p="$2/small/p.triptych"
        "$1" new "$p"
        before=$("$1" stats "$p" --json)
        head -c 900k /dev/zero > "$2/small/filler"
        awk 'BEGIN { print "image,colour"; for (i = 0; i < 20000; ++i)
            printf "picture-of-a-thing-%d.png,%s\n", i, (i % 2 ? "red" : "blue") }' > "$2/many.csv"
        status=0; "$1" import "$p" "$2/many.csv" --as catalogue || status=$?
        echo "import $status"
        rm "$2/small/filler"
        after=$("$1" stats "$p" --json)
        [ "$before" = "$after" ] && echo "as it was"
        "$1" verify "$p" --skip-images
        "$1" import "$p" "$2/catalogue.csv" --as catalogue --images "$2/images" --quiet
    )"_s,
                                m_folder.path());
    REQUIRE_EXIT(ran, 0);
    QVERIFY2(ran.out.contains("import 1"), ran.told().constData());
    QVERIFY2(ran.out.contains("as it was"), ran.told().constData());
    QVERIFY2(ran.err.contains("disk is full"), ran.told().constData());
}

void HostileDiskTest::aFullDiskLeavesNoHalfExport()
{
    const Ran ran = inNamespace(uR"(
        mount -t tmpfs -o size=96k none "$2/small"
        status=0
        "$1" export "$2/shirts.triptych" "$2/small/out" --as jsonl --with-images copy || status=$?
        echo "export $status"
        [ ! -e "$2/small/out/manifest.json" ] && echo "no manifest"
    )"_s,
                                m_folder.path());
    REQUIRE_EXIT(ran, 0);
    QVERIFY2(ran.out.contains("export 1") && ran.out.contains("no manifest"),
             ran.told().constData());
    QVERIFY2(ran.err.contains("disk is full"), ran.told().constData());
}

void HostileDiskTest::aReadOnlyMediumIsReadAndRefusesDecisions()
{
    const Ran ran = inNamespace(uR"(
        mount --bind "$2" "$2"
        mount -o remount,bind,ro "$2"
        "$1" list "$2/shirts.triptych" --limit 2
        "$1" stats "$2/shirts.triptych"
        status=0
        "$1" decide "$2/shirts.triptych" --reviewer aoki --where status:accepted --verdict reject ||
            status=$?
        echo "decide $status"
    )"_s,
                                m_folder.path());
    REQUIRE_EXIT(ran, 0);
    QVERIFY2(ran.out.contains("shirt-0-0.png"), ran.told().constData());
    QVERIFY2(ran.out.contains("decide 1"), ran.told().constData());
    QVERIFY2(ran.err.contains("read-only"), ran.told().constData());
}

QTEST_GUILESS_MAIN(HostileDiskTest)
#include "hostile_disk_test.moc"
