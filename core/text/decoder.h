// SPDX-License-Identifier: GPL-3.0-or-later
// Text of older encodings as UTF-8.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace triptych::text {

// Bytes of one encoding to UTF-8, piece by piece. What the encoding does not know becomes 0xFF.
class Decoder
{
public:
    // `encoding`: a name that ICU knows; null when it does not.
    static std::unique_ptr<Decoder> create(const std::string& encoding);
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    void decode(std::string_view bytes, bool last, std::string& out);
    void reset();

private:
    Decoder();
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace triptych::text
