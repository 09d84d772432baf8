// SPDX-License-Identifier: GPL-3.0-or-later
// Tokenizers on small vocabularies that the test writes, and on the reference's own ids where the
// real vocabularies are.
#include "core/text/tokenizer.h"

#include "core/text/compact_features.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace triptych;
using Ids = std::vector<int>;

namespace {

// ids: 0 [PAD] 1 [UNK] 2 [CLS] 3 [SEP] 4 [MASK] 5 blue 6 ##s 7 black 8 , 9 cafe 10 b 11 ##lu 12 青
// 13 [
const std::string kWords =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nblue\n##s\nblack\n,\ncafe\nb\n##lu\n"
    "青\n[\n";

std::unique_ptr<text::Tokenizer> wordPiece()
{
    auto made = text::makeWordPiece(kWords);
    return made ? std::move(*made) : nullptr;
}

Ids idsOf(const text::Tokenizer& tokenizer, const std::string& words, std::size_t longest = 64)
{
    const auto encoded = tokenizer.encode(words, longest);
    return encoded ? encoded->ids : Ids{};
}

QString shared(const char* name)
{
    const QString folder = qEnvironmentVariable(
        "TRIPTYCH_DATA", QStringLiteral(TRIPTYCH_SOURCE_DIR "/../shared/data"));
    return folder + QLatin1Char('/') + QLatin1String(name);
}

QString standardVocabulary()
{
    const QString own = qEnvironmentVariable("TRIPTYCH_MODELS");
    const QString folder =
        own.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                            QStringLiteral("/triptych/models")
                      : own;
    return folder + QStringLiteral("/standard/vocab.txt");
}

// A tokenizer.json as Hugging Face writes it: the bytes alone and at a word's end, and one merge.
std::string tokenizerJson()
{
    QJsonObject words;
    int next = 256;
    for (int b = 0; b < 256; ++b) {
        const bool printable = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
        const QString letter = QChar(printable ? b : next++);
        words[letter] = 2 * b;
        words[letter + QStringLiteral("</w>")] = 2 * b + 1;
    }
    words[QStringLiteral("ab</w>")] = 512;
    words[QStringLiteral("<|startoftext|>")] = 513;
    words[QStringLiteral("<|endoftext|>")] = 514;
    const QJsonObject model{{QStringLiteral("end_of_word_suffix"), QStringLiteral("</w>")},
                            {QStringLiteral("vocab"), words},
                            {QStringLiteral("merges"),
                             QJsonArray{QJsonArray{QStringLiteral("a"), QStringLiteral("b</w>")}}}};
    return QJsonDocument(QJsonObject{{QStringLiteral("model"), model}}).toJson().toStdString();
}

// Every line of a golden file: the reference's ids, padded at the end with its last one.
void compareWithGolden(const text::Tokenizer& tokenizer, const QString& golden, std::size_t longest,
                       const QString& except = {})
{
    QFile file(golden);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(golden));
    const QJsonArray lines = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(!lines.isEmpty());
    for (const auto& line : lines) {
        const QJsonObject one = line.toObject();
        const std::string words = one[QStringLiteral("text")].toString().toStdString();
        if (one[QStringLiteral("text")].toString() == except) {
            continue;
        }
        Ids wanted;
        for (const auto& id : one[QStringLiteral("ids")].toArray()) {
            wanted.push_back(id.toInt());
        }
        Ids ids = idsOf(tokenizer, words, longest);
        ids.resize(std::max(ids.size(), wanted.size()), wanted.back());
        QVERIFY2(ids == wanted, words.c_str());
    }
}

// A byte-level vocabulary: all bytes, all bytes at a word's end, then the merges.
std::string bpeMerges(const std::vector<std::string>& merges)
{
    std::string lines = "#version: 0.2\n";
    for (const auto& merge : merges) {
        lines += merge + "\n";
    }
    return lines;
}

} // namespace

class TestTokenizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void longestKnownPieceIsTakenFirst();
    void accentsCaseAndControlCharactersAreNoDifference();
    void punctuationAndHanStandAlone();
    void unknownWordIsOneUnknownId();
    void specialTokensWrittenOutAreTheirIds();
    void longTextIsCutAndKeepsItsEnd();
    void hundredThousandCharactersAreReadInTime();
    void invalidBytesAreNoCrash();
    void vocabularyWithoutSpecialTokensIsRefused();
    void wordPieceGivesTheReferencesIds();
    void bestRankedMergeIsJoinedFirst();
    void clipSplitsNumbersAndContractions();
    void clipMergesThatMakeNothingKnownAreRefused();
    void longWordOfClipIsReadInTime();
    void clipOfOpenAiReadsEntitiesAndCurlyQuotes();
    void clipOfHuggingFaceTakesTextsAsTheyAre();
    void clipReadsATokenizerInOneFile();
    void clipGivesTheReferencesIds();
    void siglipGivesTheReferencesIds();
    void folderWithoutTokenizerIsNamed();
    void tornPackedMergesAreRefused();
    void compactFeaturesAreUnitAndStable();
    void languageIsTold();
    void languageOfOneWordIsToldByItsLetters();
};

void TestTokenizer::longestKnownPieceIsTakenFirst()
{
    const auto tokenizer = wordPiece();
    QVERIFY(tokenizer);
    QCOMPARE(idsOf(*tokenizer, "blues"), (Ids{2, 5, 6, 3}));
    QCOMPARE(idsOf(*tokenizer, "blus"), (Ids{2, 10, 11, 6, 3}));
    QCOMPARE(idsOf(*tokenizer, ""), (Ids{2, 3}));
    QCOMPARE(tokenizer->vocabulary(), std::size_t{14});
}

void TestTokenizer::accentsCaseAndControlCharactersAreNoDifference()
{
    const auto tokenizer = wordPiece();
    QCOMPARE(idsOf(*tokenizer, "  CAF\u00C9\t"), (Ids{2, 9, 3}));
    QCOMPARE(idsOf(*tokenizer, "bl\u200Bue"), (Ids{2, 5, 3})); // zero width space
}

void TestTokenizer::punctuationAndHanStandAlone()
{
    const auto tokenizer = wordPiece();
    QCOMPARE(idsOf(*tokenizer, "blue,black"), (Ids{2, 5, 8, 7, 3}));
    QCOMPARE(idsOf(*tokenizer, "blue青black"), (Ids{2, 5, 12, 7, 3}));
}

void TestTokenizer::unknownWordIsOneUnknownId()
{
    const auto tokenizer = wordPiece();
    QCOMPARE(idsOf(*tokenizer, "bluez black"), (Ids{2, 1, 7, 3}));
    QCOMPARE(idsOf(*tokenizer, std::string(101, 'b')), (Ids{2, 1, 3}));
}

void TestTokenizer::specialTokensWrittenOutAreTheirIds()
{
    const auto tokenizer = wordPiece();
    QCOMPARE(idsOf(*tokenizer, "[MASK] [SEP]blue"), (Ids{2, 4, 3, 5, 3}));
    QCOMPARE(idsOf(*tokenizer, "[blue"), (Ids{2, 13, 5, 3}));
}

void TestTokenizer::longTextIsCutAndKeepsItsEnd()
{
    const auto tokenizer = wordPiece();
    const auto fits = tokenizer->encode("blue black", 4);
    QVERIFY(fits && !fits->shortened);
    QCOMPARE(fits->ids, (Ids{2, 5, 7, 3}));
    const auto cut = tokenizer->encode("blue black blue", 4);
    QVERIFY(cut && cut->shortened);
    QCOMPARE(cut->ids, (Ids{2, 5, 7, 3}));
    QVERIFY(!tokenizer->encode("blue", 1));
}

