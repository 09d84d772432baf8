// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the pair, driven through the whole Review page.
#include "test_desks.h"

#include "page_fixture.h"

#include "ui/review/evidence_line.h"
#include "ui/review/review_header.h"
#include "ui/review/side/attributes_view.h"
#include "ui/review/side/guidelines_view.h"
#include "ui/review/side/history_view.h"
#include "ui/review/side/side_panel.h"
#include "ui/review/side/standing_note.h"
#include "ui/review/toast.h"

#include <QAbstractButton>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace triptych;
using namespace triptych::ui;

namespace {

TextView otherText(std::int64_t id, const std::string& body)
{
    TextView text;
    text.id = TextId{id};
    text.key = "text" + std::to_string(id);
    text.body = body;
    text.origin = Origin::Generator;
    return text;
}

// Both texts of the forward slot of the pair: the judged one, and one other.
TextId giveOtherText(PageFixture& world, std::int64_t pair)
{
    auto& slot = world.backend->pair(PairId{pair}).slots[0];
    slot.alternatives = 1;
    const auto other = otherText(9000 + pair, "another wording");
    world.aids->texts[slot.id] = {*slot.text, other};
    return other.id;
}

workflow::HistoryEntry accepted(const std::string& by)
{
    workflow::HistoryEntry entry;
    entry.event = std::string(32, 'a');
    entry.kind = "accept";
    entry.reviewer = by;
    entry.at = 1'700'000'000'000;
    entry.text = "change it to blue";
    entry.state = SlotState::Accepted;
    return entry;
}

bool saysDraft(const ui::TextRow& row)
{
    const auto labels = row.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->isVisible() && label->text().contains(QStringLiteral("draft"));
    });
}

QString historyOf(PageFixture& world)
{
    const auto* view = world.page->findChild<HistoryView*>();
    return view && view->isVisible() ? view->toPlainText() : QString();
}

} // namespace

void TestDesks::draftIsSavedWhileTypingAndAtLeaving()
{
    PageFixture world;
    QVERIFY(world.start());
    const SlotId slot = world.page->queue().focusedSlot()->id;
    world.press(Qt::Key_E);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" please"));
    QTRY_VERIFY(!world.aids->draftCalls.empty()); // a moment after the last key
    QCOMPARE(world.aids->draftCalls.back().first, slot);
    QVERIFY(world.aids->draftCalls.back().second.endsWith(QStringLiteral(" please")));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" now"));
    world.press(Qt::Key_Escape);
    QVERIFY(world.aids->draftCalls.back().second.endsWith(QStringLiteral(" please now")));
}

void TestDesks::draftOfAnEarlierRunIsWhereEditingBegins()
{
    PageFixture world(8, [](FakeBackend& backend, FakeAids& aids) {
        aids.saved = {{backend.pair(PairId{1}).slots[0].id, PairId{1}, "half a wording"}};
    });
    QVERIFY(world.start());
    QTRY_VERIFY(saysDraft(world.row(Direction::Forward)));
    world.press(Qt::Key_E);
    QCOMPARE(world.row(Direction::Forward).editedText(), QStringLiteral("half a wording"));
}

void TestDesks::draftIsGoneOnceItsTextIsAccepted()
{
    PageFixture world;
    QVERIFY(world.start());
    world.press(Qt::Key_E);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" please"));
    world.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(world.durable());
    const auto calls = world.aids->draftCalls.size();
    world.press(Qt::Key_S); // back to the forward text
    world.press(Qt::Key_E);
    QVERIFY(world.row(Direction::Forward).editedText().endsWith(QStringLiteral("please")));
    world.press(Qt::Key_Escape);
    // Nothing was typed: there is nothing to keep.
    for (auto i = calls; i < world.aids->draftCalls.size(); ++i) {
        QVERIFY(world.aids->draftCalls[i].second.isEmpty());
    }
}

void TestDesks::otherTextIsShownByOneKeyAndAcceptedByAnother()
{
    PageFixture world;
    const TextId other = giveOtherText(world, 1);
    QVERIFY(world.start());
    auto& row = world.row(Direction::Forward);
    QTRY_COMPARE(row.shownAlternative(), 0);
    world.press(Qt::Key_T);
    QCOMPARE(row.shownAlternative(), 1);
    QVERIFY(row.chosen());
    QCOMPARE(row.chosen()->id, other);
    world.press(Qt::Key_A);
    QVERIFY(world.durable());
    QVERIFY(world.backend->decisions.front().choose == other);
}

void TestDesks::escapeGoesBackToTheCandidate()
{
    PageFixture world;
    giveOtherText(world, 1);
    QVERIFY(world.start());
    auto& row = world.row(Direction::Forward);
    QTRY_COMPARE(row.shownAlternative(), 0);
    world.press(Qt::Key_T);
    QVERIFY(row.chosen());
    world.press(Qt::Key_Escape);
    QVERIFY(!row.chosen());
    world.press(Qt::Key_A);
    QVERIFY(world.durable());
    QVERIFY(!world.backend->decisions.front().choose);
}

void TestDesks::slotWithoutOtherTextsSaysSo()
{
    PageFixture world;
    QVERIFY(world.start());
    world.press(Qt::Key_T);
    QVERIFY(world.page->findChild<Toast*>()->isVisible());
    QVERIFY(world.backend->decisions.empty());
}

void TestDesks::earlierWordingsAreAskedForWhileTyping()
{
    PageFixture world;
    world.aids->known = {{"change it to blue and white", 3}};
    QVERIFY(world.start());
    world.press(Qt::Key_E);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" a"));
    QTRY_VERIFY(!world.aids->wordingCalls.empty());
    QVERIFY(world.aids->wordingCalls.back().startsWith(QStringLiteral("change it to blue")));
}

