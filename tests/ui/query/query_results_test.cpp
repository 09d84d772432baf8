// SPDX-License-Identifier: GPL-3.0-or-later
// Results of the Query page as a person uses them: keys, marks, chains and saved cases.
#include "page_fixture.h"
#include "tests.h"

#include "ui/convert.h"
#include "ui/query/case_list.h"
#include "ui/query/case_table_panel.h"
#include "ui/query/query_words.h"
#include "ui/query/result_model.h"
#include "ui/query/word_chips.h"
#include "ui/settings/settings.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace triptych;
using namespace triptych::ui;

namespace {

class QueryResultsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keysOfResultsGoTheWholeWay();
    void downFromTheTextReachesTheResultsAndUpLeadsBack();
    void largerViewGoesThroughTheResults();
    void knownTargetIsFramedAndTold();
    void twoMethodsShowMovement();
    void chosenMethodsHoldAtTheNextStart();
    void runOfAnEditionNamesTheEncoderInWords();
    void understoodWordsAreShown();
    void chainIsShownAndLeadsBack();
    void secondImageIsAddedAndLeftOut();
    void casesAreSavedRunAndCompared();
    void caseIsRenamedInPlace();
    void scrollingToTheEndBringsMore();
    void menuOffersBrowseAndTheNames();
};

void QueryResultsTest::keysOfResultsGoTheWholeWay()
{
    PageFixture page;
    page.show();
    page.view->desk().setReference(sourceOf(page.backend.images[0]));
    page.type("blue");
    page.focusResults();
    QTest::keyClick(page.results(), Qt::Key_R);
    QTRY_COMPARE(page.backend.right.size(), 1U);
    QTRY_VERIFY(page.said().contains(QStringLiteral("is right")));
    QTest::keyClick(page.results(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(page.backend.undone, 1);
    QTRY_VERIFY(!page.view->desk().waiting());
    QTest::keyClick(page.results(), Qt::Key_Right);
    QCOMPARE(page.results()->currentIndex().row(), 1);
    QTest::keyClick(page.results(), Qt::Key_W);
    QTRY_COMPARE(page.backend.saved.size(), 1U);
    QTRY_COMPARE(page.backend.saved.front().wrong.size(), 1U);
    QTest::keyClick(page.results(), Qt::Key_Return);
    QCOMPARE(page.view->desk().steps().size(), 1U);
    QTRY_VERIFY(page.find<QLineEdit>("queryText")->hasFocus());
    QVERIFY(page.find<QLineEdit>("queryText")->text().isEmpty());
}

void QueryResultsTest::downFromTheTextReachesTheResultsAndUpLeadsBack()
{
    PageFixture page;
    page.show();
    page.type("blue");
    page.focusResults();
    QCOMPARE(page.results()->currentIndex().row(), 0);
    QTest::keyClick(page.results(), Qt::Key_Up);
    QTRY_VERIFY(page.find<QLineEdit>("queryText")->hasFocus());
}

void QueryResultsTest::largerViewGoesThroughTheResults()
{
    PageFixture page;
    page.show();
    page.type("blue");
    page.focusResults();
    QTest::keyClick(page.results(), Qt::Key_Space);
    auto* large = page.find<QWidget>("queryLarge");
    QVERIFY(large->isVisible());
    QTest::keyClick(large, Qt::Key_Right);
    QCOMPARE(page.results()->currentIndex().row(), 1);
    QVERIFY(large->accessibleName().contains(QStringLiteral("Rank 2")));
    QTest::keyClick(large, Qt::Key_Space);
    QVERIFY(!large->isVisible());
    QTRY_VERIFY(page.results()->hasFocus());
}

void QueryResultsTest::knownTargetIsFramedAndTold()
{
    PageFixture page;
    page.show();
    page.view->desk().setMethods("aligned", "fusion");
    page.view->desk().begin(sourceOf(page.backend.images[0]), QStringLiteral("blue"),
                            page.backend.images[1].name);
    QTRY_VERIFY(page.label("queryTarget").contains(QStringLiteral("rank 1")));
    const QString told = page.label("queryTarget");
    QVERIFY2(told.contains(QStringLiteral("late fusion: 2")), qPrintable(told));
    QVERIFY(told.contains(QStringLiteral("by text alone: 37")));
    QVERIFY(told.contains(QStringLiteral("by image alone: 2")));
    const auto* model = qobject_cast<ResultModel*>(page.results()->model());
    QVERIFY(model->isRight(0));
    QVERIFY(!model->isRight(1));
    page.find<QPushButton>("queryForgetTarget")->click();
    QTRY_VERIFY(page.label("queryTarget").isEmpty());
    QVERIFY(!model->isRight(0));
}

void QueryResultsTest::twoMethodsShowMovement()
{
    PageFixture page;
    page.show();
    page.type("blue");
    auto* method = page.find<QComboBox>("queryMethod");
    const int pair = method->findText(QStringLiteral("aligned ⇄ late fusion"));
    QVERIFY(pair > 0);
    method->setCurrentIndex(pair);
    Q_EMIT method->activated(pair);
    const auto* model = qobject_cast<ResultModel*>(page.results()->model());
    QTRY_VERIFY(model->move(0).has_value());
    QVERIFY(model->move(0)->by > 0);
    QVERIFY(model->index(0)
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("than with late fusion")));
}

void QueryResultsTest::chosenMethodsHoldAtTheNextStart()
{
    QTemporaryDir home;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, home.path());
    Settings settings;
    settings.setValue(SettingKey::QueryMethods, QStringLiteral("no such method"));
    FakeQueryBackend backend;
    {
        QueryView view(backend, nullptr, &settings);
        QCOMPARE(view.desk().method(), std::string("aligned"));
        auto* method = view.findChild<QComboBox*>(QStringLiteral("queryMethod"));
        const int pair = method->findText(QStringLiteral("aligned ⇄ late fusion"));
        method->setCurrentIndex(pair);
        Q_EMIT method->activated(pair);
    }
    const QueryView view(backend, nullptr, &settings);
    const auto* method = view.findChild<QComboBox*>(QStringLiteral("queryMethod"));
    QCOMPARE(method->currentText(), QStringLiteral("aligned ⇄ late fusion"));
}

