// SPDX-License-Identifier: GPL-3.0-or-later
// Small parts of the Query page: where an image comes from, the weight slider, words of ranks.
#include "tests.h"

#include "ui/convert.h"
#include "ui/query/query_source.h"
#include "ui/query/query_words.h"
#include "ui/query/share_slider.h"

#include <QDir>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace triptych;
using namespace triptych::ui;

namespace {

class QueryPartsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void droppedFileIsTakenByItsPath();
    void droppedPixelsAreTakenAsTheyAre();
    void droppedTextIsNoImage();
    void pathsAreToldFromNames_data();
    void pathsAreToldFromNames();
    void whereAnImageComesFromIsSaidInWords();
    void hugePasteIsMadeSmaller();
    void sliderStandsOnTheMarkUntilItIsMoved();
    void doubleClickPutsTheSliderBack();
    void keysMoveTheSlider();
    void movesAreToldByArrowAndNumber();
    void runIsToldInWords();
};

void QueryPartsTest::droppedFileIsTakenByItsPath()
{
    QMimeData data;
    data.setUrls({QUrl(QStringLiteral("https://example.org/a.jpg")),
                  QUrl::fromLocalFile(QStringLiteral("/photos/ä b.jpg"))});
    const auto source = sourceFrom(data);
    QVERIFY(source.has_value());
    QCOMPARE(source->image.path, std::string("/photos/ä b.jpg"));
    QVERIFY(!source->ofProject());
}

void QueryPartsTest::droppedPixelsAreTakenAsTheyAre()
{
    QImage pixels(3, 2, QImage::Format_RGB32);
    pixels.fill(QColor(10, 20, 30));
    QMimeData data;
    data.setImageData(pixels);
    const auto source = sourceFrom(data);
    QVERIFY(source.has_value());
    const PixelBuffer& buffer = source->image.pixels;
    QCOMPARE(buffer.width, 3);
    QCOMPARE(buffer.height, 2);
    QCOMPARE(buffer.byteCount(), 24U);
    QCOMPARE(int(buffer.data->at(0)), 10);
    QCOMPARE(int(buffer.data->at(2)), 30);
    QCOMPARE(int(buffer.data->at(3)), 255);
}

void QueryPartsTest::droppedTextIsNoImage()
{
    QMimeData data;
    data.setText(QStringLiteral("blue"));
    QVERIFY(!sourceFrom(data));
    QVERIFY(!sourceFrom(QMimeData()));
}

void QueryPartsTest::pathsAreToldFromNames_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("path");
    QTest::newRow("absolute") << QStringLiteral(" /a/b.jpg ") << QStringLiteral("/a/b.jpg");
    QTest::newRow("url") << QStringLiteral("file:///a/b%20c.jpg") << QStringLiteral("/a/b c.jpg");
    QTest::newRow("home") << QStringLiteral("~/b.jpg")
                          << QDir::homePath() + QStringLiteral("/b.jpg");
    QTest::newRow("name") << QStringLiteral("tops/b.jpg") << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void QueryPartsTest::pathsAreToldFromNames()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, path);
    QCOMPARE(pathFrom(typed).value_or(QString()), path);
}

void QueryPartsTest::whereAnImageComesFromIsSaidInWords()
{
    ImageView image;
    image.name = "tops/red.jpg";
    QCOMPARE(sourceWords(sourceOf(image)), QStringLiteral("tops/red.jpg"));
    QCOMPARE(sourceWords(sourceOfFile(QStringLiteral("/x/y/red.jpg"))),
             QStringLiteral("from outside the project: red.jpg"));
    QCOMPARE(sourceWords(sourceOfPixels(QImage(64, 48, QImage::Format_RGB32))),
             QStringLiteral("pasted, 64 × 48 pixels"));
    QVERIFY(sourceWords({}).isEmpty());
    QVERIFY(sourceOfPixels(QImage()).empty());
}

void QueryPartsTest::hugePasteIsMadeSmaller()
{
    QImage pixels(9000, 30, QImage::Format_RGB32);
    pixels.fill(Qt::red);
    const auto source = sourceOfPixels(pixels);
    QCOMPARE(source.image.pixels.width, 4096);
    QVERIFY(source.image.pixels.height >= 1);
}

void QueryPartsTest::sliderStandsOnTheMarkUntilItIsMoved()
{
    ShareSlider slider(nullptr);
    slider.resize(200, 28);
    QSignalSpy chosen(&slider, &ShareSlider::shareChosen);
    slider.setFitted(0.7);
    QCOMPARE(slider.value(), 70);
    QVERIFY(!slider.share());
    QVERIFY(chosen.isEmpty());
    slider.setShare(0.2);
    slider.setFitted(0.6);
    QCOMPARE(slider.value(), 20);
    QVERIFY(chosen.isEmpty()); // nobody moved it
}

void QueryPartsTest::doubleClickPutsTheSliderBack()
{
    ShareSlider slider(nullptr);
    slider.resize(200, 28);
    slider.setFitted(0.7);
    QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(100, 14));
    QVERIFY(slider.share().has_value());
    QCOMPARE(slider.value(), 50);
    QTest::mouseDClick(&slider, Qt::LeftButton, {}, QPoint(100, 14));
    QVERIFY(!slider.share());
    QCOMPARE(slider.value(), 70);
}

void QueryPartsTest::keysMoveTheSlider()
{
    ShareSlider slider(nullptr);
    slider.resize(200, 28);
    QTest::keyClick(&slider, Qt::Key_Right);
    QCOMPARE(slider.share().value(), 0.52);
}

void QueryPartsTest::movesAreToldByArrowAndNumber()
{
    QCOMPARE(moveWord({3, false}), QStringLiteral("▲3"));
    QCOMPARE(moveWord({-2, false}), QStringLiteral("▼2"));
    QCOMPARE(moveWord({0, false}), QStringLiteral("–"));
    QCOMPARE(moveWord({200, true}), QStringLiteral("▲200+"));
    QVERIFY(moveSentence({-2, false}, QStringLiteral("late fusion"))
                .contains(QStringLiteral("lower than with late fusion")));
}

void QueryPartsTest::runIsToldInWords()
{
    workflow::CaseRunReport run;
    QVERIFY(runSentence(run).contains(QStringLiteral("First run")));
    run.before = 1;
    run.same = 2;
    QCOMPARE(runSentence(run), QStringLiteral("0 better, 0 worse, 2 same"));
    run.better = 14;
    run.worse = 3;
    run.same = 9;
    run.p = 0.013;
    QCOMPARE(runSentence(run),
             QStringLiteral("14 better, 3 worse, 9 same; p = 0.013: hardly by chance"));
    run.p = 0.4;
    QVERIFY(runSentence(run).endsWith(QStringLiteral("p = 0.400: may be chance")));
    run.p = 0.00001;
    QVERIFY(runSentence(run).contains(QStringLiteral("p < 0.001")));
}

} // namespace

std::unique_ptr<QObject> makeQueryPartsTest()
{
    return std::make_unique<QueryPartsTest>();
}

#include "query_parts_test.moc"
