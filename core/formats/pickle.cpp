// SPDX-License-Identifier: GPL-3.0-or-later
// Opcodes that move values: numbers, texts, containers, the memo.
#include "core/formats/pickle.h"

#include "core/formats/pickle_machine.h"

#include <algorithm>

namespace triptych::formats {

namespace {

constexpr std::size_t kMostNodes = 2'000'000;
constexpr std::size_t kLongestPickle = 64U << 20U;

std::uint64_t littleEndian(std::string_view bytes)
{
    std::uint64_t out = 0;
    for (std::size_t i = bytes.size(); i > 0; --i) {
        out = out << 8U | static_cast<unsigned char>(bytes[i - 1]);
    }
    return out;
}

} // namespace

Result<PickleTree> PickleMachine::run()
{
    m_tree.nodes.reserve(1024);
    for (;;) {
        std::string_view op;
        Step done = Step::Failed;
        if (m_at > kLongestPickle) {
            failed(ErrorCode::TooLarge, "a pickle of more than 64 MiB");
        } else if (take(1, op)) {
            done = step(static_cast<unsigned char>(op[0]));
        }
        if (done == Step::Stopped) {
            m_tree.size = m_at;
            return std::move(m_tree);
        }
        if (done == Step::NotMine) {
            failed(ErrorCode::Unsupported,
                   "pickle operation " + std::to_string(static_cast<unsigned char>(op[0])));
        }
        if (done != Step::Done) {
            return fail(m_error);
        }
    }
}

PickleMachine::Step PickleMachine::step(unsigned char op)
{
    if (op == '.') {
        const auto last = pop();
        if (!last) {
            return broken();
        }
        m_tree.root = *last;
        return Step::Stopped;
    }
    for (const auto group : {&PickleMachine::readNumber, &PickleMachine::readText,
                             &PickleMachine::readContainer, &PickleMachine::readMemo}) {
        if (const Step done = (this->*group)(op); done != Step::NotMine) {
            return done;
        }
    }
    return readCall(op);
}

PickleMachine::Step PickleMachine::readNumber(unsigned char op)
{
    const auto counted = [this](std::size_t bytes) {
        const auto value = takeSize(bytes);
        return value ? push({PickleKind::Number, static_cast<std::int64_t>(*value), {}, {}})
                     : Step::Failed;
    };
    switch (op) {
    case 0x80: // PROTO
        return takeSize(1) ? Step::Done : Step::Failed;
    case 0x95: // FRAME
        return takeSize(8) ? Step::Done : Step::Failed;
    case 'N':
        return push({});
    case 0x88: // True, False
    case 0x89:
        return push({PickleKind::Number, op == 0x88 ? 1 : 0, {}, {}});
    case 'K':
        return counted(1);
    case 'M':
        return counted(2);
    case 'J': {
        const auto value = takeSize(4);
        const auto number =
            static_cast<std::int32_t>(static_cast<std::uint32_t>(value.value_or(0)));
        return value ? push({PickleKind::Number, number, {}, {}}) : Step::Failed;
    }
    case 'G':
        return takeSize(8) ? push({PickleKind::Real, 0, {}, {}}) : Step::Failed;
    case 0x8a:
        return pushLong(1);
    case 0x8b:
        return pushLong(4);
    default:
        return Step::NotMine;
    }
}

PickleMachine::Step PickleMachine::readText(unsigned char op)
{
    switch (op) {
    case 0x8c: // SHORT_BINUNICODE
    case 'U':  // SHORT_BINSTRING
    case 'C':  // SHORT_BINBYTES
        return pushCounted(1);
    case 'X': // BINUNICODE
    case 'T': // BINSTRING
    case 'B': // BINBYTES
        return pushCounted(4);
    case 0x8d: // BINUNICODE8
    case 0x8e: // BINBYTES8
        return pushCounted(8);
    default:
        return Step::NotMine;
    }
}

PickleMachine::Step PickleMachine::readContainer(unsigned char op)
{
    switch (op) {
    case '(':
        m_marks.push_back(m_stack.size());
        return Step::Done;
    case ')':
        return push({PickleKind::Tuple, 0, {}, {}});
    case ']':
        return push({PickleKind::List, 0, {}, {}});
    case '}':
        return push({PickleKind::Dict, 0, {}, {}});
    case 't':
        return pushMarked(PickleKind::Tuple);
    case 'l':
        return pushMarked(PickleKind::List);
    case 'd':
        return pushMarked(PickleKind::Dict);
    case 0x85:
    case 0x86:
    case 0x87:
        return pushTuple(op - 0x84U);
    case 'a': {
        const auto item = pop();
        return item ? append({*item}, PickleKind::List) : broken();
    }
    case 's': {
        const auto value = pop();
        const auto key = pop();
        return value && key ? append({*key, *value}, PickleKind::Dict) : broken();
    }
    case 'e':
    case 'u': {
        auto items = popToMark();
        return items ? append(std::move(*items), op == 'e' ? PickleKind::List : PickleKind::Dict)
                     : broken();
    }
    default:
        return Step::NotMine;
    }
}

PickleMachine::Step PickleMachine::readMemo(unsigned char op)
{
    const bool put = op == 'q' || op == 'r' || op == 0x94;
    if (op == '0') { // POP
        return pop() ? Step::Done : broken();
    }
    if (!put && op != 'h' && op != 'j') {
        return Step::NotMine;
    }
    std::optional<std::uint64_t> key = m_memo.size(); // MEMOIZE
    if (op != 0x94) {
        key = takeSize(op == 'q' || op == 'h' ? 1 : 4);
    }
    if (!key) {
        return Step::Failed;
    }
    if (!put) {
        const auto found = m_memo.find(*key);
        return found == m_memo.end() ? broken() : pushRef(found->second);
    }
    if (m_stack.empty()) {
        return broken();
    }
    if (m_memo.size() >= kMostNodes) {
        return failed(ErrorCode::TooLarge, "its pickle remembers too much");
    }
    m_memo[*key] = m_stack.back();
    return Step::Done;
}

PickleMachine::Step PickleMachine::failed(ErrorCode code, std::string detail)
{
    m_error = Error{code, std::move(detail), m_subject, 0};
    return Step::Failed;
}

bool PickleMachine::take(std::size_t count, std::string_view& out)
{
    if (count > m_bytes.size() - m_at) {
        failed(ErrorCode::Truncated, "its pickle ends at byte " + std::to_string(m_bytes.size()));
        return false;
    }
    out = m_bytes.substr(m_at, count);
    m_at += count;
    return true;
}

std::optional<std::uint64_t> PickleMachine::takeSize(std::size_t bytes)
{
    std::string_view raw;
    return take(bytes, raw) ? std::optional{littleEndian(raw)} : std::nullopt;
}

std::optional<std::string_view> PickleMachine::takeLine()
{
    const auto end = m_bytes.substr(m_at, 4096).find('\n');
    if (end == std::string_view::npos) {
        failed(ErrorCode::Truncated, "its pickle ends inside a name");
        return std::nullopt;
    }
    const auto line = m_bytes.substr(m_at, end);
    m_at += end + 1;
    return line;
}

PickleMachine::Step PickleMachine::push(PickleNode made)
{
    if (m_tree.nodes.size() >= kMostNodes) {
        return failed(ErrorCode::TooLarge, "more than 2,000,000 values in its pickle");
    }
    m_tree.nodes.push_back(std::move(made));
    return pushRef(static_cast<PickleRef>(m_tree.nodes.size() - 1));
}

PickleMachine::Step PickleMachine::pushRef(PickleRef ref)
{
    m_stack.push_back(ref);
    return Step::Done;
}

std::optional<PickleRef> PickleMachine::pop()
{
    if (m_stack.size() <= (m_marks.empty() ? 0 : m_marks.back())) {
        return std::nullopt;
    }
    const PickleRef last = m_stack.back();
    m_stack.pop_back();
    return last;
}

std::optional<std::vector<PickleRef>> PickleMachine::popToMark()
{
    if (m_marks.empty()) {
        return std::nullopt;
    }
    const auto from = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    std::vector<PickleRef> items(from, m_stack.end());
    m_stack.erase(from, m_stack.end());
    m_marks.pop_back();
    return items;
}

PickleMachine::Step PickleMachine::pushCounted(std::size_t lengthBytes)
{
    const auto length = takeSize(lengthBytes);
    std::string_view text;
    if (!length || !take(*length, text)) {
        return Step::Failed;
    }
    return push({PickleKind::Text, 0, std::string(text), {}});
}

PickleMachine::Step PickleMachine::pushLong(std::size_t lengthBytes)
{
    const auto length = takeSize(lengthBytes);
    std::string_view raw;
    if (!length || !take(*length, raw)) {
        return Step::Failed;
    }
    if (raw.size() > 8) {
        return push({PickleKind::Big, 0, std::string(raw), {}});
    }
    std::uint64_t value = littleEndian(raw);
    if (!raw.empty() && raw.size() < 8 && (static_cast<unsigned char>(raw.back()) & 0x80U) != 0) {
        value |= ~std::uint64_t{0} << (8 * raw.size()); // the sign
    }
    return push({PickleKind::Number, static_cast<std::int64_t>(value), {}, {}});
}

PickleMachine::Step PickleMachine::pushTuple(std::size_t count)
{
    std::vector<PickleRef> items;
    for (std::size_t i = 0; i < count; ++i) {
        const auto item = pop();
        if (!item) {
            return broken();
        }
        items.push_back(*item);
    }
    std::ranges::reverse(items);
    return push({PickleKind::Tuple, 0, {}, std::move(items)});
}

PickleMachine::Step PickleMachine::pushMarked(PickleKind kind)
{
    auto items = popToMark();
    if (!items || (kind == PickleKind::Dict && items->size() % 2 != 0)) {
        return broken();
    }
    return push({kind, 0, {}, std::move(*items)});
}

// To the list or dictionary on top of the stack.
PickleMachine::Step PickleMachine::append(std::vector<PickleRef> items, PickleKind kind)
{
    if (m_stack.empty() || node(m_stack.back()).kind != kind ||
        (kind == PickleKind::Dict && items.size() % 2 != 0)) {
        return broken();
    }
    auto& into = node(m_stack.back()).items;
    into.insert(into.end(), items.begin(), items.end());
    return Step::Done;
}

Result<PickleTree> readPickle(std::string_view bytes, const std::string& subject)
{
    return PickleMachine(bytes, subject).run();
}

} // namespace triptych::formats
