// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a file a megabyte at a time and hands it on as UTF-8.
#include "core/formats/text_source.h"

#include "core/base/utf8.h"
#include "core/formats/encoding_detect.h"
#include "core/text/decoder.h"

#include <simdjson.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <utility>

namespace triptych::formats {

namespace {

constexpr std::size_t kPiece = 1U << 20U;
constexpr std::size_t kSample = 256U << 10U;

class InputFile
{
public:
    InputFile() = default;
    ~InputFile()
    {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    Status open(const std::filesystem::path& path)
    {
        m_subject = path.string();
        // O_NONBLOCK: opening a FIFO must not wait for a writer.
        m_fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (m_fd < 0) {
            return fail(errnoError(errno, m_subject));
        }
        struct stat info{};
        if (::fstat(m_fd, &info) != 0 || !S_ISREG(info.st_mode)) {
            return fail(ErrorCode::BadArgument, "not a regular file", m_subject);
        }
        m_size = static_cast<std::uint64_t>(info.st_size);
        return {};
    }

    Status seek(std::uint64_t to)
    {
        if (::lseek(m_fd, static_cast<off_t>(to), SEEK_SET) < 0) {
            return fail(errnoError(errno, m_subject));
        }
        return {};
    }

    // Appends up to `most` bytes; 0 at the end.
    Result<std::size_t> read(std::string& buffer, std::size_t most)
    {
        const std::size_t before = buffer.size();
        buffer.resize(before + most);
        ssize_t got = -1;
        do {
            got = ::read(m_fd, buffer.data() + before, most);
        } while (got < 0 && errno == EINTR);
        const int error = errno;
        buffer.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got < 0) {
            return fail(errnoError(error, m_subject));
        }
        return static_cast<std::size_t>(got);
    }

    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] const std::string& subject() const { return m_subject; }

private:
    int m_fd = -1;
    std::uint64_t m_size = 0;
    std::string m_subject;
};

struct InvalidAt
{
    bool found = false;
    std::uint64_t lineStart = 0; // offset of the line it stands in
    long long line = 1;
};

bool validUtf8(std::string_view bytes)
{
    return simdjson::validate_utf8(bytes.data(), bytes.size());
}

// The first line of `bytes` that is not UTF-8; `where` counts on from what it holds.
void findInvalidLine(std::string_view bytes, std::uint64_t offset, InvalidAt& where)
{
    std::size_t start = 0;
    while (start < bytes.size()) {
        const std::size_t end = std::min(bytes.find('\n', start), bytes.size());
        if (!validUtf8(bytes.substr(start, end - start))) {
            break;
        }
        if (end < bytes.size()) {
            ++where.line;
            where.lineStart = offset + end + 1;
        }
        start = end + 1;
    }
    where.found = true;
}

// Looks through the whole file, so that one late byte does not come as a surprise.
Result<InvalidAt> findInvalidUtf8(InputFile& file)
{
    InvalidAt where;
    std::string buffer;
    std::uint64_t offset = 0; // of the buffer's beginning
    if (auto moved = file.seek(0); !moved) {
        return fail(moved);
    }
    while (true) {
        auto got = file.read(buffer, kPiece);
        if (!got) {
            return fail(got);
        }
        const std::size_t whole = *got == 0 ? buffer.size() : completeUtf8(buffer);
        const std::string_view checked(buffer.data(), whole);
        if (!validUtf8(checked)) {
            findInvalidLine(checked, offset, where);
            return where;
        }
        if (*got == 0) {
            return where;
        }
        where.line += std::count(checked.begin(), checked.end(), '\n');
        const auto lineEnd = checked.rfind('\n');
        if (lineEnd != std::string_view::npos) {
            where.lineStart = offset + lineEnd + 1;
        }
        buffer.erase(0, whole);
        offset += whole;
    }
}

// Whole lines, as far as there are any.
Result<std::string> sampleFrom(InputFile& file, std::uint64_t offset)
{
    std::string sample;
    if (auto moved = file.seek(offset); !moved) {
        return fail(moved);
    }
    while (sample.size() < kSample) {
        auto got = file.read(sample, kSample - sample.size());
        if (!got) {
            return fail(got);
        }
        if (*got == 0) {
            return sample;
        }
    }
    const auto lineEnd = sample.rfind('\n');
    sample.resize(lineEnd == std::string::npos ? sample.size() : lineEnd + 1);
    return sample;
}

Result<std::string> detectEncoding(InputFile& file)
{
    auto head = sampleFrom(file, 0);
    if (!head) {
        return fail(head);
    }
    if (auto utf16 = detectUtf16(*head); !utf16.empty()) {
        return utf16;
    }
    const auto zeros = static_cast<std::size_t>(std::count(head->begin(), head->end(), '\0'));
    if (zeros * 100 > head->size()) {
        const auto lines =
            std::count(head->begin(), std::find(head->begin(), head->end(), '\0'), '\n');
        return fail(ErrorCode::Encoding, "NUL bytes: not text", file.subject(), lines + 1);
    }
    auto invalid = findInvalidUtf8(file);
    if (!invalid) {
        return fail(invalid);
    }
    if (!invalid->found) {
        return std::string{"UTF-8"};
    }
    auto sample = sampleFrom(file, invalid->lineStart);
    if (!sample) {
        return fail(sample);
    }
    // UTF-8 with a spoilt row or two: the rows are rejected, the file is not.
    const auto inHead = countUtf8(std::string_view(*head).substr(0, completeUtf8(*head)));
    const auto inSample = countUtf8(std::string_view(*sample).substr(0, completeUtf8(*sample)));
    const auto sequences = std::max(inHead.sequences, inSample.sequences);
    if (sequences > 8 * std::max<std::size_t>(inSample.invalid, 1)) {
        return std::string{"UTF-8"};
    }
    auto legacy = detectLegacy(*sample);
    if (legacy.empty()) {
        return fail(ErrorCode::Encoding, "neither UTF-8, UTF-16, Shift-JIS nor Windows-1252",
                    file.subject(), invalid->line);
    }
    return legacy;
}

} // namespace

