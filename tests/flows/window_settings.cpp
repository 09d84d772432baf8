// SPDX-License-Identifier: GPL-3.0-or-later
// Settings in the window, places that come back, automatic backups, languages, and who works
// without a mouse or without seeing.
#include "flows_main.h"
#include "sample_project.h"
#include "tests/support/accessible_walk.h"
#include "window_fixture.h"

#include "ui/review/key_map_editor.h"
#include "ui/review/review_page.h"
#include "ui/settings/settings_page.h"
#include "ui/shell/backup_keeper.h"
#include "ui/start/choice_card.h"
#include "ui/start/first_run_page.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLockFile>
#include <QScreen>
#include <QSignalSpy>
#include <QXmlStreamReader>

using namespace triptych;
using namespace triptych::ui;

namespace {

constexpr int kLong = 60000;

// Source -> translation of everything that is translated into something else.
QHash<QString, QString> japaneseOf()
{
    QHash<QString, QString> words;
    QFile file(QStringLiteral(TRIPTYCH_SOURCE_DIR "/translations/triptych_ja.ts"));
    if (!file.open(QIODevice::ReadOnly)) {
        return words;
    }
    QXmlStreamReader xml(&file);
    QString source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QLatin1String("source")) {
            source = xml.readElementText();
        } else if (xml.isStartElement() && xml.name() == QLatin1String("translation")) {
            const bool open =
                xml.attributes().value(QLatin1String("type")) == QLatin1String("unfinished");
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            if (!open && !text.isEmpty() && text != source) {
                words.insert(source, text);
            }
        }
    }
    return words;
}

// All words a widget shows or says.
QStringList wordsOf(const QWidget& widget)
{
    QStringList words{widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()};
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        words << label->text();
    } else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        words << button->text();
    } else if (const auto* line = qobject_cast<const QLineEdit*>(&widget)) {
        words << line->placeholderText();
    } else if (const auto* box = qobject_cast<const QComboBox*>(&widget)) {
        for (int i = 0; i < box->count(); ++i) {
            words << box->itemText(i);
        }
    }
    return words;
}

// What is still English though it has a translation.
QStringList englishIn(const QWidget& window, const QHash<QString, QString>& japanese)
{
    QStringList left;
    auto widgets = window.findChildren<QWidget*>();
    for (const auto* widget : std::as_const(widgets)) {
        for (const auto& words : wordsOf(*widget)) {
            const bool aName = words == QLatin1String("English"); // of a language, in itself
            if (!aName && japanese.contains(words)) {
                left << tests::describe(*widget) + QStringLiteral(": ") + words;
            }
        }
    }
    for (const auto* action : window.findChildren<QAction*>()) {
        if (japanese.contains(action->text()) && action->text() != QLatin1String("English")) {
            left << action->objectName() + QStringLiteral(": ") + action->text();
        }
    }
    left.removeDuplicates();
    return left;
}

} // namespace

class WindowSettings final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void theKeysOfThePageAreReboundInTheWindow();
    void anEmptyReviewerIsRefusedInWords();
    void appearanceAndLanguageFollowTheSettings();
    void escapeLeavesTheSettingsToWhereTheyWereOpened();
    void theProjectOpensWhereItWasLeft();
    void aWindowThatClosesDoesNotWaitForABusyDisk();
    void aWindowWhoseScreenIsGoneComesBack();
    void aMissingRecentProjectIsToldAndTakenOff();
    void brokenSettingsAreSaidOnce();
    void backupsAreMadeQuietly();
    void aBackupThatFailsIsSaidWithWhatToDo();
    void noEnglishIsLeftInJapanese();
    void everyControlOfEveryPageHasAName_data();
    void everyControlOfEveryPageHasAName();
    void theSettingsShowWhereTheFocusIs();

private:
    void showPage(const WindowFixture& fixture, const QString& page) const;

    QTemporaryDir m_folder;
    QString m_sample;
};

void WindowSettings::initTestCase()
{
    m_sample = drawnSample(m_folder.path() + QStringLiteral("/sample"));
    QVERIFY(!m_sample.isEmpty());
}

void WindowSettings::init()
{
    QSettings().clear();
}

