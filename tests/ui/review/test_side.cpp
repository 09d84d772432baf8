// SPDX-License-Identifier: GPL-3.0-or-later
// The panel beside the pair: focus and keys, history in words, pace, the header.
#include "test_side.h"

#include "side_facts.h"

#include "ui/review/review_header.h"
#include "ui/review/side/guidelines_view.h"
#include "ui/review/side/history_view.h"
#include "ui/review/side/pace_view.h"
#include "ui/review/side/side_panel.h"
#include "ui/review/side/standing_note.h"

#include <QAbstractButton>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>

using namespace triptych;
using namespace triptych::ui;

namespace {

// A page with the panel at its right, and the keys that reached the page.
class Page final : public QWidget
{
public:
    Page()
    {
        setFocusPolicy(Qt::StrongFocus);
        auto* row = new QHBoxLayout(this);
        row->addStretch(1);
        panel = new SidePanel(this);
        row->addWidget(panel);
        resize(900, 600);
    }
    [[nodiscard]] bool start()
    {
        show();
        activateWindow();
        setFocus();
        return QTest::qWaitForWindowActive(this) && QTest::qWaitFor([this] { return hasFocus(); });
    }
    template <typename T> [[nodiscard]] T* find(const char* name) const
    {
        return panel->findChild<T*>(QLatin1String(name));
    }

    SidePanel* panel = nullptr;
    QList<int> keys;

protected:
    void keyPressEvent(QKeyEvent* event) override { keys.push_back(event->key()); }
};

QString textOf(const HistoryView& view)
{
    return view.document()->toPlainText();
}

// Whether all of `words` is struck through in the document.
bool struck(const HistoryView& view, const QString& words)
{
    const auto found = view.document()->find(words);
    return !found.isNull() && found.charFormat().fontStrikeOut();
}

} // namespace

void TestSide::openingAPanelLeavesTheFocusWhereItIs()
{
    Page page;
    QVERIFY(page.start());
    QSignalSpy changed(page.panel, &SidePanel::sideChanged);
    for (const auto side :
         {Side::History, Side::Guidelines, Side::Attributes, Side::Pace, Side::Reasons}) {
        page.panel->open(side);
        QCOMPARE(page.panel->side(), side);
        QVERIFY(page.panel->isVisible());
        QCoreApplication::processEvents();
        QVERIFY(page.hasFocus());
    }
    page.panel->toggle(Side::Reasons);
    QVERIFY(!page.panel->isVisible());
    QCOMPARE(changed.count(), 6);
    QVERIFY(page.hasFocus());
}

void TestSide::everyButtonOfThePanelIsReachedByTabAndHasAName()
{
    Page page;
    QVERIFY(page.start());
    page.panel->guidelines().setGuidelines(versionOf(3, "# Good"), {versionOf(3, "# Good")}, true);
    for (const auto side : {Side::History, Side::Guidelines, Side::Attributes, Side::Reasons}) {
        page.panel->open(side);
        QSet<QWidget*> reached;
        for (int i = 0; i < 80; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            reached.insert(QApplication::focusWidget());
        }
        for (auto* button : page.panel->findChildren<QAbstractButton*>()) {
            if (button->isVisible() && button->isEnabled()) {
                QVERIFY2(reached.contains(button), qPrintable(button->objectName()));
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                         qPrintable(button->objectName()));
            }
        }
        page.setFocus();
    }
}

void TestSide::keysOfThePageGoThroughThePanel()
{
    Page page;
    QVERIFY(page.start());
    page.panel->history().setEntries(longStory(), sideNow());
    page.panel->open(Side::History);
    for (auto* widget : {static_cast<QWidget*>(&page.panel->history()),
                         page.find<QWidget>("historyTab"), page.find<QWidget>("closeSide")}) {
        page.keys.clear();
        widget->setFocus();
        QVERIFY(!widget->testAttribute(Qt::WA_InputMethodEnabled));
        for (const auto key : {Qt::Key_A, Qt::Key_Space, Qt::Key_Backspace, Qt::Key_1}) {
            QTest::keyClick(widget, key);
        }
        QCOMPARE(page.keys, (QList<int>{Qt::Key_A, Qt::Key_Space, Qt::Key_Backspace, Qt::Key_1}));
        QCOMPARE(page.panel->side(), Side::History);
    }
    QTest::keyClick(page.find<QWidget>("paceTab"), Qt::Key_Return);
    QCOMPARE(page.panel->side(), Side::Pace);
}

