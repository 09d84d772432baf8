// SPDX-License-Identifier: GPL-3.0-or-later
// The Query page as a person asks: fields, what is pasted and dropped, and what it says.
#include "page_fixture.h"
#include "tests.h"

#include "ui/query/query_empty.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QUrl>

using namespace triptych;
using namespace triptych::ui;

namespace {

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
    void hiddenPageAsksNothingWhenTheProjectChanges();
    void everyControlHasAName();
};

void QueryViewTest::typedTextShowsResultsWithoutAnyOtherKey()
{
    PageFixture page;
    page.show();
    page.type("blue");
    QTRY_VERIFY(page.results()->isVisible());
    QCOMPARE(page.results()->model()->rowCount(), 12);
    QVERIFY(
        page.results()->model()->index(0, 0).data().toString().contains(QStringLiteral("blue")));
}

void QueryViewTest::firstQuerySaysThatTheEncoderLoads()
{
    PageFixture page;
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
    PageFixture page(0);
    page.show();
    QSignalSpy wanted(page.view.get(), &QueryView::importRequested);
    QTRY_VERIFY(page.find<QueryEmpty>("queryEmpty")->reason() == QueryEmpty::Reason::NoImages);
    page.find<QPushButton>("queryEmptyAct")->click();
    QCOMPARE(wanted.size(), 1);
}

void QueryViewTest::unencodedProjectOffersToEncode()
{
    PageFixture page;
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
    PageFixture page;
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
    PageFixture page;
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
    PageFixture page;
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
    PageFixture page;
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
    PageFixture page;
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
    PageFixture page;
    page.show();
    auto* field = page.find<QLineEdit>("queryPick");
    QTest::keyClicks(field, QStringLiteral("nothing like it"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(page.said().contains(QStringLiteral("nothing like it")));
    QVERIFY(page.view->desk().reference().empty());
}

void QueryViewTest::droppedFileBecomesTheReference()
{
    PageFixture page;
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
    PageFixture page;
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
    PageFixture page;
    page.show();
    QGuiApplication::clipboard()->setText(QStringLiteral("blue"));
    auto* field = page.find<QLineEdit>("queryText");
    QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(field->text(), QStringLiteral("blue"));
    QVERIFY(page.view->desk().reference().empty());
    QGuiApplication::clipboard()->clear();
}

void QueryViewTest::hiddenPageAsksNothingWhenTheProjectChanges()
{
    PageFixture page;
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
    PageFixture page;
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