void WindowSettings::theKeysOfThePageAreReboundInTheWindow()
{
    WindowFixture fixture;
    fixture.open(m_sample);
    auto* review = fixture.find<ReviewPage>("reviewPage");
    QTRY_VERIFY_WITH_TIMEOUT(review->shownPair().valid(), kLong);
    const PairId first = review->shownPair();
    KeyMapKeeper keys(&fixture.settings);
    keys.setKeys(ReviewAction::Next, {{Qt::Key_Y, false}});
    QTest::keyClick(review, Qt::Key_Right); // no longer
    QCOMPARE(review->shownPair(), first);
    QTest::keyClick(review, Qt::Key_Y);
    QTRY_VERIFY_WITH_TIMEOUT(review->shownPair() != first, kLong);
}

void WindowSettings::anEmptyReviewerIsRefusedInWords()
{
    WindowFixture fixture;
    fixture.trigger("actionSettings");
    auto* line = fixture.find<QLineEdit>("settingsReviewer");
    QVERIFY(line->isVisible());
    line->setFocus();
    line->setText(QStringLiteral("   "));
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(fixture.find<QLabel>("settingsReviewerWrong")->isVisible());
    QCOMPARE(fixture.session.reviewer(), QStringLiteral("aoki"));
    line->clear();
    QTest::keyClicks(line, QStringLiteral("mori"));
    QVERIFY(!fixture.find<QLabel>("settingsReviewerWrong")->isVisible());
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(fixture.session.reviewer(), QStringLiteral("mori"));
    QCOMPARE(fixture.settings.value(SettingKey::Reviewer).toString(), QStringLiteral("mori"));
    // The same in the strip.
    fixture.open(m_sample);
    fixture.click("reviewerButton");
    auto* edit = fixture.find<QLineEdit>("reviewerEdit");
    QTRY_VERIFY(edit->hasFocus());
    edit->setText(QString());
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(fixture.find<QLabel>("reviewerWrong")->isVisible());
    QCOMPARE(fixture.session.reviewer(), QStringLiteral("mori"));
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!edit->isVisible());
}

void WindowSettings::appearanceAndLanguageFollowTheSettings()
{
    WindowFixture fixture;
    auto* settings = &fixture.settings;
    settings->setValue(SettingKey::Theme, QStringLiteral("dark"));
    QTRY_VERIFY(Theme::of(*fixture.window).dark);
    QVERIFY(fixture.find<QAction>("menuTheme_dark")->isChecked());
    settings->setValue(SettingKey::Language, QStringLiteral("ja"));
    QTRY_COMPARE(fixture.find<QAbstractButton>("railReview")->text(), QStringLiteral("レビュー"));
    QVERIFY(fixture.find<QAction>("menuLanguage_ja")->isChecked());
}

void WindowSettings::escapeLeavesTheSettingsToWhereTheyWereOpened()
{
    WindowFixture fixture;
    fixture.open(m_sample);
    fixture.click("railBrowse");
    fixture.trigger("actionSettings");
    auto* page = fixture.find<QWidget>("settingsPage");
    QVERIFY(page->isVisible());
    for (const auto* name : {"railReview", "railBrowse", "railQuery", "railExchange"}) {
        QVERIFY2(!fixture.find<QAbstractButton>(name)->isChecked(), name);
    }
    QTest::keyClick(page, Qt::Key_Escape);
    QVERIFY(!page->isVisible());
    QVERIFY(fixture.find<QWidget>("browsePage")->isVisible());
}

void WindowSettings::theProjectOpensWhereItWasLeft()
{
    PairId left;
    {
        WindowFixture fixture;
        fixture.open(m_sample);
        auto* review = fixture.find<ReviewPage>("reviewPage");
        QTRY_VERIFY_WITH_TIMEOUT(review->shownPair().valid(), kLong);
        const QSignalSpy answered(&review->queue().window(), &PairWindow::idsChanged);
        review->showQueue(QStringLiteral("status:pending"));
        QTRY_VERIFY_WITH_TIMEOUT(!answered.isEmpty(), kLong); // it begins at its first pair
        for (int i = 0; i < 3; ++i) {
            const PairId before = review->shownPair();
            QTest::keyClick(review, Qt::Key_Right);
            QTRY_VERIFY_WITH_TIMEOUT(review->shownPair() != before, kLong);
        }
        left = review->shownPair();
        fixture.click("railExchange");
        fixture.window->close();
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.session.isOpen(), kLong);
    }
    WindowFixture fixture;
    fixture.open(m_sample);
    QTRY_VERIFY(fixture.find<QWidget>("exchangePage"));
    QVERIFY(fixture.find<QWidget>("exchangePage")->isVisible());
    fixture.click("railReview");
    auto* review = fixture.find<ReviewPage>("reviewPage");
    QTRY_COMPARE_WITH_TIMEOUT(review->shownPair(), left, kLong);
    QCOMPARE(review->shownQueue(), QStringLiteral("status:pending"));
}

