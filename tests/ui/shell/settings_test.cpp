// SPDX-License-Identifier: GPL-3.0-or-later
// The table of settings, files that are broken, and places in projects.
#include "tests.h"

#include "ui/settings/settings.h"
#include "ui/shell/place_keeper.h"
#include "ui/text/language.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace triptych;
using namespace triptych::ui;

class SettingsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void everySettingHasANameADefaultAndARange();
    void whatIsSetIsThereAfterARestart();
    void valuesOfAnotherKindAreNotTaken_data();
    void valuesOfAnotherKindAreNotTaken();
    void badValuesInTheFileAreTheirDefaults();
    void aBrokenFileIsKeptAndANewOneBegins_data();
    void aBrokenFileIsKeptAndANewOneBegins();
    void aFolderThatCannotBeWrittenIsToldOnce();
    void manyChangesAreOneWrite();
    void recentProjectsAreTenAndCanBeTakenOff();
    void aNameThatCannotBeSeenIsNoName();
    void placesAreKeptForTenProjects();
    void brokenPlacesAreNoPlaces_data();
    void brokenPlacesAreNoPlaces();
    void twoWindowsKeepTheirPlacesBoth();
    void aMissingTranslationIsEnglish();

private:
    void useFolder(const QString& folder) const;

    QTemporaryDir m_folder;
    QString m_file;
};

void SettingsTest::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Triptych"));
    QCoreApplication::setApplicationName(QStringLiteral("Triptych-test"));
}

void SettingsTest::useFolder(const QString& folder) const
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder);
}

void SettingsTest::init()
{
    static int number = 0;
    const QString folder = m_folder.filePath(QString::number(++number));
    QVERIFY(QDir().mkpath(folder + QStringLiteral("/Triptych")));
    useFolder(folder);
    m_file = QSettings().fileName();
    QVERIFY(m_file.startsWith(folder));
}

void SettingsTest::everySettingHasANameADefaultAndARange()
{
    std::set<QString> names;
    std::set<SettingKey> keys;
    for (const auto& one : Settings::table()) {
        QVERIFY2(names.insert(QLatin1String(one.name)).second, one.name);
        QVERIFY2(keys.insert(one.key).second, one.name);
        QVERIFY2(QLatin1String(one.name).contains(u'/'), one.name);
        QVERIFY2(one.fallback.isValid(), one.name);
        const auto good = Settings::checked(one.key, one.fallback);
        QVERIFY2(good && *good == one.fallback, one.name);
        const bool number = one.fallback.typeId() == QMetaType::Int;
        QVERIFY2(number == (one.least < one.most), one.name);
        QVERIFY2(one.choices.isEmpty() || one.choices.contains(one.fallback.toString()), one.name);
    }
    QCOMPARE(keys.size(), static_cast<std::size_t>(SettingKey::QueryMethods) + 1);
}

void SettingsTest::whatIsSetIsThereAfterARestart()
{
    {
        Settings settings;
        settings.setValue(SettingKey::Theme, QStringLiteral("dark"));
        settings.setValue(SettingKey::BackupKeep, 3);
        settings.setValue(SettingKey::BlindPass, true);
        settings.setValue(SettingKey::SavedViews, QStringList{QStringLiteral("a\tb\tc")});
        settings.setValue(SettingKey::Geometry, QByteArray("\x01\x00\xff", 3));
        settings.setValue(SettingKey::BrowseFilter, QStringLiteral("text:\"a, b\" =;\n青"));
    }
    const Settings again;
    QCOMPARE(again.value(SettingKey::Theme).toString(), QStringLiteral("dark"));
    QCOMPARE(again.value(SettingKey::BackupKeep).toInt(), 3);
    QVERIFY(again.value(SettingKey::BlindPass).toBool());
    QCOMPARE(again.value(SettingKey::SavedViews).toStringList().size(), 1);
    QCOMPARE(again.value(SettingKey::Geometry).toByteArray(), QByteArray("\x01\x00\xff", 3));
    QCOMPARE(again.value(SettingKey::BrowseFilter).toString(),
             QStringLiteral("text:\"a, b\" =;\n青"));
    QVERIFY(again.brokenFile().isEmpty());
}

