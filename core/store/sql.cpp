// SPDX-License-Identifier: GPL-3.0-or-later
// Connection and statements over SQLiteCpp and SQLite; error codes to errors.
#include "core/store/sql.h"

#include "core/base/sha256.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <new>
#include <system_error>
#include <unordered_map>

namespace triptych::store {

struct Connection::Cached
{
    sqlite3_stmt* statement = nullptr;
    bool inUse = false;
};

namespace {

struct TextHash
{
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const
    {
        return std::hash<std::string_view>{}(text);
    }
};

int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return -1;
}

// Empty when `hex` is not made of pairs of lower-case hex digits.
std::string bytesOfHex(std::string_view hex)
{
    std::string bytes;
    if (hex.size() % 2 != 0) {
        return bytes;
    }
    bytes.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = hexDigit(hex[i]);
        const int low = hexDigit(hex[i + 1]);
        if (high < 0 || low < 0) {
            return {};
        }
        bytes.push_back(static_cast<char>(high * 16 + low));
    }
    return bytes;
}

// A file name for SQLite's URI syntax.
std::string uriOf(const std::filesystem::path& file)
{
    static constexpr std::string_view kPlain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    std::string uri = "file:";
    const auto name = std::filesystem::absolute(file).string();
    for (const char c : name) {
        if (kPlain.find(c) != std::string_view::npos) {
            uri.push_back(c);
        } else {
            const auto byte = static_cast<unsigned char>(c);
            uri += "%" + toHex(&byte, 1);
        }
    }
    return uri;
}

SQLite::Database openDatabase(const std::filesystem::path& file, OpenAs as)
{
    switch (as) {
    case OpenAs::Create:
        return {file.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
    case OpenAs::ReadWrite:
        return {file.string(), SQLITE_OPEN_READWRITE};
    case OpenAs::ReadOnly:
        return {file.string(), SQLITE_OPEN_READONLY};
    case OpenAs::Immutable:
        break;
    }
    return {uriOf(file) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI};
}

int busyTrampoline(void* busy, int count)
{
    return (*static_cast<std::function<bool(int)>*>(busy))(count) ? 1 : 0;
}

// The codes that mean something on their own.
std::optional<ErrorCode> codeOf(int primary)
{
    switch (primary) {
    case SQLITE_FULL:
        return ErrorCode::DiskFull;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::Busy;
    case SQLITE_READONLY:
        return ErrorCode::ReadOnly;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorCode::Corrupt;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ErrorCode::PermissionDenied;
    case SQLITE_TOOBIG:
        return ErrorCode::TooLarge;
    default:
        return std::nullopt;
    }
}

} // namespace

struct Connection::Inner
{
    Inner(const std::filesystem::path& path, OpenAs as)
        : file(path)
        , database(openDatabase(path, as))
    {}
    ~Inner()
    {
        for (auto& [sql, cached] : statements) {
            sqlite3_finalize(cached.statement);
        }
    }

    std::filesystem::path file;
    SQLite::Database database;
    std::unordered_map<std::string, Cached, TextHash, std::equal_to<>> statements;
    std::function<bool(int)> busy;
    std::string who;
};

Connection::Connection(const std::filesystem::path& file, OpenAs as)
    : m_inner(std::make_unique<Inner>(file, as))
{
    sqlite3_extended_result_codes(handle(), 1);
}

Connection::~Connection() = default;

sqlite3* Connection::handle() const
{
    return m_inner->database.getHandle();
}

void Connection::execute(std::string_view sql)
{
    const int code = sqlite3_exec(handle(), std::string{sql}.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        throw SQLite::Exception(handle(), code);
    }
}

std::int64_t Connection::integer(std::string_view sql)
{
    Query query(*this, sql);
    return query.step() ? query.integer(0) : 0;
}

std::string Connection::text(std::string_view sql)
{
    Query query(*this, sql);
    return query.step() ? query.text(0) : std::string{};
}

std::int64_t Connection::changes() const
{
    return sqlite3_changes64(handle());
}
std::int64_t Connection::lastInsertId() const
{
    return sqlite3_last_insert_rowid(handle());
}
bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(handle()) == 0;
}
void Connection::interrupt()
{
    sqlite3_interrupt(handle());
}
void Connection::setWhoIsBusy(std::string who)
{
    m_inner->who = std::move(who);
}

void Connection::onBusy(std::function<bool(int)> busy)
{
    m_inner->busy = std::move(busy);
    sqlite3_busy_handler(handle(), busyTrampoline, &m_inner->busy);
}

