// SPDX-License-Identifier: GPL-3.0-or-later
// Every error code has words and a way out, in English and Japanese.
#include "tests.h"
#include "ui/text/error_text.h"
#include "ui/text/language.h"

#include <QSet>
#include <QTest>

using namespace triptych;
using namespace triptych::ui;

class ErrorTextTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCodeSaysWhatHappenedAndWhatToDo();
    void everyCodeIsWordedInJapanese();
    void theLineNamesPlaceDetailAndRemedy();
    void aFilterErrorNamesTheCharacter();
};

namespace {

constexpr int kCodes = static_cast<int>(ErrorCode::Internal) + 1;

} // namespace

void ErrorTextTest::everyCodeSaysWhatHappenedAndWhatToDo()
{
    QSet<QString> sentences;
    for (int code = 0; code < kCodes; ++code) {
        const ErrorText text = errorText(Error{static_cast<ErrorCode>(code), {}, {}, 0});
        QVERIFY2(!text.what.isEmpty(), qPrintable(QString::number(code)));
        QVERIFY2(text.what.endsWith(QLatin1Char('.')), qPrintable(text.what));
        QVERIFY2(!sentences.contains(text.what), qPrintable(text.what));
        sentences.insert(text.what);
        const bool normal = static_cast<ErrorCode>(code) == ErrorCode::Cancelled;
        QCOMPARE(text.remedy.isEmpty(), normal);
    }
}

void ErrorTextTest::everyCodeIsWordedInJapanese()
{
    QStringList english;
    for (int code = 0; code < kCodes; ++code) {
        english << errorText(Error{static_cast<ErrorCode>(code), {}, {}, 0}).what;
    }
    LanguageKeeper language(*qApp);
    language.choose(QStringLiteral("ja"));
    for (int code = 0; code < kCodes; ++code) {
        const ErrorText text = errorText(Error{static_cast<ErrorCode>(code), {}, {}, 0});
        QVERIFY2(text.what != english.at(code), qPrintable(text.what));
        QVERIFY2(text.what.endsWith(QStringLiteral("。")), qPrintable(text.what));
    }
    language.choose(QStringLiteral("en"));
}

void ErrorTextTest::theLineNamesPlaceDetailAndRemedy()
{
    const QString line =
        errorLine(Error{ErrorCode::BadFormat, "quote not closed", "goods.csv", 12});
    QVERIFY(line.startsWith(QStringLiteral("goods.csv, line 12: ")));
    QVERIFY(line.contains(QStringLiteral("[quote not closed]")));
    QVERIFY(line.contains(QStringLiteral("try again")));
}

void ErrorTextTest::aFilterErrorNamesTheCharacter()
{
    QCOMPARE(errorText(Error{ErrorCode::BadFilter, "number expected", {}, 7}).where,
             QStringLiteral("character 7"));
}

std::unique_ptr<QObject> makeErrorTextTest()
{
    return std::make_unique<ErrorTextTest>();
}

#include "error_text_test.moc"
