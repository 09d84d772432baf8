// SPDX-License-Identifier: GPL-3.0-or-later
// SigLIP's tokeniser: the canonical form of the text, then SentencePiece through its module, the
// way the reference implementation calls it.
#include "core/base/module.h"
#include "core/base/sub_word_model.h"
#include "core/base/utf8.h"
#include "core/text/tokenizer.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace triptych::text {

namespace {

constexpr std::string_view kUnknown = "<unk>";
constexpr std::string_view kSpaceMark = "\xE2\x96\x81"; // U+2581, how a piece writes a space
constexpr std::size_t kBytesAnId = 64; // of text read for each id wanted; pieces are far shorter

bool isAsciiPunctuation(char32_t c)
{
    return c > 0x20 && c < 0x7F && u_isalnum(static_cast<UChar32>(c)) == 0;
}

// Lower case, without ASCII punctuation, white space collapsed and trimmed at the end (at the start
// a space stays, as in the reference, which trims behind its own mark).
std::string canonical(std::string_view text)
{
    icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    wide.toLower(icu::Locale::getRoot());
    std::string lower;
    wide.toUTF8String(lower);
    std::string out;
    bool gap = false;
    for (std::size_t at = 0; at < lower.size();) {
        const char32_t c = nextCodePoint(lower, at);
        if (u_isUWhiteSpace(static_cast<UChar32>(c)) != 0) {
            gap = true;
        } else if (!isAsciiPunctuation(c)) {
            if (gap) {
                out.push_back(' ');
            }
            gap = false;
            appendCodePoint(out, c);
        }
    }
    return out;
}

class SentencePiece final : public Tokenizer
{
public:
    SentencePiece(std::unique_ptr<SubWordModel> model, bool canonicalForm, std::size_t prefix)
        : m_model(std::move(model))
        , m_prefix(prefix)
        , m_canonical(canonicalForm)
    {}

    [[nodiscard]] std::size_t vocabulary() const override { return m_model->vocabulary(); }

    [[nodiscard]] Result<TokenIds> encode(std::string_view text, std::size_t longest) const override
    {
        if (longest < 1) {
            return fail(ErrorCode::BadArgument, "a text needs one id at least");
        }
        const auto part = cutUtf8(text, longest * kBytesAnId);
        const std::string valid = sanitizeUtf8(part);
        // The unknown token in front keeps SentencePiece from adding a space of its own; its ids
        // are taken off again.
        const std::string source = std::string{kUnknown} + std::string{kSpaceMark} +
                                   (m_canonical ? canonical(valid) : valid);
        auto encoded = m_model->encode(source);
        if (!encoded) {
            return fail(encoded);
        }
        TokenIds out;
        out.ids.assign(encoded->begin() +
                           static_cast<std::ptrdiff_t>(std::min(m_prefix, encoded->size())),
                       encoded->end());
        const std::size_t room = m_model->endId() >= 0 ? longest - 1 : longest;
        out.shortened = out.ids.size() > room || part.size() < text.size();
        out.ids.resize(std::min(out.ids.size(), room));
        if (m_model->endId() >= 0) {
            out.ids.push_back(m_model->endId());
        }
        return out;
    }

private:
    std::unique_ptr<SubWordModel> m_model;
    std::size_t m_prefix = 0; // ids of "<unk>"
    bool m_canonical = false;
};

} // namespace

Result<std::unique_ptr<Tokenizer>> makeSentencePiece(const std::string& model, bool canonicalForm)
{
    const auto symbol = moduleSymbol("triptych_spm", "triptych_spm_create");
    if (!symbol) {
        return fail(symbol);
    }
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what dlsym gives
    auto* factory = reinterpret_cast<CreateSubWordFactory>(*symbol)(kSubWordAbi);
    if (factory == nullptr) {
        return fail(ErrorCode::Unsupported, "triptych_spm is of another version", "triptych_spm");
    }
    auto opened = factory->open(model);
    if (!opened) {
        return fail(opened);
    }
    const auto prefix = (*opened)->encode(kUnknown);
    if (!prefix) {
        return fail(prefix);
    }
    return std::make_unique<SentencePiece>(std::move(*opened), canonicalForm, prefix->size());
}

} // namespace triptych::text
