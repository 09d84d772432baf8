// SPDX-License-Identifier: GPL-3.0-or-later
// Saved cases and right answers.
#include "core/nn-api/encoder.h"
#include "core/retrieval/metrics.h"
#include "core/store/cases.h"
#include "core/store/database.h"
#include "core/workflow/cases.h"
#include "core/workflow/project_inner.h"
#include "tests/core/workflow/search_world.h"

using namespace triptych;
using namespace triptych::tests;
using workflow::SavedCase;

namespace {

SavedCase caseOf(const std::string& image, const std::string& text, const std::string& right)
{
    SavedCase one;
    one.request = asking(image, text);
    one.right = {right};
    one.reviewer = "Ann";
    return one;
}

// A run of an earlier day by this method, with these ranks of the cases in their order.
Status plantRun(workflow::Project& project, const std::string& method,
                const std::vector<std::int64_t>& ranks)
{
    const auto cases = workflow::listCases(project);
    const auto encoder = workflow::nameEncoder(workflow::ModelStore("nowhere"), "compact", {});
    if (!cases || !encoder) {
        return !cases ? Status{fail(cases)} : Status{fail(encoder)};
    }
    store::StoredCaseRun run;
    run.at = 1000;
    run.method = method;
    run.encoder = encoder->id;
    run.model = "earlier";
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        run.ranks[(*cases)[i].key] = ranks[i];
    }
    auto& database = workflow::databaseOf(project);
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Interactive);
    if (!transaction) {
        return fail(transaction);
    }
    if (auto added = store::CaseStore(database).addRun(*transaction, run); !added) {
        return added;
    }
    return transaction->commit();
}

std::vector<std::string> texts(const PairView& pair)
{
    std::vector<std::string> all;
    for (const auto& slot : pair.slots) {
        if (slot.direction == Direction::Forward && slot.text) {
            all.push_back(slot.text->body);
        }
    }
    return all;
}

} // namespace

class TestCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCaseIsKeptWithAllItAsks();
    void whatCannotBeSavedSaysWhy();
    void judgingIsTakenBack();
    void runsAreComparedWithTheOneBefore();
    void runningAgainUnchangedKeepsWhatMoved();
    void theFirstRunIsComparedWithWhenAsked();
    void aCaseWhoseReferenceIsGoneIsLeftOut();
    void casesTravelInALosslessCopyAndAMerge();
    void rightIsPairTextAndAcceptInOneStep();
    void rightOnAKnownPairTakesItsWording();
    void whatCannotBeRightSaysWhy();
};

void TestCases::aCaseIsKeptWithAllItAsks()
{
    const SearchWorld world;
    auto project = world.shop();
    QVERIFY(project);
    auto one = caseOf("round-Red.png", " in blue ", "round-Blue.png");
    one.right.emplace_back("peak-Blue.png");
    one.wrong = {"round-Green.png", "round-Blue.png"};
    one.request.second.name = "flat-Red.png";
    one.request.secondWeight = 0.25;
    one.request.secondText = "青い";
    one.request.negative = "\"red\"\n";
    one.request.earlier = {"in green", "in yellow"};
    one.request.textShare = 0.75;
    one.request.category = "Hats";
    const auto saved = workflow::saveCase(*project, one);
    REQUIRE_OK(saved);
    QCOMPARE(saved->key.size(), std::size_t{20});
    project = reopened(std::move(project));
    const auto all = workflow::listCases(*project);
    REQUIRE_OK(all);
    QCOMPARE(all->size(), std::size_t{1});
    const auto& kept = all->front();
    QCOMPARE(kept.name, std::string("in blue"));
    QCOMPARE(kept.request.reference.name, one.request.reference.name);
    QCOMPARE(kept.request.text, one.request.text);
    QCOMPARE(kept.request.second.name, one.request.second.name);
    QCOMPARE(kept.request.secondWeight, 0.25);
    QCOMPARE(kept.request.secondText, one.request.secondText);
    QCOMPARE(kept.request.negative, one.request.negative);
    QVERIFY(kept.request.earlier == one.request.earlier);
    QCOMPARE(kept.request.textShare.value_or(0), 0.75);
    QCOMPARE(kept.request.category, one.request.category);
    QCOMPARE(kept.request.target.value_or(""), std::string("round-Blue.png"));
    QVERIFY(kept.right == one.right);
    QVERIFY((kept.wrong == std::vector<std::string>{"round-Green.png"})); // right wins
    QCOMPARE(kept.reviewer, std::string("Ann"));
    QVERIFY(kept.at > 0);

    auto renamed = kept;
    renamed.name = "the blue one";
    REQUIRE_OK(workflow::saveCase(*project, renamed));
    QCOMPARE(workflow::listCases(*project)->front().name, std::string("the blue one"));
    REQUIRE_OK(workflow::removeCase(*project, kept.key));
    QVERIFY(workflow::listCases(*project)->empty());
    QCOMPARE(workflow::removeCase(*project, kept.key).error().code, ErrorCode::NotFound);
}

