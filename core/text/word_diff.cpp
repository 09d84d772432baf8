// SPDX-License-Identifier: GPL-3.0-or-later
// Word diff: ICU cuts, dtl compares.
#include "core/text/word_diff.h"

#include "core/base/utf8.h"

#include <dtl/dtl.hpp>
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include <memory>
#include <unordered_map>

namespace triptych::text {

namespace {

constexpr std::size_t kMostSegments = 4000;
// Segments times least number of differences: what comparing costs grows with it (some 5 ms here).
constexpr std::size_t kMostWork = 400'000;

// Making one costs milliseconds; an iterator is not thread-safe, so each thread keeps its own.
icu::BreakIterator* wordIterator()
{
    thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> made(
            icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
        return U_SUCCESS(status) ? std::move(made) : nullptr;
    }();
    return iterator.get();
}

std::vector<int> idsOf(const std::vector<std::string>& words,
                       std::unordered_map<std::string_view, int>& known)
{
    std::vector<int> ids;
    ids.reserve(words.size());
    for (const auto& word : words) {
        ids.push_back(known.emplace(word, static_cast<int>(known.size())).first->second);
    }
    return ids;
}

// Words of one that the other lacks, counted: no comparison finds fewer differences.
std::size_t leastDifferences(const std::vector<int>& old, const std::vector<int>& now,
                             std::size_t words)
{
    std::vector<int> balance(words, 0);
    for (const int id : old) {
        ++balance[static_cast<std::size_t>(id)];
    }
    for (const int id : now) {
        --balance[static_cast<std::size_t>(id)];
    }
    std::size_t least = 0;
    for (const int one : balance) {
        least += static_cast<std::size_t>(one < 0 ? -one : one);
    }
    return least;
}

class Parts
{
public:
    void same(const std::string& text)
    {
        flush();
        append(DiffKind::Same, text);
    }
    void removed(const std::string& text) { m_removed += text; }
    void added(const std::string& text) { m_added += text; }
    std::vector<DiffPart> take()
    {
        flush();
        return std::move(m_parts);
    }

private:
    void flush()
    {
        append(DiffKind::Removed, m_removed);
        append(DiffKind::Added, m_added);
        m_removed.clear();
        m_added.clear();
    }
    void append(DiffKind kind, const std::string& text)
    {
        if (text.empty()) {
            return;
        }
        if (!m_parts.empty() && m_parts.back().kind == kind) {
            m_parts.back().text += text;
        } else {
            m_parts.push_back({kind, text});
        }
    }

    std::vector<DiffPart> m_parts;
    std::string m_removed;
    std::string m_added;
};

} // namespace

std::vector<std::string> segmentWords(std::string_view text)
{
    const std::string valid = sanitizeUtf8(text);
    std::vector<std::string> words;
    auto* iterator = wordIterator();
    UErrorCode status = U_ZERO_ERROR;
    UText* utext =
        utext_openUTF8(nullptr, valid.data(), static_cast<std::int64_t>(valid.size()), &status);
    if (iterator == nullptr || U_FAILURE(status)) {
        return valid.empty() ? words : std::vector<std::string>{valid};
    }
    iterator->setText(utext, status);
    std::size_t start = 0;
    iterator->first();
    for (auto end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
        words.push_back(valid.substr(start, static_cast<std::size_t>(end) - start));
        start = static_cast<std::size_t>(end);
    }
    utext_close(utext);
    return words;
}

std::vector<DiffPart> wordDiff(std::string_view before, std::string_view after)
{
    const auto old = segmentWords(before);
    const auto now = segmentWords(after);
    std::unordered_map<std::string_view, int> known;
    const auto oldIds = idsOf(old, known);
    const auto nowIds = idsOf(now, known);
    const std::size_t segments = old.size() + now.size();
    Parts parts;
    if (segments > kMostSegments ||
        segments * leastDifferences(oldIds, nowIds, known.size()) > kMostWork) {
        const std::string whole = sanitizeUtf8(before);
        const std::string other = sanitizeUtf8(after);
        if (whole == other) {
            parts.same(whole);
        } else {
            parts.removed(whole);
            parts.added(other);
        }
        return parts.take();
    }
    dtl::Diff<int, std::vector<int>> diff(oldIds, nowIds);
    diff.compose();
    std::size_t fromOld = 0;
    std::size_t fromNow = 0;
    for (const auto& [id, info] : diff.getSes().getSequence()) {
        if (info.type == dtl::SES_COMMON) {
            parts.same(old[fromOld++]);
            ++fromNow;
        } else if (info.type == dtl::SES_DELETE) {
            parts.removed(old[fromOld++]);
        } else {
            parts.added(now[fromNow++]);
        }
    }
    return parts.take();
}

} // namespace triptych::text
