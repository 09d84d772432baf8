// SPDX-License-Identifier: GPL-3.0-or-later
// What helps while a text is edited: hostile input, long texts, and changes said in words.
#include "test_editing_aids.h"

#include "row_fixture.h"

#include "ui/review/diff_words.h"
#include "ui/review/plain_input.h"

#include <QAccessible>
#include <QClipboard>
#include <QInputMethodEvent>
#include <QMimeData>

using namespace triptych;
using namespace triptych::ui;

namespace {

QString units(std::initializer_list<char16_t> codes)
{
    QString text;
    for (const char16_t code : codes) {
        text += QChar(code);
    }
    return text;
}

// One change in the middle of `length` characters of words.
QString longText(int length, const QString& inTheMiddle)
{
    QString text;
    while (text.size() < length / 2) {
        text += QStringLiteral("word%1 ").arg(text.size());
    }
    text += inTheMiddle;
    while (text.size() < length) {
        text += QStringLiteral(" word%1").arg(text.size());
    }
    return text.left(length);
}

} // namespace

void TestEditingAids::inputBecomesOneLineOfPlainCharacters_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("plain");
    QTest::addColumn<bool>("cleaned");
    const auto row = [](const char* name, const QString& raw, const QString& plain, bool cleaned) {
        QTest::newRow(name) << raw << plain << cleaned;
    };
    row("lines", QStringLiteral("a\nb\r\nc\rd\te"), QStringLiteral("a b c d e"), false);
    row("line separators", units({u'a', 0x2028, u'b', 0x2029, u'c', 0x85, u'd'}),
        QStringLiteral("a b c d"), false);
    row("nul", units({u'a', 0, u'b'}), QStringLiteral("ab"), true);
    row("control", units({u'a', 0x1B, u'[', 0x7F, 0x9F, u'b'}), QStringLiteral("a[b"), true);
    row("overrides", units({0x202E, u'a', 0x2066, u'b', 0x2069}), QStringLiteral("ab"), true);
    row("zero width", units({u'a', 0x200B, u'b', 0xFEFF, 0xAD, u'c'}), QStringLiteral("abc"), true);
    row("lone surrogates", units({u'a', 0xD83D, u'b', 0xDC55}), QStringLiteral("ab"), true);
    row("non-characters", units({u'a', 0xFDD0, 0xFFFE, 0xFFFC, u'b'}), QStringLiteral("ab"), true);
    row("right to left", QStringLiteral("שנה את הצבע"), QStringLiteral("שנה את הצבע"), false);
    row("direction mark", units({0x05D0, 0x200F, u'!'}), units({0x05D0, 0x200F, u'!'}), false);
    row("combining", QStringLiteral("e\u0301\u0323"), QStringLiteral("e\u0301\u0323"), false);
    row("emoji", QStringLiteral("👩‍👧‍👦 👕🏽"),
        QStringLiteral("👩‍👧‍👦 👕🏽"), false);
    row("markup", QStringLiteral("<b>&amp;</b>"), QStringLiteral("<b>&amp;</b>"), false);
    row("japanese", QStringLiteral("青い　半袖"), QStringLiteral("青い　半袖"), false);
    row("nothing", QString(), QString(), false);
}

void TestEditingAids::inputBecomesOneLineOfPlainCharacters()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, plain);
    QFETCH(const bool, cleaned);
    const auto input = plainInput(raw, 100);
    QCOMPARE(input.text, plain);
    QCOMPARE(input.cleaned, cleaned);
    QVERIFY(!input.shortened);
    RowFixture fixture;
    QVERIFY(fixture.edit(QString()));
    QApplication::clipboard()->setText(raw);
    fixture.field().paste();
    QCOMPARE(fixture.text(), plain);
    QCOMPARE(fixture.field().document()->blockCount(), 1);
}

