// SPDX-License-Identifier: GPL-3.0-or-later
// The desk of the Query page: judgements of results and saved cases.
#include "desk_world.h"
#include "tests.h"

using namespace triptych;
using namespace triptych::ui;

namespace {

class QueryJudgeTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
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
    void readOnlyProjectIsToldInsteadOfWritten();
};

void QueryJudgeTest::rightResultBecomesAPair()
{
    DeskWorld world;
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

void QueryJudgeTest::rightResultCanBeTakenBack()
{
    DeskWorld world;
    world.ask(QStringLiteral("blue"));
    world.desk->markRight(world.image(1));
    QTRY_COMPARE(world.said->size(), 1);
    world.desk->takeBack();
    QTRY_COMPARE(world.backend.undone, 1);
    QTRY_VERIFY(!world.desk->target());
    world.desk->takeBack(); // nothing is left to take back
    QCOMPARE(world.backend.undone, 1);
}

void QueryJudgeTest::whyAResultCannotBeRightIsSaid_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("word");
    QTest::newRow("no reference") << 0 << QStringLiteral("choose a reference");
    QTest::newRow("a file") << 1 << QStringLiteral("not an image of this project");
    QTest::newRow("itself") << 2 << QStringLiteral("the reference itself");
    QTest::newRow("no text") << 3 << QStringLiteral("Write what changes");
}

void QueryJudgeTest::whyAResultCannotBeRightIsSaid()
{
    QFETCH(const int, kind);
    QFETCH(const QString, word);
    DeskWorld world;
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

void QueryJudgeTest::wrongResultSavesTheQueryFirst()
{
    DeskWorld world;
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

void QueryJudgeTest::wrongResultCanBeTakenBack()
{
    DeskWorld world;
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

void QueryJudgeTest::savedCaseKeepsItsRightAnswer()
{
    DeskWorld world;
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

void QueryJudgeTest::pastedImageCannotBeSaved()
{
    DeskWorld world;
    QImage pixels(8, 8, QImage::Format_RGB32);
    pixels.fill(Qt::blue);
    world.desk->setReference(sourceOfPixels(pixels));
    world.desk->saveAsCase();
    QVERIFY(world.lastSaid().contains(QStringLiteral("pasted")));
    world.desk->markWrong(world.image(1));
    QVERIFY(world.lastSaid().contains(QStringLiteral("pasted")));
    QVERIFY(world.backend.saved.empty());
}

void QueryJudgeTest::caseThatIsLoadedAsksItsQuestionAgain()
{
    DeskWorld world;
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

void QueryJudgeTest::editedQuestionIsNoLongerTheCase()
{
    DeskWorld world;
    world.ask(QStringLiteral("blue"));
    world.desk->saveAsCase();
    QTRY_VERIFY(world.desk->currentCase().has_value());
    world.desk->setText(QStringLiteral("blue, longer"));
    QVERIFY(!world.desk->currentCase());
    world.desk->saveAsCase();
    QTRY_COMPARE(world.backend.saved.size(), 2U);
}

void QueryJudgeTest::removedCaseCanBeTakenBack()
{
    DeskWorld world;
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

void QueryJudgeTest::casesRunWithTheChosenMethod()
{
    DeskWorld world;
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

void QueryJudgeTest::renamingToNothingChangesNothing()
{
    DeskWorld world;
    world.ask(QStringLiteral("blue"));
    world.desk->saveAsCase();
    QTRY_COMPARE(world.desk->cases().size(), 1U);
    world.desk->renameCase(workflow::SavedCase(world.desk->cases().front()), QStringLiteral("  "));
    QCOMPARE(world.backend.saved.front().name, std::string("blue"));
    world.desk->renameCase(workflow::SavedCase(world.desk->cases().front()),
                           QStringLiteral(" the  blue one "));
    QTRY_COMPARE(world.backend.saved.front().name, std::string("the blue one"));
}

void QueryJudgeTest::readOnlyProjectIsToldInsteadOfWritten()
{
    DeskWorld world;
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

} // namespace

std::unique_ptr<QObject> makeQueryJudgeTest()
{
    return std::make_unique<QueryJudgeTest>();
}

#include "query_judge_test.moc"
