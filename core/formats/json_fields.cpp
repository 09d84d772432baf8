// SPDX-License-Identifier: GPL-3.0-or-later
// simdjson cuts and checks a row; nested values are checked by nlohmann and kept as they are.
#include "core/formats/json_fields.h"

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace triptych::formats {

namespace {

namespace od = simdjson::ondemand;

Error broken(simdjson::error_code code)
{
    const bool encoding = code == simdjson::UTF8_ERROR;
    return {encoding ? ErrorCode::Encoding : ErrorCode::BadFormat,
            encoding ? "bytes that are not UTF-8" : simdjson::error_message(code),
            {},
            0};
}

Error badFormat(std::string detail)
{
    return {ErrorCode::BadFormat, std::move(detail), {}, 0};
}

std::string_view withoutSpace(std::string_view json)
{
    const auto last = json.find_last_not_of(" \t\r\n");
    return json.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// SQLite and most readers of our exports stop at some depth; nobody's data is this deep.
bool tooDeep(std::string_view json)
{
    constexpr int kDeepest = 500;
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            i += c == '\\' ? 1U : 0U;
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kDeepest) {
                return true;
            }
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

// Works for od::array and od::object.
template <typename Nested>
simdjson::error_code rawOf(simdjson::simdjson_result<Nested> result, std::string_view& raw)
{
    Nested nested;
    if (const auto error = std::move(result).get(nested); error != simdjson::SUCCESS) {
        return error;
    }
    return nested.raw_json().get(raw);
}

Status readNested(od::value value, JsonField& field)
{
    std::string_view raw;
    const auto error = field.kind == JsonKind::Array ? rawOf<od::array>(value.get_array(), raw)
                                                     : rawOf<od::object>(value.get_object(), raw);
    if (error != simdjson::SUCCESS) {
        return fail(broken(error));
    }
    raw = withoutSpace(raw);
    if (tooDeep(raw)) {
        return fail(badFormat("\"" + field.key + "\" is nested too deeply"));
    }
    if (!nlohmann::json::accept(raw.begin(), raw.end())) {
        return fail(badFormat("broken value of \"" + field.key + "\""));
    }
    field.raw = raw;
    return {};
}

Status readValue(od::value value, JsonField& field)
{
    od::json_type type{};
    if (const auto error = value.type().get(type); error != simdjson::SUCCESS) {
        return fail(broken(error));
    }
    auto error = simdjson::SUCCESS;
    std::string_view text;
    double number = 0;
    bool flag = false;
    switch (type) {
    case od::json_type::array:
    case od::json_type::object:
        field.kind = type == od::json_type::array ? JsonKind::Array : JsonKind::Object;
        return readNested(value, field);
    case od::json_type::string:
        field.kind = JsonKind::String;
        field.raw = withoutSpace(value.raw_json_token());
        error = value.get_string().get(text);
        field.text = text;
        if (error == simdjson::SUCCESS && text.find('\0') != std::string_view::npos) {
            return fail(badFormat("a NUL in \"" + field.key + "\""));
        }
        break;
    case od::json_type::number:
        field.kind = JsonKind::Number;
        field.raw = withoutSpace(value.raw_json_token());
        error = value.get_double().get(number);
        break;
    case od::json_type::boolean:
        field.kind = JsonKind::Boolean;
        error = value.get_bool().get(flag);
        field.raw = flag ? "true" : "false";
        break;
    case od::json_type::null:
        field.kind = JsonKind::Null;
        field.raw = "null";
        error = value.is_null() ? simdjson::SUCCESS : simdjson::INCORRECT_TYPE;
        break;
    }
    if (error != simdjson::SUCCESS) {
        return fail(broken(error));
    }
    return {};
}

Status readObject(od::document& document, JsonFields& fields)
{
    od::object object;
    if (const auto error = document.get_object().get(object); error != simdjson::SUCCESS) {
        return fail(error == simdjson::INCORRECT_TYPE ? badFormat("not a JSON object")
                                                      : broken(error));
    }
    for (auto entry : object) {
        od::field pair;
        JsonField field;
        std::string_view key;
        if (const auto error = std::move(entry).get(pair); error != simdjson::SUCCESS) {
            return fail(broken(error));
        }
        if (const auto error = pair.unescaped_key().get(key); error != simdjson::SUCCESS) {
            return fail(broken(error));
        }
        field.key = key;
        if (field.key.find('\0') != std::string::npos) {
            return fail(badFormat("a NUL in a field's name"));
        }
        if (auto read = readValue(pair.value(), field); !read) {
            return read;
        }
        const auto same = std::find_if(fields.all.begin(), fields.all.end(),
                                       [&](const JsonField& one) { return one.key == field.key; });
        if (same != fields.all.end()) {
            *same = std::move(field);
        } else {
            fields.all.push_back(std::move(field));
        }
    }
    // Out of bounds is what simdjson calls the end.
    const bool atEnd = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    return atEnd ? Status{} : fail(badFormat("more text after the object"));
}

} // namespace

struct JsonParser::State
{
    od::parser parser;
    std::string buffer;
};

JsonParser::JsonParser()
    : m_state(std::make_unique<State>())
{}
JsonParser::~JsonParser() = default;

Result<JsonFields> JsonParser::object(std::string_view json)
{
    auto& state = *m_state;
    state.buffer.assign(json);
    state.buffer.append(simdjson::SIMDJSON_PADDING, ' ');
    od::document document;
    const simdjson::padded_string_view padded(state.buffer.data(), json.size(),
                                              state.buffer.size());
    if (const auto error = state.parser.iterate(padded).get(document); error != simdjson::SUCCESS) {
        return fail(broken(error));
    }
    JsonFields fields;
    if (auto read = readObject(document, fields); !read) {
        return fail(read);
    }
    return fields;
}

const JsonField* JsonFields::find(std::string_view key) const
{
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const JsonField& field) { return field.key == key; });
    return found == all.end() || found->kind == JsonKind::Null ? nullptr : &*found;
}

