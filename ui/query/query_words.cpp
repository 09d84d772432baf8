// SPDX-License-Identifier: GPL-3.0-or-later
// Words of the Query page.
#include "ui/query/query_words.h"

#include "ui/convert.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <cstdlib>

namespace triptych::ui {

namespace {

struct QueryWords
{
    Q_DECLARE_TR_FUNCTIONS(QueryWords)
};

constexpr double kHardlyChance = 0.05;
constexpr double kSmallestP = 0.001;

} // namespace

QString methodWord(std::string_view method)
{
    if (method == "aligned") {
        return QueryWords::tr("aligned");
    }
    if (method == "fusion") {
        return QueryWords::tr("late fusion");
    }
    if (method == "image") {
        return QueryWords::tr("image alone");
    }
    if (method == "text") {
        return QueryWords::tr("text alone");
    }
    if (method == "two-hop") {
        return QueryWords::tr("two-hop");
    }
    return toQString(method);
}

QString encoderWord(std::string_view encoder)
{
    // The runs of cases also keep its edition: "standard-2-…".
    if (encoder == "standard" || encoder.starts_with("standard-")) {
        return QueryWords::tr("standard encoder");
    }
    if (encoder == "compact" || encoder.starts_with("compact-")) {
        return QueryWords::tr("built-in encoder");
    }
    return QueryWords::tr("encoder %1").arg(toQString(encoder));
}

QString languageWord(std::string_view language)
{
    if (language == "ja") {
        return QueryWords::tr("Japanese");
    }
    if (language == "en") {
        return QueryWords::tr("English");
    }
    const QLocale locale(toQString(language));
    return locale.language() == QLocale::C ? toQString(language) : locale.nativeLanguageName();
}

QString moveWord(const RankMove& move)
{
    if (move.by == 0) {
        return QStringLiteral("–");
    }
    const QString count = QString::number(std::abs(move.by));
    if (move.by < 0) {
        return QStringLiteral("▼") + count;
    }
    return QStringLiteral("▲") + count + (move.beyond ? QStringLiteral("+") : QString());
}

QString moveSentence(const RankMove& move, const QString& other)
{
    if (move.by == 0) {
        return QueryWords::tr("the same place as with %1").arg(other);
    }
    return move.by > 0
               ? QueryWords::tr("%n place(s) higher than with %1", nullptr, move.by).arg(other)
               : QueryWords::tr("%n place(s) lower than with %1", nullptr, -move.by).arg(other);
}

QString casesRank(const std::optional<std::size_t>& rank)
{
    return rank ? formatCount(static_cast<std::int64_t>(*rank)) : QStringLiteral("–");
}

QString caseRanks(const workflow::SavedCase& one)
{
    if (one.right.empty()) {
        return QueryWords::tr("no right answer yet");
    }
    if (!one.after) {
        return QueryWords::tr("not run yet");
    }
    if (!one.before) {
        return QueryWords::tr("rank %1").arg(casesRank(one.after));
    }
    return QueryWords::tr("rank %1 → %2").arg(casesRank(one.before), casesRank(one.after));
}

QString runSentence(const workflow::CaseRunReport& run)
{
    if (run.before == 0) {
        return QueryWords::tr("First run: the next one is compared with it.");
    }
    QString counts =
        QueryWords::tr("%1 better, %2 worse, %3 same")
            .arg(formatCount(run.better), formatCount(run.worse), formatCount(run.same));
    if (run.better + run.worse == 0) {
        return counts;
    }
    const QString p = run.p < kSmallestP ? QueryWords::tr("p < 0.001")
                                         : QueryWords::tr("p = %1").arg(run.p, 0, 'f', 3);
    return run.p < kHardlyChance ? QueryWords::tr("%1; %2: hardly by chance").arg(counts, p)
                                 : QueryWords::tr("%1; %2: may be chance").arg(counts, p);
}

} // namespace triptych::ui
