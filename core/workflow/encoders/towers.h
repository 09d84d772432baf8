// SPDX-License-Identifier: GPL-3.0-or-later
// What the encoders of the module share: LibTorch opened once, and the text side.
#pragma once

#include "core/nn-api/encoder.h"
#include "core/nn-api/towers.h"
#include "core/text/tokenizer.h"

#include <memory>
#include <span>
#include <string>

namespace triptych::workflow {

// Opens the module the first time (about a second); a failure is tried again. Thread-safe; what it
// gives is for one thread at a time.
Result<nn::Backend*> backend();

// A tokenizer and its tower. Texts of like length go through the tower together; the rows come
// back in the order of the texts, of unit length.
class TextSide
{
public:
    TextSide(std::unique_ptr<text::Tokenizer> tokenizer, std::unique_ptr<nn::TextTower> tower,
             std::size_t longest);
    [[nodiscard]] const nn::TextTower& tower() const { return *m_tower; }
    [[nodiscard]] std::size_t longest() const { return m_longest; }
    Result<nn::TextFeatures> encode(std::span<const std::string> texts);

private:
    Status encodeBatch(std::span<const std::size_t> which, std::span<const std::vector<int>> ids,
                       Matrix& rows);

    std::unique_ptr<text::Tokenizer> m_tokenizer;
    std::unique_ptr<nn::TextTower> m_tower;
    std::size_t m_longest;
};

} // namespace triptych::workflow
