// SPDX-License-Identifier: GPL-3.0-or-later
// The Query page in the real window, with the built-in encoder: from images that are not encoded
// to a right answer, a saved case and its run.
#include "flows_main.h"
#include "sample_project.h"
#include "ui/browse/image_drag.h"
#include "ui/browse/pair_table_view.h"
#include "ui/query/query_page.h"
#include "ui/query/query_view.h"
#include "ui/query/result_view.h"
#include "ui/review/review_page.h"
#include "ui/shell/place_keeper.h"
#include "window_fixture.h"

#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QTemporaryDir>

#include <atomic>
#include <thread>

#include <dlfcn.h>

using namespace triptych::ui;

class WindowQuery final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void typingDoesNotWaitForALibraryThatLoads(); // first: later all of Qt has run once
    void imagesAreEncodedSearchedJudgedAndTheCaseIsRun();
    void pairInReviewBecomesAQuery();
    void imageDroppedOnTheRailOpensTheQueryPage();
    void placeOfAnOlderVersionIsStillItsPage();

private:
    QTemporaryDir m_folder;
    QString m_project;
};

void WindowQuery::initTestCase()
{
    // No model is there: the built-in encoder is used.
    qputenv("TRIPTYCH_MODELS", QFile::encodeName(m_folder.filePath(QStringLiteral("models"))));
    m_project = drawnSample(m_folder.path() + QStringLiteral("/sample"));
    QVERIFY(!m_project.isEmpty());
}

void WindowQuery::typingDoesNotWaitForALibraryThatLoads()
{
    WindowFixture fixture;
    fixture.open(m_project);
    QTest::keyClick(fixture.window.get(), Qt::Key_3, Qt::ControlModifier);
    auto* page = fixture.find<QueryPage>("queryPage");
    QTRY_VERIFY(page && page->isVisible());
    auto* text = fixture.find<QLineEdit>("queryText");
    QTest::qWait(100);
    std::atomic<bool> loaded = false;
    std::jthread loader([&loaded]() {
        loaded = ::dlopen(TRIPTYCH_SLOW_LIBRARY, RTLD_NOW | RTLD_LOCAL) != nullptr;
    });
    QTest::qWait(100);
    {
        const GuiSpan span(QStringLiteral("typing while a library loads"));
        QTest::keyClick(text, Qt::Key_Space); // nothing is asked yet
    }
    QVERIFY(!loaded); // it was typed meanwhile
    QTRY_VERIFY_WITH_TIMEOUT(loaded, 20000);
}

void WindowQuery::imagesAreEncodedSearchedJudgedAndTheCaseIsRun()
{
    WindowFixture fixture;
    fixture.open(m_project);
    QTest::keyClick(fixture.window.get(), Qt::Key_3, Qt::ControlModifier);
    auto* page = fixture.find<QueryPage>("queryPage");
    QTRY_VERIFY(page && page->isVisible());
    auto& desk = page->view()->desk();
    QTRY_VERIFY_WITH_TIMEOUT(desk.encoder().has_value(), 20000);
    QCOMPARE(desk.encoder()->encoder, std::string("compact"));
    fixture.click("queryEmptyAct");
    QTRY_VERIFY_WITH_TIMEOUT(desk.encoder()->images.current > 0, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(desk.encoder()->images.current, desk.encoder()->images.images, 60000);

    auto* text = fixture.find<QLineEdit>("queryText");
    QTest::keyClicks(text, QStringLiteral("blue"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.answers().has_value() && !desk.waiting(), 20000);
    auto* results = fixture.find<ResultView>("queryResults");
    QTRY_VERIFY(results->model()->rowCount() > 0);
    QTest::keyClick(text, Qt::Key_Down);
    QTest::keyClick(results, Qt::Key_Return); // the first result is the reference now
    QVERIFY(desk.reference().ofProject());
    QTest::keyClicks(text, QStringLiteral("red instead of blue"));
    QTRY_VERIFY_WITH_TIMEOUT(!desk.waiting() && desk.answers() &&
                                 desk.answers()->first.targetRank == std::nullopt,
                             20000);
    QTest::keyClick(text, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.waiting(), 20000);
    QTest::keyClick(text, Qt::Key_Down);
    QTest::keyClick(results, Qt::Key_R);
    QTRY_VERIFY_WITH_TIMEOUT(desk.target().has_value(), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.waiting() && desk.answers()->first.targetRank, 20000);
    QTest::keyClick(results, Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(desk.cases().size(), 1U, 20000);
    fixture.click("queryRunCases");
    QTRY_VERIFY_WITH_TIMEOUT(desk.run().has_value() && !desk.runningCases(), 60000);
    QCOMPARE(desk.run()->moves.size(), 1U);
}

void WindowQuery::pairInReviewBecomesAQuery()
{
    WindowFixture fixture;
    fixture.settings.setValue(SettingKey::LastPlaces, QStringList());
    fixture.open(m_project);
    auto* review = fixture.find<ReviewPage>("reviewPage");
    QTRY_VERIFY_WITH_TIMEOUT(review->shownPair().valid(), 20000);
    QTest::keyClick(review, Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(fixture.find<QueryPage>("queryPage"));
    auto& desk = fixture.find<QueryPage>("queryPage")->view()->desk();
    QTRY_VERIFY(desk.reference().ofProject());
    QVERIFY(desk.target().has_value());
    QVERIFY(!desk.text().isEmpty());
}

void WindowQuery::imageDroppedOnTheRailOpensTheQueryPage()
{
    WindowFixture fixture;
    fixture.open(m_project);
    fixture.click("railBrowse");
    auto* table = fixture.find<PairTableView>("pairTable");
    const auto photo = [table]() {
        return table->model()->rowCount() > 0
                   ? table->photoAt(table->visualRect(table->model()->index(0, 1)).center())
                   : nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(photo(), 20000);
    const std::string name = photo()->name;
    const auto mime = imageMime(*photo());
    auto* button = fixture.find<QAbstractButton>("railQuery");
    QDragEnterEvent enter(QPoint(9, 9), Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(button, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(9, 9), Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
    {
        const GuiSpan span(QStringLiteral("a drop on the rail"));
        QApplication::sendEvent(button, &drop);
    }
    auto* page = fixture.find<QueryPage>("queryPage");
    QVERIFY(page && page->isVisible());
    QTRY_COMPARE(page->view()->desk().reference().image.name, name);
    // Held over it, it opens by itself, so that the slot can be chosen.
    fixture.click("railBrowse");
    QApplication::sendEvent(button, &enter);
    QTRY_VERIFY(page->isVisible());
}

void WindowQuery::placeOfAnOlderVersionIsStillItsPage()
{
    WindowFixture fixture;
    keepPlace(fixture.settings, {m_project, 2, {}, {}}); // as it was before there was Query
    fixture.open(m_project);
    QTRY_VERIFY(fixture.find<QAbstractButton>("railExchange")->isChecked());
    fixture.click("railQuery");
    const auto place = placeOf(fixture.settings, m_project);
    QVERIFY(place.has_value());
    QCOMPARE(place->page, 3);
}

int main(int argc, char** argv)
{
    return runFlows<WindowQuery>(argc, argv);
}

#include "window_query.moc"
