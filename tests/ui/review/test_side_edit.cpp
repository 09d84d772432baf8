// SPDX-License-Identifier: GPL-3.0-or-later
// What can be written in the panel beside the pair: guidelines and attributes.
#include "test_side_edit.h"

#include "side_facts.h"

#include "ui/review/side/attributes_model.h"
#include "ui/review/side/attributes_view.h"
#include "ui/review/side/guidelines_view.h"
#include "ui/review/side/markdown_reader.h"
#include "ui/review/side/side_panel.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

using namespace triptych;
using namespace triptych::ui;

namespace {

template <typename T> T* part(const QWidget& view, const char* name)
{
    return view.findChild<T*>(QLatin1String(name));
}

QString writeFile(const QTemporaryDir& folder, const QByteArray& bytes)
{
    const QString path = folder.filePath(QStringLiteral("guide.md"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        return {};
    }
    return path;
}

struct Shoes
{
    Shoes()
    {
        view.resize(340, 500);
        reference = factsOf("shoe-12.jpg", {{"colour", "navy", "blue"}, {"sole", "white", {}}});
        target = factsOf("shoe-31.jpg",
                         {{"colour", "red", {}}, {"sole", "white", {}}, {"lace", "flat", {}}});
        view.setFacts(reference, target);
        view.show();
        table = part<QTableView>(view, "attributesTable");
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table->model()->index(row, column).data().toString();
    }
    [[nodiscard]] bool closed() const { return !part<QLineEdit>(view, "attributeEditor"); }
    // The field over the cell, open.
    QLineEdit* open(int row, int column) const
    {
        table->setFocus();
        table->setCurrentIndex(table->model()->index(row, column));
        QTest::keyClick(table, Qt::Key_F2);
        return part<QLineEdit>(view, "attributeEditor");
    }

    AttributesView view;
    workflow::ImageFacts reference;
    workflow::ImageFacts target;
    QTableView* table = nullptr;
};

} // namespace

void TestSideEdit::guidelinesAreShownAndOlderVersionsCanBeRead()
{
    GuidelinesView view;
    const auto newest = versionOf(3, "# Good texts\n\nsay *what changes*");
    const auto older = versionOf(2, "old words");
    view.setGuidelines(newest, {newest, older}, true);
    auto* text = part<MarkdownReader>(view, "guidelinesText");
    auto* version = part<QAbstractButton>(view, "guidelinesVersion");
    QCOMPARE(text->toPlainText(), QStringLiteral("Good texts\nsay what changes"));
    QVERIFY(version->text().startsWith(QStringLiteral("version 3 · 12 Nov 2026 · Aiko")));
    part<QAction>(view, "guidelines2")->trigger();
    QCOMPARE(text->toPlainText(), QStringLiteral("old words"));
    QVERIFY(version->text().startsWith(QStringLiteral("version 2 · 11 Nov 2026")));
    QVERIFY(!part<QLabel>(view, "olderGuidelines")->isHidden());
    QVERIFY(part<QPushButton>(view, "editGuidelines")->isHidden());
    part<QAction>(view, "guidelines3")->trigger();
    QVERIFY(part<QLabel>(view, "olderGuidelines")->isHidden());
    QVERIFY(!part<QPushButton>(view, "editGuidelines")->isHidden());
    view.setGuidelines(newest, {newest}, false);
    QVERIFY(part<QPushButton>(view, "editGuidelines")->isHidden());
}

void TestSideEdit::guidelinesLoadNothingAndOpenNothing()
{
    GuidelinesView view;
    const auto version = versionOf(1, "See [the list](https://example.org/list) and "
                                      "[this](file:///etc/passwd), ![a shoe](file:///a.png)\n\n"
                                      "<script>x</script> <b>no</b>");
    view.setGuidelines(version, {version}, true);
    auto* text = part<MarkdownReader>(view, "guidelinesText");
    const QString plain = text->toPlainText();
    QVERIFY(plain.contains(QStringLiteral("[image: a shoe]")));
    QVERIFY(plain.contains(QStringLiteral("<script>x</script> <b>no</b>")));
    QVERIFY(!text->openLinks());
    QVERIFY(!text->document()->find(QStringLiteral("this")).charFormat().isAnchor());
    QVERIFY(text->document()->find(QStringLiteral("the list")).charFormat().isAnchor());
    QSignalSpy chosen(text, &MarkdownReader::linkChosen);
    Q_EMIT text->anchorClicked(QUrl(QStringLiteral("file:///etc/passwd")));
    QCOMPARE(chosen.count(), 0);
    auto* link = part<QLineEdit>(view, "guidelinesLink");
    QVERIFY(link->isHidden());
    Q_EMIT text->anchorClicked(QUrl(QStringLiteral("https://example.org/list")));
    QCOMPARE(link->text(), QStringLiteral("https://example.org/list"));
    QVERIFY(!link->isHidden());
}

void TestSideEdit::aDraftSurvivesClosingThePanelAndANewVersion()
{
    SidePanel panel;
    auto& view = panel.guidelines();
    const auto first = versionOf(1, "one");
    view.setGuidelines(first, {first}, true);
    panel.open(Side::Guidelines);
    part<QPushButton>(view, "editGuidelines")->click();
    part<QPlainTextEdit>(view, "guidelinesDraft")->setPlainText(QStringLiteral("my draft"));
    panel.open(Side::None);
    const auto second = versionOf(2, "two");
    view.setGuidelines(second, {second, first}, true);
    panel.open(Side::Guidelines);
    QCOMPARE(view.draft(), QStringLiteral("my draft"));
    auto* message = part<QLabel>(view, "guidelinesMessage");
    QVERIFY(!message->isHidden());
    QVERIFY(message->text().contains(QStringLiteral("version 2")));
    part<QPushButton>(view, "cancelGuidelines")->click();
    QVERIFY(!view.editing());
    QCOMPARE(part<MarkdownReader>(view, "guidelinesText")->toPlainText(), QStringLiteral("two"));
}

void TestSideEdit::savingTellsTheTextAndAProblemKeepsTheDraft()
{
    GuidelinesView view;
    view.setGuidelines({}, {}, true);
    part<QPushButton>(view, "editGuidelines")->click();
    part<QPlainTextEdit>(view, "guidelinesDraft")->setPlainText(QStringLiteral("# New\n- a"));
    part<QAbstractButton>(view, "guidelinesPreview")->click();
    QCOMPARE(part<MarkdownReader>(view, "guidelinesDraftPreview")->toPlainText(),
             QStringLiteral("New\na"));
    QSignalSpy asked(&view, &GuidelinesView::saveRequested);
    auto* save = part<QPushButton>(view, "saveGuidelines");
    save->click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toString(), QStringLiteral("# New\n- a"));
    QVERIFY(!save->isEnabled()); // not twice
    view.saveEnded(QStringLiteral("The disk is full."));
    QVERIFY(view.editing());
    QVERIFY(save->isEnabled());
    QCOMPARE(part<QLabel>(view, "guidelinesMessage")->text(), QStringLiteral("The disk is full."));
    save->click();
    view.saveEnded();
    QVERIFY(!view.editing());
    QVERIFY(part<QLabel>(view, "guidelinesMessage")->isHidden());
}

