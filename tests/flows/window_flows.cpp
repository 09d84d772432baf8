// SPDX-License-Identifier: GPL-3.0-or-later
// What people do in the window, from the first start to the export.
#include "flows_main.h"
#include "sample_project.h"
#include "window_fixture.h"

#include "core/workflow/browse.h"
#include "ui/review/review_page.h"
#include "ui/shell/window_server.h"
#include "ui/start/first_run_page.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>

#include <atomic>
#include <thread>

using namespace triptych;
using namespace triptych::ui;

namespace {

constexpr int kLong = 60000;

// name-1.png … : a coloured shape, so that neighbours are alike but not the same.
void drawImages(const QString& folder, const QString& name, int count)
{
    QVERIFY(QDir().mkpath(folder));
    for (int i = 1; i <= count; ++i) {
        QImage image(240, 240, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setBrush(QColor::fromHsv((i * 67) % 360, 200, 200));
        painter.drawEllipse(40 + 9 * i, 60, 120, 120 - 11 * i);
        painter.end();
        QVERIFY(image.save(QStringLiteral("%1/%2-%3.png").arg(folder, name).arg(i)));
    }
}

StateCounts forwardCounts(const QString& path)
{
    auto project =
        workflow::Project::open(toPath(path), {workflow::OpenMode::ReadOnly, {}, {}, "test", {}});
    if (!project) {
        return {};
    }
    const auto stats = workflow::stats(**project);
    return stats ? stats->forward : StateCounts{};
}

} // namespace

class WindowFlows final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theSampleIsOneClickAway();
    void aFolderOfImagesBecomesPairsInThreeClicks();
    void aCatalogueBecomesTextsToReview();
    void aDecisionIsThereAfterTheEnd();
    void acceptedTextsAreExportedFromTheWindow();
    void aBrokenProjectIsSaidOnTheFirstPage();
    void keysOfAProjectDoNothingWithoutOne();
    void theLanguageChangesWithoutRestart();
    void darkAndLightChangeThePalette();
    void closingWhileAJobRunsAsksNothingAndEnds();
    void theReviewersNameIsChangedInPlace();
    void everyControlIsReachableAndNamed();
    void aSecondWindowOnTheSameFileRaisesTheFirst();

private:
    QTemporaryDir m_folder;
    QString m_sample;

    QString copyOfSample(const QString& name) const;
};

void WindowFlows::initTestCase()
{
    m_sample = drawnSample(m_folder.path() + QStringLiteral("/sample"));
    QVERIFY(!m_sample.isEmpty());
}

QString WindowFlows::copyOfSample(const QString& name) const
{
    // Beside the original: image roots are the same folder.
    const QString path = QFileInfo(m_sample).path() + QLatin1Char('/') + name;
    return QFile::copy(m_sample, path) ? path : QString();
}

void WindowFlows::theSampleIsOneClickAway()
{
    // The sample drawn before lies where a first click would have put it.
    const QString folder = QDir::homePath() + QStringLiteral("/Documents/Triptych sample");
    QVERIFY(!drawnSample(folder, 2).isEmpty());
    const WindowFixture fixture;
    QVERIFY(fixture.find<QWidget>("firstRunPage")->isVisible());
    fixture.click("openSample");
    QTRY_VERIFY_WITH_TIMEOUT(fixture.session.isOpen(), kLong);
    auto* review = fixture.find<ReviewPage>("reviewPage");
    QVERIFY(review);
    QTRY_VERIFY(review->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(review->shownPair().valid(), kLong);
    QCOMPARE(fixture.settings.recentProjects().value(0), fixture.session.path());
}

void WindowFlows::aFolderOfImagesBecomesPairsInThreeClicks()
{
    const QString folder = m_folder.path() + QStringLiteral("/lamps");
    drawImages(folder, QStringLiteral("desk"), 3);
    drawImages(folder, QStringLiteral("floor"), 3);
    const WindowFixture fixture;
    // Clicks one and two: the choice, and the picker's answer.
    fixture.find<FirstRunPage>("firstRunPage")->newFrom(workflow::ImportKind::Folder, folder);
    auto* start = fixture.find<QPushButton>("firstRunStart");
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), kLong);
    auto* file = fixture.find<QLineEdit>("newProjectFile");
    QTRY_COMPARE(file->text(), m_folder.path() + QStringLiteral("/lamps.triptych"));
    // Names that share a stem are taken as one product.
    QCOMPARE(fixture.find<QComboBox>("importProductFrom")->currentIndex(), 2);
    fixture.click("firstRunStart"); // click three
    QTRY_VERIFY_WITH_TIMEOUT(fixture.session.isOpen(), kLong);
    auto project = workflow::Project::open(toPath(fixture.session.path()),
                                           {workflow::OpenMode::ReadOnly, {}, {}, "test", {}});
    QVERIFY(project);
    const auto stats = workflow::stats(**project);
    QVERIFY(stats);
    QCOMPARE(stats->images, std::int64_t{6});
    QCOMPARE(stats->pairs, std::int64_t{12});
    // Nothing true can be said of them yet: the pairs themselves are shown.
    QTRY_VERIFY(fixture.find<QWidget>("browsePage"));
    QVERIFY(fixture.find<QWidget>("browsePage")->isVisible());
}