void SettingsTest::valuesOfAnotherKindAreNotTaken_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QVariant>("value");
    const auto row = [](const char* name, SettingKey key, const QVariant& value) {
        QTest::newRow(name) << int(key) << value;
    };
    row("a colour", SettingKey::Theme, QStringLiteral("pink"));
    row("a list for a text", SettingKey::BrowseFilter, QStringList{QStringLiteral("a"), {}});
    row("a word for a number", SettingKey::BackupHours, QStringLiteral("often"));
    row("too small", SettingKey::BackupHours, -1);
    row("too large", SettingKey::CacheMegabytes, 1000000);
    row("none to keep", SettingKey::BackupKeep, 0);
    row("a word for a switch", SettingKey::BlindPass, QStringLiteral("perhaps"));
    row("a blank name", SettingKey::Reviewer, QStringLiteral("   "));
    row("a very long text", SettingKey::BrowseFilter, QString(100000, QLatin1Char('x')));
    row("a text for bytes", SettingKey::Geometry, QStringLiteral("here"));
}

void SettingsTest::valuesOfAnotherKindAreNotTaken()
{
    QFETCH(int, key);
    QFETCH(QVariant, value);
    const auto setting = static_cast<SettingKey>(key);
    Settings settings;
    const QSignalSpy changed(&settings, &Settings::changed);
    settings.setValue(setting, value);
    QCOMPARE(settings.value(setting), Settings::entry(setting).fallback);
    QCOMPARE(changed.count(), 0);
}

void SettingsTest::badValuesInTheFileAreTheirDefaults()
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[look]\ntheme=pink\n[backup]\nhours=eternity\nkeep=-7\n[review]\nblindPass=maybe\n"
               "keyPreset=triptych, left\nspelling=false\n[window]\ngeometry=17\n");
    file.close();
    const Settings settings;
    QVERIFY(settings.brokenFile().isEmpty());
    for (const auto key : {SettingKey::Theme, SettingKey::BackupHours, SettingKey::BackupKeep,
                           SettingKey::BlindPass, SettingKey::KeyPreset, SettingKey::Geometry}) {
        QCOMPARE(settings.value(key), Settings::entry(key).fallback);
    }
    QVERIFY(!settings.value(SettingKey::Spelling).toBool()); // what is good in it holds
}

void SettingsTest::aBrokenFileIsKeptAndANewOneBegins_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\0\1\2\3",
                                          8);
    QTest::newRow("no settings") << QByteArray("this is\nno settings file\n");
    QTest::newRow("half a line") << QByteArray("[look]\ntheme=dark\n[[[\nhuh\n");
    QTest::newRow("huge") << QByteArray("a=").append(QByteArray(5'000'000, 'x'));
}

void SettingsTest::aBrokenFileIsKeptAndANewOneBegins()
{
    QFETCH(QByteArray, bytes);
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    {
        Settings settings;
        QCOMPARE(settings.brokenFile(), m_file + QStringLiteral(".broken"));
        QCOMPARE(settings.value(SettingKey::Theme).toString(), QStringLiteral("system"));
        settings.setValue(SettingKey::Theme, QStringLiteral("light"));
    }
    QFile kept(m_file + QStringLiteral(".broken"));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), bytes); // nothing of it is lost
    const Settings again;
    QVERIFY(again.brokenFile().isEmpty());
    QCOMPARE(again.value(SettingKey::Theme).toString(), QStringLiteral("light"));
}

void SettingsTest::aFolderThatCannotBeWrittenIsToldOnce()
{
    QFile plain(m_folder.filePath(QStringLiteral("plain")));
    QVERIFY(plain.open(QIODevice::WriteOnly));
    useFolder(plain.fileName()); // a folder that cannot be, for root too
    Settings settings;
    QSignalSpy told(&settings, &Settings::notSaved);
    settings.setValue(SettingKey::Theme, QStringLiteral("dark"));
    settings.flush();
    settings.setValue(SettingKey::Theme, QStringLiteral("light"));
    settings.flush();
    QTRY_COMPARE(told.count(), 1);
    QCOMPARE(settings.value(SettingKey::Theme).toString(), QStringLiteral("light"));
}