Error Connection::errorOf(const std::exception& exception) const
{
    Error error{ErrorCode::Internal, exception.what(), m_inner->file.string(), 0};
    if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr) {
        error.code = ErrorCode::TooLarge;
        return error;
    }
    const auto* sql = dynamic_cast<const SQLite::Exception*>(&exception);
    if (sql == nullptr) {
        return error;
    }
    const int primary = sql->getErrorCode() & 0xff;
    if (const auto code = codeOf(primary)) {
        error.code = *code;
        if (error.code == ErrorCode::Busy && !m_inner->who.empty()) {
            error.detail = m_inner->who;
        }
        return error;
    }
    if (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN) {
        const int systemError = sqlite3_system_errno(handle());
        error.code = systemError == 0 ? ErrorCode::Io : errnoError(systemError, {}).code;
        // A full disk also shows as a -shm that cannot grow.
        if (sql->getExtendedErrorCode() == SQLITE_IOERR_SHMSIZE) {
            error.code = ErrorCode::DiskFull;
        }
        if (systemError != 0) {
            error.detail += ": " + std::generic_category().message(systemError);
        }
    }
    return error;
}

Query::Query(Connection& connection, std::string_view sql, Keep keep)
    : m_connection(connection)
{
    auto& statements = connection.m_inner->statements;
    if (keep == Kept) {
        auto found = statements.find(sql);
        if (found == statements.end()) {
            found = statements.emplace(std::string{sql}, Connection::Cached{}).first;
        }
        if (!found->second.inUse) {
            m_cached = &found->second;
            m_statement = m_cached->statement;
        }
    }
    if (m_statement == nullptr) {
        const unsigned flags = m_cached != nullptr ? SQLITE_PREPARE_PERSISTENT : 0U;
        check(sqlite3_prepare_v3(connection.handle(), sql.data(), static_cast<int>(sql.size()),
                                 flags, &m_statement, nullptr));
    }
    if (m_cached != nullptr) {
        m_cached->statement = m_statement;
        m_cached->inUse = true;
    }
}

Query::~Query()
{
    if (m_cached == nullptr) {
        sqlite3_finalize(m_statement);
        return;
    }
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_cached->inUse = false;
}

void Query::check(int code) const
{
    if (code != SQLITE_OK) {
        throw SQLite::Exception(m_connection.handle(), code);
    }
}

void Query::restart()
{
    sqlite3_reset(m_statement);
}

bool Query::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code != SQLITE_DONE) {
        throw SQLite::Exception(m_connection.handle(), code);
    }
    return false;
}

void Query::put(int index, std::nullptr_t)
{
    check(sqlite3_bind_null(m_statement, index));
}

void Query::put(int index, std::int64_t value)
{
    check(sqlite3_bind_int64(m_statement, index, value));
}

void Query::put(int index, double value)
{
    check(sqlite3_bind_double(m_statement, index, value));
}

void Query::put(int index, std::string_view value)
{
    // A null pointer would bind NULL.
    const char* data = value.data() != nullptr ? value.data() : "";
    check(
        sqlite3_bind_text64(m_statement, index, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Query::put(int index, AsKey value)
{
    std::array<char, 10> bytes{};
    bool valid = value.hex.size() == bytes.size() * 2;
    for (std::size_t i = 0; valid && i < bytes.size(); ++i) {
        const int high = hexDigit(value.hex[2 * i]);
        const int low = hexDigit(value.hex[2 * i + 1]);
        valid = high >= 0 && low >= 0;
        bytes[i] = static_cast<char>(high * 16 + low);
    }
    check(sqlite3_bind_blob64(m_statement, index, bytes.data(), valid ? bytes.size() : 0,
                              SQLITE_TRANSIENT));
}

void Query::put(int index, AsBytes value)
{
    const auto bytes = bytesOfHex(value.hex);
    if (bytes.empty()) {
        put(index, nullptr);
        return;
    }
    check(sqlite3_bind_blob64(m_statement, index, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
}

void Query::put(int index, OrNull value)
{
    if (value.text.empty()) {
        put(index, nullptr);
    } else {
        put(index, value.text);
    }
}

bool Query::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::int64_t Query::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}
double Query::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

std::string_view Query::view(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
    return data != nullptr ? std::string_view{data, size} : std::string_view{};
}

std::string Query::hex(int column) const
{
    const auto bytes = view(column);
    return toHex(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

ReadScope::ReadScope(Connection& connection)
    : m_connection(connection.inTransaction() ? nullptr : &connection)
{
    if (m_connection != nullptr) {
        m_connection->execute("BEGIN");
    }
}

ReadScope::~ReadScope()
{
    if (m_connection != nullptr && m_connection->inTransaction()) {
        sqlite3_exec(m_connection->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

} // namespace triptych::store