void TestCases::whatCannotBeSavedSaysWhy()
{
    const SearchWorld world;
    const auto project = world.shop();
    QVERIFY(project);
    const auto codeOf = [&](const SavedCase& one) {
        const auto saved = workflow::saveCase(*project, one);
        return saved ? ErrorCode::Internal : saved.error().code;
    };
    QCOMPARE(codeOf({}), ErrorCode::BadArgument);
    auto pasted = caseOf({}, "in blue", "round-Blue.png");
    pasted.request.reference.pixels = {1, 1, 4,
                                       std::make_shared<const std::vector<std::uint8_t>>(4, 255)};
    QCOMPARE(codeOf(pasted), ErrorCode::BadArgument);
    QCOMPARE(codeOf(caseOf("round-Red.png", "in blue", "no such.png")), ErrorCode::NotFound);
    auto odd = caseOf("round-Red.png", "in blue", "round-Blue.png");
    odd.key = "no key";
    QCOMPARE(codeOf(odd), ErrorCode::BadArgument);
    QVERIFY(workflow::listCases(*project)->empty());
}

void TestCases::judgingIsTakenBack()
{
    const SearchWorld world;
    const auto project = world.shop();
    QVERIFY(project);
    const auto saved =
        workflow::saveCase(*project, caseOf("round-Red.png", "in blue", "round-Blue.png"));
    REQUIRE_OK(saved);
    const auto judge = [&](const std::string& image, bool right, bool wrong) {
        return workflow::judgeCase(*project, saved->key, image, right, wrong);
    };
    const auto wrong = judge("round-Green.png", false, true);
    REQUIRE_OK(wrong);
    QVERIFY((wrong->wrong == std::vector<std::string>{"round-Green.png"}));
    const auto right = judge("round-Green.png", true, false);
    REQUIRE_OK(right);
    QVERIFY(right->wrong.empty());
    QVERIFY((right->right == std::vector<std::string>{"round-Blue.png", "round-Green.png"}));
    const auto neither = judge("round-Green.png", false, false);
    REQUIRE_OK(neither);
    QVERIFY((neither->right == std::vector<std::string>{"round-Blue.png"}));
    QCOMPARE(judge("round-Green.png", true, true).error().code, ErrorCode::BadArgument);
    QCOMPARE(judge("no such.png", true, false).error().code, ErrorCode::NotFound);
    QCOMPARE(workflow::judgeCase(*project, std::string(20, '0'), "round-Green.png", true, false)
                 .error()
                 .code,
             ErrorCode::NotFound);
    // Never a triplet: no pair, no event came of it.
    QVERIFY(allPairs(*project, "status:accepted").empty());
}

void TestCases::runsAreComparedWithTheOneBefore()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    for (const std::string shape : {"round", "tall", "flat", "peak"}) {
        REQUIRE_OK(workflow::saveCase(
            *project, caseOf(shape + "-Red.png", "in blue instead of red", shape + "-Blue.png")));
    }
    auto engine = world.engine();
    QVERIFY(!*workflow::lastCaseRun(*project));
    const auto first = workflow::runCases(*project, engine, "text", {}, world.job);
    REQUIRE_OK(first);
    QCOMPARE(first->before, UtcMillis{0});
    QCOMPARE(first->moves.size(), std::size_t{4});
    QVERIFY(!first->moves.front().before && first->moves.front().after);
    // Another method is nothing to compare with.
    REQUIRE_OK(plantRun(*project, "aligned", {3, 2, 5, 1}));
    const auto second = workflow::runCases(*project, engine, "aligned", {}, world.job);
    REQUIRE_OK(second);
    QCOMPARE(second->before, UtcMillis{1000});
    QCOMPARE(second->encoder, std::string("compact"));
    const std::vector<std::size_t> planted{3, 2, 5, 1};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& move = second->moves[i];
        QCOMPARE(move.key, first->moves[i].key);
        QCOMPARE(*move.before, planted[i]);
        QCOMPARE(*move.after, std::size_t{1}); // the reference itself is left out
    }
    QCOMPARE(second->better, 3);
    QCOMPARE(second->worse, 0);
    QCOMPARE(second->same, 1);
    QCOMPARE(second->p, 0.25); // 2 · (1/2)³
    const auto listed = workflow::listCases(*project);
    REQUIRE_OK(listed);
    QVERIFY(listed->front().before == second->moves.front().before);
    QVERIFY(listed->front().after == second->moves.front().after);
}

