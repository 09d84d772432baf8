// SPDX-License-Identifier: GPL-3.0-or-later
// One JSON object taken apart into its fields, each with its own bytes. Private to core/formats.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::formats {

enum class JsonKind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object
};

struct JsonField
{
    std::string key;
    JsonKind kind = JsonKind::Null;
    std::string raw;  // as in the file
    std::string text; // String: without quotes and escapes
};

// Reads typed fields and remembers the first thing that is wrong: look at error() at the end.
class JsonFields
{
public:
    std::vector<JsonField> all; // in the file's order; a repeated key keeps its last value

    [[nodiscard]] const JsonField*
    find(std::string_view key) const;         // null when absent or JSON null
    std::string string(std::string_view key); // empty when absent
    std::string needString(std::string_view key);
    std::vector<std::string>
    strings(std::string_view key);               // an array of strings; empty when absent
    std::int64_t integer(std::string_view key);  // 0 when absent
    std::uint64_t natural(std::string_view key); // 0 when absent
    double number(std::string_view key);
    bool boolean(std::string_view key);
    std::string object(std::string_view key); // raw; empty when absent
    void wrong(ErrorCode code, std::string detail);
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    const JsonField* find(std::string_view key, JsonKind kind, const char* expected);
    std::optional<Error> m_error;
};

// Keeps its buffers between calls; not for two threads at once.
class JsonParser
{
public:
    JsonParser();
    ~JsonParser();
    JsonParser(const JsonParser&) = delete;
    JsonParser& operator=(const JsonParser&) = delete;

    // Errors, without subject and line: Encoding (not UTF-8), BadFormat (broken, or no object).
    Result<JsonFields> object(std::string_view json);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

// The strings of a JSON array; none when it is anything else.
std::optional<std::vector<std::string>> jsonStrings(std::string_view json);
// The number a JSON token stands for; none when it is no number.
std::optional<double> jsonNumber(std::string_view json);

} // namespace triptych::formats
