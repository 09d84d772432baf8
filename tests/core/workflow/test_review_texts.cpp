// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the judged text: alternatives and taking one, drafts, earlier wordings, words
// that a project knows.
#include "core/workflow/browse.h"
#include "core/workflow/review_texts.h"
#include "core/workflow/spelling.h"
#include "tests/core/workflow/world.h"

#include <algorithm>

using namespace triptych;
using namespace triptych::tests;
using workflow::Act;

namespace {

const SlotView& forwardSlot(const PairView& pair, const std::string& language = "en")
{
    return *pair.find(Direction::Forward, language);
}

workflow::Decision verdict(SlotId slot, Act act, std::string text = {})
{
    workflow::Decision made;
    made.slot = slot;
    made.act = act;
    made.text = std::move(text);
    return made;
}

PairView pairNow(workflow::Project& project, PairId id)
{
    const auto pairs = workflow::fetchPairs(project, {&id, 1});
    return pairs && !pairs->empty() ? pairs->front() : PairView{};
}

std::vector<std::string> bodies(const Result<std::vector<workflow::Wording>>& wordings)
{
    std::vector<std::string> found;
    for (const auto& one : wordings.value_or(std::vector<workflow::Wording>{})) {
        found.push_back(one.body);
    }
    return found;
}

using Bodies = std::vector<std::string>;

std::vector<TextView> textsNow(workflow::Project& project, SlotId slot,
                               const workflow::ViewFor& view = {})
{
    auto texts = workflow::slotTexts(project, slot, view);
    return texts ? std::move(*texts) : std::vector<TextView>{};
}

// Edits the forward slots of the first pairs to these wordings, in order.
void word(workflow::Project& project, const Bodies& wordings)
{
    const auto pairs = allPairs(project);
    QVERIFY(pairs.size() >= wordings.size());
    for (std::size_t i = 0; i < wordings.size(); ++i) {
        REQUIRE_OK(workflow::decide(project, "ann",
                                    {verdict(forwardSlot(pairs[i]).id, Act::Edit, wordings[i])}));
    }
}

// A slot with the machine's text, ann's and bob's, nothing standing; newest first: bob's, ann's.
SlotId slotWithThreeTexts(workflow::Project& project)
{
    const auto pair = allPairs(project).front();
    const SlotId slot = forwardSlot(pair).id;
    for (const auto& [who, text] :
         {std::pair{"ann", "turn it blue"}, std::pair{"bob", "in navy"}}) {
        if (!workflow::decide(project, who, {verdict(slot, Act::Edit, text)}) ||
            !workflow::undo(project, who)) {
            return {};
        }
    }
    return slot;
}

} // namespace

class TestReviewTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsOfASlotComeNewestFirst();
    void rejectedAlternativeIsMarked();
    void blindViewHidesWhatOthersWrote();
    void anotherTextIsAcceptedAndUndone();
    void textOfAnotherSlotCannotBeChosen();
    void onlyAnAcceptChooses();
    void draftSurvivesARestart();
    void emptyDraftRemovesIt();
    void verdictRemovesOnesOwnDraftAlone();
    void refusedVerdictKeepsTheDraft();
    void commandVerdictRemovesTheDraftToo();
    void draftsAreRefusedWithoutNameSlotOrUtf8();
    void wordingsThatBeginComeFirst();
    void wordingsAreCountedAndTheTypedOneLeftOut();
    void onlyDecidedTextsOfTheLanguageAreOffered();
    void japaneseWordingsAreFoundByOneCharacter();
    void hostileTypingFindsNothingAndHarmsNothing();
    void dictionaryOfOnesOwnIsUsed();
    void missingDictionaryNamesThePackage();
    void projectKnowsItsOwnWords();
};

void TestReviewTexts::textsOfASlotComeNewestFirst()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const SlotId slot = slotWithThreeTexts(*project);
    QVERIFY(slot.valid());
    const auto texts = workflow::slotTexts(*project, slot);
    REQUIRE_OK(texts);
    QCOMPARE(texts->size(), std::size_t{3});
    QCOMPARE((*texts)[0].body, std::string{"in navy"});
    QCOMPARE((*texts)[1].body, std::string{"turn it blue"});
    QCOMPARE((*texts)[0].origin, Origin::Person);
    QCOMPARE((*texts)[2].origin, Origin::Generator);
    QCOMPARE((*texts)[2].generator, std::string{"catalogue"});
    const auto none = workflow::slotTexts(*project, SlotId{987654});
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
}