void TestCases::runningAgainUnchangedKeepsWhatMoved()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    REQUIRE_OK(workflow::saveCase(*project, caseOf("round-Red.png", "in blue", "round-Blue.png")));
    auto engine = world.engine();
    REQUIRE_OK(plantRun(*project, "aligned", {7}));
    REQUIRE_OK(workflow::runCases(*project, engine, "image", {}, world.job));
    const auto moved = workflow::runCases(*project, engine, "aligned", {}, world.job);
    const auto again = workflow::runCases(*project, engine, "aligned", {}, world.job);
    REQUIRE_OK(moved);
    REQUIRE_OK(again);
    QVERIFY(again->moves.front().before == moved->moves.front().before);
    QVERIFY(again->moves.front().after == moved->moves.front().after);
    const auto last = workflow::lastCaseRun(*project);
    REQUIRE_OK(last);
    QVERIFY(*last);
    QCOMPARE((*last)->better, moved->better);
    QCOMPARE((*last)->p, moved->p);
    QVERIFY((*last)->moves.front().before == moved->moves.front().before);
}

void TestCases::theFirstRunIsComparedWithWhenAsked()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    REQUIRE_OK(workflow::saveCase(*project, caseOf("round-Red.png", "in blue", "round-Blue.png")));
    REQUIRE_OK(plantRun(*project, "aligned", {9}));
    REQUIRE_OK(plantRun(*project, "aligned", {4}));
    auto engine = world.engine();
    const auto last = workflow::runCases(*project, engine, "aligned", {}, world.job);
    REQUIRE_OK(last);
    QCOMPARE(*last->moves.front().before, std::size_t{4});
    const auto first = workflow::runCases(*project, engine, "aligned", {}, world.job, true);
    REQUIRE_OK(first);
    QCOMPARE(*first->moves.front().before, std::size_t{9});
    QCOMPARE(first->moves.front().after, last->moves.front().after);
}

void TestCases::aCaseWhoseReferenceIsGoneIsLeftOut()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    world.drawShape("outside.png", "round", QColor(205, 30, 35));
    auto outside = caseOf({}, "in blue", "round-Blue.png");
    outside.request.reference.path = world.path("outside.png").string();
    REQUIRE_OK(workflow::saveCase(*project, outside));
    REQUIRE_OK(workflow::saveCase(*project, caseOf("tall-Red.png", "in blue", "tall-Blue.png")));
    auto engine = world.engine();
    const auto both = workflow::runCases(*project, engine, "aligned", {}, world.job);
    REQUIRE_OK(both);
    QVERIFY(both->moves[0].after && both->moves[1].after);
    std::filesystem::remove(world.path("outside.png"));
    auto fresh = world.engine();
    const auto one = workflow::runCases(*project, fresh, "aligned", {}, world.job);
    REQUIRE_OK(one);
    QVERIFY(one->moves[0].before && !one->moves[0].after);
    QVERIFY(one->moves[1].after);
    QCOMPARE(one->better + one->worse + one->same, std::int64_t{1});
}

void TestCases::casesTravelInALosslessCopyAndAMerge()
{
    const SearchWorld world;
    const auto project = world.shop();
    QVERIFY(project);
    auto one = caseOf("round-Red.png", "in blue", "round-Blue.png");
    one.wrong = {"flat-Blue.png"};
    REQUIRE_OK(workflow::saveCase(*project, one));
    auto copy = losslessCopy(world, *project);
    REQUIRE_OK(copy);
    const auto here = workflow::listCases(*project)->front();
    const auto there = workflow::listCases(**copy);
    REQUIRE_OK(there);
    QCOMPARE(there->size(), std::size_t{1});
    QCOMPARE(there->front().key, here.key);
    QCOMPARE(there->front().request.text, here.request.text);
    QVERIFY(there->front().right == here.right);
    QVERIFY(there->front().wrong == here.wrong);
    QCOMPARE(there->front().reviewer, std::string("Ann"));
    QCOMPARE(there->front().at, here.at);

    REQUIRE_OK(workflow::judgeCase(**copy, here.key, "peak-Blue.png", true, false));
    const auto path = (*copy)->path();
    copy->reset();
    REQUIRE_OK(workflow::mergeInto(*project, {path}, world.job));
    const auto merged = workflow::listCases(*project);
    REQUIRE_OK(merged);
    QCOMPARE(merged->size(), std::size_t{1});
    QVERIFY((merged->front().right == std::vector<std::string>{"round-Blue.png", "peak-Blue.png"}));
}

