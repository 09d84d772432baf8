// SPDX-License-Identifier: GPL-3.0-or-later
// Keys bound by pressing them, the page to print, and input methods.
#include "test_key_editor.h"

#include "page_fixture.h"

#include "ui/review/key_legend.h"
#include "ui/review/key_legend_page.h"
#include "ui/review/key_map_editor.h"
#include "ui/settings/settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QInputMethodEvent>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTableWidget>

using namespace triptych;
using namespace triptych::ui;

namespace {

// The editor in a window of its own, driven by keys.
struct Editing
{
    Settings settings;
    KeyMapKeeper keys{&settings};
    KeyMapEditor editor{keys};
    QTableWidget* table = editor.findChild<QTableWidget*>(QStringLiteral("keyTable"));

    Editing()
    {
        editor.resize(800, 700);
        editor.show();
        editor.activateWindow();
    }
    void choose(ReviewAction action) const
    {
        table->setFocus();
        table->setCurrentCell(static_cast<int>(action), 0);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(table, key, modifiers);
    }
    template <typename T> [[nodiscard]] T* find(const char* name) const
    {
        return editor.findChild<T*>(QLatin1String(name));
    }
    [[nodiscard]] QString cell(ReviewAction action) const
    {
        return table->item(static_cast<int>(action), 1)->text();
    }
    [[nodiscard]] bool owns(ReviewAction action, Qt::Key key) const
    {
        return keys.map().ownerOf({key, false}) == action;
    }
};

} // namespace

void TestKeyEditor::initTestCase()
{
    QVERIFY(m_settings.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("Triptych"));
    QCoreApplication::setApplicationName(QStringLiteral("Triptych-test"));
}

void TestKeyEditor::init()
{
    QSettings().clear();
}

void TestKeyEditor::aPressedKeyIsBoundInPlace()
{
    Editing editing;
    editing.choose(ReviewAction::Accept);
    editing.press(Qt::Key_Return);
    QCOMPARE(editing.cell(ReviewAction::Accept), QStringLiteral("press a key …"));
    editing.press(Qt::Key_Y);
    QCOMPARE(editing.cell(ReviewAction::Accept), QStringLiteral("Y"));
    QVERIFY(editing.owns(ReviewAction::Accept, Qt::Key_Y));
    QVERIFY(!editing.keys.map().ownerOf({Qt::Key_A, false}));
    QCOMPARE(editing.settings.value(SettingKey::ReviewKeys).toString(), QStringLiteral("accept=Y"));
}

void TestKeyEditor::escapeLeavesTheKeyAsItWas()
{
    Editing editing;
    editing.choose(ReviewAction::Accept);
    editing.press(Qt::Key_Return);
    editing.press(Qt::Key_Escape);
    QCOMPARE(editing.cell(ReviewAction::Accept), QStringLiteral("A"));
    editing.press(Qt::Key_Y); // nothing waits any more
    QVERIFY(editing.owns(ReviewAction::Accept, Qt::Key_A));
}

void TestKeyEditor::aFurtherKeyIsAdded()
{
    Editing editing;
    editing.choose(ReviewAction::Next);
    editing.find<QPushButton>("keyAdd")->click();
    editing.press(Qt::Key_Y);
    QCOMPARE(editing.cell(ReviewAction::Next), QStringLiteral("→  J  Y"));
}

void TestKeyEditor::aKeyOfAnotherActionIsAskedAbout()
{
    Editing editing;
    editing.choose(ReviewAction::Accept);
    editing.press(Qt::Key_Return);
    editing.press(Qt::Key_X);
    QVERIFY(editing.find<QWidget>("keyConflict")->isVisible());
    const QString words = editing.find<QLabel>("keyConflictText")->text();
    QVERIFY2(words.contains(QStringLiteral("Reject the marked text")), qPrintable(words));
    QVERIFY(editing.owns(ReviewAction::Reject, Qt::Key_X)); // not before the answer
    editing.find<QPushButton>("keyConflictTake")->click();
    QVERIFY(editing.owns(ReviewAction::Accept, Qt::Key_X));
    QCOMPARE(editing.cell(ReviewAction::Reject), QStringLiteral("no key"));
    QVERIFY(editing.find<QLabel>("keySaid")->text().contains(QStringLiteral("has no key now")));
    QVERIFY(!editing.find<QWidget>("keyConflict")->isVisible());
}

