// SPDX-License-Identifier: GPL-3.0-or-later
// How fast a reviewer works and how much is left. The order of decisions is the log's; clocks only
// measure, and one that was set back measures nothing.
#include "core/base/utf8.h"
#include "core/store/database.h"
#include "core/store/events.h"
#include "core/store/people.h"
#include "core/store/reading.h"
#include "core/text/normalise.h"
#include "core/workflow/decide.h"
#include "core/workflow/project_inner.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

namespace triptych::workflow {

namespace {

constexpr UtcMillis kSecond = 1000;
constexpr UtcMillis kIdle = 60 * kSecond;
constexpr UtcMillis kHour = 3600 * kSecond;
constexpr int kMostInAnHour = 5000;
// Both directions of a pair are decided with one key; more at once is bulk work, which has no pace.
constexpr int kMostAtOnce = 2;

// Slots an hour over the newest hour of work. A gap longer than a minute, or a negative one, is no
// work; a slot that was decided again is counted once.
double slotsAnHour(const std::vector<store::DecisionTime>& newestFirst)
{
    std::unordered_map<std::string, int> together;
    for (const auto& decision : newestFirst) {
        ++together[decision.batch];
    }
    std::unordered_set<Key> slots;
    const store::DecisionTime* newer = nullptr;
    UtcMillis worked = 0;
    for (const auto& decision : newestFirst) {
        if (!decision.batch.empty() && together[decision.batch] > kMostAtOnce) {
            continue;
        }
        const UtcMillis gap = newer != nullptr ? newer->at - decision.at : -1;
        if (gap >= 0 && gap <= kIdle) {
            worked += gap;
            slots.insert(newer->slot);
        }
        newer = &decision;
        if (worked >= kHour) {
            break;
        }
    }
    if (worked < kSecond) {
        return 0;
    }
    return static_cast<double>(slots.size()) * static_cast<double>(kHour) /
           static_cast<double>(worked);
}

double acceptRate(const std::array<std::int64_t, 3>& verdicts)
{
    const auto all = std::accumulate(verdicts.begin(), verdicts.end(), std::int64_t{0});
    return all > 0 ? static_cast<double>(verdicts.front()) / static_cast<double>(all) : -1;
}

double medianSeconds(std::vector<std::int64_t> milliseconds)
{
    if (milliseconds.empty()) {
        return 0;
    }
    const auto middle = milliseconds.begin() + static_cast<std::ptrdiff_t>(milliseconds.size() / 2);
    std::nth_element(milliseconds.begin(), middle, milliseconds.end());
    double median = static_cast<double>(*middle);
    if (milliseconds.size() % 2 == 0) {
        median =
            (median + static_cast<double>(*std::max_element(milliseconds.begin(), middle))) / 2;
    }
    return median / static_cast<double>(kSecond);
}

} // namespace

Result<Pace> pace(Project& project, const std::string& reviewer)
{
    auto& database = databaseOf(project);
    store::Reader reader(database);
    const auto totals = reader.totals();
    if (!totals) {
        return fail(totals);
    }
    Pace pace;
    pace.decided = totals->decided;
    pace.left = totals->left;
    const auto person =
        store::ReviewerStore(database).byName(text::nfc(std::string{trimmed(reviewer)}));
    if (!person) {
        return fail(person);
    }
    if (!*person) {
        return pace;
    }
    const UtcMillis today = dayStart(database.now());
    const UtcMillis tomorrow = dayStart(today + 36 * kHour); // days have 23 to 25 hours
    auto standing = reader.standingOf((*person)->stableId, today, tomorrow);
    if (!standing) {
        return fail(standing);
    }
    const auto times =
        store::EventStore(database).decisionTimes((*person)->stableId, kMostInAnHour);
    if (!times) {
        return fail(times);
    }
    pace.mine = std::accumulate(standing->all.begin(), standing->all.end(), std::int64_t{0});
    pace.today = std::accumulate(standing->day.begin(), standing->day.end(), std::int64_t{0});
    pace.acceptRate = acceptRate(standing->all);
    pace.acceptRateToday = acceptRate(standing->day);
    pace.secondsEach = medianSeconds(std::move(standing->milliseconds));
    pace.perHour = slotsAnHour(*times);
    if (pace.perHour > 0) {
        pace.secondsLeft = std::llround(static_cast<double>(pace.left) * 3600 / pace.perHour);
    }
    return pace;
}

} // namespace triptych::workflow