void WindowFlows::aCatalogueBecomesTextsToReview()
{
    const QString folder = m_folder.path() + QStringLiteral("/mugs");
    drawImages(folder, QStringLiteral("mug"), 2);
    QFile csv(folder + QStringLiteral("/mugs.csv"));
    QVERIFY(csv.open(QIODevice::WriteOnly));
    csv.write("image,product,category,color\nmug-1.png,m1,Mugs,red\nmug-2.png,m1,Mugs,blue\n");
    csv.close();
    const WindowFixture fixture;
    fixture.find<FirstRunPage>("firstRunPage")
        ->newFrom(workflow::ImportKind::Catalogue, csv.fileName());
    QTRY_VERIFY_WITH_TIMEOUT(fixture.find<QPushButton>("firstRunStart")->isEnabled(), kLong);
    QCOMPARE(fixture.find<QComboBox>("importImageColumn")->currentText(), QStringLiteral("image"));
    fixture.click("firstRunStart");
    QTRY_VERIFY_WITH_TIMEOUT(fixture.session.isOpen(), kLong);
    auto* review = fixture.find<ReviewPage>("reviewPage");
    QTRY_VERIFY_WITH_TIMEOUT(review->shownPair().valid(), kLong);
    QVERIFY(fixture.find<QLabel>("bannerText")->text().contains(QStringLiteral("2 pairs")));
}

void WindowFlows::aDecisionIsThereAfterTheEnd()
{
    const QString path = copyOfSample(QStringLiteral("decided.triptych"));
    {
        const WindowFixture fixture;
        fixture.open(path);
        auto* review = fixture.find<ReviewPage>("reviewPage");
        QTRY_VERIFY_WITH_TIMEOUT(review->shownPair().valid(), kLong);
        const PairId first = review->shownPair();
        QTest::keyClick(review, Qt::Key_D);
        QTRY_VERIFY_WITH_TIMEOUT(review->shownPair() != first, kLong);
        QSignalSpy finished(fixture.window.get(), &MainWindow::finished);
        fixture.window->close();
        QVERIFY(!fixture.window->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLong);
    }
    QCOMPARE(forwardCounts(path)[SlotState::Accepted], std::int64_t{1});
}

void WindowFlows::acceptedTextsAreExportedFromTheWindow()
{
    const WindowFixture fixture;
    fixture.open(copyOfSample(QStringLiteral("exported.triptych")));
    auto* review = fixture.find<ReviewPage>("reviewPage");
    QTRY_VERIFY_WITH_TIMEOUT(review->shownPair().valid(), kLong);
    QTest::keyClick(review, Qt::Key_D);
    fixture.trigger("actionExport");
    const QString folder = m_folder.path() + QStringLiteral("/out");
    auto* line = fixture.find<QLineEdit>("exportFolder");
    line->setFocus();
    QTest::keyClicks(line, folder);
    QTest::keyClick(line, Qt::Key_Return);
    auto* start = fixture.find<QPushButton>("exportStart");
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), kLong);
    QVERIFY(fixture.find<QLabel>("exportFound")->text().startsWith(QStringLiteral("1 triplet")));
    start->click();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder + QStringLiteral("/manifest.json")), kLong);
    QTRY_VERIFY(fixture.find<QLabel>("bannerText")->text().startsWith(QStringLiteral("1 triplet")));
}

void WindowFlows::aBrokenProjectIsSaidOnTheFirstPage()
{
    const QString path = m_folder.path() + QStringLiteral("/broken.triptych");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no database");
    file.close();
    const WindowFixture fixture;
    fixture.window->openProject(path);
    auto* banner = fixture.find<QWidget>("banner");
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), kLong);
    QVERIFY(fixture.find<QLabel>("bannerText")
                ->text()
                .contains(QStringLiteral("not a Triptych project")));
    QVERIFY(!fixture.session.isOpen());
    QVERIFY(fixture.find<QWidget>("firstRunPage")->isVisible());
}

void WindowFlows::keysOfAProjectDoNothingWithoutOne()
{
    const WindowFixture fixture;
    for (const auto* name : {"actionImport", "actionExport", "actionMakePairs", "actionWriteTexts",
                             "actionReview", "actionBrowse", "actionQuery", "actionQueryPair",
                             "actionExchange", "actionCloseProject"}) {
        fixture.trigger(name);
        QVERIFY2(fixture.find<QWidget>("firstRunPage")->isVisible(), name);
    }
}

