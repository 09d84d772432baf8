// SPDX-License-Identifier: GPL-3.0-or-later
// Blind passes of two reviewers, and pace and order under clocks that jump.
#include "core/workflow/browse.h"
#include "core/workflow/guidelines.h"
#include "tests/core/workflow/world.h"

#include <ctime>

using namespace triptych;
using namespace triptych::tests;
using workflow::Act;

namespace {

const workflow::ViewFor kAsBen{"Ben"};

class TestClock final : public Clock
{
public:
    [[nodiscard]] UtcMillis now() const override { return at; }
    UtcMillis at = 0;
};

UtcMillis localTime(int day, int hour, int minute)
{
    std::tm local{};
    local.tm_year = 126;
    local.tm_mon = 5;
    local.tm_mday = day;
    local.tm_hour = hour;
    local.tm_min = minute;
    local.tm_isdst = -1;
    return static_cast<UtcMillis>(std::mktime(&local)) * 1000;
}

workflow::Decision decision(const PairView& pair, Act act, std::string text = {})
{
    workflow::Decision made;
    made.slot = pair.find(Direction::Forward, "en")->id;
    made.act = act;
    made.text = std::move(text);
    return made;
}

SlotView forward(workflow::Project& project, PairId pair, const workflow::ViewFor& view = {})
{
    const auto pairs = workflow::fetchPairs(project, {&pair, 1}, view);
    return pairs && !pairs->empty() ? *pairs->front().find(Direction::Forward, "en") : SlotView{};
}

std::vector<PairId> blindQueue(workflow::Project& project, const std::string& where = {})
{
    workflow::Snapshot snapshot;
    snapshot.blind = "Ben";
    snapshot.where = where;
    auto ids = workflow::reviewQueue(project, snapshot);
    return ids ? std::move(*ids) : std::vector<PairId>{};
}

} // namespace

class TestReviewPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aBlindViewShowsNothingOfAColleague_data();
    void aBlindViewShowsNothingOfAColleague();
    void aBlindQueueHoldsWhatOneHasNotDecidedOneself();
    void blindDecisionsStandBesideEachOther();
    void aBlindEditIsMadeOfTheMachinesText();
    void aBlindDecisionIsShownUntilItIsUndone();
    void onesOwnMarkIsShownInABlindView();
    void aBlindFileOfDecisionsJudgesTheMachinesText();
    void reasonsOfOnesOwnRejectionInADispute();
    void reasonsOfOnesOwnRejectionOneOfTwo();
    void reasonsOfAColleaguesRejectionAreNotOnesOwn();
    void paceIsCountedWithoutIdling();
    void undoneAndRepeatedDecisionsCountOnce();
    void bulkWorkHasNoPace();
    void todayEndsAtLocalMidnight();
    void aClockThatGoesBackDisturbsNothing();
    void equalTimesKeepTheOrderOfTheLog();

private:
    // Moves the clock, then decides forward of pair `index`.
    void decideAt(UtcMillis at, std::size_t index, Act act = Act::Accept,
                  std::int64_t milliseconds = 0);
    workflow::Pace pace() const;

    std::unique_ptr<World> m_world;
    std::shared_ptr<TestClock> m_clock;
    std::unique_ptr<workflow::Project> m_project;
    std::vector<PairView> m_pairs;
};

void TestReviewPace::init()
{
    m_project.reset();
    m_world = std::make_unique<World>();
    QVERIFY(m_world->project());
    m_clock = std::make_shared<TestClock>();
    m_clock->at = localTime(10, 12, 0);
    auto options = World::options();
    options.clock = m_clock;
    auto opened = workflow::Project::open(m_world->path("p.triptych"), options);
    REQUIRE_OK(opened);
    m_project = std::move(*opened);
    m_pairs = allPairs(*m_project);
    QCOMPARE(m_pairs.size(), std::size_t{12});
}