void TestSideEdit::guidelinesComeFromAFile()
{
    const QTemporaryDir folder;
    GuidelinesView view;
    view.setGuidelines({}, {}, true);
    view.importFile(writeFile(folder, "# 良い文\r\nsay what changes\r\n"));
    QTRY_COMPARE(view.draft(), QStringLiteral("# 良い文\nsay what changes\n"));
}

void TestSideEdit::whatIsNoTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("not UTF-8") << QByteArray("caf\xE9 \xFF\xFE\xC0");
    QTest::newRow("binary") << QByteArray("ab\0cd", 5);
    QTest::newRow("too large") << QByteArray(1'000'001, 'a');
}

void TestSideEdit::whatIsNoTextIsRefused()
{
    QFETCH(QByteArray, bytes);
    const QTemporaryDir folder;
    GuidelinesView view;
    view.setGuidelines({}, {}, true);
    view.importFile(writeFile(folder, bytes));
    auto* message = part<QLabel>(view, "guidelinesMessage");
    QTRY_VERIFY(!message->isHidden());
    QVERIFY(message->text().startsWith(QStringLiteral("guide.md")));
    QVERIFY(!view.editing());
    view.importFile(folder.path());
    QTRY_VERIFY(message->text().contains(QStringLiteral("is not a file")));
}

void TestSideEdit::withoutGuidelinesThePanelSaysWhatToWrite()
{
    GuidelinesView view;
    view.setGuidelines({}, {}, true);
    auto* empty = part<QLabel>(view, "noGuidelines");
    QVERIFY(!empty->isHidden());
    QVERIFY(empty->text().contains(QStringLiteral("what a good text looks like")));
    QCOMPARE(part<QPushButton>(view, "editGuidelines")->text(), QStringLiteral("Write"));
}