const JsonField* JsonFields::find(std::string_view key, JsonKind kind, const char* expected)
{
    const auto* field = find(key);
    if (field != nullptr && field->kind != kind) {
        wrong(ErrorCode::BadFormat, "\"" + std::string{key} + "\" is not " + expected);
        return nullptr;
    }
    return field;
}

void JsonFields::wrong(ErrorCode code, std::string detail)
{
    if (!m_error) {
        m_error = Error{code, std::move(detail), {}, 0};
    }
}

std::string JsonFields::string(std::string_view key)
{
    const auto* field = find(key, JsonKind::String, "a string");
    return field == nullptr ? std::string{} : field->text;
}

std::string JsonFields::needString(std::string_view key)
{
    if (find(key) == nullptr) {
        wrong(ErrorCode::BadFormat, "no \"" + std::string{key} + "\"");
    }
    return string(key);
}

std::vector<std::string> JsonFields::strings(std::string_view key)
{
    const auto* field = find(key);
    if (field == nullptr) {
        return {};
    }
    auto values = jsonStrings(field->raw);
    if (!values) {
        wrong(ErrorCode::BadFormat, "\"" + std::string{key} + "\" is not an array of strings");
        return {};
    }
    return std::move(*values);
}

namespace {

template <typename Number> std::optional<Number> parsed(std::string_view raw)
{
    Number value{};
    const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), value);
    return error == std::errc{} && end == raw.data() + raw.size() ? std::optional{value}
                                                                  : std::nullopt;
}

} // namespace

std::int64_t JsonFields::integer(std::string_view key)
{
    const auto* field = find(key, JsonKind::Number, "a number");
    const auto value = field == nullptr ? std::int64_t{0} : parsed<std::int64_t>(field->raw);
    if (!value) {
        wrong(ErrorCode::BadFormat, "\"" + std::string{key} + "\" is not a whole number");
    }
    return value.value_or(0);
}

std::uint64_t JsonFields::natural(std::string_view key)
{
    const auto* field = find(key, JsonKind::Number, "a number");
    const auto value = field == nullptr ? std::uint64_t{0} : parsed<std::uint64_t>(field->raw);
    if (!value) {
        wrong(ErrorCode::BadFormat, "\"" + std::string{key} + "\" is not a whole number >= 0");
    }
    return value.value_or(0);
}

double JsonFields::number(std::string_view key)
{
    const auto* field = find(key, JsonKind::Number, "a number");
    return field == nullptr ? 0.0 : jsonNumber(field->raw).value_or(0.0);
}

bool JsonFields::boolean(std::string_view key)
{
    const auto* field = find(key, JsonKind::Boolean, "true or false");
    return field != nullptr && field->raw == "true";
}

std::string JsonFields::object(std::string_view key)
{
    const auto* field = find(key, JsonKind::Object, "an object");
    return field == nullptr ? std::string{} : field->raw;
}

std::optional<std::vector<std::string>> jsonStrings(std::string_view json)
{
    const auto value = nlohmann::json::parse(json.begin(), json.end(), nullptr, false);
    if (!value.is_array()) {
        return std::nullopt;
    }
    std::vector<std::string> strings;
    for (const auto& item : value) {
        if (!item.is_string()) {
            return std::nullopt;
        }
        strings.push_back(item.get<std::string>());
    }
    return strings;
}

std::optional<double> jsonNumber(std::string_view json)
{
    return parsed<double>(json);
}

} // namespace triptych::formats