void TestReviewPace::decideAt(UtcMillis at, std::size_t index, Act act, std::int64_t milliseconds)
{
    m_clock->at = at;
    auto made = decision(m_pairs[index], act, act == Act::Edit ? "another" : "");
    made.milliseconds = milliseconds;
    REQUIRE_OK(workflow::decide(*m_project, "Ann", {made}));
}

workflow::Pace TestReviewPace::pace() const
{
    auto pace = workflow::pace(*m_project, "Ann");
    return pace ? *pace : workflow::Pace{};
}

void TestReviewPace::aBlindViewShowsNothingOfAColleague_data()
{
    QTest::addColumn<int>("act");
    QTest::newRow("accept") << int(Act::Accept);
    QTest::newRow("edit") << int(Act::Edit);
    QTest::newRow("reject") << int(Act::Reject);
    QTest::newRow("skip") << int(Act::Skip);
    QTest::newRow("flag") << int(Act::Flag);
}

void TestReviewPace::aBlindViewShowsNothingOfAColleague()
{
    QFETCH(int, act);
    const auto before = forward(*m_project, m_pairs[0].id, kAsBen);
    const auto queue = blindQueue(*m_project);
    auto made = decision(m_pairs[0], static_cast<Act>(act), "secret wording");
    made.text = static_cast<Act>(act) == Act::Edit ? made.text : std::string{};
    made.reasons = static_cast<Act>(act) == Act::Reject ? std::vector<std::string>{"too-vague"}
                                                        : std::vector<std::string>{};
    REQUIRE_OK(workflow::decide(*m_project, "Ann", {made}));
    const auto after = forward(*m_project, m_pairs[0].id, kAsBen);
    QCOMPARE(after.state, SlotState::Pending);
    QCOMPARE(after.text->id, before.text->id);
    QCOMPARE(after.text->body, before.text->body);
    QCOMPARE(after.text->rejected, before.text->rejected);
    QVERIFY(!after.machineText);
    QCOMPARE(after.alternatives, before.alternatives);
    QCOMPARE(after.decisions, before.decisions);
    QVERIFY(after.standing.empty());
    QVERIFY(after.reasons.empty());
    QVERIFY(blindQueue(*m_project) == queue);
    QVERIFY(blindQueue(*m_project, "status:pending") == queue);
    QVERIFY(blindQueue(*m_project, "reviewer:Ann") == queue);
}

void TestReviewPace::aBlindQueueHoldsWhatOneHasNotDecidedOneself()
{
    REQUIRE_OK(workflow::decide(*m_project, "Ann", {decision(m_pairs[0], Act::Accept)}));
    auto both = decision(m_pairs[1], Act::Accept);
    auto reverse = both;
    reverse.slot = m_pairs[1].find(Direction::Reverse, "en")->id;
    REQUIRE_OK(workflow::decide(*m_project, "Ben", {both, reverse}, kAsBen));
    const auto queue = blindQueue(*m_project);
    QCOMPARE(queue.size(), std::size_t{11});
    QCOMPARE(queue.front(), m_pairs[0].id);
    REQUIRE_OK(workflow::undo(*m_project, "Ben", kAsBen));
    QCOMPARE(blindQueue(*m_project).size(), std::size_t{12});
}

void TestReviewPace::blindDecisionsStandBesideEachOther()
{
    REQUIRE_OK(workflow::decide(*m_project, "Ann", {decision(m_pairs[0], Act::Accept)}));
    REQUIRE_OK(workflow::decide(*m_project, "Ben", {decision(m_pairs[0], Act::Accept)}, kAsBen));
    const auto agreed = forward(*m_project, m_pairs[0].id);
    QCOMPARE(agreed.state, SlotState::Accepted);
    QCOMPARE(agreed.standing.size(), std::size_t{2});
    QCOMPARE(agreed.decisions, 2);
    REQUIRE_OK(workflow::decide(*m_project, "Ann", {decision(m_pairs[1], Act::Accept)}));
    REQUIRE_OK(workflow::decide(*m_project, "Ben", {decision(m_pairs[1], Act::Reject)}, kAsBen));
    QCOMPARE(forward(*m_project, m_pairs[1].id).state, SlotState::Disputed);
    const auto own = forward(*m_project, m_pairs[1].id, kAsBen);
    QCOMPARE(own.state, SlotState::Rejected);
    QCOMPARE(own.standing.size(), std::size_t{1});
}

