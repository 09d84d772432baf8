// SPDX-License-Identifier: GPL-3.0-or-later
// The desk of the Query page: when it asks, which answers count, chains, cases and judgements.
#include "fake_query_backend.h"
#include "tests.h"

#include "ui/convert.h"
#include "ui/query/query_desk.h"

#include <QSignalSpy>
#include <QTest>

using namespace triptych;
using namespace triptych::ui;

namespace {

struct World
{
    FakeQueryBackend backend;
    std::unique_ptr<QueryDesk> desk;
    std::unique_ptr<QSignalSpy> said;

    World()
    {
        for (const auto* name : {"black shirt.jpg", "blue shirt.jpg", "red shirt.jpg",
                                 "blue hoodie.jpg", "white mug.jpg"}) {
            backend.addImage(name,
                             std::string(name).find("mug") == std::string::npos ? "Tops" : "Mugs");
        }
        desk = std::make_unique<QueryDesk>(backend);
        said = std::make_unique<QSignalSpy>(desk.get(), &QueryDesk::said);
    }
    [[nodiscard]] const ImageView& image(int number) const
    {
        return backend.images.at(static_cast<std::size_t>(number));
    }
    [[nodiscard]] std::string best() const
    {
        const auto& answers = desk->answers();
        return answers && !answers->first.hits.empty() ? answers->first.hits.front().image.name
                                                       : std::string();
    }
    [[nodiscard]] QString lastSaid() const
    {
        return said->isEmpty() ? QString() : said->back().at(0).toString();
    }
    void ask(const QString& text)
    {
        desk->begin(sourceOf(image(0)), text, std::nullopt);
        QTRY_VERIFY(!desk->waiting());
    }
};

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
    void rightResultBecomesAPair();
    void rightResultCanBeTakenBack();
    void whyAResultCannotBeRightIsSaid_data();
    void whyAResultCannotBeRightIsSaid();
    void wrongResultSavesTheQueryFirst();
    void wrongResultCanBeTakenBack();
    void savedCaseKeepsItsRightAnswer();
    void pastedImageCannotBeSaved();
    void caseThatIsLoadedAsksItsQuestionAgain();
    void editedQuestionIsNoLongerTheCase();
    void removedCaseCanBeTakenBack();
    void casesRunWithTheChosenMethod();
    void renamingToNothingChangesNothing();
    void fetchedModelEncodesAfterwards();
    void modelThatCannotBeFetchedIsToldWithTheWayOut();
    void errorOfAQueryIsShownAndTheNextAnswerClearsIt();
    void readOnlyProjectIsToldInsteadOfWritten();
    void closedProjectLeavesAnEmptyDesk();
};

void QueryDeskTest::typingAsksOnceWhenItRests()
{
    World world;
    for (const auto* text : {"b", "bl", "blu", "blue"}) {
        world.desk->setText(QLatin1String(text));
    }
    QTRY_COMPARE(world.backend.asked.size(), 1U);
    QCOMPARE(world.backend.asked.front().text, std::string("blue"));
    QTRY_COMPARE(world.best(), std::string("blue shirt.jpg"));
}

void QueryDeskTest::answerToAnOlderQuestionIsDropped()
{
    World world;
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
    World world;
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
    World world;
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
    World world;
    world.backend.encoded = 0;
    world.desk->refresh();
    QTRY_VERIFY(world.desk->encoder().has_value());
    world.desk->setText(QStringLiteral("blue"));
    world.desk->askNow();
    QVERIFY(world.backend.asked.empty());
}

void QueryDeskTest::questionTypedWhileNothingIsEncodedIsAskedAfterwards()
{
    World world;
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
    World world;
    world.desk->setReference(sourceOf(world.image(0)));
    QCOMPARE(world.backend.asked.size(), 1U);
    QCOMPARE(world.backend.asked.front().reference.name, std::string("black shirt.jpg"));
    QVERIFY(world.backend.asked.front().withoutReference);
}

void QueryDeskTest::comparedMethodTellsHowFarAResultMoved()
{
    World world;
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
    World world;
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
    World world;
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
    World world;
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
    World world;
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
    World world;
    world.ask(QStringLiteral("blue"));
    world.desk->setTarget(world.image(1).name);
    world.desk->makeReference(world.image(1));
    world.desk->setReference(sourceOf(world.image(2)));
    QVERIFY(world.desk->steps().empty());
    QVERIFY(!world.desk->target());
}

void QueryDeskTest::weightIsAsFittedUntilItIsChosen()
{
    World world;
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
    World world;
    world.ask(QString());
    world.desk->setWithout(QStringLiteral(" hood "));
    world.desk->setCategory("Mugs");
    QCOMPARE(world.backend.asked.back().negative, std::string("hood"));
    QTRY_COMPARE(world.best(), std::string("white mug.jpg"));
}

