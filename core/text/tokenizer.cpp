// SPDX-License-Identifier: GPL-3.0-or-later
// Which tokeniser a model folder has, by the files that lie there.
#include "core/text/tokenizer.h"

#include "core/base/file_io.h"

#include <zlib.h>

#include <algorithm>

namespace triptych::text {

namespace {

constexpr std::uint64_t kLimit = 64ULL << 20U; // bytes of a vocabulary; real ones have 5 MB

// Packed or plain: zlib reads both.
Result<std::string> readPacked(const std::filesystem::path& path)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        return fail(ErrorCode::NotFound, "a tokenizer file is missing", path.string());
    }
    gzFile file = gzopen(path.c_str(), "rb");
    if (file == nullptr) {
        return fail(ErrorCode::Io, "it cannot be opened", path.string());
    }
    std::string out;
    std::string buffer(1U << 16U, '\0');
    int got = 0;
    while ((got = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0 &&
           out.size() <= kLimit) {
        out.append(buffer, 0, static_cast<std::size_t>(got));
    }
    const bool whole = got == 0 && gzeof(file) != 0;
    if (gzclose(file) != Z_OK || !whole) {
        return out.size() > kLimit
                   ? Result<std::string>{fail(ErrorCode::TooLarge, "over 64 MB", path.string())}
                   : Result<std::string>{
                         fail(ErrorCode::Truncated, "the packed file ends early", path.string())};
    }
    return out;
}

// The error names the file that the bytes came from.
Result<std::unique_ptr<Tokenizer>> named(Result<std::unique_ptr<Tokenizer>> made,
                                         const std::filesystem::path& path)
{
    if (!made && made.error().subject.empty()) {
        Error error = made.error();
        error.subject = path.string();
        return fail(std::move(error));
    }
    return made;
}

Result<std::unique_ptr<Tokenizer>> openFile(const std::filesystem::path& path)
{
    const auto name = path.filename().string();
    if (name.ends_with(".gz") || name.starts_with("bpe_")) {
        const auto merges = readPacked(path);
        return merges ? named(makeClipBpe(*merges), path)
                      : Result<std::unique_ptr<Tokenizer>>{fail(merges)};
    }
    const auto bytes = readFile(path, kLimit);
    if (!bytes) {
        return fail(bytes);
    }
    if (name == "tokenizer.json") {
        return named(makeClipBpeFromJson(*bytes), path);
    }
    return named(name.ends_with(".txt") ? makeWordPiece(*bytes) : makeSentencePiece(*bytes, true),
                 path);
}

} // namespace

Result<std::unique_ptr<Tokenizer>> openTokenizer(const std::filesystem::path& place)
{
    std::error_code error;
    if (!std::filesystem::is_directory(place, error)) {
        return openFile(place);
    }
    const auto has = [&](const char* file) {
        return std::filesystem::is_regular_file(place / file, error);
    };
    if (has("vocab.json") && has("merges.txt")) {
        const auto vocabulary = readFile(place / "vocab.json", kLimit);
        const auto merges = readFile(place / "merges.txt", kLimit);
        if (!vocabulary || !merges) {
            return vocabulary ? fail(merges) : fail(vocabulary);
        }
        return named(makeClipBpe(*vocabulary, *merges), place / "vocab.json");
    }
    for (const char* file : {"spiece.model", "vocab.txt", "bpe_simple_vocab_16e6.txt.gz",
                             "bpe_simple_vocab_16e6.txt", "tokenizer.json"}) {
        if (has(file)) {
            return openFile(place / file);
        }
    }
    return fail(ErrorCode::NotFound,
                "no tokenizer there: vocab.json with merges.txt, tokenizer.json, spiece.model, "
                "vocab.txt or bpe_simple_vocab_16e6.txt.gz",
                place.string());
}

} // namespace triptych::text
