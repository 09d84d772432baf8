// SPDX-License-Identifier: GPL-3.0-or-later
// The desk of the Query page: when it asks, which answers count, chains, and missing encoders.
#include "desk_world.h"
#include "tests.h"

using namespace triptych;
using namespace triptych::ui;

namespace {

class QueryDeskTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void typingAsksOnceWhenItRests();
    void answerToAnOlderQuestionIsDropped();
    void typingDropsWhatIsOnItsWay();
    void nothingToAskAsksNothing();
    void nothingIsAskedBeforeImagesAreEncoded();
    void questionTypedWhileNothingIsEncodedIsAskedAfterwards();
    void imageAloneIsAQuestion();
    void comparedMethodTellsHowFarAResultMoved();
    void resultFarDownWithTheOtherMethodMovedAtLeastSoFar();
    void scrollingAsksForMoreUntilAllAreThere();
    void chainKeepsTheTextsOfItsSteps();
    void goingBackBringsTheStepBack();
    void newReferenceStartsAfresh();
    void weightIsAsFittedUntilItIsChosen();
    void categoryAndNegativeTextAreAskedFor();
    void fetchedModelEncodesAfterwards();
    void modelThatCannotBeFetchedIsToldWithTheWayOut();
    void errorOfAQueryIsShownAndTheNextAnswerClearsIt();
    void closedProjectLeavesAnEmptyDesk();
};

void QueryDeskTest::typingAsksOnceWhenItRests()
{
    DeskWorld world;
    for (const auto* text : {"b", "bl", "blu", "blue"}) {
        world.desk->setText(QLatin1String(text));
    }
    QTRY_COMPARE(world.backend.asked.size(), 1U);
    QCOMPARE(world.backend.asked.front().text, std::string("blue"));
    QTRY_COMPARE(world.best(), std::string("blue shirt.jpg"));
}

void QueryDeskTest::answerToAnOlderQuestionIsDropped()
{
    DeskWorld world;
    world.backend.holdAnswers = true;
    world.desk->setText(QStringLiteral("red"));
    world.desk->askNow();
    world.desk->setText(QStringLiteral("blue"));
    world.desk->askNow();
    world.backend.releaseNewest();
    QCOMPARE(world.best(), std::string("blue shirt.jpg"));
    world.backend.releaseOldest();
    QCOMPARE(world.best(), std::string("blue shirt.jpg"));
}

void QueryDeskTest::typingDropsWhatIsOnItsWay()
{
    DeskWorld world;
    world.backend.holdAnswers = true;
    world.desk->setText(QStringLiteral("red"));
    world.desk->askNow();
    const int before = world.backend.drops;
    world.desk->setText(QStringLiteral("blue"));
    QCOMPARE(world.backend.drops, before + 1);
    world.backend.releaseOldest();
    QVERIFY(!world.desk->answers());
}

void QueryDeskTest::nothingToAskAsksNothing()
{
    DeskWorld world;
    world.desk->setText(QStringLiteral("   "));
    world.desk->askNow();
    QVERIFY(world.backend.asked.empty());
    QVERIFY(!world.desk->waiting());
    world.ask(QStringLiteral("blue"));
    world.desk->clear();
    QVERIFY(!world.desk->answers());
}

void QueryDeskTest::nothingIsAskedBeforeImagesAreEncoded()
{
    DeskWorld world;
    world.backend.encoded = 0;
    world.desk->refresh();
    QTRY_VERIFY(world.desk->encoder().has_value());
    world.desk->setText(QStringLiteral("blue"));
    world.desk->askNow();
    QVERIFY(world.backend.asked.empty());
}

void QueryDeskTest::questionTypedWhileNothingIsEncodedIsAskedAfterwards()
{
    DeskWorld world;
    world.backend.encoded = 0;
    world.desk->refresh();
    QTRY_VERIFY(world.desk->encoder().has_value());
    world.desk->setText(QStringLiteral("blue"));
    world.desk->askNow();
    world.desk->encode();
    QVERIFY(world.desk->encoding());
    QTRY_COMPARE(world.best(), std::string("blue shirt.jpg"));
    QVERIFY(!world.desk->encoding());
    QCOMPARE(world.backend.encodeCalls, 1);
}

void QueryDeskTest::imageAloneIsAQuestion()
{
    DeskWorld world;
    world.desk->setReference(sourceOf(world.image(0)));
    QCOMPARE(world.backend.asked.size(), 1U);
    QCOMPARE(world.backend.asked.front().reference.name, std::string("black shirt.jpg"));
    QVERIFY(world.backend.asked.front().withoutReference);
}

void QueryDeskTest::comparedMethodTellsHowFarAResultMoved()
{
    DeskWorld world;
    world.desk->setMethods("aligned", "fusion");
    world.ask(QString());
    const auto& hits = world.desk->answers()->first.hits;
    // The other method has the four results in reverse.
    QCOMPARE(world.desk->moveOf(hits.front()).value(), (RankMove{3, false}));
    QCOMPARE(world.desk->moveOf(hits.back()).value(), (RankMove{-3, false}));
    world.desk->setMethods("aligned", "");
    QTRY_VERIFY(!world.desk->waiting());
    QVERIFY(!world.desk->moveOf(world.desk->answers()->first.hits.front()));
}

void QueryDeskTest::resultFarDownWithTheOtherMethodMovedAtLeastSoFar()
{
    DeskWorld world;
    for (int i = 0; i < 300; ++i) {
        world.backend.addImage("more " + std::to_string(i) + ".jpg");
    }
    world.desk->setMethods("aligned", "fusion");
    world.ask(QString());
    const auto move = world.desk->moveOf(world.desk->answers()->first.hits.front());
    QVERIFY(move && move->beyond);
    QCOMPARE(move->by, 200);
}

