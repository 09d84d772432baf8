// SPDX-License-Identifier: GPL-3.0-or-later
// Writing and reading the frames of a vector file's log.
#include "core/retrieval/vector_log.h"

#include "core/base/sha256.h"

#include <algorithm>
#include <concepts>

namespace triptych::retrieval {

namespace {

constexpr std::string_view kMagic = "TVF1";
constexpr std::size_t kCheckedBytes = 16;
constexpr std::size_t kHeadBytes = 20;
constexpr std::size_t kChainBytes = 64;

template <std::unsigned_integral T> void put(std::string& out, T value)
{
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        out.push_back(static_cast<char>(static_cast<unsigned char>(value >> (8 * i))));
    }
}

void putText(std::string& out, std::string_view text)
{
    put(out, static_cast<std::uint32_t>(text.size()));
    out += text;
}

// Takes numbers and texts off the front; once something is missing, everything is.
class Reader
{
public:
    explicit Reader(std::string_view bytes)
        : m_bytes(bytes)
    {}

    template <std::unsigned_integral T> T number()
    {
        T value = 0;
        if (m_bytes.size() < sizeof(T)) {
            m_failed = true;
            m_bytes = {};
            return 0;
        }
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            const auto byte = static_cast<unsigned char>(m_bytes[i]);
            value = static_cast<T>(value | static_cast<T>(static_cast<T>(byte) << (8 * i)));
        }
        m_bytes.remove_prefix(sizeof(T));
        return value;
    }
    std::string text()
    {
        const auto size = number<std::uint32_t>();
        if (m_bytes.size() < size) {
            m_failed = true;
            m_bytes = {};
            return {};
        }
        std::string text(m_bytes.substr(0, size));
        m_bytes.remove_prefix(size);
        return text;
    }
    [[nodiscard]] std::size_t left() const { return m_bytes.size(); }
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool complete() const { return !m_failed && m_bytes.empty(); }

private:
    std::string_view m_bytes;
    bool m_failed = false;
};

tl::unexpected<Error> damaged(const char* what)
{
    return fail(ErrorCode::Corrupt, what);
}

std::uint32_t headCheck(std::string_view head)
{
    const std::string hex = sha256Hex(head.substr(0, kCheckedBytes));
    return static_cast<std::uint32_t>(std::stoul(hex.substr(0, 8), nullptr, 16));
}

std::string nextChain(std::string_view chain, std::string_view frame)
{
    Sha256 sum;
    sum.add(chain);
    sum.add(frame);
    return sum.finishHex();
}

} // namespace

std::string headerPayload(const HeaderFrame& frame)
{
    std::string out;
    put(out, frame.version);
    put(out, frame.dimension);
    put(out, frame.stride);
    put(out, frame.content);
    putText(out, frame.madeBy);
    return out;
}

std::string appendPayload(std::uint64_t first, std::string_view sha256,
                          std::span<const VectorKey> keys)
{
    std::string out;
    put(out, first);
    putText(out, sha256);
    put(out, static_cast<std::uint64_t>(keys.size()));
    for (const VectorKey& key : keys) {
        putText(out, key.key);
        putText(out, key.content);
    }
    return out;
}

std::string removePayload(std::span<const Key> keys)
{
    std::string out;
    put(out, static_cast<std::uint64_t>(keys.size()));
    for (const Key& key : keys) {
        putText(out, key);
    }
    return out;
}

Result<HeaderFrame> readHeader(std::string_view payload)
{
    Reader reader(payload);
    HeaderFrame frame;
    frame.version = reader.number<std::uint32_t>();
    if (!reader.failed() && frame.version > HeaderFrame{}.version) {
        return fail(ErrorCode::NewerVersion);
    }
    frame.dimension = reader.number<std::uint64_t>();
    frame.stride = reader.number<std::uint64_t>();
    frame.content = reader.number<std::uint64_t>();
    frame.madeBy = reader.text();
    if (!reader.complete()) {
        return damaged("the header");
    }
    return frame;
}

Result<AppendFrame> readAppend(std::string_view payload)
{
    Reader reader(payload);
    AppendFrame frame;
    frame.first = reader.number<std::uint64_t>();
    frame.sha256 = reader.text();
    const auto count = reader.number<std::uint64_t>();
    if (count > reader.left() / 8) { // two lengths each
        return damaged("a record of rows");
    }
    frame.keys.resize(count);
    for (VectorKey& key : frame.keys) {
        key.key = reader.text();
        key.content = reader.text();
    }
    if (!reader.complete()) {
        return damaged("a record of rows");
    }
    return frame;
}

Result<std::vector<Key>> readRemove(std::string_view payload)
{
    Reader reader(payload);
    const auto count = reader.number<std::uint64_t>();
    if (count > reader.left() / 4) {
        return damaged("a record of removals");
    }
    std::vector<Key> keys(count);
    for (Key& key : keys) {
        key = reader.text();
    }
    if (!reader.complete()) {
        return damaged("a record of removals");
    }
    return keys;
}

std::string frameBytes(FrameKind kind, std::string_view payload, std::string& chain)
{
    std::string frame(kMagic);
    put(frame, static_cast<std::uint32_t>(kind));
    put(frame, static_cast<std::uint64_t>(payload.size()));
    put(frame, headCheck(frame));
    frame += payload;
    chain = nextChain(chain, frame);
    return frame + chain;
}

Result<Frame> nextFrame(std::string_view log, std::string& chain)
{
    if (log.size() < kHeadBytes) {
        return Frame{};
    }
    Reader head(log.substr(kMagic.size(), kHeadBytes - kMagic.size()));
    const auto kind = head.number<std::uint32_t>();
    const auto bytes = head.number<std::uint64_t>();
    const auto check = head.number<std::uint32_t>();
    if (!log.starts_with(kMagic) || check != headCheck(log)) {
        // A file that grew but was never filled ends in zeros.
        if (std::ranges::all_of(log, [](char byte) { return byte == '\0'; })) {
            return Frame{};
        }
        return damaged("the head of a record");
    }
    const std::size_t room = log.size() - kHeadBytes;
    if (room < kChainBytes || bytes > room - kChainBytes) {
        return Frame{};
    }
    const std::size_t checked = kHeadBytes + static_cast<std::size_t>(bytes);
    const std::string wanted = nextChain(chain, log.substr(0, checked));
    if (log.substr(checked, kChainBytes) != wanted) {
        if (log.size() == checked + kChainBytes) {
            return Frame{};
        }
        return damaged("a record's checksum");
    }
    if (kind < 1 || kind > 3) {
        return fail(ErrorCode::NewerVersion);
    }
    chain = wanted;
    return Frame{static_cast<FrameKind>(kind), log.substr(kHeadBytes, bytes),
                 checked + kChainBytes};
}

} // namespace triptych::retrieval