void WindowSettings::aWindowThatClosesDoesNotWaitForABusyDisk()
{
    QByteArray before;
    QByteArray after;
    {
        WindowFixture fixture;
        fixture.open(m_sample);
        fixture.settings.flush();
        before = QSettings().value(QLatin1String("window/geometry")).toByteArray();
        fixture.window->resize(1111, 777);
        QLockFile busy(QSettings().fileName() + QStringLiteral(".lock"));
        QVERIFY(busy.lock()); // who writes now waits
        {
            const GuiSpan span(QStringLiteral("closing the window"));
            fixture.window->close();
        }
        QVERIFY(!fixture.window->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.session.isOpen(), kLong);
        after = fixture.settings.value(SettingKey::Geometry).toByteArray();
        QVERIFY(after != before);
    }
    // The end waited for it.
    QCOMPARE(QSettings().value(QLatin1String("window/geometry")).toByteArray(), after);
}

void WindowSettings::aWindowWhoseScreenIsGoneComesBack()
{
    {
        Settings settings;
        QWidget far;
        far.setGeometry(20000, 20000, 1000, 700);
        far.show();
        settings.setValue(SettingKey::Geometry, far.saveGeometry());
    }
    WindowFixture fixture;
    const QRect seen =
        fixture.window->frameGeometry() & fixture.window->screen()->availableGeometry();
    QVERIFY(seen.width() > 200 && seen.height() > 200);
    for (const auto& garbage : {QByteArray("x"), QByteArray(5000, '\xff')}) {
        fixture.settings.setValue(SettingKey::Geometry, garbage);
        const WindowFixture other;
        QVERIFY(other.window->isVisible());
    }
}

void WindowSettings::aMissingRecentProjectIsToldAndTakenOff()
{
    const QString gone = m_folder.filePath(QStringLiteral("gone.triptych"));
    {
        Settings settings;
        settings.addRecentProject(m_sample);
        settings.addRecentProject(gone);
    }
    WindowFixture fixture;
    auto* row = fixture.find<RecentRow>("recent0");
    QTRY_VERIFY(row->isMissing());
    QVERIFY(!fixture.find<RecentRow>("recent1")->isMissing());
    QVERIFY(row->accessibleName().contains(QStringLiteral("not found")));
    row->click(); // opens nothing, says nothing wrong
    QVERIFY(!fixture.session.isOpen());
    fixture.click("recent0Remove");
    QCOMPARE(fixture.settings.recentProjects(), QStringList{m_sample});
}

void WindowSettings::brokenSettingsAreSaidOnce()
{
    const QString path = QSettings().fileName();
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\x01\x02\x00garbage", 10);
    file.close();
    {
        WindowFixture fixture;
        QVERIFY(fixture.find<QWidget>("banner")->isVisible());
        QVERIFY(fixture.find<QLabel>("bannerText")->text().contains(QStringLiteral(".broken")));
    }
    const WindowFixture again;
    QVERIFY(!again.find<QWidget>("banner")->isVisible());
    QVERIFY(QFile::remove(path + QStringLiteral(".broken")));
}

void WindowSettings::backupsAreMadeQuietly()
{
    WindowFixture fixture;
    auto* backups = fixture.window->findChild<BackupKeeper*>();
    backups->setTimes(std::chrono::milliseconds(1), std::chrono::hours(1));
    const QSignalSpy made(backups, &BackupKeeper::made);
    fixture.open(m_sample);
    QTRY_COMPARE_WITH_TIMEOUT(made.count(), 1, kLong);
    QVERIFY(!fixture.find<QWidget>("banner")->isVisible());
    fixture.trigger("actionSettings");
    fixture.find<SettingsPage>("settingsPage")->showSection(SettingsPage::Section::Backups);
    auto* list = fixture.find<QListWidget>("backupList");
    QTRY_COMPARE(list->count(), 1);
    fixture.click("backupNow");
    QTRY_COMPARE_WITH_TIMEOUT(made.count(), 2, kLong);
    QTRY_COMPARE(list->count(), 2);
    QVERIFY(QDir(m_sample + QStringLiteral("-backups")).removeRecursively());
}

