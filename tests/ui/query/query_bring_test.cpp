// SPDX-License-Identifier: GPL-3.0-or-later
// What is brought to the Query page by drag, drop and paste; the second text; what it says while it
// loads, searches and encodes.
#include "page_fixture.h"
#include "tests.h"

#include "ui/browse/image_drag.h"
#include "ui/query/query_empty.h"
#include "ui/query/share_slider.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>
#include <QUrl>

using namespace triptych;
using namespace triptych::ui;

namespace {

class QueryBringTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void imageDraggedFromBrowseIsThatOfTheProject();
    void imageOfAnotherWindowIsAFile();
    void ofSeveralFilesTheFirstImageIsTakenAndItIsSaid();
    void folderWebAddressAndOtherFilesAreRefusedInWords();
    void imageThatABrowserBringsWithItsAddressIsTaken();
    void fileOverTheTextFieldIsNotWrittenIntoIt();
    void copiedFilesArePasted();
    void secondTextIsAskedWithItsWeightAndLeftOut();
    void secondTextOfACaseIsShown();
    void loadingAndSearchingAreToldApart();
    void questionStartsTheEncodingThatItNeeds();
    void damagedVectorsAreMadeAgainAndTheQuestionIsAnswered();
    void encodingIsPausedAndGoesOnInThePage();
    void modelThatCannotBeFetchedStaysToldWithBothWaysOut();
};

QMimeData* filesOf(const QStringList& paths)
{
    auto* mime = new QMimeData;
    QList<QUrl> urls;
    for (const auto& path : paths) {
        urls << QUrl::fromLocalFile(path);
    }
    mime->setUrls(urls);
    return mime;
}