void QueryDeskTest::rightResultBecomesAPair()
{
    World world;
    world.ask(QStringLiteral("blue"));
    world.desk->markRight(world.image(1));
    QTRY_COMPARE(world.said->size(), 1);
    QVERIFY(world.said->front().at(1).toBool());
    const std::array<std::string, 3> pair{"black shirt.jpg", "blue shirt.jpg", "blue"};
    QCOMPARE(world.backend.right.size(), 1U);
    QVERIFY(world.backend.right.front() == pair);
    QCOMPARE(world.desk->target().value(), std::string("blue shirt.jpg"));
    QTRY_VERIFY(!world.desk->waiting());
    QCOMPARE(world.desk->answers()->first.targetRank.value(), 1U);
}

void QueryDeskTest::rightResultCanBeTakenBack()
{
    World world;
    world.ask(QStringLiteral("blue"));
    world.desk->markRight(world.image(1));
    QTRY_COMPARE(world.said->size(), 1);
    world.desk->takeBack();
    QTRY_COMPARE(world.backend.undone, 1);
    QTRY_VERIFY(!world.desk->target());
    world.desk->takeBack(); // nothing is left to take back
    QCOMPARE(world.backend.undone, 1);
}

void QueryDeskTest::whyAResultCannotBeRightIsSaid_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("word");
    QTest::newRow("no reference") << 0 << QStringLiteral("choose a reference");
    QTest::newRow("a file") << 1 << QStringLiteral("not an image of this project");
    QTest::newRow("itself") << 2 << QStringLiteral("the reference itself");
    QTest::newRow("no text") << 3 << QStringLiteral("Write what changes");
}

void QueryDeskTest::whyAResultCannotBeRightIsSaid()
{
    QFETCH(const int, kind);
    QFETCH(const QString, word);
    World world;
    QuerySource reference = sourceOf(world.image(1));
    if (kind == 0) {
        reference = {};
    } else if (kind == 1) {
        reference = sourceOfFile(QStringLiteral("/elsewhere/photo.jpg"));
    } else if (kind == 3) {
        reference = sourceOf(world.image(0));
    }
    world.desk->begin(reference, kind == 3 ? QString() : QStringLiteral("blue"), std::nullopt);
    QTRY_VERIFY(!world.desk->waiting());
    world.desk->markRight(world.image(1));
    QVERIFY2(world.lastSaid().contains(word), qPrintable(world.lastSaid()));
    QVERIFY(world.backend.right.empty());
}

void QueryDeskTest::wrongResultSavesTheQueryFirst()
{
    World world;
    world.ask(QStringLiteral("blue"));
    world.desk->markWrong(world.image(2));
    QTRY_COMPARE(world.backend.saved.size(), 1U);
    QTRY_VERIFY(world.desk->isWrong("red shirt.jpg"));
    QCOMPARE(world.backend.saved.front().name, std::string("blue"));
    QCOMPARE(world.backend.saved.front().wrong, std::vector<std::string>{"red shirt.jpg"});
    world.desk->markWrong(world.image(4)); // the same case
    QTRY_VERIFY(world.desk->isWrong("white mug.jpg"));
    QCOMPARE(world.backend.saved.size(), 1U);
}

void QueryDeskTest::wrongResultCanBeTakenBack()
{
    World world;
    world.ask(QStringLiteral("blue"));
    world.desk->markWrong(world.image(2));
    QTRY_VERIFY(world.desk->isWrong("red shirt.jpg"));
    world.desk->takeBack();
    QTRY_VERIFY(!world.desk->isWrong("red shirt.jpg"));
    world.desk->markWrong(world.image(2));
    QTRY_VERIFY(world.desk->isWrong("red shirt.jpg"));
    world.desk->markWrong(world.image(2)); // the same key again
    QTRY_VERIFY(!world.desk->isWrong("red shirt.jpg"));
}

void QueryDeskTest::savedCaseKeepsItsRightAnswer()
{
    World world;
    world.desk->begin(sourceOf(world.image(0)), QStringLiteral("blue"), world.image(1).name);
    QTRY_VERIFY(!world.desk->waiting());
    world.desk->saveAsCase();
    QTRY_COMPARE(world.backend.saved.size(), 1U);
    QCOMPARE(world.backend.saved.front().right, std::vector<std::string>{"blue shirt.jpg"});
    QCOMPARE(world.backend.saved.front().request.reference.name, std::string("black shirt.jpg"));
    QTRY_VERIFY(world.desk->currentCase().has_value());
    world.desk->saveAsCase();
    QVERIFY(world.lastSaid().contains(QStringLiteral("already")));
    QCOMPARE(world.backend.saved.size(), 1U);
}

void QueryDeskTest::pastedImageCannotBeSaved()
{
    World world;
    QImage pixels(8, 8, QImage::Format_RGB32);
    pixels.fill(Qt::blue);
    world.desk->setReference(sourceOfPixels(pixels));
    world.desk->saveAsCase();
    QVERIFY(world.lastSaid().contains(QStringLiteral("pasted")));
    world.desk->markWrong(world.image(1));
    QVERIFY(world.lastSaid().contains(QStringLiteral("pasted")));
    QVERIFY(world.backend.saved.empty());
}