void TestReviewTexts::rejectedAlternativeIsMarked()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const SlotId slot = slotWithThreeTexts(*project);
    REQUIRE_OK(workflow::decide(*project, "ann", {verdict(slot, Act::Reject)}));
    const auto rejectedBodies = [&] {
        Bodies found;
        for (const auto& text : textsNow(*project, slot)) {
            if (text.rejected) {
                found.push_back(text.body);
            }
        }
        return found;
    };
    const auto machine = textsNow(*project, slot).back();
    QCOMPARE(rejectedBodies(), Bodies{machine.body});
    REQUIRE_OK(workflow::undo(*project, "ann"));
    QVERIFY(rejectedBodies().empty());
    REQUIRE_OK(workflow::redo(*project, "ann"));
    QCOMPARE(rejectedBodies(), Bodies{machine.body});
}

void TestReviewTexts::blindViewHidesWhatOthersWrote()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto pair = allPairs(*project).front();
    const SlotId slot = forwardSlot(pair).id;
    REQUIRE_OK(workflow::decide(*project, "ann", {verdict(slot, Act::Edit, "turn it blue")}));
    REQUIRE_OK(workflow::decide(*project, "bob", {verdict(slot, Act::Reject)}));
    const auto seenBy = [&](const std::string& who) {
        Bodies found;
        for (const auto& text : textsNow(*project, slot, {who})) {
            found.push_back(text.body + (text.rejected ? " (rejected)" : ""));
        }
        return found;
    };
    const auto machine = textsNow(*project, slot).back().body;
    QCOMPARE(seenBy("cleo"), Bodies{machine});
    QCOMPARE(seenBy("ann"), (Bodies{"turn it blue", machine}));
    QCOMPARE(seenBy("bob"), (Bodies{"turn it blue (rejected)", machine}));
}

void TestReviewTexts::anotherTextIsAcceptedAndUndone()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const SlotId slot = slotWithThreeTexts(*project);
    const auto pair = allPairs(*project).front();
    const auto before = forwardSlot(pair).text->id;
    const auto other = textsNow(*project, slot).at(1);
    QVERIFY(other.id != before);
    auto choice = verdict(slot, Act::Accept);
    choice.choose = other.id;
    const auto decided = workflow::decide(*project, "ann", {choice});
    REQUIRE_OK(decided);
    const auto& now = forwardSlot(decided->pairs.front());
    QCOMPARE(now.state, SlotState::Accepted);
    QCOMPARE(now.text->id, other.id);
    QCOMPARE(now.text->body, std::string{"turn it blue"});
    const auto history = workflow::history(*project, pair.id);
    REQUIRE_OK(history);
    QCOMPARE(history->front().kind, std::string{"accept"});
    QCOMPARE(history->front().text, std::string{"turn it blue"});
    REQUIRE_OK(workflow::undo(*project, "ann"));
    QCOMPARE(forwardSlot(pairNow(*project, pair.id)).text->id, before);
    QCOMPARE(forwardSlot(pairNow(*project, pair.id)).state, SlotState::Pending);
}

void TestReviewTexts::textOfAnotherSlotCannotBeChosen()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto pairs = allPairs(*project);
    auto choice = verdict(forwardSlot(pairs[0]).id, Act::Accept);
    choice.choose = forwardSlot(pairs[1]).text->id;
    for (const TextId foreign : {forwardSlot(pairs[1]).text->id, TextId{987654}}) {
        choice.choose = foreign;
        const auto decided = workflow::decide(*project, "ann", {choice});
        QVERIFY(!decided);
        QCOMPARE(decided.error().code, ErrorCode::NotApplicable);
    }
    QCOMPARE(forwardState(*project, pairs[0].id), SlotState::Pending);
}