void TestDesks::historyOpensBesideTheImagesAndFollowsThePair()
{
    PageFixture world;
    world.aids->histories[PairId{1}] = {accepted("Ben")};
    world.aids->histories[PairId{2}] = {accepted("Chie")};
    QVERIFY(world.start());
    world.press(Qt::Key_H);
    QTRY_VERIFY(historyOf(world).contains(QStringLiteral("Ben")));
    QVERIFY(world.page->hasFocus()); // the panel took nothing
    world.press(Qt::Key_J);
    QTRY_VERIFY(historyOf(world).contains(QStringLiteral("Chie")));
    QVERIFY(!historyOf(world).contains(QStringLiteral("Ben")));
    world.press(Qt::Key_H);
    QVERIFY(!world.page->findChild<SidePanel*>()->isVisible());
}

void TestDesks::reasonsOfTheProjectHaveTheDigits()
{
    PageFixture world(8, [](FakeBackend&, FakeAids& aids) {
        aids.list = {{"wrong-material", "wrong material"}, {"too-vague", ""}};
    });
    QVERIFY(world.start());
    world.press(Qt::Key_X);
    world.press(Qt::Key_1);
    QVERIFY(world.durable());
    QTRY_VERIFY(!world.backend->reasonCalls.empty());
    QCOMPARE(world.backend->reasonCalls.back(), std::vector<std::string>{"wrong-material"});
    QCOMPARE(world.find<QAbstractButton>("reason1")->isVisible(), true);
    QCOMPARE(world.find<QAbstractButton>("reason3")->isVisible(), false);
}

void TestDesks::guidelinesAreSavedAsANewVersion()
{
    PageFixture world;
    QVERIFY(world.start());
    world.press(Qt::Key_G);
    auto& view = world.page->findChild<SidePanel*>()->guidelines();
    QVERIFY(view.isVisible());
    Q_EMIT view.saveRequested(QStringLiteral("# Name the colour"));
    QTRY_COMPARE(world.aids->versions.size(), std::size_t(1));
    QCOMPARE(world.aids->versions.front().markdown, std::string("# Name the colour"));
}

void TestDesks::correctionReachesTheProjectAndIsSaid()
{
    PageFixture world;
    auto& facts = world.aids->images[world.backend->pair(PairId{1}).reference.id];
    facts.key = world.backend->pair(PairId{1}).reference.key;
    facts.attributes = {{"colour", "blue", std::nullopt}};
    QVERIFY(world.start());
    world.press(Qt::Key_I);
    auto& view = world.page->findChild<SidePanel*>()->attributes();
    QVERIFY(view.isVisible());
    Q_EMIT view.correctionRequested(facts.key, QStringLiteral("colour"), QStringLiteral("navy"));
    QTRY_COMPARE(facts.attributes.front().value, std::string("navy"));
    QTRY_VERIFY(world.page->findChild<Toast*>()->isVisible());
}

void TestDesks::implausiblyFastAcceptsAreSaidGently()
{
    PageFixture world;
    QVERIFY(world.start());
    auto* toast = world.page->findChild<Toast*>();
    for (int i = 0; i < PaceWatch::kRun - 1; ++i) {
        Q_EMIT world.page->queue().judged(workflow::Act::Accept, 200, 30);
    }
    QVERIFY(!toast->isVisible());
    Q_EMIT world.page->queue().judged(workflow::Act::Accept, 200, 30);
    QVERIFY(toast->isVisible());
    world.press(Qt::Key_A); // holds nothing up
    QVERIFY(world.durable());
    QCOMPARE(world.backend->decisions.size(), std::size_t(1));
}

void TestDesks::figuresOpenThePaceByKeyboard()
{
    PageFixture world;
    QVERIFY(world.start());
    Q_EMIT world.page->findChild<ReviewHeader*>()->paceRequested();
    QCOMPARE(world.page->findChild<SidePanel*>()->side(), Side::Pace);
}

void TestDesks::textChecksStandInOneLine()
{
    PageFixture world(8, [](FakeBackend& backend, FakeAids&) {
        backend.pair(PairId{1}).slots[0].text->body = "unlike the first image, make it blue";
        backend.pair(PairId{1}).slots[0].score = 0.25;
    });
    QVERIFY(world.start());
    const auto* line = world.find<EvidenceLine>("evidenceLine");
    QVERIFY(line->isVisible());
    QVERIFY(line->text().contains(QStringLiteral("first image")));
    QVERIFY(line->text().contains(QStringLiteral("0.25")));
    world.press(Qt::Key_J);
    QVERIFY(world.shows(2));
    QVERIFY(!line->text().contains(QStringLiteral("first image")));
}

void TestDesks::colleaguesDecisionIsNamed()
{
    PageFixture world(8, [](FakeBackend& backend, FakeAids& aids) {
        backend.pair(PairId{1}).slots[0].standing = {std::string(32, 'a')};
        aids.histories[PairId{1}] = {accepted("Ben")};
    });
    QVERIFY(world.start());
    const auto* note = world.page->findChild<StandingNote*>();
    QTRY_VERIFY(note->text().contains(QStringLiteral("Ben")));
    world.press(Qt::Key_J);
    QTRY_VERIFY(note->text().isEmpty());
}

void TestDesks::keysGoOnWhileThePanelIsOpen()
{
    PageFixture world;
    QVERIFY(world.start());
    for (const auto key : {Qt::Key_H, Qt::Key_G, Qt::Key_I}) {
        world.press(key);
        QVERIFY(world.page->findChild<SidePanel*>()->isVisible());
        const auto before = world.backend->decisions.size();
        world.press(Qt::Key_A);
        QVERIFY(world.durable());
        QCOMPARE(world.backend->decisions.size(), before + 1);
    }
}