void SettingsTest::manyChangesAreOneWrite()
{
    Settings settings;
    for (int i = 0; i < 1000; ++i) {
        keepPlace(settings, {QStringLiteral("/p.triptych"), 0, {}, PairId{i + 1}});
    }
    QVERIFY2(!QFile::exists(m_file), "a key press must not write in the GUI thread");
    settings.flush();
    QCOMPARE(QSettings().value(QLatin1String("projects/places")).toStringList(),
             QStringList{QStringLiteral("/p.triptych\t0\t\t1000")});
}

void SettingsTest::recentProjectsAreTenAndCanBeTakenOff()
{
    Settings settings;
    for (int i = 0; i < 12; ++i) {
        settings.addRecentProject(QStringLiteral("/%1.triptych").arg(i));
    }
    QCOMPARE(settings.recentProjects().size(), 10);
    QCOMPARE(settings.recentProjects().front(), QStringLiteral("/11.triptych"));
    settings.removeRecentProject(QStringLiteral("/11.triptych"));
    QCOMPARE(settings.recentProjects().size(), 9);
    QCOMPARE(settings.recentProjects().front(), QStringLiteral("/10.triptych"));
}

void SettingsTest::aNameThatCannotBeSeenIsNoName()
{
    for (const auto& blank : {QString(), QStringLiteral("  \t\n"), QStringLiteral("\u200b\u200d"),
                              QStringLiteral("\u0007"), QStringLiteral("\u3000")}) {
        QVERIFY(reviewerNameFrom(blank).isEmpty());
    }
    QCOMPARE(reviewerNameFrom(QStringLiteral("  Aoki \n Mari\u0007 ")),
             QStringLiteral("Aoki Mari"));
    QCOMPARE(reviewerNameFrom(QStringLiteral("青木")), QStringLiteral("青木"));
    QCOMPARE(reviewerNameFrom(QString(500, QLatin1Char('x'))).size(), 80);
}

void SettingsTest::placesAreKeptForTenProjects()
{
    Settings settings;
    for (int i = 1; i <= 12; ++i) {
        keepPlace(settings, {QStringLiteral("/%1").arg(i), 1, QStringLiteral("a\tb"), PairId{i}});
    }
    QVERIFY(!placeOf(settings, QStringLiteral("/2")));
    const auto place = placeOf(settings, QStringLiteral("/3"));
    QVERIFY(place);
    QVERIFY(*place == Place({QStringLiteral("/3"), 1, QStringLiteral("a b"), PairId{3}}));
}

void SettingsTest::brokenPlacesAreNoPlaces_data()
{
    QTest::addColumn<QString>("line");
    for (const char* line : {"", "/p", "/p\t0\t", "/p\tx\t\t1", "/p\t0\t\tx", "/p\t9\t\t1",
                             "/p\t-1\t\t1", "\t0\t\t1", "/p\t0\t\t1\t1"}) {
        QTest::newRow(line) << QString::fromLatin1(line);
    }
}

void SettingsTest::brokenPlacesAreNoPlaces()
{
    QFETCH(QString, line);
    QVERIFY(!placeFrom(line));
    Settings settings;
    settings.setValue(SettingKey::LastPlaces, QStringList{line});
    QVERIFY(!placeOf(settings, QStringLiteral("/p")));
    keepPlace(settings, {QStringLiteral("/p"), 0, {}, PairId{7}});
    QCOMPARE(placeOf(settings, QStringLiteral("/p"))->pair, PairId{7});
}

void SettingsTest::twoWindowsKeepTheirPlacesBoth()
{
    {
        Settings one;
        Settings two;
        keepPlace(one, {QStringLiteral("/one"), 0, {}, PairId{1}});
        keepPlace(two, {QStringLiteral("/two"), 0, {}, PairId{2}});
    }
    const Settings again;
    QVERIFY(placeOf(again, QStringLiteral("/one")));
    QVERIFY(placeOf(again, QStringLiteral("/two")));
}

void SettingsTest::aMissingTranslationIsEnglish()
{
    LanguageKeeper keeper(*QCoreApplication::instance(), nullptr, m_folder.path());
    keeper.choose(QStringLiteral("ja"));
    QCOMPARE(keeper.language(), QStringLiteral("en"));
    QCOMPARE(QCoreApplication::translate("KeyMap", "accept"), QStringLiteral("accept"));
}

std::unique_ptr<QObject> makeSettingsTest()
{
    return std::make_unique<SettingsTest>();
}

#include "settings_test.moc"