void TestSideEdit::differingAttributesComeFirst()
{
    const Shoes attributes;
    QCOMPARE(attributes.cell(0, 0), QStringLiteral("colour"));
    QCOMPARE(attributes.cell(1, 0), QStringLiteral("lace"));
    QCOMPARE(attributes.cell(1, 1), QStringLiteral("–"));
    QCOMPARE(attributes.cell(2, 0), QStringLiteral("sole"));
    const auto* model = attributes.table->model();
    QVERIFY(model->index(0, 0).data(AttributesModel::DiffersRole).toBool());
    QVERIFY(!model->index(2, 0).data(AttributesModel::DiffersRole).toBool());
    QCOMPARE(model->index(0, 0).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("colour, differs"));
    QCOMPARE(model->index(0, 1).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("navy, corrected; the catalogue says blue"));
}

void TestSideEdit::aCorrectionIsAskedForOnceAndShownAsBeingSaved()
{
    Shoes attributes;
    QSignalSpy asked(&attributes.view, &AttributesView::correctionRequested);
    auto* field = attributes.open(0, 2);
    QVERIFY(field);
    QCOMPARE(field->text(), QStringLiteral("red"));
    QTest::keyClick(field, Qt::Key_Return); // nothing changed
    QTRY_VERIFY(attributes.closed());
    QCOMPARE(asked.count(), 0);
    field = attributes.open(0, 2);
    field->setText(QStringLiteral("  dark red "));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].value<Key>(), Key("key-of-shoe-31.jpg"));
    QCOMPARE(asked[0][1].toString(), QStringLiteral("colour"));
    QCOMPARE(asked[0][2].toString(), QStringLiteral("dark red"));
    const auto cell = attributes.table->model()->index(0, 2);
    QVERIFY(cell.data(AttributesModel::SavingRole).toBool());
    attributes.target.attributes[0] = {"colour", "dark red", "red"};
    attributes.view.setFacts(attributes.reference, attributes.target);
    QVERIFY(!attributes.table->model()->index(0, 2).data(AttributesModel::SavingRole).toBool());
    QCOMPARE(attributes.table->currentIndex().column(), 2); // where the person was
}

void TestSideEdit::escapeLeavesAValueAsItWas()
{
    Shoes attributes;
    QSignalSpy asked(&attributes.view, &AttributesView::correctionRequested);
    auto* field = attributes.open(0, 1);
    field->setText(QStringLiteral("nonsense"));
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(asked.count(), 0);
    QCOMPARE(attributes.cell(0, 1), QStringLiteral("navy"));
    QVERIFY(!attributes.table->testAttribute(Qt::WA_InputMethodEnabled)); // letters are keys again
}

void TestSideEdit::aMissingAttributeCanBeAdded()
{
    Shoes attributes;
    QSignalSpy asked(&attributes.view, &AttributesView::correctionRequested);
    auto* model = attributes.table->model();
    const int last = model->rowCount() - 1;
    QVERIFY(model->index(last, 0).data(AttributesModel::AddRole).toBool());
    auto* field = attributes.open(last, 0);
    QVERIFY(field);
    field->setText(QStringLiteral("heel"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(attributes.table->currentIndex().siblingAtColumn(0).data().toString(),
                 QStringLiteral("heel"));
    const auto open = [&]() -> QLineEdit* {
        for (auto* editor :
             attributes.view.findChildren<QLineEdit*>(QStringLiteral("attributeEditor"))) {
            if (editor->accessibleName() == QStringLiteral("heel")) {
                return editor;
            }
        }
        return nullptr;
    };
    QTRY_VERIFY(open());
    open()->setText(QStringLiteral("flat"));
    QTest::keyClick(open(), Qt::Key_Return);
    QTRY_COMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].value<Key>(), Key("key-of-shoe-12.jpg"));
    QCOMPARE(asked[0][1].toString(), QStringLiteral("heel"));
    QCOMPARE(asked[0][2].toString(), QStringLiteral("flat"));
}

void TestSideEdit::freshFactsDoNotTakeAwayWhatIsBeingTyped()
{
    Shoes attributes;
    auto* field = attributes.open(0, 1);
    field->setText(QStringLiteral("half a wo"));
    attributes.target.attributes[0].value = "green";
    attributes.view.setFacts(attributes.reference, attributes.target);
    QCOMPARE(part<QLineEdit>(attributes.view, "attributeEditor"), field);
    QCOMPARE(field->text(), QStringLiteral("half a wo"));
    QTest::keyClick(field, Qt::Key_Escape);
    QTRY_COMPARE(attributes.cell(0, 2), QStringLiteral("green"));
}

void TestSideEdit::nothingIsEditedInAProjectForReadingOnly()
{
    Shoes attributes;
    const int rows = attributes.table->model()->rowCount();
    attributes.view.setEditable(false);
    QCOMPARE(attributes.table->model()->rowCount(), rows - 1); // no row to add one
    QVERIFY(!attributes.open(0, 1));
}
