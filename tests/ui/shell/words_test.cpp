// SPDX-License-Identifier: GPL-3.0-or-later
// Words and figures as the window writes them.
#include "tests.h"

#include "core/workflow/decide.h"
#include "ui/convert.h"
#include "ui/text/language.h"
#include "ui/text/words.h"
#include "ui/theme/state_chip.h"
#include "ui/theme/theme.h"

#include <QFile>
#include <QTest>

#include <cmath>

using namespace triptych;
using namespace triptych::ui;

namespace {

// WCAG 2.1 contrast ratio.
double contrast(const QColor& a, const QColor& b)
{
    const auto luminance = [](const QColor& colour) {
        const auto linear = [](double part) {
            return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
               0.0722 * linear(colour.blueF());
    };
    const double one = luminance(a) + 0.05;
    const double two = luminance(b) + 0.05;
    return one > two ? one / two : two / one;
}

} // namespace

class WordsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsAreGroupedWithoutBreaking();
    void timesLeftReadWell();
    void everyReasonHasWordsInBothLanguages();
    void everyStateHasAWordAndAReadableLook();
    void everyIconOfAStateExists();
};

void WordsTest::countsAreGroupedWithoutBreaking()
{
    QCOMPARE(formatCount(0), QStringLiteral("0"));
    QCOMPARE(formatCount(999), QStringLiteral("999"));
    QCOMPARE(formatCount(1284), QStringLiteral("1\u202F284"));
    QCOMPARE(formatCount(1234567), QStringLiteral("1\u202F234\u202F567"));
    QCOMPARE(formatCount(-5280), QStringLiteral("\u22125\u202F280"));
}

void WordsTest::timesLeftReadWell()
{
    QCOMPARE(formatTimeLeft(48), QStringLiteral("0:48"));
    QCOMPARE(formatTimeLeft(125), QStringLiteral("2:05"));
    QCOMPARE(formatTimeLeft(9 * 3600 + 40 * 60), QStringLiteral("9 h 40 min"));
}

void WordsTest::everyReasonHasWordsInBothLanguages()
{
    LanguageKeeper language(*qApp);
    for (const auto& id : workflow::reasonIds()) {
        language.choose(QStringLiteral("en"));
        const QString english = reasonWord(id);
        QVERIFY2(!english.contains(QLatin1Char('-')) ||
                     english == QStringLiteral("near-duplicate pair"),
                 id.c_str());
        language.choose(QStringLiteral("ja"));
        QVERIFY2(reasonWord(id) != english, id.c_str());
    }
    language.choose(QStringLiteral("en"));
}

void WordsTest::everyStateHasAWordAndAReadableLook()
{
    for (int state = 0; state < kSlotStateCount; ++state) {
        for (const Theme* theme : {&Theme::light(), &Theme::darkTheme()}) {
            const StateLook look = stateLook(static_cast<SlotState>(state), *theme);
            QCOMPARE(look.word, toQString(name(static_cast<SlotState>(state))));
            QVERIFY2(contrast(look.ink, look.ground) >= 4.0, qPrintable(look.word));
        }
    }
}

void WordsTest::everyIconOfAStateExists()
{
    for (int state = 0; state < kSlotStateCount; ++state) {
        const StateLook look = stateLook(static_cast<SlotState>(state), Theme::light());
        QVERIFY2(look.icon.isEmpty() ||
                     QFile::exists(QStringLiteral(":/icons/%1.svg").arg(look.icon)),
                 qPrintable(look.icon));
    }
}

std::unique_ptr<QObject> makeWordsTest()
{
    return std::make_unique<WordsTest>();
}

#include "words_test.moc"