void QueryResultsTest::runOfAnEditionNamesTheEncoderInWords()
{
    QCOMPARE(encoderWord("standard-2-ddb96f4552ea"), QStringLiteral("standard encoder"));
    QCOMPARE(encoderWord("mine"), QStringLiteral("encoder mine"));
}

void QueryResultsTest::understoodWordsAreShown()
{
    PageFixture page;
    page.backend.notes.wanted = {"blue"};
    page.backend.notes.unwanted = {"black"};
    page.show();
    page.type("blue");
    auto* chips = page.find<WordChips>("queryWords");
    QTRY_VERIFY(chips->isVisible());
    QCOMPARE(chips->accessibleName(), QStringLiteral("understood: blue; not: black"));
}

void QueryResultsTest::chainIsShownAndLeadsBack()
{
    PageFixture page;
    page.show();
    page.view->desk().setReference(sourceOf(page.backend.images[0]));
    page.type("blue");
    page.focusResults();
    QTest::keyClick(page.results(), Qt::Key_Return);
    QTRY_VERIFY(page.find<QWidget>("queryTrail")->isVisible());
    page.find<QAbstractButton>("queryStep0")->click();
    QVERIFY(!page.find<QWidget>("queryTrail")->isVisible());
    QCOMPARE(page.find<QLineEdit>("queryText")->text(), QStringLiteral("blue"));
}

