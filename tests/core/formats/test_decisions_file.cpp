// SPDX-License-Identifier: GPL-3.0-or-later
// decide --from: lines in, lines refused.
#include "tests/core/formats/test_decisions_file.h"

#include "core/formats/decisions_file.h"
#include "tests/core/formats/files.h"

#include <QTest>

using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

void TestDecisionsFile::readsEveryVerdict()
{
    const Files files;
    Collected<DecisionLine> read;
    VERIFY_OK(readDecisions(
        files.write(
            "d.jsonl",
            "{\"pair\":\"p\",\"direction\":\"forward\",\"verdict\":\"accept\"}\n"
            "{\"pair\":\"p\",\"direction\":\"reverse\",\"verdict\":\"edit\",\"text\":\"無地 “x”\","
            "\"language\":\"ja\",\"caption\":1}\n\n"
            "{\"pair\":\"p\",\"direction\":\"both\",\"verdict\":\"reject\",\"reasons\":[\"a\","
            "\"b\"]}\n"
            "{\"verdict\":\"undo\"}\n"
            "{\"verdict\":\"redo\",\"event\":\"e1\",\"pair\":\"p\",\"direction\":\"forward\"}\n"
            "{\"pair\":\"p\",\"direction\":\"forward\",\"verdict\":\"add_target\",\"image\":\"c."
            "jpg\"}\n"
            "{\"pair\":\"p\",\"direction\":\"forward\",\"verdict\":\"comment\",\"text\":\"?\"}\n"),
        read.sink()));
    QVERIFY2(read.rejected.empty(), read.rejected.empty() ? "" : said(read.rejected[0]).c_str());
    QCOMPARE(read.rows.size(), std::size_t{7});
    QCOMPARE(*read.rows[1].text, std::string("無地 “x”"));
    QCOMPARE(read.rows[1].language, std::string("ja"));
    QCOMPARE(read.rows[1].caption, 1);
    QCOMPARE(read.rows[2].line, 4);
    QVERIFY(read.rows[2].direction == DecisionDirection::Both);
    QVERIFY(read.rows[2].reasons == (std::vector<std::string>{"a", "b"}));
    QCOMPARE(read.rows[4].event, std::string("e1"));
    QCOMPARE(read.rows[5].image, std::string("c.jpg"));
}

void TestDecisionsFile::namesBadLines()
{
    const Files files;
    const std::string pair = "{\"pair\":\"p\",\"direction\":\"forward\",\"verdict\":";
    Collected<DecisionLine> read;
    VERIFY_OK(readDecisions(
        files.write(
            "d.jsonl",
            pair + "\"adore\"}\n" + pair + "\"edit\"}\n" +
                "{\"pair\":\"p\",\"direction\":\"both\",\"verdict\":\"edit\",\"text\":\"x\"}\n" +
                "{\"direction\":\"forward\",\"verdict\":\"accept\"}\n" +
                "{\"pair\":\"p\",\"verdict\":\"accept\"}\n" +
                "{\"pair\":\"p\",\"direction\":\"up\",\"verdict\":\"accept\"}\n" + pair +
                "\"add_target\"}\n" + pair + "\"accept\",\"caption\":-1}\n" + pair +
                "\"reject\",\"reasons\":\"x\"}\n" + "not json\n"),
        read.sink()));
    QVERIFY(read.rows.empty());
    QCOMPARE(read.rejected.size(), std::size_t{10});
    for (std::size_t i = 0; i < 10; ++i) {
        QCOMPARE(read.rejected[i].code, ErrorCode::BadFormat);
        QCOMPARE(read.rejected[i].line, static_cast<long long>(i) + 1);
    }
    const auto none = readDecisions(files.write("e.jsonl", "\n\n"), read.sink());
    QVERIFY(!none && none.error().code == ErrorCode::Empty);
}
