// SPDX-License-Identifier: GPL-3.0-or-later
// Bounded reads, atomic writes and names that stay inside their root.
#include "core/base/file_io.h"
#include "core/base/random.h"
#include "core/base/safe_path.h"
#include "core/base/sha256.h"
#include "core/base/utf8.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <fstream>

using namespace triptych;
namespace fs = std::filesystem;

namespace {

fs::path pathOf(const QTemporaryDir& folder)
{
    return fs::path(folder.path().toStdString());
}

void put(const fs::path& path, const std::string& bytes)
{
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

std::size_t filesIn(const fs::path& folder)
{
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

} // namespace

class TestBaseFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- reading ---
    void fileIsReadWhole()
    {
        const QTemporaryDir folder;
        const std::string bytes("a\0b", 3);
        put(pathOf(folder) / "f", bytes);
        QCOMPARE(*readFile(pathOf(folder) / "f", 3), bytes);
        QCOMPARE(*sha256OfFile(pathOf(folder) / "f"), sha256Hex(bytes));
        put(pathOf(folder) / "empty", "");
        QCOMPARE(*readFile(pathOf(folder) / "empty", 3), std::string());
    }

    void fileOverTheLimitIsRefusedUnread()
    {
        const QTemporaryDir folder;
        put(pathOf(folder) / "f", "1234");
        const auto bytes = readFile(pathOf(folder) / "f", 3);
        QVERIFY(!bytes);
        QVERIFY(bytes.error().code == ErrorCode::TooLarge);
    }

    void whatIsNoFileIsRefusedWithoutWaiting()
    {
        const QTemporaryDir folder;
        const auto fifo = pathOf(folder) / "fifo";
        QCOMPARE(::mkfifo(fifo.c_str(), 0600), 0);
        QVERIFY(readFile(fifo, 10).error().code == ErrorCode::BadArgument);
        QVERIFY(sha256OfFile(fifo).error().code == ErrorCode::BadArgument);
        QVERIFY(readFile(pathOf(folder), 10).error().code == ErrorCode::BadArgument);
        QVERIFY(sha256OfFile(pathOf(folder)).error().code == ErrorCode::BadArgument);
        QVERIFY(readFile(pathOf(folder) / "none", 10).error().code == ErrorCode::NotFound);
        QVERIFY(sha256OfFile(pathOf(folder) / "none").error().code == ErrorCode::NotFound);
    }

    // --- writing ---
    void committedFileIsCompleteWithItsHash()
    {
        const QTemporaryDir folder;
        const auto path = pathOf(folder) / "out";
        const std::string large(3'000'000, 'x');
        auto file = AtomicFile::create(path);
        QVERIFY(file.has_value());
        QVERIFY((*file)->write("head").has_value());
        QVERIFY((*file)->write(large).has_value());
        QVERIFY(!fs::exists(path));
        QVERIFY((*file)->commit().has_value());
        QCOMPARE(*readFile(path, 10'000'000), "head" + large);
        QCOMPARE((*file)->bytes(), std::uint64_t{3'000'004});
        QCOMPARE((*file)->sha256(), sha256Hex("head" + large));
        QCOMPARE(filesIn(pathOf(folder)), std::size_t{1});
    }

    void withoutCommitNothingIsLeftAndTheOldFileStays()
    {
        const QTemporaryDir folder;
        const auto path = pathOf(folder) / "out";
        put(path, "old");
        {
            auto file = AtomicFile::create(path);
            QVERIFY((*file)->write(std::string(2'000'000, 'x')).has_value());
        }
        QCOMPARE(*readFile(path, 10), std::string("old"));
        QCOMPARE(filesIn(pathOf(folder)), std::size_t{1});
    }

    void failedWriteCannotBeCommitted()
    {
        const QTemporaryDir folder;
        const auto path = pathOf(folder) / "out";
        auto file = AtomicFile::create(path);
        const auto oldAction = std::signal(SIGXFSZ, SIG_IGN);
        rlimit old{};
        ::getrlimit(RLIMIT_FSIZE, &old);
        const rlimit small{1'500'000, old.rlim_max}; // a disk that is full after 1.5 MB
        ::setrlimit(RLIMIT_FSIZE, &small);
        QVERIFY((*file)->write(std::string(1'200'000, 'x')).has_value());
        const auto full = (*file)->write(std::string(1'200'000, 'x'));
        ::setrlimit(RLIMIT_FSIZE, &old);
        std::signal(SIGXFSZ, oldAction);
        QVERIFY(!full);
        QVERIFY(!(*file)->write("more"));
        QVERIFY(!(*file)->commit());
        file = AtomicFile::create(pathOf(folder) / "other"); // gives the first one up
        QVERIFY(!fs::exists(path));
        QCOMPARE(filesIn(pathOf(folder)), std::size_t{1});
    }

    void folderThatIsNotThereIsNamed()
    {
        const auto file = AtomicFile::create("/nowhere/at/all/out");
        QVERIFY(!file);
        QVERIFY(file.error().code == ErrorCode::NotFound);
        QCOMPARE(file.error().subject, std::string("/nowhere/at/all/out"));
        QVERIFY(!syncFolder("/nowhere/at/all"));
    }

    // --- names ---
    void plainNamesAreTidied()
    {
        QCOMPARE(*safeRelativeName("a/b.jpg"), std::string("a/b.jpg"));
        QCOMPARE(*safeRelativeName("./a//b/./c.jpg"), std::string("a/b/c.jpg"));
        QCOMPARE(*safeRelativeName("a\\b.jpg"), std::string("a/b.jpg"));
        QCOMPARE(*safeRelativeName("青/椅子 (1).jpg"), std::string("青/椅子 (1).jpg"));
        QCOMPARE(*safeRelativeName("..hidden/...x"), std::string("..hidden/...x"));
        QCOMPARE(*safeRelativeName("-rf"), std::string("-rf"));
    }

    void hostileNamesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        const auto row = [](const char* tag, const QByteArray& name) {
            QTest::newRow(tag) << name;
        };
        row("empty", "");
        row("absolute", "/etc/passwd");
        row("up", "../../etc/passwd");
        row("up inside", "a/../../b");
        row("only up", "..");
        row("up at the end", "a/..");
        row("up with backslash", "a\\..\\..\\b");
        row("UNC", "\\\\server\\share");
        row("drive", "C:\\x.jpg");
        row("drive relative", "c:x.jpg");
        row("NUL", QByteArray("a\0.jpg", 6));
        row("newline", "a\nb");
        row("escape", "a\x1b[31m");
        row("delete", "a\x7f");
        row("only dots", "./.");
        row("only slashes", "//");
        row("long", QByteArray(5000, 'a'));
        row("long and broken", QByteArray(5000, '\xe9'));
    }

