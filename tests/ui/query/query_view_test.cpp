// SPDX-License-Identifier: GPL-3.0-or-later
// The Query page as a person uses it: fields, keys, states and what it says.
#include "fake_query_backend.h"
#include "tests.h"

#include "ui/convert.h"
#include "ui/query/case_list.h"
#include "ui/query/case_table_panel.h"
#include "ui/query/query_empty.h"
#include "ui/query/query_view.h"
#include "ui/query/result_model.h"
#include "ui/query/result_view.h"
#include "ui/query/word_chips.h"
#include "ui/review/toast.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QUrl>

using namespace triptych;
using namespace triptych::ui;

namespace {

struct Page
{
    FakeQueryBackend backend;
    std::unique_ptr<QueryView> view;

    explicit Page(int images = 12)
    {
        const char* colours[] = {"black", "blue", "red", "white", "green", "grey"};
        for (int i = 0; i < images; ++i) {
            backend.addImage(std::string(colours[i % 6]) + " shirt " + std::to_string(i) + ".jpg",
                             i % 2 ? "Tops" : "Tees");
        }
    }
    void show()
    {
        view = std::make_unique<QueryView>(backend, nullptr, nullptr);
        view->resize(1300, 820);
        view->show();
        view->activateWindow();
        QTRY_VERIFY(view->desk().encoder().has_value());
    }
    template <typename T> T* find(const char* name) const
    {
        auto* found = view->findChild<T*>(QLatin1String(name));
        Q_ASSERT(found);
        return found;
    }
    [[nodiscard]] ResultView* results() const { return find<ResultView>("queryResults"); }
    [[nodiscard]] QString said() const { return view->findChild<Toast*>()->text(); }
    [[nodiscard]] QString label(const char* name) const { return find<QLabel>(name)->text(); }
    // Types and waits for the answer.
    void type(const char* text)
    {
        auto* field = find<QLineEdit>("queryText");
        field->setFocus();
        QTest::keyClicks(field, QLatin1String(text));
        QTRY_VERIFY(!backend.asked.empty() && backend.asked.back().text == text);
        QTRY_VERIFY(view->desk().answers().has_value() && !view->desk().waiting());
    }
    void focusResults()
    {
        QTest::keyClick(find<QLineEdit>("queryText"), Qt::Key_Down);
        QTRY_VERIFY(results()->hasFocus());
    }
};

class QueryViewTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void typedTextShowsResultsWithoutAnyOtherKey();
    void firstQuerySaysThatTheEncoderLoads();
    void emptyProjectAsksForImages();
    void unencodedProjectOffersToEncode();
    void encodingIsToldAndOfferedAgainForTheRest();
    void builtInEncoderIsToldAndTheStandardOneOffered();
    void languageOfTheTextThatTheEncoderDoesNotKnowIsTold();
    void brokenReferenceIsToldInWords();
    void imageIsNamedWithCompletion();
    void unknownNameIsTold();
    void droppedFileBecomesTheReference();
    void pastedImageBecomesTheReferenceAlsoFromTheTextField();
    void pastedWordsStayWords();
    void keysOfResultsGoTheWholeWay();
    void downFromTheTextReachesTheResultsAndUpLeadsBack();
    void largerViewGoesThroughTheResults();
    void knownTargetIsFramedAndTold();
    void twoMethodsShowMovement();
    void understoodWordsAreShown();
    void chainIsShownAndLeadsBack();
    void secondImageIsAddedAndLeftOut();
    void casesAreSavedRunAndCompared();
    void caseIsRenamedInPlace();
    void scrollingToTheEndBringsMore();
    void menuOffersBrowseAndTheNames();
    void hiddenPageAsksNothingWhenTheProjectChanges();
    void everyControlHasAName();
};

void QueryViewTest::typedTextShowsResultsWithoutAnyOtherKey()
{
    Page page;
    page.show();
    page.type("blue");
    QTRY_VERIFY(page.results()->isVisible());
    QCOMPARE(page.results()->model()->rowCount(), 12);
    QVERIFY(
        page.results()->model()->index(0, 0).data().toString().contains(QStringLiteral("blue")));
}

void QueryViewTest::firstQuerySaysThatTheEncoderLoads()
{
    Page page;
    page.backend.holdAnswers = true;
    page.view = std::make_unique<QueryView>(page.backend, nullptr, nullptr);
    page.view->show();
    page.find<QLineEdit>("queryText")->setText(QStringLiteral("blue"));
    page.view->desk().askNow();
    QVERIFY(page.label("queryTime").contains(QStringLiteral("loading the encoder")));
    QTRY_VERIFY(page.view->desk().encoder().has_value());
    page.backend.releaseNewest();
    QTRY_VERIFY(page.results()->isVisible());
}