struct TextSource::State
{
    InputFile file;
    std::string encoding;
    std::uint64_t start = 0;                // after the byte order mark
    std::unique_ptr<text::Decoder> decoder; // none for UTF-8
    std::string bytes;
};

TextSource::TextSource()
    : m_state(std::make_unique<State>())
{}
TextSource::~TextSource() = default;

Result<std::unique_ptr<TextSource>> TextSource::open(const std::filesystem::path& path,
                                                     EncodingPolicy policy)
{
    std::unique_ptr<TextSource> source{new TextSource};
    auto& state = *source->m_state;
    if (auto opened = state.file.open(path); !opened) {
        return fail(opened);
    }
    std::string head;
    if (auto got = state.file.read(head, 4); !got) {
        return fail(got);
    }
    const auto mark = byteOrderMark(head);
    state.start = mark.bytes;
    if (state.file.size() <= mark.bytes) {
        return fail(ErrorCode::Empty, std::to_string(state.file.size()) + " bytes",
                    state.file.subject());
    }
    state.encoding = mark.encoding;
    if (state.encoding.empty() && policy == EncodingPolicy::Utf8Only) {
        state.encoding = "UTF-8";
    }
    if (state.encoding.empty()) {
        auto detected = detectEncoding(state.file);
        if (!detected) {
            return fail(detected);
        }
        state.encoding = std::move(*detected);
    }
    if (state.encoding != "UTF-8") {
        state.decoder = text::Decoder::create(state.encoding == "Shift_JIS" ? "ibm-943_P15A-2003"
                                                                            : state.encoding);
        if (state.decoder == nullptr) {
            return fail(ErrorCode::Unsupported, "no converter for " + state.encoding,
                        state.file.subject());
        }
    }
    if (auto moved = source->rewind(); !moved) {
        return fail(moved);
    }
    return source;
}

Result<bool> TextSource::read(std::string& buffer)
{
    auto& state = *m_state;
    if (state.decoder == nullptr) {
        auto got = state.file.read(buffer, kPiece);
        if (!got) {
            return fail(got);
        }
        return *got > 0;
    }
    state.bytes.clear();
    auto got = state.file.read(state.bytes, kPiece);
    if (!got) {
        return fail(got);
    }
    const std::size_t before = buffer.size();
    state.decoder->decode(state.bytes, *got == 0, buffer);
    return *got > 0 || buffer.size() > before;
}

Status TextSource::rewind()
{
    if (m_state->decoder) {
        m_state->decoder->reset();
    }
    return m_state->file.seek(m_state->start);
}

const std::string& TextSource::encoding() const
{
    return m_state->encoding;
}

} // namespace triptych::formats
