// SPDX-License-Identifier: GPL-3.0-or-later
// Tokenizer files, damaged thousands of times, and texts that nobody writes: ids that the
// vocabulary has, at most as many as asked for, or an error; never a crash.
#include "core/base/utf8.h"
#include "core/text/tokenizer.h"
#include "tests/core/formats/files.h"
#include "tests/fuzz/mutate.h"

#include <QTest>

#include <array>

using namespace triptych;
using formats::test::Files;

namespace {

constexpr std::array<std::string_view, 12> kWords{"\n",       "\r\n", "[UNK]\n",  "##",
                                                  "\xFF\xFE", "青",   "</w>",     "\\u0120",
                                                  "\":",      "-1",   "#version", "Ġ"};

// Words, then what breaks readers: no byte, NUL, half a character, marks without a letter, letters
// of both directions, a flag and a family of emoji.
const std::array<std::string, 9> kTexts{
    "blue shirt, no stripes",        "",
    std::string("a\0b", 3),          "\xC3",
    "\xED\xA0\x80 \xF4\x90\x80\x80", "\xCC\x81\xCC\x81\xCC\x81",
    "חולצה כחולה \xE2\x80\xAE evol", "🇯🇵 👨‍👩‍👧‍👦 ❤️",
    std::string(600, 'x'),
};

void checkTokenizer(const text::Tokenizer& tokenizer)
{
    for (const auto& text : kTexts) {
        for (const std::size_t longest : {std::size_t{2}, std::size_t{77}}) {
            const auto encoded = tokenizer.encode(text, longest);
            if (!encoded) {
                continue;
            }
            QVERIFY(encoded->ids.size() <= longest);
            for (const int id : encoded->ids) {
                QVERIFY(id >= 0 && static_cast<std::size_t>(id) < tokenizer.vocabulary());
            }
        }
    }
}

// `make` reads damaged bytes; how often it refused them.
template <typename Make> int refusals(const std::string& seed, int rounds, int start, Make make)
{
    Random random(static_cast<std::uint64_t>(start));
    int refused = 0;
    for (int round = 0; round < rounds && !QTest::currentTestFailed(); ++round) {
        const auto made = make(fuzz::mutated(seed, kWords, random));
        if (made) {
            checkTokenizer(**made);
            continue;
        }
        ++refused;
        if (made.error().detail.empty() || made.error().code == ErrorCode::Internal) {
            QTest::qFail("an error without words", __FILE__, __LINE__);
        }
    }
    return refused;
}

const std::string kMerges = "#version: 0.2\nb l\nu e</w>\nbl ue</w>\ns h\ni r\nsh ir\nshir t</w>\n";
// vocab.json with every byte as CLIP writes it, alone and at a word's end, and the merges.
std::string vocabulary()
{
    std::string pieces;
    int id = 0;
    const auto add = [&](const std::string& piece) {
        const bool quoted = piece.starts_with('"') || piece.starts_with('\\');
        pieces += (id == 0 ? "\"" : ",\"") + std::string(quoted ? "\\" : "") + piece +
                  "\":" + std::to_string(id);
        ++id;
    };
    char32_t other = 256; // bytes that no letter shows are written as letters from here on
    for (char32_t byte = 0; byte < 256; ++byte) {
        const bool shown = (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte != 0xAD);
        std::string letter;
        appendCodePoint(letter, shown ? byte : other++);
        add(letter);
        add(letter + "</w>");
    }
    for (const char* piece : {"bl", "ue</w>", "blue</w>", "sh", "ir", "shir", "shirt</w>",
                              "<|startoftext|>", "<|endoftext|>"}) {
        add(piece);
    }
    return "{" + pieces + "}";
}

} // namespace

class FuzzTokenizers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedWordPiecesAreReadOrRefused();
    void damagedMergesAreReadOrRefused();
    void damagedVocabulariesAreReadOrRefused();
    void damagedFoldersAreReadOrRefused();
};

void FuzzTokenizers::damagedWordPiecesAreReadOrRefused()
{
    const std::string seed =
        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nblue\n##s\nblack\n,\nshirt\n##lu\n"
        "青\n[\nx\n##x\n##xx\n";
    QVERIFY(text::makeWordPiece(seed));
    const int refused = refusals(
        seed, 2500, 21, [](const std::string& bytes) { return text::makeWordPiece(bytes); });
    QVERIFY2(refused > 300, qPrintable(QString::number(refused)));
}

void FuzzTokenizers::damagedMergesAreReadOrRefused()
{
    QVERIFY(text::makeClipBpe(kMerges));
    const int refused = refusals(kMerges, 800, 22,
                                 [](const std::string& bytes) { return text::makeClipBpe(bytes); });
    QVERIFY2(refused > 100, qPrintable(QString::number(refused)));
}

void FuzzTokenizers::damagedVocabulariesAreReadOrRefused()
{
    const std::string seed = vocabulary();
    const auto whole = text::makeClipBpe(seed, kMerges);
    QVERIFY2(whole.has_value(), whole ? "" : describe(whole.error()).c_str());
    const int refused = refusals(
        seed, 1500, 23, [](const std::string& bytes) { return text::makeClipBpe(bytes, kMerges); });
    QVERIFY2(refused > 500, qPrintable(QString::number(refused)));
}

void FuzzTokenizers::damagedFoldersAreReadOrRefused()
{
    const Files files;
    files.write("m/vocab.json", vocabulary());
    const int refused = refusals(kMerges, 500, 24, [&files](const std::string& bytes) {
        files.write("m/merges.txt", bytes);
        return text::openTokenizer(files.path("m"));
    });
    QVERIFY2(refused > 50, qPrintable(QString::number(refused)));
    files.write("bpe_simple_vocab_16e6.txt.gz", std::string("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10));
    QVERIFY(!text::openTokenizer(files.path("bpe_simple_vocab_16e6.txt.gz")));
}

QTEST_GUILESS_MAIN(FuzzTokenizers)
#include "fuzz_tokenizers.moc"
