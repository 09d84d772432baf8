// SPDX-License-Identifier: GPL-3.0-or-later
// Keys, names, canonical JSON and the hash chain.
#include "core/domain/event.h"

#include "core/base/sha256.h"
#include "core/base/utf8.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <set>

using namespace triptych;

class TestEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void imageKeyIsTheFirstTwentyDigitsOverLabelAndName()
    {
        const std::string joined("photos\0a/b.jpg", 14);
        QCOMPARE(imageKey("photos", "a/b.jpg"), sha256Hex(joined).substr(0, 20));
    }

    void partsOfAKeyCannotRunTogether()
    {
        QVERIFY(keyOf({"ab", "c"}) != keyOf({"a", "bc"}));
        QVERIFY(keyOf({"ab"}) != keyOf({"ab", ""}));
    }

    void keysDependOnEveryPart()
    {
        const auto text = [](Origin origin, const char* version, std::uint64_t seed) {
            return textKey("s", origin, "catalogue", version, seed, "make it blue");
        };
        const std::set<Key> keys{pairKey("a", "b"),
                                 pairKey("b", "a"),
                                 slotKey("p", Direction::Forward, "en", 0),
                                 slotKey("p", Direction::Reverse, "en", 0),
                                 slotKey("p", Direction::Forward, "ja", 0),
                                 slotKey("p", Direction::Forward, "en", 1),
                                 text(Origin::Import, "1", 0),
                                 text(Origin::Generator, "1", 0),
                                 text(Origin::Import, "2", 0),
                                 text(Origin::Import, "1", 7),
                                 queryKey("a", "12")};
        QCOMPARE(keys.size(), std::size_t{11});
    }

    void everyNameReadsBack()
    {
        for (int i = 0; i < kSlotStateCount; ++i) {
            const auto state = static_cast<SlotState>(i);
            QVERIFY(slotStateFrom(name(state)) == state);
        }
        for (int i = 0; i < static_cast<int>(EventKind::Unknown); ++i) {
            const auto kind = static_cast<EventKind>(i);
            QVERIFY(eventKindFrom(name(kind)) == kind);
        }
        QVERIFY(eventKindFrom("adopt") == EventKind::Unknown);
        QVERIFY(splitPartFrom("dev") == SplitPart::Validation);
        QVERIFY(splitPartFrom("val") == SplitPart::Validation);
        QVERIFY(!slotStateFrom("Accepted"));
        QVERIFY(directionFrom("reverse") == Direction::Reverse);
        QVERIFY(languageFrom("ja") == Language::Japanese);
        QVERIFY(originFrom("person") == Origin::Person);
        QVERIFY(verdictFrom("edit") == Verdict::Edit);
        QVERIFY(imageStateFrom("missing") == ImageState::Missing);
    }

    void canonicalJsonIsFixedToTheByte()
    {
        Event event;
        event.id = "id";
        event.kind = "reject";
        event.lamport = 3;
        event.at = 1000;
        event.reasons = {"a", "b\"\n"};
        event.textBefore = "青\x01";
        event.hash = "ignored";
        QCOMPARE(
            canonicalJson(event),
            std::string("{\"at\":1000,\"base\":[],\"batch\":\"\",\"guideline_version\":\"\","
                        "\"id\":\"id\",\"kind\":\"reject\",\"lamport\":3,\"milliseconds\":0,"
                        "\"reasons\":[\"a\",\"b\\\"\\n\"],\"reviewer\":\"\",\"seq\":0,"
                        "\"session\":\"\",\"shown\":\"\",\"slot\":\"\",\"subject\":\"\","
                        "\"text_after\":\"\",\"text_before\":\"青\\u0001\",\"verdict\":\"\"}"));
    }

    void canonicalJsonOfAnyBytesIsValidJson()
    {
        Event event;
        for (int c = 0; c < 256; ++c) {
            event.shown += static_cast<char>(c);
        }
        const auto json = canonicalJson(event);
        QVERIFY(isValidUtf8(json));
        QJsonParseError error;
        const auto parsed = QJsonDocument::fromJson(QByteArray::fromStdString(json), &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(parsed.object().size(), 18);
    }

    void hashCoversEveryFieldAndTheHashBefore()
    {
        Event plain;
        plain.prevHash = kFirstHash;
        std::set<std::string> hashes{eventHash(plain)};
        const auto changed = [&](auto change) {
            Event event = plain;
            change(event);
            return hashes.insert(eventHash(event)).second;
        };
        QVERIFY(changed([](Event& e) { e.id = "x"; }));
        QVERIFY(changed([](Event& e) { e.session = "x"; }));
        QVERIFY(changed([](Event& e) { e.seq = 1; }));
        QVERIFY(changed([](Event& e) { e.prevHash = std::string(64, '1'); }));
        QVERIFY(changed([](Event& e) { e.lamport = 1; }));
        QVERIFY(changed([](Event& e) { e.at = 1; }));
        QVERIFY(changed([](Event& e) { e.reviewer = "x"; }));
        QVERIFY(changed([](Event& e) { e.kind = "x"; }));
        QVERIFY(changed([](Event& e) { e.slot = "x"; }));
        QVERIFY(changed([](Event& e) { e.subject = "x"; }));
        QVERIFY(changed([](Event& e) { e.textBefore = "x"; }));
        QVERIFY(changed([](Event& e) { e.textAfter = "x"; }));
        QVERIFY(changed([](Event& e) { e.verdict = "x"; }));
        QVERIFY(changed([](Event& e) { e.base = {"x"}; }));
        QVERIFY(changed([](Event& e) { e.reasons = {"x"}; }));
        QVERIFY(changed([](Event& e) { e.milliseconds = 1; }));
        QVERIFY(changed([](Event& e) { e.shown = "x"; }));
        QVERIFY(changed([](Event& e) { e.batch = "x"; }));
        QVERIFY(changed([](Event& e) { e.guidelineVersion = "x"; }));
        QCOMPARE(eventHash(plain), sha256Hex(kFirstHash + canonicalJson(plain)));
        Event hashed = plain;
        hashed.hash = "x";
        QCOMPARE(eventHash(hashed), eventHash(plain));
    }
};

QTEST_APPLESS_MAIN(TestEvents)
#include "test_events.moc"