void TestReviewPace::aBlindEditIsMadeOfTheMachinesText()
{
    const auto machine = forward(*m_project, m_pairs[0].id).text->body;
    REQUIRE_OK(workflow::decide(*m_project, "Ann", {decision(m_pairs[0], Act::Edit, "secret")}));
    const auto done =
        workflow::decide(*m_project, "Ben", {decision(m_pairs[0], Act::Edit, "my own")}, kAsBen);
    REQUIRE_OK(done);
    const auto* shown = done->pairs.front().find(Direction::Forward, "en");
    QCOMPARE(shown->state, SlotState::Edited);
    QCOMPARE(shown->text->body, std::string("my own"));
    QCOMPARE(shown->machineText->body, machine);
    REQUIRE_OK(workflow::decide(*m_project, "Ben", {decision(m_pairs[0], Act::Accept)}, kAsBen));
    QCOMPARE(forward(*m_project, m_pairs[0].id).state, SlotState::Disputed);
}

void TestReviewPace::aBlindDecisionIsShownUntilItIsUndone()
{
    REQUIRE_OK(workflow::decide(*m_project, "Ann", {decision(m_pairs[0], Act::Edit, "secret")}));
    const auto done =
        workflow::decide(*m_project, "Ben", {decision(m_pairs[0], Act::Accept)}, kAsBen);
    REQUIRE_OK(done);
    QCOMPARE(done->pairs.front().find(Direction::Forward, "en")->state, SlotState::Accepted);
    const auto undone = workflow::undo(*m_project, "Ben", kAsBen);
    REQUIRE_OK(undone);
    const auto* slot = undone->pairs.front().find(Direction::Forward, "en");
    QCOMPARE(slot->state, SlotState::Pending);
    QVERIFY(slot->text->body != "secret");
    const auto redone = workflow::redo(*m_project, "Ben", kAsBen);
    REQUIRE_OK(redone);
    QCOMPARE(redone->pairs.front().find(Direction::Forward, "en")->state, SlotState::Accepted);
}

void TestReviewPace::onesOwnMarkIsShownInABlindView()
{
    REQUIRE_OK(workflow::decide(*m_project, "Ben", {decision(m_pairs[0], Act::Skip)}, kAsBen));
    QCOMPARE(forward(*m_project, m_pairs[0].id, kAsBen).state, SlotState::Skipped);
    QCOMPARE(blindQueue(*m_project).size(), std::size_t{12});
}

void TestReviewPace::aBlindFileOfDecisionsJudgesTheMachinesText()
{
    REQUIRE_OK(workflow::decide(*m_project, "Ann", {decision(m_pairs[0], Act::Edit, "secret")}));
    m_world->write("d.jsonl", R"({"pair":")" + m_pairs[0].key +
                                  R"(","direction":"forward","verdict":"accept"})"
                                  "\n");
    REQUIRE_OK(workflow::decideFromFile(*m_project, {m_world->path("d.jsonl"), "Ben", true, {}},
                                        m_world->job));
    const auto own = forward(*m_project, m_pairs[0].id, kAsBen);
    QCOMPARE(own.state, SlotState::Accepted);
    QVERIFY(own.text->body != "secret");
    QCOMPARE(forward(*m_project, m_pairs[0].id).state, SlotState::Disputed);
    const auto lines = workflow::history(*m_project, m_pairs[0].id);
    REQUIRE_OK(lines);
    QVERIFY(lines->front().blind);
}