void TestSide::keysStayInThePanelsTextFields()
{
    Page page;
    QVERIFY(page.start());
    page.panel->guidelines().setGuidelines({}, {}, true);
    page.panel->open(Side::Guidelines);
    page.find<QAbstractButton>("editGuidelines")->click();
    auto* draft = page.find<QPlainTextEdit>("guidelinesDraft");
    QVERIFY(draft->hasFocus());
    QTest::keyClicks(draft, QStringLiteral("a x1"));
    QCOMPARE(draft->toPlainText(), QStringLiteral("a x1"));
    QVERIFY(page.keys.isEmpty());
    QTest::keyClick(draft, Qt::Key_Escape);
    QVERIFY(!draft->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A);
    QCOMPARE(page.keys, QList<int>{Qt::Key_A});
    QSignalSpy left(page.panel, &SidePanel::left);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
    QCOMPARE(page.panel->guidelines().draft(), QStringLiteral("a x1"));
}

void TestSide::closingThePanelUnderTheFocusSaysSo()
{
    Page page;
    QVERIFY(page.start());
    page.panel->open(Side::History);
    QSignalSpy left(page.panel, &SidePanel::left);
    page.panel->history().setFocus();
    page.panel->open(Side::None);
    QCOMPARE(left.count(), 1);
    page.setFocus();
    page.panel->open(Side::History);
    page.panel->open(Side::None);
    QCOMPARE(left.count(), 1);
}

void TestSide::namesOfSidesSurviveTheSettings()
{
    for (int i = 0; i < kSides; ++i) {
        const auto side = static_cast<Side>(i);
        QCOMPARE(sideFrom(sideName(side)), side);
    }
    QCOMPARE(sideFrom(QStringLiteral("no such side")), Side::None);
}

void TestSide::historyIsToldInSentences()
{
    HistoryView view;
    EventContext context;
    context.versions = {versionOf(3, "x")};
    context.reasons = {{"too-vague", "says too little"}};
    view.setContext(context);
    view.setEntries(longStory(), sideNow());
    const QString text = textOf(view);
    for (const char* words : {
             "Ben changed the forward text",
             "12 minute(s) ago · 4.2 s · guidelines 3 · blind",
             "Aiko accepted the reverse text",
             "is black instead of blue",
             "Aiko corrected colour of shoe-12.jpg from blue to navy",
             "yesterday, 13:00",
             "Aiko wrote a note on the forward text",
             "Ben marked shoe-31.jpg as also right for the forward text",
             "Carla flagged the forward text",
             "Ben rejected the forward text: says too little · wrong direction",
             "Ben took back: Ben rejected the forward text: says too little",
         }) {
        QVERIFY2(text.contains(QString::fromUtf8(words)), words);
    }
    QVERIFY(text.indexOf(QStringLiteral("Ben changed")) <
            text.indexOf(QStringLiteral("Carla flagged")));
}

void TestSide::markupInAHistoryStaysText()
{
    auto entry = entryOf("comment", "<img src=x>\u202E", 5);
    entry.text = "<b>bold</b>\x01 ![i](file:///etc/passwd)";
    HistoryView view;
    view.setEntries({entry}, sideNow());
    const QString text = textOf(view);
    QVERIFY(text.contains(QStringLiteral("<img src=x>")));
    QVERIFY(text.contains(QStringLiteral("<b>bold</b>")));
    QVERIFY(text.contains(QStringLiteral("![i](file:///etc/passwd)")));
    QVERIFY(!text.contains(QChar(0x202E)));
    QVERIFY(!text.contains(QChar(0x01)));
}