void QueryResultsTest::secondImageIsAddedAndLeftOut()
{
    PageFixture page;
    page.show();
    page.view->desk().setReference(sourceOf(page.backend.images[0]));
    page.find<QPushButton>("queryAddSecond")->click();
    auto* field = page.find<QLineEdit>("queryPick");
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("green shirt 4.jpg"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(page.view->desk().second().image.name, std::string("green shirt 4.jpg"));
    QCOMPARE(page.view->desk().reference().image.name, std::string("black shirt 0.jpg"));
    page.find<QSlider>("querySecondWeight")->setValue(25);
    QTRY_COMPARE(page.backend.asked.back().secondWeight, 0.25);
    page.find<QPushButton>("querySecondClear")->click();
    QVERIFY(page.view->desk().second().empty());
}

void QueryResultsTest::casesAreSavedRunAndCompared()
{
    PageFixture page;
    page.show();
    page.view->desk().begin(sourceOf(page.backend.images[0]), QStringLiteral("blue"),
                            page.backend.images[1].name);
    QTRY_VERIFY(page.view->desk().answers().has_value());
    QTest::keyClick(page.results(), Qt::Key_S, Qt::ControlModifier);
    auto* list = page.find<QListWidget>("queryCases");
    QTRY_COMPARE(list->count(), 1);
    page.find<QPushButton>("queryRunCases")->click();
    auto* panel = page.find<CaseTablePanel>("queryCaseTablePanel");
    QTRY_VERIFY(panel->isVisible());
    const auto* table = page.find<QTableWidget>("queryRunTable");
    QCOMPARE(table->rowCount(), 1);
    QCOMPARE(table->item(0, 3)->text(), QStringLiteral("▲3 better"));
    QVERIFY(page.label("queryRunSentence").contains(QStringLiteral("p = 0.013")));
    QTRY_VERIFY(list->item(0)
                    ->data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("rank 4 → 1")));
    page.view->desk().clear();
    Q_EMIT list->itemClicked(list->item(0));
    QTRY_COMPARE(page.find<QLineEdit>("queryText")->text(), QStringLiteral("blue"));
}

void QueryResultsTest::caseIsRenamedInPlace()
{
    PageFixture page;
    page.show();
    page.type("blue");
    page.find<QPushButton>("querySave")->click();
    auto* list = page.find<QListWidget>("queryCases");
    QTRY_COMPARE(list->count(), 1);
    list->item(0)->setText(QStringLiteral("the blue ones"));
    QTRY_COMPARE(page.backend.saved.front().name, std::string("the blue ones"));
    list->setFocus();
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Delete);
    QTRY_VERIFY(page.backend.saved.empty());
}

void QueryResultsTest::scrollingToTheEndBringsMore()
{
    PageFixture page(120);
    page.show();
    page.type("blue");
    QTRY_VERIFY(page.results()->isVisible());
    for (int i = 0; i < 120; ++i) {
        QTest::keyClick(page.results(), Qt::Key_PageDown);
    }
    QTRY_VERIFY(page.results()->model()->rowCount() > static_cast<int>(QueryDesk::kFirstResults));
}

void QueryResultsTest::menuOffersBrowseAndTheNames()
{
    PageFixture page;
    page.show();
    page.type("blue");
    QSignalSpy browse(page.view.get(), &QueryView::browseRequested);
    const QPoint at = page.results()->visualRect(page.results()->model()->index(0, 0)).center();
    Q_EMIT page.results()->customContextMenuRequested(at);
    auto* menu = page.find<QMenu>("queryMenu");
    const auto actions = menu->actions();
    const auto trigger = [&](const char* text) {
        for (auto* action : actions) {
            if (action->text() == QLatin1String(text)) {
                action->trigger();
            }
        }
    };
    trigger("Copy its name");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("blue shirt 1.jpg"));
    trigger("Show its pairs in Browse");
    QCOMPARE(browse.size(), 1);
    QCOMPARE(browse.front().front().toString(), QStringLiteral("image:\"blue shirt 1.jpg\""));
    menu->close();
    QGuiApplication::clipboard()->clear();
}

} // namespace

std::unique_ptr<QObject> makeQueryResultsTest()
{
    return std::make_unique<QueryResultsTest>();
}

#include "query_results_test.moc"