void QueryViewTest::emptyProjectAsksForImages()
{
    Page page(0);
    page.show();
    QSignalSpy wanted(page.view.get(), &QueryView::importRequested);
    QTRY_VERIFY(page.find<QueryEmpty>("queryEmpty")->reason() == QueryEmpty::Reason::NoImages);
    page.find<QPushButton>("queryEmptyAct")->click();
    QCOMPARE(wanted.size(), 1);
}

void QueryViewTest::unencodedProjectOffersToEncode()
{
    Page page;
    page.backend.encoded = 0;
    page.backend.holdJobs = true;
    page.show();
    auto* empty = page.find<QueryEmpty>("queryEmpty");
    QTRY_VERIFY(empty->reason() == QueryEmpty::Reason::Unencoded);
    auto* act = page.find<QPushButton>("queryEmptyAct");
    QVERIFY(act->text().contains(QStringLiteral("12")));
    act->click();
    QCOMPARE(page.backend.encodeCalls, 1);
    QVERIFY(empty->reason() == QueryEmpty::Reason::Encoding);
    page.backend.releaseJobs();
    QTRY_VERIFY(empty->reason() == QueryEmpty::Reason::NoQuestion);
}

void QueryViewTest::encodingIsToldAndOfferedAgainForTheRest()
{
    Page page;
    page.backend.encoded = 7;
    page.show();
    auto* text = page.find<QLabel>("queryUnencodedNoteText");
    QTRY_VERIFY(text->isVisible());
    QVERIFY(text->text().contains(QLatin1Char('5')));
    page.find<QPushButton>("queryUnencodedNoteAct")->click();
    QTRY_VERIFY(!text->isVisible());
}

void QueryViewTest::builtInEncoderIsToldAndTheStandardOneOffered()
{
    Page page;
    page.backend.encoder = "compact";
    page.backend.fallback = "not there";
    page.backend.standardThere = false;
    page.show();
    auto* act = page.find<QPushButton>("queryEncoderNoteAct");
    QTRY_VERIFY(act->isVisible());
    act->click();
    QCOMPARE(page.backend.fetchCalls, 1);
    QTRY_COMPARE(page.backend.encodeCalls, 1);
    QTRY_VERIFY(!page.find<QLabel>("queryEncoderNoteText")->isVisible());
}

void QueryViewTest::languageOfTheTextThatTheEncoderDoesNotKnowIsTold()
{
    Page page;
    page.backend.notes.otherLanguage = "ja";
    page.show();
    page.type("blue");
    QVERIFY(page.label("queryNoteText").contains(QStringLiteral("Japanese")));
    page.backend.notes.otherLanguage.clear();
    page.backend.notes.shortened = true;
    page.view->desk().askNow();
    QTRY_VERIFY(page.label("queryNoteText").contains(QStringLiteral("longer than")));
}

void QueryViewTest::brokenReferenceIsToldInWords()
{
    Page page;
    page.show();
    page.backend.failure = Error{ErrorCode::Unreadable, "no decoder", "notes.txt", 0};
    page.view->desk().setReference(sourceOfFile(QStringLiteral("/notes.txt")));
    auto* empty = page.find<QueryEmpty>("queryEmpty");
    QTRY_VERIFY(empty->reason() == QueryEmpty::Reason::Failed);
    QVERIFY(page.label("queryEmptyText").contains(QStringLiteral("decoder")));
    QVERIFY(page.label("queryReferenceFrom").contains(QStringLiteral("notes.txt")));
}