void TestEditingAids::inputIsCutBetweenCharacters()
{
    QCOMPARE(plainInput(QStringLiteral("abc"), 3).text, QStringLiteral("abc"));
    QVERIFY(!plainInput(QStringLiteral("abc"), 3).shortened);
    QCOMPARE(plainInput(QStringLiteral("abcd"), 3).text, QStringLiteral("abc"));
    QVERIFY(plainInput(QStringLiteral("abcd"), 3).shortened);
    QCOMPARE(plainInput(QStringLiteral("ab👕"), 3).text, QStringLiteral("ab"));
    QCOMPARE(plainInput(QStringLiteral("ab👩‍👧‍👦"), 6).text, QStringLiteral("ab"));
    QCOMPARE(plainInput(QStringLiteral("abe\u0301x"), 3).text, QStringLiteral("ab"));
    QCOMPARE(plainInput(QStringLiteral("abc"), 0).text, QString());
    QCOMPARE(plainInput(QStringLiteral("abc"), -5).text, QString());
    // One base with endless marks is cut all the same.
    const QString marks = QStringLiteral("a") + QString(100'000, QChar(char16_t(0x0301)));
    QCOMPARE(plainInput(marks, 2000).text.size(), qsizetype{2000});
}

void TestEditingAids::pastedMegabyteIsCutAndSaid()
{
    RowFixture fixture;
    QVERIFY(fixture.edit(QStringLiteral("start ")));
    QSignalSpy said(fixture.row, &ui::TextRow::said);
    QSignalSpy changes(&fixture.field(), &QPlainTextEdit::textChanged);
    QSignalSpy compared(&fixture.field(), &TextField::diffChanged);
    QApplication::clipboard()->setText(QString(1'000'000, u'青'));
    fixture.field().paste();
    QCOMPARE(fixture.text().size(), qsizetype{TextField::kMost});
    QVERIFY(fixture.text().startsWith(QStringLiteral("start 青")));
    QCOMPARE(changes.count(), 1);
    QVERIFY(compared.count() <= 1);
    QCOMPARE(said.count(), 1);
    QVERIFY(said.first().at(0).toString().contains(QStringLiteral("2000")));
    fixture.field().paste(); // full
    QCOMPARE(fixture.text().size(), qsizetype{TextField::kMost});
    QCOMPARE(said.count(), 2);
    fixture.press(Qt::Key_A, Qt::ControlModifier);
    QApplication::clipboard()->setText(QStringLiteral("over it"));
    fixture.field().paste();
    QCOMPARE(fixture.text(), QStringLiteral("over it"));
}

void TestEditingAids::richTextIsPastedPlain()
{
    RowFixture fixture;
    QVERIFY(fixture.edit(QString()));
    auto* both = new QMimeData;
    both->setText(QStringLiteral("plain"));
    both->setHtml(QStringLiteral("<h1>rich</h1>"));
    QApplication::clipboard()->setMimeData(both);
    fixture.field().paste();
    QCOMPARE(fixture.text(), QStringLiteral("plain"));
    auto* rich = new QMimeData;
    rich->setHtml(QStringLiteral("<p>a <b>bold</b></p><p>word</p><script>x()</script>"));
    QApplication::clipboard()->setMimeData(rich);
    fixture.press(Qt::Key_A, Qt::ControlModifier);
    fixture.field().paste();
    QCOMPARE(fixture.text(), QStringLiteral("a bold word"));
    QVERIFY(!fixture.field().document()->toHtml().contains(QStringLiteral("font-weight:7")));
    auto* files = new QMimeData;
    files->setUrls({QUrl(QStringLiteral("file:///etc/passwd"))});
    QApplication::clipboard()->setMimeData(files);
    fixture.field().paste();
    QCOMPARE(fixture.text(), QStringLiteral("a bold word"));
}

void TestEditingAids::typingEndsAtTheLimit()
{
    RowFixture fixture;
    QVERIFY(fixture.edit(QString(TextField::kMost - 1, u'x')));
    QSignalSpy said(fixture.row, &ui::TextRow::said);
    fixture.type(QStringLiteral("y"));
    QCOMPARE(said.count(), 0);
    fixture.type(QStringLiteral("z"));
    QCOMPARE(fixture.text().size(), qsizetype{TextField::kMost});
    QVERIFY(fixture.text().endsWith(u'y'));
    QCOMPARE(said.count(), 1);
    fixture.press(Qt::Key_Backspace);
    fixture.type(QStringLiteral("z"));
    QVERIFY(fixture.text().endsWith(QStringLiteral("xz")));
    fixture.press(Qt::Key_Left, Qt::ShiftModifier);
    fixture.type(QStringLiteral("w")); // over the selection there is room
    QVERIFY(fixture.text().endsWith(QStringLiteral("xw")));
    QCOMPARE(said.count(), 1);
}

void TestEditingAids::composedTextIsCleanedAndBounded()
{
    RowFixture fixture("青", "ja");
    QVERIFY(fixture.edit());
    QInputMethodEvent commit;
    commit.setCommitString(QStringLiteral("い\n半袖") + QChar(char16_t(0)));
    QApplication::sendEvent(&fixture.field(), &commit);
    QCOMPARE(fixture.text(), QStringLiteral("青い 半袖"));
    QSignalSpy said(fixture.row, &ui::TextRow::said);
    QInputMethodEvent endless;
    endless.setCommitString(QString(100'000, u'袖'));
    QApplication::sendEvent(&fixture.field(), &endless);
    QCOMPARE(fixture.text().size(), qsizetype{TextField::kMost});
    QCOMPARE(said.count(), 1);
    QVERIFY(!fixture.field().composing());
}

void TestEditingAids::longerTextCanBeEditedAndDoesNotGrow()
{
    const QString longer = longText(5000, QStringLiteral("blue"));
    RowFixture fixture(longer.toStdString());
    QVERIFY(fixture.edit());
    QCOMPARE(fixture.text(), longer); // nothing is cut silently
    fixture.type(QStringLiteral("x"));
    QCOMPARE(fixture.text().size(), longer.size());
    fixture.press(Qt::Key_Backspace);
    fixture.type(QStringLiteral("x"));
    QCOMPARE(fixture.text(), longer.left(4999) + u'x');
}

void TestEditingAids::undoGoesBackOverEverything()
{
    RowFixture fixture;
    QVERIFY(fixture.edit());
    fixture.press(Qt::Key_Z, Qt::ControlModifier); // what editing began with is no step
    QCOMPARE(fixture.text(), QStringLiteral("make it blue"));
    fixture.type(QStringLiteral("!"));
    QApplication::clipboard()->setText(QString(1'000'000, u'x'));
    fixture.field().paste();
    fixture.row->revertEdit();
    QCOMPARE(fixture.text(), QStringLiteral("make it blue"));
    fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(fixture.text().size(), qsizetype{TextField::kMost});
    fixture.press(Qt::Key_Z, Qt::ControlModifier);
    fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(fixture.text(), QStringLiteral("make it blue"));
}

void TestEditingAids::oneKeyComparesOnce()
{
    const QString text = longText(1900, QStringLiteral("blue"));
    RowFixture fixture(text.toStdString());
    QVERIFY(fixture.edit());
    QSignalSpy compared(&fixture.field(), &TextField::diffChanged);
    fixture.type(QStringLiteral("!"));
    QCOMPARE(compared.count(), 1);
    QCOMPARE(fixture.field().diff().back().kind, workflow::DiffKind::Added);
    fixture.press(Qt::Key_Left); // moving is no change
    QCOMPARE(compared.count(), 1);
}

void TestEditingAids::veryLongTextIsComparedWhenTypingRests()
{
    const QString text = longText(6000, QStringLiteral("blue"));
    RowFixture fixture(text.toStdString());
    QVERIFY(fixture.edit());
    QSignalSpy compared(&fixture.field(), &TextField::diffChanged);
    for (int i = 0; i < 5; ++i) {
        fixture.press(Qt::Key_Backspace);
    }
    QVERIFY(compared.count() < 5);
    QTRY_VERIFY(compared.count() >= 1);
    QTRY_VERIFY(fixture.row->findChild<TextField*>(QStringLiteral("changes"))->isVisible());
}

void TestEditingAids::longTextShowsTheChangeAndItsSurroundings()
{
    const QString text = longText(500, QStringLiteral("blue"));
    RowFixture fixture(text.toStdString());
    QVERIFY(fixture.edit());
    fixture.press(Qt::Key_A, Qt::ControlModifier);
    QApplication::clipboard()->setText(longText(500, QStringLiteral("teal")));
    fixture.field().paste();
    auto* changes = fixture.row->findChild<TextField*>(QStringLiteral("changes"));
    QTRY_VERIFY(changes->toPlainText().contains(QStringLiteral("blue"))); // pasted: at rest
    const QString shown = changes->toPlainText();
    QVERIFY(shown.contains(QStringLiteral("teal")));
    QVERIFY(shown.startsWith(u'…'));
    QVERIFY(shown.size() < 100);
}

void TestEditingAids::changesAreSaidInWords_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const QString& before, const QString& after,
                        const QString& words) { QTest::newRow(name) << before << after << words; };
    row("same", QStringLiteral("make it blue"), QStringLiteral("make it blue"), QString());
    row("replaced", QStringLiteral("make it blue now"), QStringLiteral("make it teal now"),
        QStringLiteral("blue becomes teal"));
    row("added", QStringLiteral("make it"), QStringLiteral("make it blue"),
        QStringLiteral("blue added"));
    row("removed", QStringLiteral("make it blue now"), QStringLiteral("make it now"),
        QStringLiteral("blue removed"));
    row("two", QStringLiteral("a red shirt with long sleeves"),
        QStringLiteral("a blue shirt with short sleeves"),
        QStringLiteral("red becomes blue, long becomes short"));
    row("japanese", QStringLiteral("青いシャツ"), QStringLiteral("赤いシャツ"),
        QStringLiteral("青い becomes 赤い"));
    row("space alone", QStringLiteral("make it"), QStringLiteral("make  it"), QString());
}

void TestEditingAids::changesAreSaidInWords()
{
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    QFETCH(const QString, words);
    QCOMPARE(diffInWords(workflow::wordDiff(before.toStdString(), after.toStdString())), words);
}

void TestEditingAids::readersAreToldTheChanges()
{
    RowFixture fixture;
    QVERIFY(fixture.edit());
    fixture.press(Qt::Key_A, Qt::ControlModifier);
    fixture.type(QStringLiteral("make it teal"));
    QTRY_COMPARE(fixture.field().accessibleDescription(), QStringLiteral("blue becomes teal"));
    const auto* face = QAccessible::queryAccessibleInterface(&fixture.field());
    QVERIFY(face);
    QCOMPARE(face->role(), QAccessible::EditableText);
    QCOMPARE(face->text(QAccessible::Name), QStringLiteral("forward text"));
    QCOMPARE(face->text(QAccessible::Description), QStringLiteral("blue becomes teal"));
    fixture.row->revertEdit();
    QTRY_COMPARE(fixture.field().accessibleDescription(),
                 QStringLiteral("as the machine wrote it"));
}
