// SPDX-License-Identifier: GPL-3.0-or-later
// System and fixed clocks; RFC 3339 in and out.
#include "core/base/clock.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace triptych {

namespace {

class SystemClock final : public Clock
{
public:
    [[nodiscard]] UtcMillis now() const override
    {
        const auto since = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
    }
};

class FixedClock final : public Clock
{
public:
    explicit FixedClock(UtcMillis at)
        : m_at(at)
    {}
    [[nodiscard]] UtcMillis now() const override { return m_at; }

private:
    UtcMillis m_at;
};

} // namespace

std::shared_ptr<const Clock> systemClock()
{
    return std::make_shared<SystemClock>();
}

std::shared_ptr<const Clock> fixedClock(UtcMillis at)
{
    return std::make_shared<FixedClock>(at);
}

std::string toRfc3339(UtcMillis at)
{
    using namespace std::chrono;
    const sys_time<milliseconds> point{milliseconds{at}};
    const auto day = floor<days>(point);
    const year_month_day date{day};
    const hh_mm_ss time{point - day};
    std::array<char, 48> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02lld:%02lld:%02lld.%03lldZ",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<long long>(time.hours().count()),
                  static_cast<long long>(time.minutes().count()),
                  static_cast<long long>(time.seconds().count()),
                  static_cast<long long>(time.subseconds().count()));
    return buffer.data();
}

namespace {

// Reads exactly what RFC 3339 allows; sscanf would also take spaces, signs and short fields.
class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_rest(text)
    {}

    bool number(std::size_t digits, int& value)
    {
        if (m_rest.size() < digits) {
            return false;
        }
        value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (m_rest[i] < '0' || m_rest[i] > '9') {
                return false;
            }
            value = value * 10 + (m_rest[i] - '0');
        }
        m_rest.remove_prefix(digits);
        return true;
    }

    bool oneOf(std::string_view allowed, char* found = nullptr)
    {
        if (m_rest.empty() || allowed.find(m_rest.front()) == std::string_view::npos) {
            return false;
        }
        if (found != nullptr) {
            *found = m_rest.front();
        }
        m_rest.remove_prefix(1);
        return true;
    }

    bool fraction(UtcMillis& millis)
    {
        UtcMillis scale = 100;
        int digit = 0;
        if (!number(1, digit)) {
            return false;
        }
        do {
            millis += digit * scale;
            scale /= 10;
        } while (number(1, digit));
        return true;
    }

    // "Z", "+09:00", "-05:30".
    bool offset(UtcMillis& minutes)
    {
        if (oneOf("Zz")) {
            return true;
        }
        char sign = '+';
        int hours = 0;
        int rest = 0;
        if (!oneOf("+-", &sign) || !number(2, hours) || !oneOf(":") || !number(2, rest) ||
            hours > 23 || rest > 59) {
            return false;
        }
        minutes = (sign == '-' ? -1 : 1) * (hours * 60 + rest);
        return true;
    }

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
};

} // namespace

Result<UtcMillis> parseRfc3339(std::string_view text)
{
    using namespace std::chrono;
    const auto bad = [&] {
        return fail(ErrorCode::BadArgument,
                    "not an RFC 3339 time: " + std::string(text.substr(0, 60)));
    };
    Reader reader(text);
    int y = 0;
    int mo = 0;
    int d = 0;
    int h = 0;
    int mi = 0;
    int s = 0;
    if (!reader.number(4, y) || !reader.oneOf("-") || !reader.number(2, mo) || !reader.oneOf("-") ||
        !reader.number(2, d) || !reader.oneOf("Tt ") || !reader.number(2, h) ||
        !reader.oneOf(":") || !reader.number(2, mi) || !reader.oneOf(":") || !reader.number(2, s)) {
        return bad();
    }
    const year_month_day date{year{y}, month{static_cast<unsigned>(mo)},
                              day{static_cast<unsigned>(d)}};
    if (!date.ok() || h > 23 || mi > 59 || s > 60) {
        return bad();
    }
    UtcMillis millis = 0;
    if (reader.oneOf(".") && !reader.fraction(millis)) {
        return bad();
    }
    UtcMillis offsetMinutes = 0;
    if (!reader.offset(offsetMinutes) || !reader.atEnd()) {
        return bad();
    }
    const auto days = sys_days{date}.time_since_epoch().count();
    return ((static_cast<UtcMillis>(days) * 24 + h) * 60 + mi - offsetMinutes) * 60'000 + s * 1000 +
           millis;
}

} // namespace triptych