void TestReviewPace::reasonsOfOnesOwnRejectionInADispute()
{
    const auto slot = decision(m_pairs[0], Act::Accept).slot;
    REQUIRE_OK(workflow::decide(*m_project, "Ann", {decision(m_pairs[0], Act::Accept)}));
    REQUIRE_OK(workflow::decide(*m_project, "Ben", {decision(m_pairs[0], Act::Reject)}, kAsBen));
    const auto amended = workflow::setReasons(*m_project, "Ben", slot, {"unsafe"}, kAsBen);
    REQUIRE_OK(amended);
    QCOMPARE(amended->pairs.front().find(Direction::Forward, "en")->reasons,
             std::vector<std::string>{"unsafe"});
    // The colleague's acceptance stands as before.
    QCOMPARE(forward(*m_project, m_pairs[0].id).state, SlotState::Disputed);
    REQUIRE_OK(workflow::setReasons(*m_project, "Ben", slot, {"too-vague"}));
    QCOMPARE(forward(*m_project, m_pairs[0].id).state, SlotState::Disputed);
    REQUIRE_OK(workflow::undo(*m_project, "Ben"));
    QCOMPARE(forward(*m_project, m_pairs[0].id, kAsBen).reasons,
             std::vector<std::string>{"unsafe"});
}

void TestReviewPace::reasonsOfOnesOwnRejectionOneOfTwo()
{
    REQUIRE_OK(m_project->setSetting("overlap", "2"));
    REQUIRE_OK(workflow::decide(*m_project, "Ben", {decision(m_pairs[0], Act::Reject)}));
    const auto slot = forward(*m_project, m_pairs[0].id);
    QCOMPARE(slot.state, SlotState::Pending);
    REQUIRE_OK(workflow::setReasons(*m_project, "Ben", slot.id, {"unsafe"}));
    QCOMPARE(forward(*m_project, m_pairs[0].id).reasons, std::vector<std::string>{"unsafe"});
}

void TestReviewPace::reasonsOfAColleaguesRejectionAreNotOnesOwn()
{
    const auto slot = decision(m_pairs[0], Act::Accept).slot;
    REQUIRE_OK(workflow::decide(*m_project, "Ann", {decision(m_pairs[0], Act::Reject)}));
    for (const auto& view : {workflow::ViewFor{}, kAsBen}) {
        const auto amended = workflow::setReasons(*m_project, "Ben", slot, {"unsafe"}, view);
        QVERIFY(!amended);
        QCOMPARE(amended.error().code, ErrorCode::NotApplicable);
    }
    const auto empty = workflow::setReasons(*m_project, "Ann", slot, {" "});
    QVERIFY(!empty);
    QCOMPARE(empty.error().code, ErrorCode::BadArgument);
}

