// SPDX-License-Identifier: GPL-3.0-or-later
// Canonical JSON and hash chain of events.
#include "core/domain/event.h"

#include "core/base/sha256.h"
#include "core/base/utf8.h"

#include <tuple>

namespace triptych {

namespace {

void appendString(std::string& json, std::string_view value)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string repaired;
    if (!isValidUtf8(value)) {
        // JSON is UTF-8; an export and its import must give the same hash.
        repaired = sanitizeUtf8(value);
        value = repaired;
    }
    json += '"';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
        case '"':
            json += "\\\"";
            break;
        case '\\':
            json += "\\\\";
            break;
        case '\b':
            json += "\\b";
            break;
        case '\f':
            json += "\\f";
            break;
        case '\n':
            json += "\\n";
            break;
        case '\r':
            json += "\\r";
            break;
        case '\t':
            json += "\\t";
            break;
        default:
            if (byte < 0x20) {
                json += "\\u00";
                json += kHex[byte >> 4U];
                json += kHex[byte & 0xfU];
            } else {
                json += c;
            }
        }
    }
    json += '"';
}

class ObjectWriter
{
public:
    void field(std::string_view key, std::string_view value)
    {
        start(key);
        appendString(m_json, value);
    }

    void field(std::string_view key, std::int64_t value)
    {
        start(key);
        m_json += std::to_string(value);
    }

    void field(std::string_view key, const std::vector<std::string>& values)
    {
        start(key);
        m_json += '[';
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0) {
                m_json += ',';
            }
            appendString(m_json, values[i]);
        }
        m_json += ']';
    }

    std::string finish() { return std::move(m_json += '}'); }

private:
    void start(std::string_view key)
    {
        m_json += m_json.size() > 1 ? ",\"" : "\"";
        m_json += key;
        m_json += "\":";
    }

    std::string m_json = "{";
};

} // namespace

std::string canonicalJson(const Event& event)
{
    ObjectWriter json;
    json.field("at", event.at);
    json.field("base", event.base);
    json.field("batch", event.batch);
    json.field("guideline_version", event.guidelineVersion);
    json.field("id", event.id);
    json.field("kind", event.kind);
    json.field("lamport", event.lamport);
    json.field("milliseconds", event.milliseconds);
    json.field("reasons", event.reasons);
    json.field("reviewer", event.reviewer);
    json.field("seq", event.seq);
    json.field("session", event.session);
    json.field("shown", event.shown);
    json.field("slot", event.slot);
    json.field("subject", event.subject);
    json.field("text_after", event.textAfter);
    json.field("text_before", event.textBefore);
    json.field("verdict", event.verdict);
    return json.finish();
}

std::string eventHash(const Event& event)
{
    return sha256Hex(event.prevHash + canonicalJson(event));
}

bool before(const Event& a, const Event& b)
{
    return std::tie(a.lamport, a.id) < std::tie(b.lamport, b.id);
}

} // namespace triptych