void QueryDeskTest::scrollingAsksForMoreUntilAllAreThere()
{
    DeskWorld world;
    for (int i = 0; i < 40; ++i) {
        world.backend.addImage("more " + std::to_string(i) + ".jpg");
    }
    world.ask(QStringLiteral("blue"));
    QCOMPARE(world.desk->answers()->first.hits.size(), QueryDesk::kFirstResults);
    world.desk->more();
    QTRY_COMPARE(world.desk->answers()->first.hits.size(), 44U);
    const auto asked = world.backend.asked.size();
    world.desk->more();
    QCOMPARE(world.backend.asked.size(), asked); // all are there
}

void QueryDeskTest::chainKeepsTheTextsOfItsSteps()
{
    DeskWorld world;
    world.ask(QStringLiteral("blue"));
    world.desk->makeReference(world.image(1));
    QVERIFY(world.desk->text().isEmpty());
    world.desk->setText(QStringLiteral("longer"));
    world.desk->askNow();
    const auto& asked = world.backend.asked.back();
    QCOMPARE(asked.reference.name, std::string("blue shirt.jpg"));
    QCOMPARE(asked.text, std::string("longer"));
    QCOMPARE(asked.earlier, std::vector<std::string>{"blue"});
}

void QueryDeskTest::goingBackBringsTheStepBack()
{
    DeskWorld world;
    world.ask(QStringLiteral("blue"));
    world.desk->makeReference(world.image(1));
    world.desk->setText(QStringLiteral("longer"));
    world.desk->makeReference(world.image(2));
    QCOMPARE(world.desk->steps().size(), 2U);
    world.desk->goBack(0);
    QVERIFY(world.desk->steps().empty());
    QCOMPARE(world.desk->text(), QStringLiteral("blue"));
    QCOMPARE(world.desk->reference().image.name, std::string("black shirt.jpg"));
    QVERIFY(world.backend.asked.back().earlier.empty());
}

void QueryDeskTest::newReferenceStartsAfresh()
{
    DeskWorld world;
    world.ask(QStringLiteral("blue"));
    world.desk->setTarget(world.image(1).name);
    world.desk->makeReference(world.image(1));
    world.desk->setReference(sourceOf(world.image(2)));
    QVERIFY(world.desk->steps().empty());
    QVERIFY(!world.desk->target());
}

void QueryDeskTest::weightIsAsFittedUntilItIsChosen()
{
    DeskWorld world;
    world.backend.notes.textShare = 0.7;
    world.ask(QStringLiteral("blue"));
    QVERIFY(!world.backend.asked.back().textShare);
    QCOMPARE(world.desk->fittedShare(), 0.7);
    world.desk->setTextShare(0.2);
    QTRY_VERIFY(world.backend.asked.back().textShare == 0.2);
    world.desk->setTextShare(std::nullopt);
    QTRY_VERIFY(!world.backend.asked.back().textShare);
}

void QueryDeskTest::categoryAndNegativeTextAreAskedFor()
{
    DeskWorld world;
    world.ask(QString());
    world.desk->setWithout(QStringLiteral(" hood "));
    world.desk->setCategory("Mugs");
    QCOMPARE(world.backend.asked.back().negative, std::string("hood"));
    QTRY_COMPARE(world.best(), std::string("white mug.jpg"));
}

void QueryDeskTest::fetchedModelEncodesAfterwards()
{
    DeskWorld world;
    world.backend.encoder = "compact";
    world.backend.fallback = "not there";
    world.desk->refresh();
    QTRY_VERIFY(world.desk->encoder().has_value());
    world.desk->fetchStandard();
    QVERIFY(world.desk->fetching());
    QTRY_COMPARE(world.backend.encodeCalls, 1);
    QTRY_VERIFY(world.desk->encoder()->encoder == "standard");
    QVERIFY(!world.desk->fetching());
}

void QueryDeskTest::modelThatCannotBeFetchedIsToldWithTheWayOut()
{
    DeskWorld world;
    world.backend.fetchFailure = Error{ErrorCode::Io, "no network", {}, 0};
    world.desk->fetchStandard();
    QTRY_VERIFY(world.desk->fetchError().has_value()); // the page tells it as long as it holds
    QVERIFY(!world.desk->fetching());
    QCOMPARE(world.backend.encodeCalls, 0);
}

void QueryDeskTest::errorOfAQueryIsShownAndTheNextAnswerClearsIt()
{
    DeskWorld world;
    world.backend.failure = Error{ErrorCode::Unreadable, "no decoder", "photo.jpg", 0};
    world.desk->setReference(sourceOfFile(QStringLiteral("/photo.jpg")));
    QTRY_VERIFY(world.desk->error().has_value());
    QVERIFY(!world.desk->answers());
    world.backend.failure.reset();
    world.desk->setReference(sourceOf(world.image(0)));
    QTRY_VERIFY(world.desk->answers().has_value());
    QVERIFY(!world.desk->error());
}

void QueryDeskTest::closedProjectLeavesAnEmptyDesk()
{
    DeskWorld world;
    world.ask(QStringLiteral("blue"));
    world.backend.open = false;
    Q_EMIT world.backend.closed();
    QVERIFY(world.desk->asksNothing());
    QVERIFY(!world.desk->answers());
    QVERIFY(world.desk->cases().empty());
}

} // namespace

std::unique_ptr<QObject> makeQueryDeskTest()
{
    return std::make_unique<QueryDeskTest>();
}

#include "query_desk_test.moc"