void QueryDeskTest::caseThatIsLoadedAsksItsQuestionAgain()
{
    World world;
    workflow::SavedCase one;
    one.key = "k";
    one.request.reference.name = "black shirt.jpg";
    one.request.text = "blue";
    one.request.earlier = {"longer"};
    one.right = {"blue shirt.jpg"};
    world.desk->loadCase(one);
    QTRY_VERIFY(world.desk->answers().has_value());
    QCOMPARE(world.backend.asked.back().earlier, std::vector<std::string>{"longer"});
    QCOMPARE(world.desk->answers()->first.targetRank.value(), 1U);
    QTRY_COMPARE(world.desk->reference().view.id, world.image(0).id); // found by its name
}

void QueryDeskTest::editedQuestionIsNoLongerTheCase()
{
    World world;
    world.ask(QStringLiteral("blue"));
    world.desk->saveAsCase();
    QTRY_VERIFY(world.desk->currentCase().has_value());
    world.desk->setText(QStringLiteral("blue, longer"));
    QVERIFY(!world.desk->currentCase());
    world.desk->saveAsCase();
    QTRY_COMPARE(world.backend.saved.size(), 2U);
}

void QueryDeskTest::removedCaseCanBeTakenBack()
{
    World world;
    world.ask(QStringLiteral("blue"));
    world.desk->saveAsCase();
    QTRY_COMPARE(world.desk->cases().size(), 1U);
    const auto one = world.desk->cases().front();
    world.desk->removeCase(one);
    QTRY_VERIFY(world.desk->cases().empty());
    world.desk->takeBack();
    QTRY_COMPARE(world.desk->cases().size(), 1U);
    QCOMPARE(world.desk->cases().front().key, one.key);
}

void QueryDeskTest::casesRunWithTheChosenMethod()
{
    World world;
    world.ask(QStringLiteral("blue"));
    world.desk->saveAsCase();
    QTRY_COMPARE(world.desk->cases().size(), 1U);
    world.desk->setMethods("fusion", "aligned");
    QSignalSpy ended(world.desk.get(), &QueryDesk::caseRun);
    world.desk->runCases();
    QVERIFY(world.desk->runningCases());
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(world.backend.runs, std::vector<std::string>{"fusion"});
    QTRY_VERIFY(world.desk->cases().front().after == 1U);
}

void QueryDeskTest::renamingToNothingChangesNothing()
{
    World world;
    world.ask(QStringLiteral("blue"));
    world.desk->saveAsCase();
    QTRY_COMPARE(world.desk->cases().size(), 1U);
    world.desk->renameCase(workflow::SavedCase(world.desk->cases().front()), QStringLiteral("  "));
    QCOMPARE(world.backend.saved.front().name, std::string("blue"));
    world.desk->renameCase(workflow::SavedCase(world.desk->cases().front()),
                           QStringLiteral(" the  blue one "));
    QTRY_COMPARE(world.backend.saved.front().name, std::string("the blue one"));
}

void QueryDeskTest::fetchedModelEncodesAfterwards()
{
    World world;
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
    World world;
    world.backend.fetchFailure = Error{ErrorCode::Io, "no network", {}, 0};
    world.desk->fetchStandard();
    QTRY_VERIFY(world.lastSaid().contains(QStringLiteral("triptych models fetch --from")));
    QVERIFY(!world.desk->fetching());
    QCOMPARE(world.backend.encodeCalls, 0);
}

void QueryDeskTest::errorOfAQueryIsShownAndTheNextAnswerClearsIt()
{
    World world;
    world.backend.failure = Error{ErrorCode::Unreadable, "no decoder", "photo.jpg", 0};
    world.desk->setReference(sourceOfFile(QStringLiteral("/photo.jpg")));
    QTRY_VERIFY(world.desk->error().has_value());
    QVERIFY(!world.desk->answers());
    world.backend.failure.reset();
    world.desk->setReference(sourceOf(world.image(0)));
    QTRY_VERIFY(world.desk->answers().has_value());
    QVERIFY(!world.desk->error());
}

void QueryDeskTest::readOnlyProjectIsToldInsteadOfWritten()
{
    World world;
    world.backend.readOnly = true;
    world.ask(QStringLiteral("blue"));
    world.desk->saveAsCase();
    world.desk->markRight(world.image(1));
    world.desk->markWrong(world.image(1));
    QCOMPARE(world.said->size(), 3);
    for (const auto& one : std::as_const(*world.said)) {
        QVERIFY(one.at(0).toString().contains(QStringLiteral("read-only")));
    }
    QVERIFY(world.backend.saved.empty());
    QVERIFY(world.backend.right.empty());
}

void QueryDeskTest::closedProjectLeavesAnEmptyDesk()
{
    World world;
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
