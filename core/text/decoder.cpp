// SPDX-License-Identifier: GPL-3.0-or-later
// Decoding through ICU.
#include "core/text/decoder.h"

#include "core/base/utf8.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include <array>
#include <cstdint>
#include <utility>

namespace triptych::text {

namespace {

// A lone surrogate: no decoder makes one of good bytes, and it becomes the byte 0xFF below.
constexpr char16_t kUnknown = 0xDFFF;

void writeUnknown(const void* /*context*/, UConverterToUnicodeArgs* arguments,
                  const char* /*units*/, std::int32_t /*length*/, UConverterCallbackReason reason,
                  UErrorCode* status)
{
    if (reason == UCNV_UNASSIGNED || reason == UCNV_ILLEGAL || reason == UCNV_IRREGULAR) {
        *status = U_ZERO_ERROR;
        const char16_t unknown = kUnknown;
        ucnv_cbToUWriteUChars(arguments, &unknown, 1, 0, status);
    }
}

} // namespace

struct Decoder::State
{
    UConverter* converter = nullptr;
    char16_t high = 0; // first half of a surrogate pair that waits for its second
};

Decoder::Decoder()
    : m_state(std::make_unique<State>())
{}

Decoder::~Decoder()
{
    ucnv_close(m_state->converter);
}

std::unique_ptr<Decoder> Decoder::create(const std::string& encoding)
{
    std::unique_ptr<Decoder> decoder{new Decoder};
    UErrorCode status = U_ZERO_ERROR;
    decoder->m_state->converter = ucnv_open(encoding.c_str(), &status);
    if (U_FAILURE(status)) {
        return nullptr;
    }
    ucnv_setToUCallBack(decoder->m_state->converter, writeUnknown, nullptr, nullptr, nullptr,
                        &status);
    return U_SUCCESS(status) ? std::move(decoder) : nullptr;
}

void Decoder::reset()
{
    ucnv_reset(m_state->converter);
    m_state->high = 0;
}

void Decoder::decode(std::string_view bytes, bool last, std::string& out)
{
    std::array<char16_t, 8192> units{};
    const char* source = bytes.data();
    const char* const end = bytes.data() + bytes.size();
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
        status = U_ZERO_ERROR;
        char16_t* target = units.data();
        ucnv_toUnicode(m_state->converter, &target, units.data() + units.size(), &source, end,
                       nullptr, static_cast<UBool>(last), &status);
        for (const char16_t* unit = units.data(); unit != target; ++unit) {
            const bool second = *unit >= 0xDC00 && *unit <= 0xDFFF && *unit != kUnknown;
            const auto high = std::exchange(m_state->high, char16_t{0});
            if (high != 0 && *unit >= 0xDC00 && *unit <= 0xDFFF) {
                appendCodePoint(out, 0x10000U + ((high - 0xD800U) << 10U) + (*unit - 0xDC00U));
            } else if (*unit >= 0xD800 && *unit <= 0xDBFF) {
                m_state->high = *unit;
            } else if (second || *unit == kUnknown) {
                out += '\xFF';
            } else {
                appendCodePoint(out, *unit);
            }
        }
    }
}

} // namespace triptych::text