void TestKeyEditor::aKeyThatWasKeptStaysWhereItWas()
{
    Editing editing;
    editing.choose(ReviewAction::Accept);
    editing.press(Qt::Key_Return);
    editing.press(Qt::Key_X);
    QTest::keyClick(editing.find<QPushButton>("keyConflictKeep"), Qt::Key_Escape);
    QVERIFY(!editing.find<QWidget>("keyConflict")->isVisible());
    QVERIFY(editing.owns(ReviewAction::Reject, Qt::Key_X));
    QCOMPARE(editing.cell(ReviewAction::Accept), QStringLiteral("A"));
}

void TestKeyEditor::aKeyOfTheWindowIsRefusedInWords()
{
    Editing editing;
    editing.choose(ReviewAction::Accept);
    editing.press(Qt::Key_Return);
    editing.press(Qt::Key_Y, Qt::ControlModifier);
    QVERIFY(editing.find<QLabel>("keySaid")->text().contains(QStringLiteral("Press another one")));
    QCOMPARE(editing.cell(ReviewAction::Accept), QStringLiteral("press a key …"));
    QVERIFY(editing.owns(ReviewAction::Accept, Qt::Key_A));
}

void TestKeyEditor::oneActionIsReset()
{
    Editing editing;
    editing.keys.setKeys(ReviewAction::Accept, {{Qt::Key_X, false}});
    editing.keys.setKeys(ReviewAction::Edit, {{Qt::Key_Y, false}});
    editing.choose(ReviewAction::Reject);
    editing.find<QPushButton>("keyReset")->click();
    QVERIFY(editing.owns(ReviewAction::Reject, Qt::Key_X)); // taken back
    QVERIFY(editing.owns(ReviewAction::Edit, Qt::Key_Y));   // another's stays
}

void TestKeyEditor::allActionsAreReset()
{
    Editing editing;
    editing.keys.setKeys(ReviewAction::Accept, {{Qt::Key_X, false}});
    editing.find<QPushButton>("keyResetAll")->click();
    QVERIFY(editing.owns(ReviewAction::Accept, Qt::Key_A));
    QVERIFY(editing.settings.value(SettingKey::ReviewKeys).toString().isEmpty());
}

void TestKeyEditor::anotherPresetForgetsOwnKeys()
{
    Editing editing;
    editing.keys.setKeys(ReviewAction::Accept, {{Qt::Key_Y, false}});
    auto* presets = editing.find<QComboBox>("keyPreset");
    presets->setFocus();
    QTest::keyClick(presets, Qt::Key_Down);
    QTest::keyClick(presets, Qt::Key_Down);
    QCOMPARE(editing.settings.value(SettingKey::KeyPreset).toString(), QStringLiteral("left"));
    QVERIFY(editing.owns(ReviewAction::Undo, Qt::Key_Z));
    QVERIFY(editing.owns(ReviewAction::Accept, Qt::Key_A));
}

void TestKeyEditor::singleKeysSwitchedOffNeedAlt()
{
    Editing editing;
    editing.find<QCheckBox>("singleKeys")->click();
    QVERIFY(!editing.settings.value(SettingKey::SingleKeys).toBool());
    QCOMPARE(editing.cell(ReviewAction::Accept), QStringLiteral("Alt+A"));
    editing.choose(ReviewAction::Accept);
    editing.press(Qt::Key_Return);
    editing.press(Qt::Key_Y, Qt::AltModifier); // pressed as it will be used
    QCOMPARE(editing.cell(ReviewAction::Accept), QStringLiteral("Alt+Y"));
}

