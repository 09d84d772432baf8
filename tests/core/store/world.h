// SPDX-License-Identifier: GPL-3.0-or-later
// A small project for store tests: a root, images, pairs and texts, with failures printed.
#pragma once

#include "core/store/batches.h"
#include "core/store/database.h"
#include "core/store/events.h"
#include "core/store/images.h"
#include "core/store/pairs.h"
#include "core/store/people.h"
#include "core/store/reading.h"
#include "core/store/texts.h"

#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>
#include <memory>
#include <source_location>
#include <stdexcept>
#include <string>
#include <vector>

namespace triptych::store {

// The value, or a failed test that says why.
template <typename T>
T value(Result<T> result, std::source_location where = std::source_location::current())
{
    if (!result) {
        throw std::runtime_error(std::string{where.file_name()} + ":" +
                                 std::to_string(where.line()) + ": " + describe(result.error()));
    }
    return std::move(*result);
}

inline void ok(const Status& status, std::source_location where = std::source_location::current())
{
    if (!status) {
        throw std::runtime_error(std::string{where.file_name()} + ":" +
                                 std::to_string(where.line()) + ": " + describe(status.error()));
    }
}

// Where nothing is a network drive and everything can be written, unless a test says so.
class FakeProbe final : public FileSystemProbe
{
public:
    [[nodiscard]] std::string networkKind(const std::filesystem::path& folder) const override
    {
        (void)folder;
        return network;
    }
    [[nodiscard]] bool canWrite(const std::filesystem::path& file) const override
    {
        (void)file;
        return writable;
    }
    std::string network;
    bool writable = true;
};

class World
{
public:
    World();
    // A second connection to a file.
    static std::unique_ptr<Database> open(const std::filesystem::path& file,
                                          const DatabaseOptions& options = {});

    [[nodiscard]] std::filesystem::path file(const char* name = "p.triptych") const;
    // Runs in one committed transaction.
    template <typename Change> auto write(Change&& change, Lane lane = Lane::Interactive)
    {
        auto transaction = value(WriteTransaction::begin(*db, lane));
        if constexpr (std::is_void_v<decltype(change(transaction))>) {
            change(transaction);
            ok(transaction.commit());
        } else {
            auto result = change(transaction);
            ok(transaction.commit());
            return result;
        }
    }

    RootId root();
    ImageId image(const std::string& name, const Attributes& attributes = {},
                  const std::string& product = {}, const std::string& sha256 = {});
    PairId pair(const std::string& reference, const std::string& target);
    // Adds a generator's text and returns the slot.
    SlotId text(PairId pair, const std::string& body, Direction direction = Direction::Forward,
                const std::string& version = "1", const std::string& parts = {});
    TextId personText(SlotId slot, const std::string& body);
    std::string reviewer(const std::string& name);
    // Appends one event on the slot; textAfter and textBefore are the candidate's unless given.
    Event decide(SlotId slot, const std::string& kind, const std::string& who,
                 const Event& more = {});
    Event undo(const std::string& kind, const std::string& subject, const std::string& who);
    Event subjectEvent(const std::string& kind, const std::string& subject, const std::string& who,
                       const std::string& textAfter = {});

    StoredSlot slot(SlotId id);
    SlotState state(SlotId id) { return slot(id).state; }
    std::string bodyOf(SlotId id);
    std::vector<PairId> find(const std::string& where);

    QTemporaryDir folder;
    std::unique_ptr<Database> db;
};

// A pair with a forward and a reverse text.
struct Example
{
    PairId pair;
    SlotId forward;
    SlotId reverse;
};
Example addExample(World& world, const std::string& name);

// Runs a test; what value() and ok() throw fails it with their words.
template <typename Body> void tested(Body&& body)
{
    try {
        body();
    } catch (const std::exception& exception) {
        QFAIL(exception.what());
    }
}

} // namespace triptych::store
