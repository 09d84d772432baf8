// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of every page in light, dark and Japanese, and at 200 % in a process of its own, into
// screenshots/ of the build folder; fails when a word is clipped or a page is empty.
#include "flows_main.h"
#include "sample_project.h"
#include "ui/exchange/exchange_page.h"
#include "ui/query/query_page.h"
#include "ui/query/query_view.h"
#include "ui/review/review_page.h"
#include "ui/review/side/guidelines_view.h"
#include "ui/review/side/side_panel.h"
#include "ui/settings/settings_page.h"
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
    void reviewWorkspaceIsWholeInEveryLook_data() { everyPageIsWholeInEveryLook_data(); }
    void reviewWorkspaceIsWholeInEveryLook();
    void everyPageIsWholeAtTwiceTheSize();

private:
    void shootQuery(const WindowFixture& fixture, const QString& look);
    void shootViews(const WindowFixture& fixture, const QString& look);
    void shootSides(const WindowFixture& fixture, const QString& look);
    void shootTyping(const WindowFixture& fixture, const QString& look);
    void shootSettings(const WindowFixture& fixture, const QString& look);
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
    fixture.settings.setValue(SettingKey::LastPlaces, QStringList());
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
    shootQuery(fixture, look);
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

void Screenshots::reviewWorkspaceIsWholeInEveryLook()
{
    QFETCH(const int, theme);
    QFETCH(const QString, language);
    WindowFixture fixture;
    fixture.theme.choose(static_cast<ThemeChoice>(theme));
    fixture.language.choose(language);
    const QString look = QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral("_review_");
    fixture.settings.setValue(SettingKey::LastPlaces, QStringList());
    fixture.open(m_project);
    auto* review = fixture.find<ReviewPage>("reviewPage");
    QTRY_VERIFY_WITH_TIMEOUT(review->shownPair().valid(), 20000);
    shootViews(fixture, look);
    shootSides(fixture, look);
    shootTyping(fixture, look);
    shootSettings(fixture, look);
}

void Screenshots::shootQuery(const WindowFixture& fixture, const QString& look)
{
    fixture.click("railQuery");
    auto& desk = fixture.find<QueryPage>("queryPage")->view()->desk();
    QTRY_VERIFY_WITH_TIMEOUT(desk.encoder().has_value(), 20000);
    shoot(fixture, look + QStringLiteral("query_first"));
    if (desk.encoder()->images.current == 0) {
        fixture.click("queryEmptyAct");
        QTRY_VERIFY_WITH_TIMEOUT(desk.encoder()->images.current > 0, 60000);
    }
    fixture.trigger("actionQueryPair");
    QTRY_VERIFY_WITH_TIMEOUT(desk.answers().has_value(), 20000);
    shoot(fixture, look + QStringLiteral("query"));
}

void Screenshots::shootViews(const WindowFixture& fixture, const QString& look)
{
    auto* review = fixture.find<ReviewPage>("reviewPage");
    for (const auto* view : {"swipe", "difference", "round_trip"}) {
        QTest::keyClick(review, Qt::Key_V);
        shoot(fixture, look + QLatin1String(view));
    }
    QTest::keyClick(review, Qt::Key_V); // side by side again
    QTest::keyClick(review, Qt::Key_Z);
    shoot(fixture, look + QStringLiteral("one_to_one"));
    QTest::keyClick(review, Qt::Key_Z);
}

void Screenshots::shootSides(const WindowFixture& fixture, const QString& look)
{
    auto* review = fixture.find<ReviewPage>("reviewPage");
    QTest::keyClick(review, Qt::Key_A);
    QTest::keyClick(review, Qt::Key_X);
    QTest::keyClick(review, Qt::Key_2);
    shoot(fixture, look + QStringLiteral("reasons"));
    QTest::keyClick(review, Qt::Key_K);
    QTest::keyClick(review, Qt::Key_H);
    shoot(fixture, look + QStringLiteral("history"));
    QTest::keyClick(review, Qt::Key_G);
    shoot(fixture, look + QStringLiteral("guidelines_empty"));
    auto& panel = *review->findChild<SidePanel*>();
    Q_EMIT panel.guidelines().saveRequested(
        QStringLiteral("# What a good text says\n\nName **what changes** from the reference to the "
                       "target.\n\n- colour before shape\n- nothing that cannot be seen\n\n"
                       "| do | do not |\n| --- | --- |\n| “is navy” | “is nicer” |\n"));
    shoot(fixture, look + QStringLiteral("guidelines"));
    QTest::keyClick(review, Qt::Key_I);
    shoot(fixture, look + QStringLiteral("attributes"));
    review->showSide(Side::Pace);
    shoot(fixture, look + QStringLiteral("pace"));
    review->showSide(Side::Reasons);
    shoot(fixture, look + QStringLiteral("reason_list"));
    review->showSide(Side::None);
    QTest::keyClick(review, Qt::Key_Question);
    shoot(fixture, look + QStringLiteral("keys"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
}

void Screenshots::shootTyping(const WindowFixture& fixture, const QString& look)
{
    auto* review = fixture.find<ReviewPage>("reviewPage");
    review->setFocus();
    QTest::keyClick(review, Qt::Key_J);
    QTRY_VERIFY(review->shownPair() == review->queue().window().currentId());
    QTest::keyClick(review, Qt::Key_E);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" and the slevee longer"));
    shoot(fixture, look + QStringLiteral("typing"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    shoot(fixture, look + QStringLiteral("draft"));
}

void Screenshots::shootSettings(const WindowFixture& fixture, const QString& look)
{
    fixture.trigger("actionSettings");
    auto* settings = fixture.find<SettingsPage>("settingsPage");
    QVERIFY(settings);
    for (const auto section : {SettingsPage::Section::General, SettingsPage::Section::Review,
                               SettingsPage::Section::Keys, SettingsPage::Section::Backups}) {
        settings->showSection(section);
        shoot(fixture, look + QStringLiteral("settings%1").arg(static_cast<int>(section)));
    }
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
                 {QStringLiteral("everyPageIsWholeInEveryLook"),
                  QStringLiteral("reviewWorkspaceIsWholeInEveryLook")});
    QVERIFY(scaled.waitForFinished(240000));
    QVERIFY2(scaled.exitCode() == 0, scaled.readAll().constData());
}

int main(int argc, char** argv)
{
    return runFlows<Screenshots>(argc, argv);
}

#include "screenshots.moc"