void TestReviewTexts::onlyAnAcceptChooses()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const SlotId slot = slotWithThreeTexts(*project);
    auto choice = verdict(slot, Act::Reject);
    choice.choose = textsNow(*project, slot).at(1).id;
    const auto decided = workflow::decide(*project, "ann", {choice});
    QVERIFY(!decided);
    QCOMPARE(decided.error().code, ErrorCode::BadArgument);
}

void TestReviewTexts::draftSurvivesARestart()
{
    const World world;
    auto project = world.project();
    QVERIFY(project);
    const auto pairs = allPairs(*project);
    const SlotId first = forwardSlot(pairs[0]).id;
    const SlotId second = forwardSlot(pairs[1]).id;
    REQUIRE_OK(workflow::saveDraft(*project, " ann ", second, "later\nlines 青 👕"));
    REQUIRE_OK(workflow::saveDraft(*project, "ann", first, "half"));
    REQUIRE_OK(workflow::saveDraft(*project, "ann", first, "half a thought"));
    REQUIRE_OK(workflow::saveDraft(*project, "bob", first, "his"));
    project.reset();
    auto again = workflow::Project::open(world.path("p.triptych"), World::options());
    REQUIRE_OK(again);
    const auto drafts = workflow::drafts(**again, "ann");
    REQUIRE_OK(drafts);
    QCOMPARE(drafts->size(), std::size_t{2});
    QCOMPARE((*drafts)[0].slot, first);
    QCOMPARE((*drafts)[0].pair, pairs[0].id);
    QCOMPARE((*drafts)[0].body, std::string{"half a thought"});
    QCOMPARE((*drafts)[1].body, std::string{"later\nlines 青 👕"});
    QCOMPARE(workflow::drafts(**again, "bob")->size(), std::size_t{1});
    QVERIFY(workflow::drafts(**again, "nobody yet")->empty());
}

void TestReviewTexts::emptyDraftRemovesIt()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const SlotId slot = forwardSlot(allPairs(*project).front()).id;
    REQUIRE_OK(workflow::saveDraft(*project, "ann", slot, "half"));
    REQUIRE_OK(workflow::saveDraft(*project, "ann", slot, ""));
    QVERIFY(workflow::drafts(*project, "ann")->empty());
    REQUIRE_OK(workflow::saveDraft(*project, "somebody new", slot, ""));
}

void TestReviewTexts::verdictRemovesOnesOwnDraftAlone()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const SlotId slot = forwardSlot(allPairs(*project).front()).id;
    for (const auto act : {Act::Accept, Act::Edit, Act::Reject}) {
        REQUIRE_OK(workflow::saveDraft(*project, "ann", slot, "hers"));
        REQUIRE_OK(workflow::saveDraft(*project, "bob", slot, "his"));
        REQUIRE_OK(workflow::decide(*project, "ann", {verdict(slot, act, "turn it blue")}));
        QVERIFY(workflow::drafts(*project, "ann")->empty());
        QCOMPARE(workflow::drafts(*project, "bob")->size(), std::size_t{1});
    }
    REQUIRE_OK(workflow::saveDraft(*project, "ann", slot, "hers"));
    REQUIRE_OK(workflow::decide(*project, "ann", {verdict(slot, Act::Flag)})); // no verdict
    QCOMPARE(workflow::drafts(*project, "ann")->size(), std::size_t{1});
}

void TestReviewTexts::refusedVerdictKeepsTheDraft()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto pairs = allPairs(*project);
    const SlotId slot = forwardSlot(pairs[0]).id;
    REQUIRE_OK(workflow::saveDraft(*project, "ann", slot, "hers"));
    // The second of one transaction is refused: nothing of it happened.
    QVERIFY(!workflow::decide(
        *project, "ann",
        {verdict(slot, Act::Accept), verdict(forwardSlot(pairs[1]).id, Act::Edit, "  ")}));
    QCOMPARE(workflow::drafts(*project, "ann")->size(), std::size_t{1});
    QCOMPARE(forwardState(*project, pairs[0].id), SlotState::Pending);
}

void TestReviewTexts::commandVerdictRemovesTheDraftToo()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const SlotId slot = forwardSlot(allPairs(*project).front()).id;
    REQUIRE_OK(workflow::saveDraft(*project, "ann", slot, "hers"));
    workflow::DecideWhereRequest request;
    request.act = Act::Accept;
    request.reviewer = "ann";
    REQUIRE_OK(workflow::decideWhere(*project, request, world.job));
    QVERIFY(workflow::drafts(*project, "ann")->empty());
}

