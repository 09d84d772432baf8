// SPDX-License-Identifier: GPL-3.0-or-later
// The stack machine that reads a pickle: private to formats.
#pragma once

#include "core/formats/pickle.h"

#include <optional>
#include <unordered_map>

namespace triptych::formats {

class PickleMachine
{
public:
    PickleMachine(std::string_view bytes, const std::string& subject)
        : m_bytes(bytes)
        , m_subject(subject)
    {}
    Result<PickleTree> run();

private:
    enum class Step
    {
        Done,
        NotMine,
        Failed, // m_error says why
        Stopped,
    };

    Step step(unsigned char op);
    Step readNumber(unsigned char op);
    Step readText(unsigned char op);
    Step readContainer(unsigned char op);
    Step readMemo(unsigned char op);
    Step readCall(unsigned char op);

    Step failed(ErrorCode code, std::string detail);
    Step broken() { return failed(ErrorCode::BadFormat, "its pickle makes no sense"); }
    Step refused(const std::string& what);

    bool take(std::size_t count, std::string_view& out);
    std::optional<std::uint64_t> takeSize(std::size_t bytes);
    std::optional<std::string_view> takeLine();
    Step push(PickleNode node);
    Step pushRef(PickleRef ref);
    std::optional<PickleRef> pop();
    std::optional<std::vector<PickleRef>> popToMark();
    Step pushCounted(std::size_t lengthBytes);
    Step pushLong(std::size_t lengthBytes);
    Step pushTuple(std::size_t count);
    Step pushMarked(PickleKind kind);
    Step append(std::vector<PickleRef> items, PickleKind kind);

    Step global(std::string module, const std::string& name);
    Step reduce();
    Step newObject();
    Step build();
    Step persistent();
    Step orderedDict(const PickleNode& arguments);
    Step rebuildTensor(const PickleNode& arguments);
    [[nodiscard]] std::optional<std::vector<std::int64_t>> sizes(PickleRef ref) const;
    PickleNode& node(PickleRef ref) { return m_tree.nodes[ref]; }

    std::string_view m_bytes;
    std::string m_subject;
    std::size_t m_at = 0;
    PickleTree m_tree;
    std::vector<PickleRef> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint64_t, PickleRef> m_memo;
    Error m_error;
};

} // namespace triptych::formats
