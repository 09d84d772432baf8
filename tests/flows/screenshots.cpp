// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of every page in light, dark and Japanese, and at 200 % in a process of its own, into
// screenshots/ of the build folder; fails when a word is clipped or a page is empty.
#include "flows_main.h"
#include "sample_project.h"
#include "ui/exchange/exchange_page.h"
#include "ui/review/review_page.h"
#include "ui/start/first_run_page.h"
#include "window_fixture.h"

#include <QFileInfo>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>

using namespace triptych::ui;

namespace {

// Set for the process at 200 %: the suffix of its pictures, and the project that is there already.
constexpr const char* kScaled = "TRIPTYCH_SCREENSHOTS_SCALED";
constexpr const char* kProject = "TRIPTYCH_SCREENSHOTS_PROJECT";

// Labels and buttons whose words do not fit.
QStringList clippedWords(const QWidget& window)
{
    QStringList clipped;
    const auto check = [&](const QWidget* widget, const QString& text, bool wraps) {
        if (widget->isVisible() && !text.isEmpty() && !wraps &&
            widget->sizeHint().width() > widget->width() + 1) {
            clipped << QStringLiteral("%1: “%2” needs %3, has %4")
                           .arg(widget->objectName(), text)
                           .arg(widget->sizeHint().width())
                           .arg(widget->width());
        }
    };
    for (const auto* label : window.findChildren<QLabel*>()) {
        check(label, label->text(), label->wordWrap());
    }
    for (const auto* button : window.findChildren<QPushButton*>()) {
        check(button, button->text(), false);
    }
    return clipped;
}

int coloursOf(const QImage& image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 7) {
        for (int x = 0; x < image.width(); x += 7) {
            colours.insert(image.pixel(x, y));
        }
    }
    return static_cast<int>(colours.size());
}

} // namespace

class Screenshots final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyPageIsWholeInEveryLook_data();
    void everyPageIsWholeInEveryLook();
    void everyPageIsWholeAtTwiceTheSize();

private:
    void shoot(const WindowFixture& fixture, const QString& name);

    QTemporaryDir m_folder;
    QString m_project;
};

void Screenshots::initTestCase()
{
    m_project = qEnvironmentVariable(kProject);
    if (m_project.isEmpty()) {
        m_project = drawnSample(m_folder.path() + QStringLiteral("/sample"));
    }
    QVERIFY(!m_project.isEmpty());
}

void Screenshots::shoot(const WindowFixture& fixture, const QString& name)
{
    // Animations and the last decodes come to rest: nothing more is asked of the event loop.
    QTest::qWait(400);
    const QStringList clipped = clippedWords(*fixture.window);
    QVERIFY2(clipped.isEmpty(),
             qPrintable(name + QLatin1Char('\n') + clipped.join(QLatin1Char('\n'))));
    const QImage image = fixture.window->grab().toImage();
    QVERIFY2(coloursOf(image) > 8, qPrintable(name));
    const QString folder = QStringLiteral(TRIPTYCH_BUILD_DIR "/screenshots");
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(
        image.save(QStringLiteral("%1/%2%3.png").arg(folder, name, qEnvironmentVariable(kScaled))));
}

void Screenshots::everyPageIsWholeInEveryLook_data()
{
    QTest::addColumn<int>("theme");
    QTest::addColumn<QString>("language");
    QTest::newRow("light") << static_cast<int>(ThemeChoice::Light) << QStringLiteral("en");
    if (!qEnvironmentVariableIsSet(kScaled)) {
        QTest::newRow("dark") << static_cast<int>(ThemeChoice::Dark) << QStringLiteral("en");
        QTest::newRow("japanese") << static_cast<int>(ThemeChoice::Light) << QStringLiteral("ja");
    }
}

void Screenshots::everyPageIsWholeInEveryLook()
{
    QFETCH(const int, theme);
    QFETCH(const QString, language);
    WindowFixture fixture;
    fixture.theme.choose(static_cast<ThemeChoice>(theme));
    fixture.language.choose(language);
    const QString look = QString::fromLatin1(QTest::currentDataTag()) + QLatin1Char('_');
    shoot(fixture, look + QStringLiteral("first_run"));
    const QString folder = QFileInfo(m_project).path();
    fixture.find<FirstRunPage>("firstRunPage")
        ->newFrom(triptych::workflow::ImportKind::Folder, folder);
    QTRY_VERIFY(fixture.find<QPushButton>("firstRunStart")->isEnabled());
    shoot(fixture, look + QStringLiteral("first_run_setup"));
    fixture.open(m_project);
    auto* review = fixture.find<ReviewPage>("reviewPage");
    QTRY_VERIFY_WITH_TIMEOUT(review->shownPair().valid(), 20000);
    shoot(fixture, look + QStringLiteral("review"));
    QTest::keyClick(review, Qt::Key_A);
    shoot(fixture, look + QStringLiteral("review_decided"));
    QTest::keyClick(review, Qt::Key_Backspace);
    fixture.click("railBrowse");
    shoot(fixture, look + QStringLiteral("browse"));
    fixture.trigger("actionMakePairs");
    shoot(fixture, look + QStringLiteral("make_pairs"));
    fixture.find<QWidget>("makePairsPanel")->hide();
    fixture.trigger("actionWriteTexts");
    shoot(fixture, look + QStringLiteral("write_texts"));
    fixture.find<QWidget>("writeTextsPanel")->hide();
    fixture.click("railExchange");
    shoot(fixture, look + QStringLiteral("exchange_import"));
    fixture.find<ExchangePage>("exchangePage")
        ->importFrom(triptych::workflow::ImportKind::Catalogue,
                     folder + QStringLiteral("/catalogue.csv"));
    QTRY_VERIFY(fixture.find<QPushButton>("importCheck")->isEnabled());
    fixture.click("importCheck");
    QTRY_VERIFY_WITH_TIMEOUT(fixture.find<QLabel>("reportTitle")->isVisible(), 20000);
    shoot(fixture, look + QStringLiteral("exchange_checked"));
    fixture.click("exchangeSide1");
    shoot(fixture, look + QStringLiteral("exchange_export"));
    fixture.click("exchangeSide2");
    shoot(fixture, look + QStringLiteral("exchange_backup"));
    fixture.trigger("actionAbout");
    shoot(fixture, look + QStringLiteral("about"));
}

void Screenshots::everyPageIsWholeAtTwiceTheSize()
{
    if (qEnvironmentVariableIsSet(kScaled)) {
        return; // this is the process below
    }
    QProcess scaled;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QStringLiteral("2"));
    environment.insert(QLatin1String(kScaled), QStringLiteral("_200"));
    environment.insert(QLatin1String(kProject), m_project);
    scaled.setProcessEnvironment(environment);
    scaled.setProcessChannelMode(QProcess::MergedChannels);
    scaled.start(QCoreApplication::applicationFilePath(),
                 {QStringLiteral("everyPageIsWholeInEveryLook")});
    QVERIFY(scaled.waitForFinished(240000));
    QVERIFY2(scaled.exitCode() == 0, scaled.readAll().constData());
}

int main(int argc, char** argv)
{
    return runFlows<Screenshots>(argc, argv);
}

#include "screenshots.moc"