void TestReviewPace::paceIsCountedWithoutIdling()
{
    const auto start = localTime(10, 12, 0);
    QCOMPARE(pace().perHour, 0.0);
    QCOMPARE(pace().acceptRate, -1.0);
    decideAt(start, 0, Act::Accept, 5'000);
    decideAt(start + 10'000, 1, Act::Reject, 9'000);
    decideAt(start + 70'000, 2, Act::Accept, 1'000); // 60 s: still work
    decideAt(start + 131'000, 3, Act::Edit, 2'000);  // 61 s: idle
    decideAt(start + 151'000, 4, Act::Accept);       // 20 s
    const auto now = pace();
    // Three gaps that count: 10 + 60 + 20 s.
    QCOMPARE(now.perHour, 3 * 3600.0 / 90);
    QCOMPARE(now.today, 5);
    QCOMPARE(now.mine, 5);
    QCOMPARE(now.decided, 5);
    QCOMPARE(now.left, 24 - 5);
    QCOMPARE(now.acceptRate, 0.6);
    QCOMPARE(now.acceptRateToday, 0.6);
    QCOMPARE(now.secondsEach, 3.5); // of 1, 2, 5 and 9 s
    QCOMPARE(now.secondsLeft, 19 * 30);
}

void TestReviewPace::undoneAndRepeatedDecisionsCountOnce()
{
    const auto start = localTime(10, 12, 0);
    decideAt(start, 0);
    decideAt(start + 10'000, 1, Act::Reject);
    m_clock->at = start + 12'000;
    REQUIRE_OK(workflow::setReasons(*m_project, "Ann", decision(m_pairs[1], Act::Reject).slot,
                                    {"unsafe"}));
    decideAt(start + 20'000, 2);
    REQUIRE_OK(workflow::undo(*m_project, "Ann"));
    const auto now = pace();
    QCOMPARE(now.today, 2);
    QCOMPARE(now.mine, 2);
    QCOMPARE(now.perHour, 1 * 3600.0 / 12);
    QCOMPARE(now.acceptRate, 0.5);
}

void TestReviewPace::bulkWorkHasNoPace()
{
    decideAt(localTime(10, 12, 0), 0);
    m_clock->at += 10'000;
    workflow::DecideWhereRequest where;
    where.where = "status:pending";
    where.reviewer = "Ann";
    REQUIRE_OK(workflow::decideWhere(*m_project, where, m_world->job));
    const auto now = pace();
    QCOMPARE(now.mine, 24);
    QCOMPARE(now.today, 24);
    QCOMPARE(now.perHour, 0.0);
    QCOMPARE(now.secondsLeft, 0);
}

void TestReviewPace::todayEndsAtLocalMidnight()
{
    decideAt(localTime(10, 23, 59), 0, Act::Reject);
    decideAt(localTime(11, 0, 0), 1);
    const auto now = pace();
    QCOMPARE(now.today, 1);
    QCOMPARE(now.acceptRateToday, 1.0);
    QCOMPARE(now.acceptRate, 0.5);
    QCOMPARE(now.perHour, 60.0);
}

void TestReviewPace::aClockThatGoesBackDisturbsNothing()
{
    const auto start = localTime(10, 12, 0);
    decideAt(start, 0);
    decideAt(start + 10'000, 1);
    decideAt(start - 3 * 86'400'000LL, 2); // three days back
    decideAt(start - 3 * 86'400'000LL + 10'000, 3);
    const auto now = pace();
    QCOMPARE(now.perHour, 2 * 3600.0 / 20);
    QCOMPARE(now.today, 2); // those of the day that the clock shows
    QCOMPARE(now.mine, 4);
    REQUIRE_OK(workflow::saveGuidelines(*m_project, "Ann", "first"));
    m_clock->at -= 86'400'000LL;
    REQUIRE_OK(workflow::saveGuidelines(*m_project, "Ann", "second"));
    const auto newest = workflow::guidelines(*m_project);
    REQUIRE_OK(newest);
    QCOMPARE((*newest)->markdown, std::string("second"));
    const auto recent = workflow::recentDecisions(*m_project, "Ann", 10);
    REQUIRE_OK(recent);
    QCOMPARE(recent->front().pair, m_pairs[3].id);
    QCOMPARE(recent->back().pair, m_pairs[0].id);
    m_clock->at = start - 10 * 86'400'000LL;
    REQUIRE_OK(workflow::undo(*m_project, "Ann"));
    QCOMPARE(forwardState(*m_project, m_pairs[3].id), SlotState::Pending);
    QCOMPARE(forwardState(*m_project, m_pairs[1].id), SlotState::Accepted);
    const auto lines = workflow::history(*m_project, m_pairs[3].id);
    REQUIRE_OK(lines);
    QCOMPARE(lines->front().kind, std::string("undo"));
}

void TestReviewPace::equalTimesKeepTheOrderOfTheLog()
{
    const auto start = localTime(10, 12, 0);
    for (std::size_t i = 0; i < m_pairs.size(); ++i) {
        decideAt(start, i);
    }
    QCOMPARE(pace().perHour, 0.0); // no time has passed: not known
    for (std::size_t i = m_pairs.size(); i-- > 0;) {
        const auto undone = workflow::undo(*m_project, "Ann");
        REQUIRE_OK(undone);
        QCOMPARE(undone->pairs.front().id, m_pairs[i].id);
    }
}

QTEST_GUILESS_MAIN(TestReviewPace)
#include "test_review_pace.moc"
