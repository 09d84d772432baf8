// SPDX-License-Identifier: GPL-3.0-or-later
// Clauses by cue words; and that the held-out wordings share no phrase with the generator's.
#include "core/text/wanted_words.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace triptych::text;

namespace {

// "+wanted|-unwanted|…"
QString told(const QString& text)
{
    QStringList parts;
    for (const auto& clause : clausesOf(text.toStdString())) {
        parts << (clause.wanted ? QStringLiteral("+") : QStringLiteral("-")) +
                     QString::fromStdString(clause.words);
    }
    return parts.join(QLatin1Char('|'));
}

// Phrases of three words; a slot is left out, or stands for a word.
QSet<QString> phrasesOf(QString text, const QString& slot)
{
    text.replace(QRegularExpression(QStringLiteral("\\{[^}]*\\}")), slot);
    QStringList words;
    auto found = QRegularExpression(QStringLiteral("[A-Za-z'’]+")).globalMatch(text.toLower());
    while (found.hasNext()) {
        words << found.next().captured();
    }
    QSet<QString> phrases;
    for (qsizetype i = 0; i + 3 <= words.size(); ++i) {
        phrases << words.mid(i, 3).join(QLatin1Char(' '));
    }
    return phrases;
}

void collect(const QJsonValue& value, QStringList& out)
{
    if (value.isString()) {
        out << value.toString();
    }
    for (const auto& one : value.toArray()) {
        collect(one, out);
    }
    for (const auto& one : value.toObject()) {
        collect(one, out);
    }
}

QByteArray bytesOf(const QString& name)
{
    QFile file(QStringLiteral(TRIPTYCH_SOURCE_DIR "/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// What the generator can write: its templates and the words in its sources.
QStringList generatorTexts()
{
    QStringList out;
    collect(QJsonDocument::fromJson(bytesOf(QStringLiteral("resources/facets/en.json"))).object(),
            out);
    const QString folder = QStringLiteral("core/generate/");
    const QDir sources(QStringLiteral(TRIPTYCH_SOURCE_DIR "/") + folder);
    const QRegularExpression literal(QStringLiteral("\"((?:[^\"\\\\]|\\\\.)*)\""));
    for (const auto& name : sources.entryList({QStringLiteral("*.cpp")})) {
        auto found = literal.globalMatch(QString::fromUtf8(bytesOf(folder + name)));
        while (found.hasNext()) {
            out << found.next().captured(1);
        }
    }
    return out;
}

} // namespace

class TestWantedWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cuesPartWhatIsWantedFromWhatIsNot_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("clauses");
        const auto row = [](const char* text, const char* clauses) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(clauses);
        };
        row("change the color from black to blue", "-black|+blue");
        row("Change the colour from blue to black.", "-blue|+black");
        row("make it blue instead of black", "+make it blue|-black");
        row("is red rather than green", "+is red|-green");
        row("not black but white", "-black|+white");
        row("is striped, not plain and dark", "+is striped|-plain and dark");
        row("is not black and long", "+is|-black|+long");
        row("without the hood", "-the hood");
        row("same, without a hood, pockets or a zip", "+same|-a hood|-pockets or a zip");
        row("has no sleeves with a V-neck", "+has|-sleeves|+with a V-neck");
        row("is no longer grey", "+is|-grey");
        row("remove the belt and add a bow", "-the belt|+add a bow");
        row("take the logo off", "-the logo");
        row("lose the red, go blue", "-the red|+go blue");
        row("replace the buttons with a zip", "-the buttons|+a zip");
        row("swap red for blue", "-red|+blue");
        row("switch to blue", "+blue");
        row("change the pattern to stripes", "+stripes");
        row("same item but with long sleeves", "+same item but with long sleeves");
        row("prefer blue over black", "+prefer blue|-black");
        row("too dark for me", "-dark|+me");
        row("the red has to go, show white", "-the red|+show white");
        row("not only red", "+not only red");
        row("Take a close up of the dog", "+Take a close up of the dog");
        row("a jacket from the same line", "+a jacket from the same line");
        row("something quite unheard of", "+something quite unheard of");
        row("I don’t like red; blue", "+I|-red|+blue");
        row("黒ではなく青にする", "-黒|+青にする");
        row("色を黒から青に変える", "-黒|+青");
        row("黒を青に変更する", "-黒|+青");
        row("黒の代わりに青を選ぶ", "-黒|+青を選ぶ");
        row("ポケットなし", "-ポケット");
        row("黒より青がいい", "-黒|+青がいい");
        row("袖のないもの", "-袖|+もの");
        row("青いシャツ", "+青いシャツ");
        row("", "");
        row("   ", "");
    }
    void cuesPartWhatIsWantedFromWhatIsNot()
    {
        QFETCH(QString, text);
        QFETCH(QString, clauses);
        QCOMPARE(told(text), clauses);
    }

    void everyTextComesToAnEnd()
    {
        for (const char* word :
             {"from ", "instead of ", "replace ", "not ", "to ", "、を", "から"}) {
            QString many;
            for (int i = 0; i < 20'000; ++i) {
                many += QString::fromUtf8(word);
            }
            told(many);
        }
        QVERIFY(!clausesOf("\xFF\xFE\xFF blue \xC0").empty());
    }

    void heldOutWordingsShareNoPhraseWithTheGenerator()
    {
        const auto wordings =
            QJsonDocument::fromJson(bytesOf(QStringLiteral("tests/data/wordings_test.json")))
                .object();
        const auto english = wordings[QStringLiteral("en")].toArray();
        QVERIFY(english.size() >= 40);
        QVERIFY(wordings[QStringLiteral("ja")].toArray().size() >= 10);
        for (const auto& slot : {QStringLiteral(" slot "), QStringLiteral(" ")}) {
            QSet<QString> taken;
            for (const auto& text : generatorTexts()) {
                taken += phrasesOf(text, slot);
            }
            QVERIFY(taken.size() > 300);
            for (const auto& wording : english) {
                const auto shared = phrasesOf(wording.toString(), slot) & taken;
                QVERIFY2(shared.isEmpty(), qPrintable(wording.toString()));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestWantedWords)
#include "test_wanted_words.moc"