void TestSide::whatWasTakenBackIsStruckAndSaid()
{
    HistoryView view;
    view.setEntries(longStory(), sideNow());
    QVERIFY(struck(view, QStringLiteral("Ben rejected the forward text: too")) ||
            view.document()->toPlainText().contains(QStringLiteral("taken back")));
    auto gone = entryOf("accept", "Aiko", 9);
    gone.undone = true;
    view.setEntries({gone, entryOf("skip", "Aiko", 10)}, sideNow());
    QVERIFY(struck(view, QStringLiteral("Aiko accepted the forward text")));
    QVERIFY(!struck(view, QStringLiteral("Aiko skipped the forward text")));
    QCOMPARE(textOf(view).count(QStringLiteral("taken back")), 1);
}

void TestSide::aChangeShowsItsWords()
{
    HistoryView view;
    view.setEntries(longStory(), sideNow());
    const auto removed = view.document()->find(QStringLiteral("dark"));
    QVERIFY(!removed.isNull());
    QVERIFY(removed.charFormat().fontStrikeOut());
    auto longer = entryOf("edit", "Ben", 2);
    longer.before = std::string(100'000, 'a');
    longer.text = std::string(100'000, 'b');
    view.setEntries({longer}, sideNow());
    QVERIFY(textOf(view).size() < 3'000);
}

void TestSide::aClockThatWentBackShowsTheExactTime()
{
    const auto entry = entryOf("accept", "Aiko", -120);
    const QString words = relativeTime(entry.at, sideNow());
    QCOMPARE(words, exactTime(entry.at));
    QVERIFY(words.contains(QStringLiteral("17:00:00")));
    QVERIFY(!relativeTime(entryOf("accept", "Aiko", 5).at, sideNow()).contains(QLatin1Char(':')));
}

void TestSide::twoHundredEntriesAllArrive()
{
    std::vector<workflow::HistoryEntry> entries;
    for (int i = 0; i < 200; ++i) {
        entries.push_back(entryOf("accept", "Person " + std::to_string(i), i));
    }
    HistoryView view;
    view.setEntries(entries, sideNow());
    QVERIFY(!view.complete()); // the first are there at once, the rest follows
    QVERIFY(textOf(view).contains(QStringLiteral("Person 0 ")));
    QTRY_VERIFY(view.complete());
    for (int i = 0; i < 200; ++i) {
        QVERIFY(textOf(view).contains(QStringLiteral("Person %1 accepted").arg(i)));
    }
    view.setEntries({entries.front()}, sideNow()); // another pair meanwhile
    QVERIFY(view.complete());
    QVERIFY(!textOf(view).contains(QStringLiteral("Person 1 ")));
}

void TestSide::aPairWithoutHistorySaysSo()
{
    HistoryView view;
    QVERIFY(textOf(view).isEmpty());
    view.setEntries({}, sideNow());
    QVERIFY(textOf(view).contains(QStringLiteral("Nothing has happened")));
    view.clearEntries();
    QVERIFY(textOf(view).isEmpty());
}

void TestSide::aColleaguesStandingDecisionIsToldAndHiddenInABlindPass()
{
    auto mine = entryOf("reject", "Ben", 5);
    auto undone = entryOf("reject", "Aiko", 6);
    undone.undone = true;
    const auto theirs = entryOf("accept", "Aiko", 24 * 60);
    const std::vector<workflow::HistoryEntry> entries{mine, undone, theirs};
    const QString words = standingWords(entries, Direction::Forward, "Ben", sideNow());
    QCOMPARE(words, QStringLiteral("Aiko accepted this (yesterday, 15:00)"));
    QVERIFY(standingWords(entries, Direction::Reverse, "Ben", sideNow()).isEmpty());
    QWidget page;
    StandingNote note(&page);
    QVERIFY(note.isHidden());
    note.setStanding(Direction::Forward, words);
    QVERIFY(!note.isHidden());
    QVERIFY(note.text().contains(words));
    note.setBlind(true);
    QVERIFY(note.isHidden());
    QVERIFY(note.accessibleName().isEmpty());
    note.setBlind(false);
    note.setStanding(Direction::Forward, {});
    QVERIFY(note.isHidden());
}

void TestSide::unknownFiguresAreSaidToBe()
{
    PaceView view;
    workflow::Pace pace;
    pace.left = 12;
    view.setPace(pace, {});
    const auto value = [&](const char* name) {
        return view.findChild<QLabel*>(QLatin1String(name))->text();
    };
    QCOMPARE(value("paceLeft"), QStringLiteral("12"));
    QCOMPARE(value("paceToday"), QStringLiteral("0"));
    for (const char* name :
         {"paceTime", "paceRate", "paceEach", "paceAcceptRate", "paceAcceptRateToday"}) {
        QCOMPARE(value(name), QStringLiteral("not known yet"));
    }
    pace.left = 0;
    view.setPace(pace, {});
    QCOMPARE(value("paceTime"), QStringLiteral("nothing left"));
}

void TestSide::figuresStandInWords()
{
    PaceView view;
    workflow::Pace pace;
    pace.left = 3'996;
    pace.decided = 1'284;
    pace.perHour = 412.4;
    pace.secondsEach = 2.25;
    pace.secondsLeft = 34'800;
    pace.acceptRate = 0.614;
    pace.acceptRateToday = 0;
    StateCounts counts;
    counts[SlotState::Accepted] = 5;
    view.setPace(pace, counts);
    const auto value = [&](const char* name) {
        return view.findChild<QLabel*>(QLatin1String(name))->text();
    };
    QCOMPARE(value("paceLeft"), QStringLiteral("3\u202F996"));
    QCOMPARE(value("paceRate"), QStringLiteral("412"));
    QCOMPARE(value("paceTime"), QStringLiteral("9 h 40 min"));
    QCOMPARE(value("paceAcceptRate"), QStringLiteral("61\u202F%"));
    QCOMPARE(value("paceAcceptRateToday"), QStringLiteral("0\u202F%"));
    QVERIFY(value("paceStates").contains(QStringLiteral("5 accepted")));
    QCOMPARE(durationWords(20), QStringLiteral("less than a minute"));
}

void TestSide::theHeaderOpensThePaceAndKeepsTimeLeftWhenItIsNarrow()
{
    ReviewHeader header;
    HeaderFacts facts;
    facts.position = 1;
    facts.count = 10;
    facts.left = 3'996;
    facts.perHour = 412;
    facts.today = 655;
    header.setFacts(facts);
    QVERIFY(header.paceText().contains(QStringLiteral("655 today")));
    QVERIFY(header.paceText().contains(QStringLiteral("9 h 41 min to go")));
    auto* corner = new QLabel(QStringLiteral("corner"));
    header.setCorner(corner);
    header.resize(900, 60);
    header.show();
    auto* pace = header.findChild<QAbstractButton*>(QStringLiteral("pace"));
    QVERIFY(corner->geometry().left() > pace->geometry().left());
    QVERIFY(pace->focusPolicy() & Qt::TabFocus);
    QSignalSpy asked(&header, &ReviewHeader::paceRequested);
    QTest::keyClick(pace, Qt::Key_Return);
    QTest::mouseClick(pace, Qt::LeftButton, {}, QPoint(pace->width() - 10, 10));
    QCOMPARE(asked.count(), 2);
    QVERIFY(header.minimumSizeHint().width() < 600);
}

void TestSide::theHeaderShowsTheBlindPass()
{
    ReviewHeader header;
    header.show();
    auto* badge = header.findChild<QWidget*>(QStringLiteral("blindBadge"));
    QVERIFY(!badge->isVisible());
    header.setBlind(true);
    QVERIFY(badge->isVisible());
    QCOMPARE(badge->accessibleName(), QStringLiteral("blind pass"));
    header.setBlind(false);
    QVERIFY(!badge->isVisible());
}