void TestTokenizer::hundredThousandCharactersAreReadInTime()
{
    const auto tokenizer = wordPiece();
    const auto one = tokenizer->encode(std::string(100'000, 'x'), 256);
    QCOMPARE(one->ids, (Ids{2, 1, 3}));
    std::string many;
    while (many.size() < 100'000) {
        many += "blue black, ";
    }
    const auto cut = tokenizer->encode(many, 256);
    QCOMPARE(cut->ids.size(), std::size_t{256});
    QVERIFY(cut->shortened);
}

void TestTokenizer::invalidBytesAreNoCrash()
{
    const auto tokenizer = wordPiece();
    QCOMPARE(idsOf(*tokenizer, "blue\xFF\xC3 black"), (Ids{2, 5, 7, 3}));
}

void TestTokenizer::vocabularyWithoutSpecialTokensIsRefused()
{
    const auto made = text::makeWordPiece("blue\nblack\n");
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::BadFormat);
    QVERIFY(!text::makeWordPiece(""));
}

void TestTokenizer::wordPieceGivesTheReferencesIds()
{
    const QString golden = shared("golden/minilm/tokens.json");
    if (!QFile::exists(golden) || !QFile::exists(standardVocabulary())) {
        QSKIP("needs the standard model's vocab.txt (triptych models fetch) and TRIPTYCH_DATA");
    }
    const auto tokenizer = text::openTokenizer(standardVocabulary().toStdString());
    QVERIFY(tokenizer);
    compareWithGolden(**tokenizer, golden, 256);
}

void TestTokenizer::bestRankedMergeIsJoinedFirst()
{
    // Bytes 0-255, at a word's end 256-511, then merges from 512 on, then start and end.
    const auto tokenizer = text::makeClipBpe(bpeMerges({"b c", "a b", "a bc", "abc d</w>"}));
    QVERIFY(tokenizer);
    const int start = 512 + 4;
    // "b c" has the better rank than "a b", so abcd ends as one piece.
    QCOMPARE(idsOf(**tokenizer, "ABCD"), (Ids{start, 515, start + 1}));
    // "ab" alone at a word's end: 'b</w>' joins nothing. Printable ASCII comes first, from '!'.
    QCOMPARE(idsOf(**tokenizer, "ab"), (Ids{start, 'a' - '!', 256 + 'b' - '!', start + 1}));
}

void TestTokenizer::clipSplitsNumbersAndContractions()
{
    const auto tokenizer = text::makeClipBpe(bpeMerges({"' s</w>"}));
    QVERIFY(tokenizer);
    const int start = 513;
    QCOMPARE(idsOf(**tokenizer, "it's 12"), (Ids{start, 'i' - '!', 256 + 't' - '!', 512,
                                                 256 + '1' - '!', 256 + '2' - '!', start + 1}));
    QCOMPARE(idsOf(**tokenizer, "<|endoftext|>"), (Ids{start, start + 1, start + 1}));
}

void TestTokenizer::clipOfOpenAiReadsEntitiesAndCurlyQuotes()
{
    const auto made = text::makeClipBpe(bpeMerges({"' s</w>"}));
    QVERIFY(made);
    const auto same = [&](const char* words, const char* plain) {
        QVERIFY2(idsOf(**made, words) == idsOf(**made, plain), words);
        QVERIFY(!idsOf(**made, plain).empty());
    };
    same("it’s “red”", "it's \"red\"");
    same("a &amp; b &amp;lt; &#39;c&#x27; &eacute &hellip; &#146;s", "a & b < 'c' é … ’s");
    same("AT&T R&D &; &#; &#x; &bogus; &", "at&t r&d &; &#; &#x; &bogus; &");
    same("&#0;&#xD800;&#99999999999;", "\uFFFD\uFFFD\uFFFD");
    same("Ｆｕｌｌ ｶﾞ ﬁne \u0085", "full ガ fine …");
    same("a\x07"
         "b\uFEFF",
         "ab");
    same(" a\t\n\u00A0b\u3000", "a b");
    same("ΌΣΟΣ", "όσος");
    same("<i>&amp;amp;</i>", "<i>&</i>"); // with a tag in it one reading less
    QVERIFY(idsOf(**made, "👩\u200D👧") != idsOf(**made, "👩👧"));
}

void TestTokenizer::clipOfHuggingFaceTakesTextsAsTheyAre()
{
    const auto made = text::makeClipBpeFromJson(tokenizerJson());
    QVERIFY2(made.has_value(), made ? "" : describe(made.error()).c_str());
    QVERIFY(idsOf(**made, "it’s") != idsOf(**made, "it's"));
    QVERIFY(idsOf(**made, "&amp;") != idsOf(**made, "&"));
    QCOMPARE(idsOf(**made, "ΌΣΟΣ"), idsOf(**made, "όσοσ"));
    QCOMPARE(idsOf(**made, "e\u0301 I\u0307"), idsOf(**made, "é i\u0307"));
    QCOMPARE(idsOf(**made, " a\t\n\u00A0b\u3000"), idsOf(**made, "a b"));
}

void TestTokenizer::clipReadsATokenizerInOneFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("tokenizer.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(tokenizerJson()));
    file.close();
    const auto made = text::openTokenizer(folder.path().toStdString());
    QVERIFY2(made.has_value(), made ? "" : describe(made.error()).c_str());
    QCOMPARE((*made)->vocabulary(), std::size_t{512 + 3});
    QCOMPARE(idsOf(**made, "ab"), (Ids{513, 512, 514}));
    QVERIFY(!text::makeClipBpeFromJson("[]"));
    QVERIFY(!text::makeClipBpeFromJson(R"({"model":{"end_of_word_suffix":"</w>"}})"));
    const auto other = text::makeClipBpeFromJson(R"({"model":{"type":"Unigram","vocab":[]}})");
    QCOMPARE(other.error().code, ErrorCode::Unsupported);
}

void TestTokenizer::clipMergesThatMakeNothingKnownAreRefused()
{
    QVERIFY(!text::makeClipBpe(bpeMerges({"zz yy"})));
    QVERIFY(!text::makeClipBpe("{", ""));
    QVERIFY(!text::makeClipBpe(R"({"<|startoftext|>":0,"<|endoftext|>":1})", ""));
    QVERIFY(!text::makeClipBpe(R"({"a":-4})", ""));
}

void TestTokenizer::longWordOfClipIsReadInTime()
{
    const auto tokenizer = text::makeClipBpe(bpeMerges({"x x", "xx xx", "xxxx xxxx"}));
    const auto encoded = (*tokenizer)->encode(std::string(100'000, 'x'), 77);
    QCOMPARE(encoded->ids.size(), std::size_t{77});
    QCOMPARE(encoded->ids[1], 514);
    QVERIFY(encoded->shortened);
}

void TestTokenizer::clipGivesTheReferencesIds()
{
    const QString folder = shared("golden/tiny-clip");
    if (!QFile::exists(folder)) {
        QSKIP("no ../shared/data/golden/tiny-clip and no TRIPTYCH_DATA");
    }
    const QString golden = folder + QStringLiteral("/golden_tokens.json");
    const auto folderOnes = text::openTokenizer(folder.toStdString());
    QVERIFY(folderOnes);
    // These ids are of the slow tokenizer without ftfy, which alone sets Han characters apart.
    const QString apart = QStringLiteral("黒ではなく青");
    compareWithGolden(**folderOnes, golden, 77, apart);
    const auto openAi =
        text::openTokenizer(shared("clip-golden/bpe_simple_vocab_16e6.txt.gz").toStdString());
    QVERIFY(openAi);
    QCOMPARE((*openAi)->vocabulary(), std::size_t{49408});
    compareWithGolden(**openAi, golden, 77, apart);
    for (const auto& tokenizer : {folderOnes->get(), openAi->get()}) {
        QCOMPARE(idsOf(*tokenizer, "黒ではなく青"), (Ids{49406, 165, 119, 240, 4813, 100, 4813, 107,
                                                         29104, 4813, 237, 165, 251, 496, 49407}));
    }
}

void TestTokenizer::siglipGivesTheReferencesIds()
{
    const QString folder = shared("golden/tiny-siglip");
    if (!QFile::exists(folder)) {
        QSKIP("no ../shared/data/golden/tiny-siglip and no TRIPTYCH_DATA");
    }
    const auto tokenizer = text::openTokenizer(folder.toStdString());
    QVERIFY2(tokenizer.has_value(), tokenizer ? "" : describe(tokenizer.error()).c_str());
    compareWithGolden(**tokenizer, folder + QStringLiteral("/golden_tokens.json"), 64);
}

void TestTokenizer::folderWithoutTokenizerIsNamed()
{
    const QTemporaryDir folder;
    const auto none = text::openTokenizer(folder.path().toStdString());
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
    QCOMPARE(none.error().subject, folder.path().toStdString());
    QFile garbage(folder.filePath(QStringLiteral("spiece.model")));
    QVERIFY(garbage.open(QIODevice::WriteOnly) && garbage.write("not a model") > 0);
    garbage.close();
    const auto broken = text::openTokenizer(folder.path().toStdString());
    QVERIFY(!broken);
    QVERIFY(QString::fromStdString(broken.error().subject).endsWith(QLatin1String("spiece.model")));
}

void TestTokenizer::tornPackedMergesAreRefused()
{
    const QTemporaryDir folder;
    // The first bytes of a gzip stream, and no more.
    const QByteArray torn("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4c", 12);
    QFile file(folder.filePath(QStringLiteral("bpe_simple_vocab_16e6.txt.gz")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(torn) == torn.size());
    file.close();
    const auto opened = text::openTokenizer(file.fileName().toStdString());
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Truncated);
}

void TestTokenizer::compactFeaturesAreUnitAndStable()
{
    const auto dot = [](const std::vector<float>& a, const std::vector<float>& b) {
        double sum = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            sum += static_cast<double>(a[i]) * b[i];
        }
        return sum;
    };
    const auto sleeve = text::compactTextFeatures("Long sleeve");
    QCOMPARE(sleeve.size(), text::kCompactTextDimension);
    QVERIFY(std::abs(dot(sleeve, sleeve) - 1.0) < 1e-5);
    QVERIFY(sleeve == text::compactTextFeatures("long  SLEEVE!"));
    QVERIFY(dot(sleeve, text::compactTextFeatures("long sleeves")) >
            dot(sleeve, text::compactTextFeatures("red hat")));
    QVERIFY(dot(text::compactTextFeatures("青い半袖"), text::compactTextFeatures("半袖")) > 0.3);
    const auto nothing = text::compactTextFeatures(" … ");
    QCOMPARE(dot(nothing, nothing), 0.0);
}

void TestTokenizer::languageIsTold()
{
    QCOMPARE(text::languageOf("青いものにする"), std::string("ja"));
    QCOMPARE(text::languageOf("the same one with longer sleeves and without a hood"),
             std::string("en"));
    QCOMPARE(text::languageOf("une robe bleue avec des manches longues"), std::string("fr"));
    QCOMPARE(text::languageOf(""), std::string());
    QCOMPARE(text::languageOf("hat"), std::string());
}

void TestTokenizer::languageOfOneWordIsToldByItsLetters()
{
    QCOMPARE(text::languageOf("靴"), std::string("zh")); // or ja: not what an English model reads
    QCOMPARE(text::languageOf("فستان أحمر"), std::string("ar"));
    QCOMPARE(text::languageOf("모자"), std::string("ko"));
    QCOMPARE(text::languageOf("🙂 42 №"), std::string());
}

QTEST_APPLESS_MAIN(TestTokenizer)
#include "test_tokenizer.moc"
