// SPDX-License-Identifier: GPL-3.0-or-later
// Clock, SHA-256, UTF-8, random numbers, errors and executors.
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/executor.h"
#include "core/base/ids.h"
#include "core/base/random.h"
#include "core/base/sha256.h"
#include "core/base/utf8.h"

#include <QtTest>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <set>

using namespace triptych;

class TestBaseValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- clock ---
    void timesAreWrittenWithMillisecondsAndZ()
    {
        QCOMPARE(toRfc3339(0), std::string("1970-01-01T00:00:00.000Z"));
        QCOMPARE(toRfc3339(1'795'440'732'345), std::string("2026-11-23T13:32:12.345Z"));
        QCOMPARE(toRfc3339(-1), std::string("1969-12-31T23:59:59.999Z"));
    }

    void timesAreReadWithOffsetsAndFractions_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("millis");
        const auto row = [](const char* text, qint64 millis) {
            QTest::newRow(text) << QByteArray(text) << millis;
        };
        row("1970-01-01T00:00:00Z", 0);
        row("1970-01-01t00:00:01z", 1000);
        row("1970-01-01 00:00:00.5Z", 500);
        row("1970-01-01T00:00:00.123456789Z", 123);
        row("1970-01-01T09:00:00+09:00", 0);
        row("1969-12-31T19:00:00-05:00", 0);
        row("2024-02-29T00:00:00Z", 1'709'164'800'000);
    }

    void timesAreReadWithOffsetsAndFractions()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, millis);
        const auto time = parseRfc3339(text.toStdString());
        QVERIFY(time.has_value());
        QCOMPARE(static_cast<qint64>(*time), millis);
    }

    void whatIsNoTimeIsRefused()
    {
        for (const char* text : {"",
                                 "today",
                                 "2026-11-23",
                                 "2026-11-23T10:00:00",
                                 "2026-11-23T10:00Z",
                                 "2026-02-29T00:00:00Z",
                                 "2026-13-01T00:00:00Z",
                                 "2026-11-23T24:00:00Z",
                                 "2026-11-23T10:60:00Z",
                                 "2026-11-23T10:00:61Z",
                                 "2026-11-23T10:00:00Zx",
                                 "2026-11-23T10:00:00+9:00",
                                 "2026-11-23T10:00:00+0900",
                                 "2026-11-23T10:00:00+25:00",
                                 "2026-1-2T3:4:5Z",
                                 " 2026-11-23T10:00:00Z",
                                 "-026-11-23T10:00:00Z",
                                 "2026-11-23T10:00:00.Z",
                                 "2026-11-23T10:00:00.5",
                                 "+026-11-23T10:00:00Z"}) {
            const auto time = parseRfc3339(text);
            QVERIFY2(!time, text);
            QVERIFY(time.error().code == ErrorCode::BadArgument);
        }
    }

    void everyTimeReadsBackAsWritten()
    {
        Random random(1);
        for (int i = 0; i < 2000; ++i) {
            const auto at = static_cast<UtcMillis>(random.below(4'000'000'000'000ULL));
            QCOMPARE(*parseRfc3339(toRfc3339(at)), at);
        }
        QCOMPARE(fixedClock(42)->now(), UtcMillis{42});
        QVERIFY(systemClock()->now() > 1'600'000'000'000);
    }

    // --- SHA-256: NIST's vectors ---
    void sha256MatchesThePublishedVectors()
    {
        QCOMPARE(sha256Hex(""),
                 std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(sha256Hex("abc"),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        Sha256 million;
        const std::string thousand(1000, 'a');
        for (int i = 0; i < 1000; ++i) {
            million.add(thousand);
        }
        QCOMPARE(million.finishHex(),
                 std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }

    // --- UTF-8 ---
    void utf8IsCheckedStrictly()
    {
        for (const char* good :
             {"", "abc", "é", "青い椅子", "😀", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"}) {
            QVERIFY2(isValidUtf8(good), good);
        }
        for (const char* bad :
             {"\x80", "\xc0\xaf", "\xc1\x81", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80",
              "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe9\x9d", "\xff", "a\xf0\x9f\x98"}) {
            QVERIFY(!isValidUtf8(bad));
        }
    }

    void invalidBytesBecomeReplacementCharacters()
    {
        QCOMPARE(sanitizeUtf8("a\xff"
                              "b\xe9\x9d"),
                 std::string("a\uFFFDb\uFFFD\uFFFD"));
        Random random(2);
        for (int i = 0; i < 3000; ++i) {
            std::string bytes;
            for (auto n = random.below(20); n > 0; --n) {
                bytes += static_cast<char>(random.below(256));
            }
            const std::string clean = sanitizeUtf8(bytes);
            QVERIFY(isValidUtf8(clean));
            QVERIFY(isValidUtf8(bytes) == (clean == bytes));
            QVERIFY(isValidUtf8(cutUtf8(clean, 7)));
            QVERIFY(cutUtf8(clean, 7).size() <= 7);
            QVERIFY(isValidUtf8(trimmed(clean)));
            std::string again;
            for (std::size_t at = 0; at < clean.size();) {
                appendCodePoint(again, nextCodePoint(clean, at));
            }
            QCOMPARE(again, clean);
            std::size_t at = 0;
            while (at < bytes.size()) { // invalid bytes: moves on, never past the end
                const auto start = at;
                nextCodePoint(bytes, at);
                QVERIFY(at > start && at <= bytes.size());
            }
        }
    }

    void codePointsAreCountedAndCutWhole()
    {
        QCOMPARE(codePointCount("青い chair"), std::size_t{8});
        QCOMPARE(cutUtf8("青い", 5), std::string_view("青"));
        QCOMPARE(cutUtf8("青い", 6), std::string_view("青い"));
        QCOMPARE(cutUtf8("青い", 2), std::string_view(""));
    }

    void trimmingKnowsWideSpaces()
    {
        QCOMPARE(trimmed(" \t\u3000青い 椅子\u00a0\r\n"), std::string_view("青い 椅子"));
        QCOMPARE(trimmed("\u3000"), std::string_view(""));
        QCOMPARE(trimmed("いす"), std::string_view("いす"));
        QCOMPARE(asciiLower("ÄB-青"), std::string("Äb-青"));
    }

    // --- random ---
    void randomIsTheSameOnEveryMachine()
    {
        Random random(0); // SplitMix64's published first values for seed 0
        QCOMPARE(random.next(), std::uint64_t{0xe220a8397b1dcdafULL});
        QCOMPARE(random.next(), std::uint64_t{0x6e789e6aa1b965f4ULL});
        QCOMPARE(random.next(), std::uint64_t{0x06c45d188009454fULL});
    }

    void namedStreamsAreIndependentAndRepeatable()
    {
        QCOMPARE(Random(5, "a").next(), Random(5, "a").next());
        QVERIFY(Random(5, "a").next() != Random(5, "b").next());
        QVERIFY(Random(5, "a").next() != Random(6, "a").next());
    }

    void belowIsUniformAndInRange()
    {
        Random random(9);
        std::array<int, 7> counts{};
        for (int i = 0; i < 70000; ++i) {
            ++counts.at(random.below(7));
        }
        for (const int count : counts) {
            QVERIFY(count > 9500 && count < 10500);
        }
        QCOMPARE(random.below(1), std::uint64_t{0});
        for (int i = 0; i < 1000; ++i) {
            const double value = random.real();
            QVERIFY(value >= 0 && value < 1);
        }
    }

    void shuffleKeepsEveryItem()
    {
        std::vector<int> values{1, 2, 3, 4, 5, 6, 7, 8};
        Random random(4);
        random.shuffle(values);
        QVERIFY(values != (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8}));
        std::sort(values.begin(), values.end());
        QCOMPARE(values, (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8}));
    }

    void randomIdsAreHexAndDiffer()
    {
        std::set<std::string> ids;
        for (int i = 0; i < 1000; ++i) {
            const auto id = randomHex128();
            QCOMPARE(id.size(), std::size_t{32});
            QVERIFY(id.find_first_not_of("0123456789abcdef") == std::string::npos);
            ids.insert(id);
        }
        QCOMPARE(ids.size(), std::size_t{1000});
    }

    // --- errors ---
    void errorsDescribeThemselves()
    {
        const Error error{ErrorCode::BadFormat, "two quotes", "a.csv", 7};
        QCOMPARE(describe(error), std::string("bad-format: two quotes (a.csv:7)"));
        QCOMPARE(describe({ErrorCode::Cancelled, {}, {}, 0}), std::string("cancelled"));
        QVERIFY(errnoError(ENOSPC, "x").code == ErrorCode::DiskFull);
        QVERIFY(errnoError(EACCES, "x").code == ErrorCode::PermissionDenied);
        QVERIFY(errnoError(ENOENT, "x").code == ErrorCode::NotFound);
        QVERIFY(errnoError(EROFS, "x").code == ErrorCode::ReadOnly);
        QVERIFY(errnoError(EIO, "x").code == ErrorCode::Io);
    }

    void errorCodesHaveOneNameEach()
    {
        std::set<std::string_view> names;
        for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
            names.insert(errorCodeName(static_cast<ErrorCode>(i)));
        }
        QCOMPARE(names.size(), static_cast<std::size_t>(ErrorCode::Internal) + 1);
    }

    // --- executors ---
    void everyTaskRunsOnce()
    {
        for (const std::size_t threads : {std::size_t{1}, std::size_t{3}, std::size_t{8}}) {
            const auto executor = makeThreadExecutor(threads);
            QCOMPARE(executor->concurrency(), threads);
            std::vector<std::atomic<int>> ran(1000);
            executor->parallelFor(ran.size(), [&](std::size_t i) { ++ran[i]; });
            QVERIFY(std::all_of(ran.begin(), ran.end(), [](const auto& n) { return n == 1; }));
            executor->parallelFor(0, [&](std::size_t) { QFAIL("nothing to run"); });
        }
        QVERIFY(makeThreadExecutor()->concurrency() >= 1);
    }

    void jobWithoutExecutorRunsInOrderOnItsOwnThread()
    {
        JobContext job;
        std::vector<std::size_t> order;
        job.parallelFor(3, [&](std::size_t i) { order.push_back(i); });
        QCOMPARE(order, (std::vector<std::size_t>{0, 1, 2}));
        job.progress(1, 2, "decode"); // no listener: nothing happens
        std::string stage;
        job.report = [&](const Progress& progress) { stage = progress.stage; };
        job.progress(1, 2, "decode");
        QCOMPARE(stage, std::string("decode"));
        std::stop_source source;
        job.stop = source.get_token();
        QVERIFY(!job.cancelled());
        source.request_stop();
        QVERIFY(job.cancelled());
    }
};

QTEST_APPLESS_MAIN(TestBaseValues)
#include "test_base_values.moc"