void TestReviewTexts::draftsAreRefusedWithoutNameSlotOrUtf8()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const SlotId slot = forwardSlot(allPairs(*project).front()).id;
    const auto codeOf = [](const Status& status) {
        return status ? ErrorCode::Internal : status.error().code;
    };
    QCOMPARE(codeOf(workflow::saveDraft(*project, " \u3000", slot, "x")), ErrorCode::BadArgument);
    QCOMPARE(codeOf(workflow::saveDraft(*project, "ann", SlotId{987654}, "x")),
             ErrorCode::NotFound);
    QCOMPARE(codeOf(workflow::saveDraft(*project, "ann", slot, "\xff")), ErrorCode::Encoding);
    const auto nameless = workflow::drafts(*project, "");
    QVERIFY(!nameless);
    QCOMPARE(nameless.error().code, ErrorCode::BadArgument);
    QVERIFY(workflow::drafts(*project, "ann")->empty());
}

void TestReviewTexts::wordingsThatBeginComeFirst()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    word(*project, {"make it navy blue", "make it navy blue", "blue with longer sleeves",
                    "Blue, please", "longer sleeves", "blueish"});
    QCOMPARE(bodies(workflow::acceptedWordings(*project, "en", "BLUE", 10)),
             (Bodies{"Blue, please", "blue with longer sleeves", "blueish", "make it navy blue"}));
    QCOMPARE(bodies(workflow::acceptedWordings(*project, "en", "blue slee", 10)),
             (Bodies{"blue with longer sleeves"}));
    QCOMPARE(bodies(workflow::acceptedWordings(*project, "en", "blue", 2)),
             (Bodies{"Blue, please", "blue with longer sleeves"}));
    QVERIFY(workflow::acceptedWordings(*project, "en", "blue", 0)->empty());
    QVERIFY(workflow::acceptedWordings(*project, "en", "purple", 10)->empty());
}

void TestReviewTexts::wordingsAreCountedAndTheTypedOneLeftOut()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    word(*project, {"zip it", "zip it", "zip it", "add a zip", "add a zip", "zip"});
    const auto all = workflow::acceptedWordings(*project, "en", "", 10);
    REQUIRE_OK(all);
    QCOMPARE(bodies(all), (Bodies{"zip it", "add a zip", "zip"}));
    QCOMPARE((*all)[0].uses, 3);
    QCOMPARE((*all)[1].uses, 2);
    QCOMPARE(bodies(workflow::acceptedWordings(*project, "en", " zip ", 10)),
             (Bodies{"zip it", "add a zip"}));
}

void TestReviewTexts::onlyDecidedTextsOfTheLanguageAreOffered()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto pairs = allPairs(*project);
    QVERIFY(workflow::acceptedWordings(*project, "en", "", 10)->empty()); // all pending
    const auto& slot = forwardSlot(pairs[0]);
    REQUIRE_OK(workflow::decide(*project, "ann", {verdict(slot.id, Act::Accept)}));
    QCOMPARE(bodies(workflow::acceptedWordings(*project, "en", "", 10)), Bodies{slot.text->body});
    QVERIFY(workflow::acceptedWordings(*project, "ja", "", 10)->empty());
    REQUIRE_OK(workflow::decide(*project, "ann", {verdict(slot.id, Act::Reject)}));
    QVERIFY(workflow::acceptedWordings(*project, "en", "", 10)->empty());
}