void TestKeyEditor::theLegendFollowsTheMap()
{
    Settings settings;
    KeyMapKeeper keys(&settings);
    KeyLegend legend(keys.map());
    connect(&keys, &KeyMapKeeper::changed, &legend, &KeyLegend::refresh);
    KeyMapKeeper other(&settings); // e.g. that of the settings page
    other.setKeys(ReviewAction::Accept, {{Qt::Key_Y, false}});
    QStringList names;
    for (const auto* hint : legend.findChildren<QAbstractButton*>()) {
        names.push_back(hint->accessibleName());
    }
    QVERIFY2(names.contains(QStringLiteral("accept, key Y")), qPrintable(names.join(u';')));
}

void TestKeyEditor::theOverlayNamesEveryAction()
{
    QWidget page;
    page.resize(1000, 600);
    KeyOverlay overlay(KeyMap::standard(), &page);
    page.show();
    overlay.open();
    for (int i = 0; i < kReviewActions; ++i) {
        QVERIFY2(
            overlay.accessibleDescription().contains(actionSentence(static_cast<ReviewAction>(i))),
            qPrintable(actionId(static_cast<ReviewAction>(i))));
    }
}

void TestKeyEditor::theLegendFitsOnePage()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("keys.pdf"));
    const QString html = keyLegendHtml(KeyMap::preset(KeyPreset::NumericPad), QStringLiteral("N"));
    for (int i = 0; i < kReviewActions; ++i) {
        QVERIFY(html.contains(KeyMapEditor::actionTitle(static_cast<ReviewAction>(i))));
    }
    QVERIFY(writeKeyLegend(html, path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray pdf = file.readAll();
    QVERIFY(pdf.startsWith("%PDF"));
    QVERIFY2(pdf.contains("/Count 1"), "more than one page");
}

void TestKeyEditor::aFolderThatIsNoneIsSaid()
{
    QVERIFY(!writeKeyLegend(QStringLiteral("x"), QStringLiteral("/no/such/folder/keys.pdf")));
}

void TestKeyEditor::aComposingInputMethodSwallowsNoVerdict()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    QVERIFY(!fixture.page->testAttribute(Qt::WA_InputMethodEnabled));
    QVERIFY(!fixture.page->inputMethodQuery(Qt::ImEnabled).toBool());
    // An input method that composes all the same changes nothing, and the next key is a verdict.
    QInputMethodEvent composing(QStringLiteral("あ"), {});
    QApplication::sendEvent(fixture.page.get(), &composing);
    QCOMPARE(fixture.page->shownPair(), PairId{1});
    fixture.press(Qt::Key_D);
    QVERIFY(fixture.shows(2));
    // ａ, as a layout with full-width letters sends it, twice: both directions.
    QTest::sendKeyEvent(QTest::Click, fixture.page.get(), static_cast<Qt::Key>(0xff41),
                        QStringLiteral("ａ"), Qt::NoModifier);
    QTest::sendKeyEvent(QTest::Click, fixture.page.get(), static_cast<Qt::Key>(0xff41),
                        QStringLiteral("ａ"), Qt::NoModifier);
    QVERIFY(fixture.shows(3));
}

void TestKeyEditor::anInputMethodWritesInTheField()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_E);
    QTRY_VERIFY(QApplication::focusWidget()->testAttribute(Qt::WA_InputMethodEnabled));
    QWidget* field = QApplication::focusWidget();
    QInputMethodEvent composing(QStringLiteral("あお"), {});
    QApplication::sendEvent(field, &composing);
    QInputMethodEvent committed;
    committed.setCommitString(QStringLiteral("青"));
    QApplication::sendEvent(field, &committed);
    fixture.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(fixture.durable());
    bool written = false;
    for (const auto& decision : fixture.backend->decisions) {
        written = written || decision.text.find("青") != std::string::npos;
    }
    QVERIFY(written);
}
