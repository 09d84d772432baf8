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
    explicit FixedClock(UtcMillis at) : m_at(at) {}
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

Result<UtcMillis> parseRfc3339(std::string_view text)
{
    using namespace std::chrono;
    const std::string input{text};
    int y = 0;
    unsigned mo = 0;
    unsigned d = 0;
    int h = 0;
    int mi = 0;
    int s = 0;
    int used = 0;
    const auto bad = [&] { return fail(ErrorCode::BadArgument, "not an RFC 3339 time: " + input); };
    if (std::sscanf(input.c_str(), "%4d-%2u-%2u%*1[Tt ]%2d:%2d:%2d%n", &y, &mo, &d, &h, &mi, &s, // NOLINT
                    &used) != 6) {
        return bad();
    }
    const year_month_day date{year{y}, month{mo}, day{d}};
    if (!date.ok() || h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 60) {
        return bad();
    }
    auto at = static_cast<std::size_t>(used);
    UtcMillis millis = 0;
    if (at < input.size() && input[at] == '.') {
        UtcMillis scale = 100;
        for (++at; at < input.size() && input[at] >= '0' && input[at] <= '9'; ++at) {
            millis += (input[at] - '0') * scale;
            scale /= 10;
        }
    }
    UtcMillis offsetMinutes = 0;
    const std::string zone = input.substr(at);
    if (zone != "Z" && zone != "z") {
        int zh = 0;
        int zm = 0;
        int zoneUsed = 0;
        if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') ||
            std::sscanf(zone.c_str() + 1, "%2d:%2d%n", &zh, &zm, &zoneUsed) != 2 || // NOLINT
            zoneUsed != 5) {
            return bad();
        }
        offsetMinutes = (zone[0] == '-' ? -1 : 1) * (zh * 60 + zm);
    }
    const auto days = sys_days{date}.time_since_epoch().count();
    return ((static_cast<UtcMillis>(days) * 24 + h) * 60 + mi - offsetMinutes) * 60'000 + s * 1000 +
           millis;
}

} // namespace triptych