void TestReviewTexts::japaneseWordingsAreFoundByOneCharacter()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    workflow::GenerateRequest request;
    request.language = Language::Japanese;
    REQUIRE_OK(workflow::generate(*project, request, world.job));
    const auto pairs = allPairs(*project);
    const Bodies wordings{"青い半袖シャツにして", "半袖を長袖に変えて", "色を青に",
                          "Ｔシャツを白く"};
    for (std::size_t i = 0; i < wordings.size(); ++i) {
        const auto* slot = pairs[i].find(Direction::Forward, "ja");
        QVERIFY(slot);
        REQUIRE_OK(workflow::decide(*project, "ann", {verdict(slot->id, Act::Edit, wordings[i])}));
    }
    const auto typed = [&](const char* text) {
        return bodies(workflow::acceptedWordings(*project, "ja", text, 10));
    };
    QCOMPARE(typed("青"), (Bodies{"青い半袖シャツにして", "色を青に"}));
    QCOMPARE(typed("半袖"), (Bodies{"半袖を長袖に変えて", "青い半袖シャツにして"}));
    QCOMPARE(typed("青い半"), (Bodies{"青い半袖シャツにして"}));
    QCOMPARE(typed("tシ"), (Bodies{"Ｔシャツを白く"})); // NFKC, case-folded
    QVERIFY(typed("袖半").empty());
}

void TestReviewTexts::hostileTypingFindsNothingAndHarmsNothing()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    word(*project, {"say \"blue\" (now)", "50% *off*", "-blue", "→ bigger"});
    const auto typed = [&](const std::string& text) {
        const auto found = workflow::acceptedWordings(*project, "en", text, 10);
        return found ? bodies(found) : Bodies{"failed: " + describe(found.error())};
    };
    QCOMPARE(typed("\"blue\""), (Bodies{"-blue", "say \"blue\" (now)"}));
    QCOMPARE(typed("say \""), (Bodies{"say \"blue\" (now)"}));
    QCOMPARE(typed("*"), Bodies{});
    QCOMPARE(typed("→"), (Bodies{"→ bigger"}));
    QCOMPARE(typed("50% *o"), (Bodies{"50% *off*"}));
    for (const std::string& text :
         {std::string{"blue AND NOT ("}, std::string{"NEAR(a b"}, std::string{"';DROP TABLE text"},
          std::string{"\xff\xfe"}, std::string("\0x", 2), std::string(1'001, 'b'),
          std::string(1'000, '"'), std::string{"terms:blue^2"}}) {
        QCOMPARE(typed(text), Bodies{});
    }
}

void TestReviewTexts::dictionaryOfOnesOwnIsUsed()
{
    const World world;
    world.write("own.aff", "SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz\n");
    world.write("own.dic", "3\nhoodie\nblue\nmake\n");
    const auto speller = workflow::Speller::loadFrom(world.path("own.aff"), world.path("own.dic"));
    REQUIRE_OK(speller);
    QCOMPARE((*speller)->check("make hodie blue"), (std::vector<workflow::Misspelling>{{5, 5}}));
    QCOMPARE((*speller)->suggest("hodie", 1), (std::vector<std::string>{"hoodie"}));
    QVERIFY((*speller)->suggest("hodie", -1).empty());
    (*speller)->learn({"Hodie"});
    QVERIFY((*speller)->check("make hodie blue").empty());
    world.write("broken.dic", "no number\n");
    const auto broken =
        workflow::Speller::loadFrom(world.path("own.aff"), world.path("broken.dic"));
    QVERIFY(!broken);
    QCOMPARE(broken.error().code, ErrorCode::BadFormat);
}

void TestReviewTexts::missingDictionaryNamesThePackage()
{
    for (const char* language : {"ja", "", "x", "de-DE"}) {
        const auto none = workflow::Speller::load(language);
        QVERIFY(!none);
        QCOMPARE(none.error().code, ErrorCode::Unsupported);
    }
    const auto english = workflow::Speller::load("en");
    if (english) {
        QVERIFY((*english)->check("Change the colour of the hoodie to navy blue").size() <= 1);
        QCOMPARE((*english)->check("longer sleves").size(), std::size_t{1});
    } else {
        QCOMPARE(english.error().code, ErrorCode::NotFound);
        QVERIFY(english.error().detail.find("hunspell-en-us") != std::string::npos);
    }
}

void TestReviewTexts::projectKnowsItsOwnWords()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto words = workflow::projectWords(*project);
    REQUIRE_OK(words);
    const auto has = [&](const char* word) {
        return std::binary_search(words->begin(), words->end(), std::string{word});
    };
    QVERIFY(has("Black"));   // of the catalogue
    QVERIFY(has("striped")); // of the program
    QVERIFY(!has("zzqx"));
}

QTEST_GUILESS_MAIN(TestReviewTexts)
#include "test_review_texts.moc"