// As the pointer brings it: to the first of the widgets there that takes it.
bool dropOn(QWidget* widget, const QMimeData& mime)
{
    const QPoint place(20, 20);
    QDragEnterEvent enter(place, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(widget, &enter);
    if (!enter.isAccepted()) {
        return false;
    }
    QDropEvent drop(place, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(widget, &drop);
    return true;
}

bool dropOnPage(const PageFixture& page, const QMimeData& mime)
{
    return dropOn(page.view.get(), mime);
}

bool dropOnSlot(const PageFixture& page, const QMimeData& mime)
{
    return dropOn(page.find<QWidget>("queryReference"), mime);
}

void QueryBringTest::imageDraggedFromBrowseIsThatOfTheProject()
{
    PageFixture page;
    page.show();
    const auto mime = imageMime(page.backend.images.at(4));
    QVERIFY(dropOnPage(page, *mime));
    QTRY_COMPARE(page.view->desk().reference().image.name, page.backend.images.at(4).name);
    QVERIFY(page.view->desk().reference().ofProject());
    // And a result, onto the second slot.
    page.type("blue");
    const std::unique_ptr<QMimeData> result(
        page.results()->model()->mimeData({page.results()->model()->index(0, 0)}));
    page.find<QPushButton>("queryAddSecond")->click();
    QVERIFY(dropOn(page.find<QWidget>("querySecond"), *result));
    QTRY_VERIFY(page.view->desk().second().ofProject());
}

void QueryBringTest::imageOfAnotherWindowIsAFile()
{
    PageFixture page;
    page.show();
    const std::unique_ptr<QMimeData> mime(filesOf({QStringLiteral("/other/red.jpg")}));
    mime->setData(QStringLiteral("application/x-triptych-image"), "1\nred.jpg");
    QVERIFY(dropOnPage(page, *mime));
    QCOMPARE(page.view->desk().reference().image.path, std::string("/other/red.jpg"));
}

void QueryBringTest::ofSeveralFilesTheFirstImageIsTakenAndItIsSaid()
{
    PageFixture page;
    page.show();
    const std::unique_ptr<QMimeData> mime(
        filesOf({QStringLiteral("/x/list.csv"), QStringLiteral("/x/one.jpg"),
                 QStringLiteral("/x/two.PNG")}));
    QVERIFY(dropOnPage(page, *mime));
    QCOMPARE(page.view->desk().reference().image.path, std::string("/x/one.jpg"));
    QVERIFY(page.said().contains(QStringLiteral("one.jpg")));
}

void QueryBringTest::folderWebAddressAndOtherFilesAreRefusedInWords()
{
    PageFixture page;
    page.show();
    const QTemporaryDir folder;
    const std::unique_ptr<QMimeData> directory(filesOf({folder.path()}));
    QVERIFY2(!dropOnPage(page, *directory), "a folder is the window's: it is imported");
    QVERIFY(dropOnSlot(page, *directory));
    QVERIFY(page.said().contains(QStringLiteral("folder")));
    const std::unique_ptr<QMimeData> text(filesOf({QStringLiteral("/x/notes.pdf")}));
    QVERIFY(dropOnSlot(page, *text));
    QVERIFY(page.said().contains(QStringLiteral("notes.pdf")));
    QMimeData web;
    web.setUrls({QUrl(QStringLiteral("https://example.org/a.jpg"))});
    QVERIFY(dropOnPage(page, web));
    QVERIFY(page.said().contains(QStringLiteral("web")));
    auto* field = page.find<QLineEdit>("queryPick");
    QTest::keyClicks(field, QStringLiteral("http://example.org/a.jpg"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(page.said().contains(QStringLiteral("web")));
    QVERIFY(page.view->desk().reference().empty());
}

void QueryBringTest::imageThatABrowserBringsWithItsAddressIsTaken()
{
    PageFixture page;
    page.show();
    QImage pixels(16, 16, QImage::Format_RGB32);
    pixels.fill(Qt::red);
    QMimeData mime;
    mime.setUrls({QUrl(QStringLiteral("https://example.org/a.jpg"))});
    mime.setImageData(pixels);
    QVERIFY(dropOnPage(page, mime));
    QVERIFY(!page.view->desk().reference().image.pixels.empty());
}

void QueryBringTest::fileOverTheTextFieldIsNotWrittenIntoIt()
{
    PageFixture page;
    page.show();
    const std::unique_ptr<QMimeData> mime(filesOf({QStringLiteral("/x/one.jpg")}));
    auto* field = page.find<QLineEdit>("queryText");
    QVERIFY(dropOn(field, *mime));
    QVERIFY(field->text().isEmpty());
    QCOMPARE(page.view->desk().reference().image.path, std::string("/x/one.jpg"));
    QMimeData words;
    words.setText(QStringLiteral("blue"));
    QVERIFY(dropOn(field, words));
    QCOMPARE(field->text(), QStringLiteral("blue"));
}

void QueryBringTest::copiedFilesArePasted()
{
    PageFixture page;
    page.show();
    QGuiApplication::clipboard()->setMimeData(filesOf({QStringLiteral("/x/copied.webp")}));
    QTest::keyClick(page.find<QLineEdit>("queryText"), Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(page.view->desk().reference().image.path, std::string("/x/copied.webp"));
    QVERIFY(page.find<QLineEdit>("queryText")->text().isEmpty());
    QGuiApplication::clipboard()->clear();
}

void QueryBringTest::secondTextIsAskedWithItsWeightAndLeftOut()
{
    PageFixture page;
    page.show();
    auto* field = page.find<QLineEdit>("querySecondText");
    auto* more = page.find<QToolButton>("queryMore");
    QVERIFY(!field->isVisible());
    page.type("blue");
    QTest::keyClick(more, Qt::Key_Space);
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("with a hood"));
    QTRY_COMPARE(page.backend.asked.back().secondText, std::string("with a hood"));
    QTest::keyClick(page.find<ShareSlider>("querySecondTextWeight"), Qt::Key_Right);
    QTRY_VERIFY(page.backend.asked.back().secondWeight > 0.5);
    QCOMPARE(*page.find<ShareSlider>("querySecondWeight")->share(),
             page.view->desk().secondWeight());
    QTest::keyClick(page.find<QPushButton>("querySecondTextClear"), Qt::Key_Space);
    QVERIFY(!field->isVisible());
    QVERIFY(!more->isChecked());
    QTRY_VERIFY(page.backend.asked.back().secondText.empty());
}

void QueryBringTest::secondTextOfACaseIsShown()
{
    PageFixture page;
    page.show();
    workflow::SavedCase one;
    one.key = "0123456789abcdef0123";
    one.request.text = "blue";
    one.request.secondText = "striped";
    page.view->desk().loadCase(one);
    auto* field = page.find<QLineEdit>("querySecondText");
    QVERIFY(field->isVisible());
    QCOMPARE(field->text(), QStringLiteral("striped"));
    QTRY_COMPARE(page.backend.asked.back().secondText, std::string("striped"));
}

void QueryBringTest::loadingAndSearchingAreToldApart()
{
    PageFixture page;
    page.show();
    page.backend.holdAnswers = true;
    page.view->desk().setText(QStringLiteral("blue"));
    page.view->desk().askNow();
    QCOMPARE(page.label("queryTime"), QStringLiteral("loading the encoder…"));
    Q_EMIT page.backend.stageReached(QStringLiteral("encoder"));
    QCOMPARE(page.label("queryTime"), QStringLiteral("loading the encoder…"));
    Q_EMIT page.backend.stageReached(QStringLiteral("align"));
    QVERIFY(page.label("queryTime").contains(QStringLiteral("aligning")));
    Q_EMIT page.backend.stageReached(QStringLiteral("search"));
    QCOMPARE(page.label("queryTime"), QStringLiteral("searching…"));
    QCOMPARE(page.label("queryEmptyTitle"), QStringLiteral("searching…"));
    page.backend.releaseNewest();
    // It is loaded: another question from an empty desk only searches.
    page.view->desk().clear();
    page.view->desk().setText(QStringLiteral("red"));
    page.view->desk().askNow();
    QCOMPARE(page.label("queryTime"), QStringLiteral("searching…"));
}

void QueryBringTest::questionStartsTheEncodingThatItNeeds()
{
    PageFixture page;
    page.backend.encoded = 0;
    page.backend.holdJobs = true;
    page.show();
    QCOMPARE(page.backend.encodeCalls, 0); // nobody asked yet
    auto* field = page.find<QLineEdit>("queryText");
    QTest::keyClicks(field, QStringLiteral("blue"));
    QTRY_COMPARE(page.backend.encodeCalls, 1);
    QVERIFY(page.find<QueryEmpty>("queryEmpty")->reason() == QueryEmpty::Reason::Encoding);
    page.backend.releaseJobs();
    QTRY_VERIFY(page.results()->isVisible()); // without any other key
    QCOMPARE(page.backend.encodeCalls, 1);
}

void QueryBringTest::damagedVectorsAreMadeAgainAndTheQuestionIsAnswered()
{
    PageFixture page;
    page.show();
    page.backend.holdJobs = true;
    page.backend.failure = Error{ErrorCode::Corrupt, "a vector file", workflow::kVectorsSubject, 0};
    page.view->desk().setText(QStringLiteral("blue"));
    QTRY_COMPARE(page.backend.encodeCalls, 1);
    page.backend.failure.reset();
    page.backend.releaseJobs();
    QTRY_VERIFY(page.results()->isVisible());
}

void QueryBringTest::encodingIsPausedAndGoesOnInThePage()
{
    PageFixture page;
    page.backend.encoded = 0;
    page.backend.holdJobs = true;
    page.show();
    auto* empty = page.find<QueryEmpty>("queryEmpty");
    auto* act = page.find<QPushButton>("queryEmptyAct");
    QTRY_VERIFY(empty->reason() == QueryEmpty::Reason::Unencoded);
    act->click();
    page.backend.job = {true, false, 5, 12, 61};
    Q_EMIT page.backend.encodingMoved();
    QVERIFY(page.label("queryEmptyTitle").contains(QStringLiteral("5 of 12")));
    QVERIFY(page.label("queryEmptyTitle").contains(QStringLiteral("1:01")));
    act->click(); // pauses
    QVERIFY(empty->reason() == QueryEmpty::Reason::Paused);
    page.view->desk().setText(QStringLiteral("blue"));
    page.view->desk().askNow();
    QVERIFY2(empty->reason() == QueryEmpty::Reason::Paused, "who paused it meant it");
    act->click();
    QVERIFY(empty->reason() == QueryEmpty::Reason::Encoding);
    page.backend.releaseJobs();
    QTRY_VERIFY(page.results()->isVisible());
}

void QueryBringTest::modelThatCannotBeFetchedStaysToldWithBothWaysOut()
{
    PageFixture page;
    page.backend.encoder = "compact";
    page.backend.fallback = "not there";
    page.backend.standardThere = false;
    page.backend.fetchFailure = Error{ErrorCode::Io, "no network", {}, 0};
    page.show();
    auto* act = page.find<QPushButton>("queryEncoderNoteAct");
    QTRY_VERIFY(act->isVisible());
    act->click();
    QTRY_VERIFY(
        page.label("queryEncoderNoteText").contains(QStringLiteral("could not be fetched")));
    QVERIFY(act->isVisible());
    page.backend.fetchFailure.reset();
    page.view->desk().fetchStandard(QStringLiteral("/media/stick"));
    QTRY_COMPARE(page.backend.fetchedFrom, QStringLiteral("/media/stick"));
    QTRY_VERIFY(!page.find<QLabel>("queryEncoderNoteText")->isVisible());
}

} // namespace

std::unique_ptr<QObject> makeQueryBringTest()
{
    return std::make_unique<QueryBringTest>();
}

#include "query_bring_test.moc"