void QueryViewTest::imageIsNamedWithCompletion()
{
    Page page;
    page.show();
    auto* field = page.find<QLineEdit>("queryPick");
    field->setFocus();
    QTest::keyClicks(field, QStringLiteral("red shirt 8"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(page.view->desk().reference().image.name, std::string("red shirt 8.jpg"));
    QVERIFY(field->text().isEmpty());
}

void QueryViewTest::unknownNameIsTold()
{
    Page page;
    page.show();
    auto* field = page.find<QLineEdit>("queryPick");
    QTest::keyClicks(field, QStringLiteral("nothing like it"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(page.said().contains(QStringLiteral("nothing like it")));
    QVERIFY(page.view->desk().reference().empty());
}

void QueryViewTest::droppedFileBecomesTheReference()
{
    Page page;
    page.show();
    auto* slot = page.find<QWidget>("queryReference");
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/x/photo.jpg"))});
    QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(slot, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(slot, &drop);
    QCOMPARE(page.view->desk().reference().image.path, std::string("/x/photo.jpg"));
    QTest::keyClick(slot, Qt::Key_Delete);
    QVERIFY(page.view->desk().reference().empty());
}

void QueryViewTest::pastedImageBecomesTheReferenceAlsoFromTheTextField()
{
    Page page;
    page.show();
    QImage pixels(16, 16, QImage::Format_RGB32);
    pixels.fill(Qt::blue);
    QGuiApplication::clipboard()->setImage(pixels);
    QTest::keyClick(page.find<QLineEdit>("queryText"), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(!page.view->desk().reference().image.pixels.empty());
    page.view->desk().clear();
    QTest::keyClick(page.find<QWidget>("queryReference"), Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY(!page.view->desk().reference().image.pixels.empty());
    QGuiApplication::clipboard()->clear();
}

void QueryViewTest::pastedWordsStayWords()
{
    Page page;
    page.show();
    QGuiApplication::clipboard()->setText(QStringLiteral("blue"));
    auto* field = page.find<QLineEdit>("queryText");
    QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(field->text(), QStringLiteral("blue"));
    QVERIFY(page.view->desk().reference().empty());
    QGuiApplication::clipboard()->clear();
}

void QueryViewTest::keysOfResultsGoTheWholeWay()
{
    Page page;
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

void QueryViewTest::downFromTheTextReachesTheResultsAndUpLeadsBack()
{
    Page page;
    page.show();
    page.type("blue");
    page.focusResults();
    QCOMPARE(page.results()->currentIndex().row(), 0);
    QTest::keyClick(page.results(), Qt::Key_Up);
    QTRY_VERIFY(page.find<QLineEdit>("queryText")->hasFocus());
}

void QueryViewTest::largerViewGoesThroughTheResults()
{
    Page page;
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

void QueryViewTest::knownTargetIsFramedAndTold()
{
    Page page;
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

void QueryViewTest::twoMethodsShowMovement()
{
    Page page;
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

void QueryViewTest::understoodWordsAreShown()
{
    Page page;
    page.backend.notes.wanted = {"blue"};
    page.backend.notes.unwanted = {"black"};
    page.show();
    page.type("blue");
    auto* chips = page.find<WordChips>("queryWords");
    QTRY_VERIFY(chips->isVisible());
    QCOMPARE(chips->accessibleName(), QStringLiteral("understood: blue; not: black"));
}

void QueryViewTest::chainIsShownAndLeadsBack()
{
    Page page;
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

void QueryViewTest::secondImageIsAddedAndLeftOut()
{
    Page page;
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

void QueryViewTest::casesAreSavedRunAndCompared()
{
    Page page;
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

void QueryViewTest::caseIsRenamedInPlace()
{
    Page page;
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

void QueryViewTest::scrollingToTheEndBringsMore()
{
    Page page(120);
    page.show();
    page.type("blue");
    QTRY_VERIFY(page.results()->isVisible());
    for (int i = 0; i < 120; ++i) {
        QTest::keyClick(page.results(), Qt::Key_PageDown);
    }
    QTRY_VERIFY(page.results()->model()->rowCount() > static_cast<int>(QueryDesk::kFirstResults));
}

void QueryViewTest::menuOffersBrowseAndTheNames()
{
    Page page;
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

void QueryViewTest::hiddenPageAsksNothingWhenTheProjectChanges()
{
    Page page;
    page.show();
    QTRY_COMPARE(page.view->desk().facts()->images, 12);
    page.view->hide();
    page.backend.addImage("new.jpg");
    Q_EMIT page.backend.changed();
    QTest::qWait(20);
    QCOMPARE(page.view->desk().facts()->images, 12);
    page.view->show();
    QTRY_COMPARE(page.view->desk().facts()->images, 13);
}

void QueryViewTest::everyControlHasAName()
{
    Page page;
    page.show();
    page.view->desk().begin(sourceOf(page.backend.images[0]), QStringLiteral("blue"),
                            page.backend.images[1].name);
    QTRY_VERIFY(page.view->desk().answers().has_value());
    for (const QWidget* widget : page.view->findChildren<QWidget*>()) {
        if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus &&
            widget->metaObject()->className() != QByteArray("QScrollBar")) {
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool named = !widget->accessibleName().isEmpty() ||
                               (button && !button->text().isEmpty()) || widget->focusProxy();
            QVERIFY2(named, qPrintable(QLatin1String(widget->metaObject()->className()) +
                                       QLatin1Char(' ') + widget->objectName()));
        }
    }
}

} // namespace

std::unique_ptr<QObject> makeQueryViewTest()
{
    return std::make_unique<QueryViewTest>();
}

#include "query_view_test.moc"
