// SPDX-License-Identifier: GPL-3.0-or-later
// The store's own view of SQLite: a connection with cached statements, and the one translation of
// its error codes. Throws what SQLiteCpp throws; every public function of this folder is guarded().
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/domain/keys.h"

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;

namespace triptych::store {

// Bound as the 10 bytes behind 20 hex digits; a key that is none matches nothing.
struct AsKey
{
    std::string_view hex;
};
// Bound as bytes of hex digits, NULL when empty.
struct AsBytes
{
    std::string_view hex;
};
// NULL when empty.
struct OrNull
{
    std::string_view text;
};

enum class OpenAs
{
    Create,
    ReadWrite,
    ReadOnly,
    Immutable
};

class Connection
{
public:
    Connection(const std::filesystem::path& file, OpenAs as);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Runs all statements of `sql`, as one string.
    void execute(std::string_view sql);
    std::int64_t integer(std::string_view sql);
    std::string text(std::string_view sql);
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] std::int64_t lastInsertId() const;
    [[nodiscard]] bool inTransaction() const;
    void interrupt();
    // `busy(n)`: the lock is taken, n-th try; false gives up.
    void onBusy(std::function<bool(int)> busy);
    [[nodiscard]] sqlite3* handle() const;

    // What an exception means. `file` is the subject.
    [[nodiscard]] Error errorOf(const std::exception& exception) const;
    void setWhoIsBusy(std::string who);

private:
    friend class Query;
    struct Cached;
    struct Inner;
    std::unique_ptr<Inner> m_inner;
};

// One use of a statement: bind, step, read columns (from 0). Statements are kept prepared by their
// text; `Once`: not kept (made-up SQL).
class Query
{
public:
    enum Keep
    {
        Kept,
        Once
    };
    Query(Connection& connection, std::string_view sql, Keep keep = Kept);
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    // Binds ?1, ?2 … and starts anew.
    template <typename... Values> Query& with(const Values&... values)
    {
        restart();
        int index = 0;
        (put(++index, values), ...);
        return *this;
    }
    // True on a row.
    bool step();
    // To the end, without rows; ready for the next with().
    template <typename... Values> void run(const Values&... values)
    {
        with(values...);
        while (step()) {
        }
        restart();
    }

    void put(int index, std::nullptr_t);
    void put(int index, std::int64_t value);
    void put(int index, double value);
    void put(int index, std::string_view value);
    void put(int index, AsKey value);
    void put(int index, AsBytes value);
    void put(int index, OrNull value);
    void put(int index, int value) { put(index, std::int64_t{value}); }
    void put(int index, bool value) { put(index, std::int64_t{value ? 1 : 0}); }
    void put(int index, const std::string& value) { put(index, std::string_view{value}); }
    void put(int index, const char* value) { put(index, std::string_view{value}); }
    template <typename Tag> void put(int index, Id<Tag> id)
    {
        id.valid() ? put(index, id.value) : put(index, nullptr);
    }
    template <typename T> void put(int index, const std::optional<T>& value)
    {
        value ? put(index, *value) : put(index, nullptr);
    }
    template <typename T>
        requires std::is_enum_v<T>
    void put(int index, T value)
    {
        put(index, static_cast<std::int64_t>(value));
    }

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] int number(int column) const { return static_cast<int>(integer(column)); }
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view view(int column) const; // until the next step
    [[nodiscard]] std::string text(int column) const { return std::string{view(column)}; }
    [[nodiscard]] std::string hex(int column) const; // of a blob
    template <typename Tag> [[nodiscard]] Id<Tag> id(int column) const
    {
        return Id<Tag>{integer(column)};
    }
    template <typename Enum> [[nodiscard]] Enum as(int column) const
    {
        return static_cast<Enum>(integer(column));
    }

private:
    void restart();
    void check(int code) const;

    Connection& m_connection;
    Connection::Cached* m_cached = nullptr;
    sqlite3_stmt* m_statement = nullptr;
};

// One consistent state for several statements; nothing when a transaction is open already.
class ReadScope
{
public:
    explicit ReadScope(Connection& connection);
    ~ReadScope();
    ReadScope(const ReadScope&) = delete;
    ReadScope& operator=(const ReadScope&) = delete;

private:
    Connection* m_connection;
};

// `body` returns a Result; what is thrown inside becomes its Error.
template <typename Body>
auto guarded(Connection& connection, Body&& body) -> std::invoke_result_t<Body>
{
    try {
        return std::forward<Body>(body)();
    } catch (const std::exception& exception) {
        return fail(connection.errorOf(exception));
    }
}

} // namespace triptych::store
