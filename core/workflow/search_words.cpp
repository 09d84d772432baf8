// SPDX-License-Identifier: GPL-3.0-or-later
// Words that do not depend on the project.
#include "core/workflow/search_words.h"

#include "core/nn-api/encoder.h"
#include "core/retrieval/alignment_lexicon.h"
#include "core/workflow/encode.h"
#include "core/workflow/vector_cache.h"

namespace triptych::workflow {

std::unordered_set<std::string> commonWords(const nn::EncoderInfo& info)
{
    const auto everyday = retrieval::everydayWords();
    std::unordered_set<std::string> words(everyday.begin(), everyday.end());
    for (std::size_t i = 0; i < info.seenNames.size(); ++i) {
        if (i >= info.classCount) {
            words.insert(info.seenNames[i]);
        } else if (!info.shared) {
            auto meaning = retrieval::meaningOf(info.seenNames[i]);
            words.insert(std::move(meaning.names));
            words.insert(std::move(meaning.gloss));
        }
    }
    return words;
}

std::filesystem::path commonWordsFile(const ModelStore& store, const std::string& encoderId)
{
    return vectorPath(writableFolder(store.folder() / ".words", "words"), encoderId, "words");
}

} // namespace triptych::workflow