void TestCases::rightIsPairTextAndAcceptInOneStep()
{
    const SearchWorld world;
    const auto project = world.shop();
    QVERIFY(project);
    const auto before = allPairs(*project).size();
    // Of two products: no pair yet.
    const auto marked = workflow::markRight(*project, "round-Red.png", "peak-Blue.png",
                                            " a pointed one in blue ", "Ann");
    REQUIRE_OK(marked);
    QVERIFY(!marked->event.empty());
    QCOMPARE(allPairs(*project).size(), before + 1);
    const auto accepted = allPairs(*project, "status:accepted");
    QCOMPARE(accepted.size(), std::size_t{1});
    const auto* slot = accepted.front().find(Direction::Forward, "en");
    QVERIFY(slot && slot->text);
    QCOMPARE(slot->text->body, std::string("a pointed one in blue"));
    QCOMPARE(slot->text->origin, Origin::Person);
    QCOMPARE(accepted.front().reference.name, std::string("round-Red.png"));
    QCOMPARE(accepted.front().target.name, std::string("peak-Blue.png"));
    REQUIRE_OK(workflow::undo(*project, "Ann"));
    QVERIFY(allPairs(*project, "status:accepted").empty());
    const auto report = workflow::verify(*project, {}, world.job);
    REQUIRE_OK(report);
    QVERIFY(report->ok);
}

void TestCases::rightOnAKnownPairTakesItsWording()
{
    const SearchWorld world;
    const auto project = world.shop();
    QVERIFY(project);
    const auto known = allPairs(*project).front();
    const auto* slot = known.find(Direction::Forward, "en");
    QVERIFY(slot && slot->text);
    const auto body = slot->text->body;
    REQUIRE_OK(workflow::markRight(*project, known.reference.name, known.target.name, body, "Ann"));
    auto accepted = allPairs(*project, "status:accepted");
    QCOMPARE(accepted.size(), std::size_t{1});
    QCOMPARE(accepted.front().find(Direction::Forward, "en")->text->origin, Origin::Generator);
    // Another wording for the same pair becomes the accepted one.
    REQUIRE_OK(workflow::markRight(*project, known.reference.name, known.target.name,
                                   "quite another wording", "Ann"));
    accepted = allPairs(*project, "status:accepted");
    QCOMPARE(accepted.size(), std::size_t{1});
    QVERIFY((texts(accepted.front()) == std::vector<std::string>{"quite another wording"}));
    QCOMPARE(allPairs(*project, "status:disputed").size(), std::size_t{0});
}

void TestCases::whatCannotBeRightSaysWhy()
{
    const SearchWorld world;
    const auto project = world.shop();
    QVERIFY(project);
    const auto before = everything(*project);
    const auto codeOf = [&](const std::string& from, const std::string& to,
                            const std::string& text) {
        const auto marked = workflow::markRight(*project, from, to, text, "Ann");
        return marked ? ErrorCode::Internal : marked.error().code;
    };
    QCOMPARE(codeOf("round-Red.png", "round-Blue.png", "  "), ErrorCode::NotApplicable);
    QCOMPARE(codeOf("round-Red.png", "round-Red.png", "in red"), ErrorCode::NotApplicable);
    QCOMPARE(codeOf("a pasted one", "round-Red.png", "in red"), ErrorCode::NotApplicable);
    QCOMPARE(codeOf("round-Red.png", "no such.png", "in red"), ErrorCode::NotFound);
    QVERIFY(!workflow::markRight(*project, "round-Red.png", "peak-Blue.png", "blue", " "));
    QVERIFY(everything(*project) == before);
}

QTEST_GUILESS_MAIN(TestCases)
#include "test_cases.moc"
