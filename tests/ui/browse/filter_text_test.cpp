// SPDX-License-Identifier: GPL-3.0-or-later
// The filter while it is typed, and the highlighting of what it looks for.
#include "ui/browse/filter_text.h"
#include "ui/browse/text_matches.h"

#include <QTest>

using namespace triptych;
using namespace triptych::ui;

namespace {

QStringList marked(const QString& text, const QStringList& words)
{
    QStringList found;
    for (const TextRange& range : matchedRanges(text, words)) {
        found.append(text.mid(range.start, range.length));
    }
    return found;
}

} // namespace

class FilterTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTermIsTakenApartForColouring()
    {
        using Kind = FilterSpan::Kind;
        const QList<FilterSpan> expected{
            {Kind::Key, 0, 6},       {Kind::Operator, 6, 1}, {Kind::Value, 7, 3},
            {Kind::Value, 11, 5},    {Kind::Minus, 17, 1},   {Kind::Key, 18, 5},
            {Kind::Operator, 23, 2}, {Kind::Value, 25, 3},   {Kind::Word, 29, 4}};
        QCOMPARE(filterSpans(QStringLiteral("status:any,x y z -score<=0.4 blue")
                                 .replace(QStringLiteral("x y z"), QStringLiteral("\"x z\""))),
                 expected);
    }

    void anUnfinishedQuoteRunsToTheEnd()
    {
        const auto spans = filterSpans(QStringLiteral("category:\"Hoodies & Sw"));
        QCOMPARE(spans.size(), 3);
        QCOMPARE(spans[2].start, 9);
        QCOMPARE(spans[2].length, 13);
    }

    void completionKnowsWhetherAKeyOrAValueIsTyped()
    {
        const auto key = completionSpot(QStringLiteral("text:blue sta"), 13);
        QVERIFY(key && !key->key);
        QCOMPARE(key->prefix, QStringLiteral("sta"));
        QCOMPARE(key->start, 10);
        const auto value = completionSpot(QStringLiteral("status:accepted,pe x"), 18);
        QVERIFY(value && value->key == FilterKey::Status);
        QCOMPARE(value->prefix, QStringLiteral("pe"));
        QCOMPARE(value->start, 16);
        const auto quoted = completionSpot(QStringLiteral("category:\"Hoo"), 13);
        QVERIFY(quoted && quoted->key == FilterKey::Category);
        QCOMPARE(quoted->prefix, QStringLiteral("Hoo"));
        QCOMPARE(quoted->length, 4);
        QVERIFY(!completionSpot(QStringLiteral("\"a phrase"), 9));
    }

    void aFacetIsToggledInAndOut()
    {
        const QString tees = toggledFilterValue({}, FilterKey::Category, QStringLiteral("Tees"));
        QCOMPARE(tees, QStringLiteral("category:Tees"));
        const QString both =
            toggledFilterValue(tees, FilterKey::Category, QStringLiteral("Hoodies & Sweatshirts"));
        QCOMPARE(both, QStringLiteral("category:Tees,\"Hoodies & Sweatshirts\""));
        QVERIFY(hasFilterValue(both, FilterKey::Category, QStringLiteral("Hoodies & Sweatshirts")));
        QVERIFY(parseFilter(both.toStdString()).has_value());
        const QString one = toggledFilterValue(both, FilterKey::Category, QStringLiteral("Tees"));
        QCOMPARE(one, QStringLiteral("category:\"Hoodies & Sweatshirts\""));
        QCOMPARE(
            toggledFilterValue(one, FilterKey::Category, QStringLiteral("Hoodies & Sweatshirts")),
            QString());
    }

    void togglingLeavesTheOtherTermsAlone()
    {
        QCOMPARE(toggledFilterValue(QStringLiteral("text:blue status:pending score<0.4"),
                                    FilterKey::Status, QStringLiteral("pending")),
                 QStringLiteral("text:blue score<0.4"));
        QCOMPARE(toggledFilterValue(QStringLiteral("-status:rejected text:blue"), FilterKey::Status,
                                    QStringLiteral("accepted")),
                 QStringLiteral("-status:rejected text:blue status:accepted"));
        QCOMPARE(toggledFilterValue(QStringLiteral("status:any"), FilterKey::Status,
                                    QStringLiteral("accepted")),
                 QStringLiteral("status:accepted"));
    }

    void oddValuesAreQuotedSoThatTheyParseBack_data()
    {
        QTest::addColumn<QString>("value");
        for (const char* value :
             {"Tees", "a b", "a,b", "say \"hi\"", "back\\slash", "a:b", "長袖"}) {
            QTest::newRow(value) << QString::fromUtf8(value);
        }
    }
    void oddValuesAreQuotedSoThatTheyParseBack()
    {
        QFETCH(QString, value);
        const auto filter =
            parseFilter((QStringLiteral("category:") + filterValue(value)).toStdString());
        QVERIFY(filter.has_value());
        QCOMPARE(QString::fromStdString(filter->terms.at(0).values.at(0)), value);
    }

    void onlyPositiveTextTermsAreHighlighted()
    {
        QCOMPARE(
            searchedWords(QStringLiteral("status:pending blue text:\"long sleeve\",red -text:x")),
            (QStringList{QStringLiteral("blue"), QStringLiteral("long sleeve"),
                         QStringLiteral("red")}));
    }

    void wordsAreFoundWhateverTheirCase()
    {
        QCOMPARE(marked(QStringLiteral("Blue is not bluebird, but BLUE"), {QStringLiteral("blue")}),
                 (QStringList{QStringLiteral("Blue"), QStringLiteral("BLUE")}));
    }

    void aStarFindsBeginnings()
    {
        QCOMPARE(marked(QStringLiteral("long sleeves, sleeveless"), {QStringLiteral("sleev*")}),
                 (QStringList{QStringLiteral("sleeves"), QStringLiteral("sleeveless")}));
    }

    void hanIsFoundInsideARun()
    {
        QCOMPARE(marked(QStringLiteral("色を黒から青に変える"), {QStringLiteral("青")}),
                 QStringList{QStringLiteral("青")});
        QCOMPARE(marked(QStringLiteral("半袖を長袖にする"), {QStringLiteral("長袖")}),
                 QStringList{QStringLiteral("長袖")});
    }

    void fullWidthLettersAreTheSameWord()
    {
        QCOMPARE(marked(QStringLiteral("Ｔシャツ を t シャツ"), {QStringLiteral("T")}),
                 (QStringList{QStringLiteral("Ｔ"), QStringLiteral("t")}));
    }

    void markupIsPlainText()
    {
        QCOMPARE(marked(QStringLiteral("<b>blue</b>"), {QStringLiteral("blue")}),
                 QStringList{QStringLiteral("blue")});
    }

    void anErrorPointsAtItsCharacterAlsoAfterEmoji()
    {
        const QString filter = QStringLiteral("😀 score<x");
        QCOMPARE(unitOfCharacter(filter, 1), 0);
        QCOMPARE(unitOfCharacter(filter, 3), 3);
        QCOMPARE(unitOfCharacter(filter, 99), filter.size());
    }
};

QTEST_GUILESS_MAIN(FilterTextTest)
#include "filter_text_test.moc"