void WindowFlows::theLanguageChangesWithoutRestart()
{
    const WindowFixture fixture;
    auto* review = fixture.find<QAbstractButton>("railReview");
    QCOMPARE(review->text(), QStringLiteral("Review"));
    fixture.trigger("menuLanguage_ja");
    QTRY_COMPARE(review->text(), QStringLiteral("レビュー"));
    fixture.trigger("menuLanguage_en");
    QTRY_COMPARE(review->text(), QStringLiteral("Review"));
}

void WindowFlows::darkAndLightChangeThePalette()
{
    const WindowFixture fixture;
    fixture.trigger("menuTheme_dark");
    QTRY_VERIFY(Theme::of(*fixture.window).dark);
    QCOMPARE(fixture.window->palette().color(QPalette::Window), QColor(0x1c, 0x1d, 0x1f));
    fixture.trigger("menuTheme_light");
    QTRY_VERIFY(!Theme::of(*fixture.window).dark);
}

void WindowFlows::closingWhileAJobRunsAsksNothingAndEnds()
{
    WindowFixture fixture;
    fixture.open(copyOfSample(QStringLiteral("closing.triptych")));
    std::atomic<bool> started{false};
    fixture.session.runJob<int>(
        QStringLiteral("long"), fixture.window.get(),
        [&started](workflow::Project&, const JobContext& job) -> Result<int> {
            started = true;
            while (!job.cancelled()) {
                std::this_thread::yield();
            }
            return fail(ErrorCode::Cancelled);
        },
        [](const Result<int>&) {});
    QTRY_VERIFY(started);
    QSignalSpy finished(fixture.window.get(), &MainWindow::finished);
    QElapsedTimer timer;
    timer.start();
    fixture.window->close();
    QVERIFY2(timer.elapsed() < 250, "closing must not wait in the GUI thread");
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kLong);
}

void WindowFlows::theReviewersNameIsChangedInPlace()
{
    const WindowFixture fixture;
    fixture.open(copyOfSample(QStringLiteral("named.triptych")));
    fixture.click("reviewerButton");
    auto* edit = fixture.find<QLineEdit>("reviewerEdit");
    QTRY_VERIFY(edit->isVisible());
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("mori"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(fixture.session.reviewer(), QStringLiteral("mori"));
    QVERIFY(!edit->isVisible());
}

void WindowFlows::everyControlIsReachableAndNamed()
{
    const WindowFixture fixture;
    fixture.open(copyOfSample(QStringLiteral("reach.triptych")));
    fixture.click("railBrowse");
    for (const auto* side : {"exchangeSide0", "exchangeSide1", "exchangeSide2"}) {
        fixture.click("railExchange");
        fixture.click(side);
        auto* page = fixture.find<QWidget>("exchangePage");
        for (const auto* widget : page->findChildren<QWidget*>()) {
            const bool control = qobject_cast<const QAbstractButton*>(widget) ||
                                 qobject_cast<const QLineEdit*>(widget) ||
                                 qobject_cast<const QComboBox*>(widget) ||
                                 qobject_cast<const QAbstractSpinBox*>(widget);
            if (!control || !widget->isVisible() ||
                widget->objectName().startsWith(QStringLiteral("qt_"))) {
                continue;
            }
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool named =
                !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            QVERIFY2(named, qPrintable(widget->objectName()));
            // Of a group of exclusive buttons Tab reaches one, the arrow keys the others.
            const bool reachable =
                (widget->focusPolicy() & Qt::TabFocus) || (button && button->group());
            QVERIFY2(reachable, qPrintable(widget->objectName()));
            QVERIFY2(!widget->objectName().isEmpty(), qPrintable(widget->accessibleName()));
        }
    }
}

void WindowFlows::aSecondWindowOnTheSameFileRaisesTheFirst()
{
    WindowServer first;
    WindowServer second;
    QSignalSpy raised(&first, &WindowServer::raiseRequested);
    int answer = -1;
    const auto take = [&answer](bool there) { answer = there ? 1 : 0; };
    second.raiseOther(m_sample, this, take);
    QTRY_COMPARE(answer, 0); // nobody shows it yet
    first.listen(m_sample);
    QVERIFY(first.isOwn(m_sample));
    second.raiseOther(m_sample, this, take);
    QTRY_COMPARE(answer, 1);
    QTRY_COMPARE(raised.count(), 1);
    first.listen({});
    second.raiseOther(m_sample, this, take);
    QTRY_COMPARE(answer, 0);
}

int main(int argc, char** argv)
{
    return runFlows<WindowFlows>(argc, argv);
}

#include "window_flows.moc"