    void hostileNamesAreRefused()
    {
        QFETCH(QByteArray, name);
        const auto clean = safeRelativeName(name.toStdString());
        QVERIFY(!clean);
        QVERIFY(clean.error().code == ErrorCode::UnsafePath);
        QVERIFY(isValidUtf8(clean.error().subject));
        QVERIFY(!resolveUnder("/tmp", name.toStdString()));
    }

    void randomNamesNeverLeaveTheRoot()
    {
        const QTemporaryDir folder;
        const auto root = fs::canonical(pathOf(folder));
        const std::vector<std::string> pieces{"..", ".",     "/", "\\", "a",
                                              "//", "b.jpg", "~", " ",  "C:"};
        for (std::uint64_t seed = 0; seed < 5000; ++seed) {
            Random random(seed);
            std::string name;
            for (auto n = random.below(8); n > 0; --n) {
                name += pieces[random.below(pieces.size())];
            }
            if (const auto path = resolveUnder(root, name)) {
                QVERIFY(path->lexically_normal().string().starts_with(root.string() + "/"));
            }
        }
    }

    void linksInsideAreFollowedAndLinksOutAreRefused()
    {
        const QTemporaryDir folder;
        const auto root = pathOf(folder) / "root";
        put(root / "real" / "a.jpg", "x");
        put(pathOf(folder) / "outside" / "secret", "x");
        put(pathOf(folder) / "root-not" / "b.jpg", "x"); // shares the root's name as a prefix
        fs::create_symlink(root / "real", root / "inside");
        fs::create_symlink(pathOf(folder) / "outside", root / "out");
        fs::create_symlink("../outside/secret", root / "file");
        fs::create_symlink("../outside/later", root / "dangling");
        fs::create_symlink("../root-not", root / "sibling");
        fs::create_symlink("loop", root / "loop");
        QVERIFY(resolveUnder(root, "real/a.jpg").has_value());
        QVERIFY(resolveUnder(root, "inside/a.jpg").has_value());
        for (const char* name :
             {"out/secret", "file", "dangling", "sibling/b.jpg", "loop", "loop/a"}) {
            const auto path = resolveUnder(root, name);
            QVERIFY2(!path, name);
            QVERIFY(path.error().code == ErrorCode::UnsafePath);
        }
    }

    void missingNamesResolveAndTheRootMayEndInASlashOrBeALink()
    {
        const QTemporaryDir folder;
        put(pathOf(folder) / "root" / "a.jpg", "x");
        fs::create_symlink(pathOf(folder) / "root", pathOf(folder) / "link");
        const auto expected = fs::canonical(pathOf(folder) / "root") / "a.jpg";
        for (const char* root :
             {"root", "root/", "root//", "root/.", "link", "link/", "x/../root"}) {
            const auto path = resolveUnder(pathOf(folder) / root, "a.jpg");
            QVERIFY2(path.has_value(), root);
            QCOMPARE(fs::canonical(*path), expected);
        }
        QVERIFY(resolveUnder(pathOf(folder) / "root", "no/such.jpg").has_value());
        QVERIFY(resolveUnder(pathOf(folder) / "gone", "a.jpg").has_value());
    }
};

QTEST_APPLESS_MAIN(TestBaseFiles)
#include "test_base_files.moc"