void WindowSettings::aBackupThatFailsIsSaidWithWhatToDo()
{
    QFile plain(m_folder.filePath(QStringLiteral("plain")));
    QVERIFY(plain.open(QIODevice::WriteOnly));
    WindowFixture fixture;
    fixture.settings.setValue(SettingKey::BackupFolder,
                              plain.fileName() + QStringLiteral("/backups"));
    auto* backups = fixture.window->findChild<BackupKeeper*>();
    backups->setTimes(std::chrono::milliseconds(1), std::chrono::hours(1));
    fixture.open(m_sample);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.find<QWidget>("bannerAction")->isVisible(), kLong);
    QVERIFY(fixture.find<QLabel>("bannerText")->text().contains(QStringLiteral("backup")));
    fixture.click("bannerAction");
    QVERIFY(fixture.find<QWidget>("backupHours")->isVisible());
}

void WindowSettings::showPage(const WindowFixture& fixture, const QString& page) const
{
    if (page.startsWith(QLatin1String("settings"))) {
        fixture.trigger("actionSettings");
        fixture.click(qPrintable(page));
    } else if (page.startsWith(QLatin1String("exchange"))) {
        fixture.click("railExchange");
        fixture.click(qPrintable(page));
    } else {
        fixture.click(qPrintable(page));
    }
}

void WindowSettings::noEnglishIsLeftInJapanese()
{
    const auto japanese = japaneseOf();
    QVERIFY(japanese.size() > 200);
    WindowFixture fixture;
    fixture.open(m_sample);
    auto* review = fixture.find<ReviewPage>("reviewPage");
    QTRY_VERIFY_WITH_TIMEOUT(review->shownPair().valid(), kLong);
    for (const char* page : {"railBrowse", "exchangeSide0", "exchangeSide1", "exchangeSide2",
                             "settingsSection0", "settingsSection3"}) {
        showPage(fixture, QLatin1String(page));
    }
    fixture.trigger("actionMakePairs");
    fixture.trigger("actionWriteTexts");
    fixture.trigger("actionAbout");
    fixture.trigger("menuLanguage_ja");
    QCoreApplication::processEvents();
    const QStringList left = englishIn(*fixture.window, japanese);
    QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char('\n'))));
}

void WindowSettings::everyControlOfEveryPageHasAName_data()
{
    QTest::addColumn<QString>("page");
    for (const char* page :
         {"firstRun", "railReview", "railBrowse", "exchangeSide0", "exchangeSide1", "exchangeSide2",
          "settingsSection0", "settingsSection1", "settingsSection2", "settingsSection3"}) {
        QTest::newRow(page) << QString::fromLatin1(page);
    }
}

void WindowSettings::everyControlOfEveryPageHasAName()
{
    QFETCH(QString, page);
    WindowFixture fixture;
    if (page != QLatin1String("firstRun")) {
        fixture.open(m_sample);
        auto* review = fixture.find<ReviewPage>("reviewPage");
        QTRY_VERIFY_WITH_TIMEOUT(review->shownPair().valid(), kLong);
        showPage(fixture, page);
    }
    const QStringList faults = tests::accessibleFaults(*fixture.window);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
}

void WindowSettings::theSettingsShowWhereTheFocusIs()
{
    WindowFixture fixture;
    fixture.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(fixture.window.get()));
    fixture.trigger("actionSettings");
    for (int section = 0; section < 4; ++section) {
        fixture.click(qPrintable(QStringLiteral("settingsSection%1").arg(section)));
        const auto chain = tests::tabChain(*fixture.find<QWidget>("settingsPage"));
        QVERIFY(chain.size() > 3);
        for (auto* widget : chain) {
            QVERIFY2(tests::showsFocus(*widget), qPrintable(tests::describe(*widget)));
        }
    }
}

int main(int argc, char** argv)
{
    return runFlows<WindowSettings>(argc, argv);
}

#include "window_settings.moc"
