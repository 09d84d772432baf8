// SPDX-License-Identifier: GPL-3.0-or-later
// From words to the ids that a text tower reads.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::text {

struct TokenIds
{
    std::vector<int> ids;   // special ids included, at most `longest`
    bool shortened = false; // the text had more
};

// Immutable, thread-safe. Invalid UTF-8 is read as U+FFFD; linear time in the length.
class Tokenizer
{
public:
    virtual ~Tokenizer() = default;
    [[nodiscard]] virtual Result<TokenIds> encode(std::string_view text,
                                                  std::size_t longest) const = 0;
    [[nodiscard]] virtual std::size_t vocabulary() const = 0;
};

// BERT's uncased: basic tokenisation (NFD without marks, lower case, Han apart), then greedy
// WordPiece; [CLS] … [SEP]. `vocabulary`: bytes of vocab.txt, a token a line. BadFormat without
// [UNK] [CLS] [SEP].
Result<std::unique_ptr<Tokenizer>> makeWordPiece(std::string_view vocabulary);
// CLIP's byte-level BPE; start … end. From vocab.json and merges.txt (bytes), texts cleaned as
// Hugging Face's fast tokenizer does …
Result<std::unique_ptr<Tokenizer>> makeClipBpe(std::string_view vocabJson, std::string_view merges);
// … the same from tokenizer.json, which has both; Unsupported for another kind of tokenizer …
Result<std::unique_ptr<Tokenizer>> makeClipBpeFromJson(std::string_view tokenizerJson);
// … or from OpenAI's merges alone (bpe_simple_vocab_16e6.txt, unpacked), texts cleaned as there:
// HTML entities are read, curly quotes straightened.
Result<std::unique_ptr<Tokenizer>> makeClipBpe(std::string_view merges);
// SentencePiece, through its module; ends with the end id as SigLIP does. `lowerCase`: text is
// lower-cased and stripped of ASCII punctuation first (SigLIP's canonical form).
Result<std::unique_ptr<Tokenizer>> makeSentencePiece(const std::string& model, bool canonical);
// What a model folder has (formats::ModelFolder::tokenizer).
Result<std::unique_ptr<Tokenizer>> openTokenizer(const std::filesystem::path& place);

} // namespace triptych::text
