// SPDX-License-Identifier: GPL-3.0-or-later
// Words of closed vocabularies and of figures.
#include "ui/text/words.h"

#include "ui/convert.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <utility>

namespace triptych::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

using Entry = std::pair<std::string_view, const char*>;

template <std::size_t N> QString lookUp(const std::array<Entry, N>& table, std::string_view id)
{
    for (const auto& [key, text] : table) {
        if (key == id) {
            return Words::tr(text);
        }
    }
    return toQString(id);
}

constexpr std::array<Entry, 17> kEvents{{
    {"accept", QT_TRANSLATE_NOOP("Words", "accepted")},
    {"edit", QT_TRANSLATE_NOOP("Words", "edited")},
    {"reject", QT_TRANSLATE_NOOP("Words", "rejected")},
    {"skip", QT_TRANSLATE_NOOP("Words", "skipped")},
    {"flag", QT_TRANSLATE_NOOP("Words", "flagged")},
    {"unflag", QT_TRANSLATE_NOOP("Words", "flag taken off")},
    {"undo", QT_TRANSLATE_NOOP("Words", "undone")},
    {"redo", QT_TRANSLATE_NOOP("Words", "done again")},
    {"add_target", QT_TRANSLATE_NOOP("Words", "also correct added")},
    {"remove_target", QT_TRANSLATE_NOOP("Words", "also correct taken back")},
    {"adjudicate", QT_TRANSLATE_NOOP("Words", "adjudicated")},
    {"release", QT_TRANSLATE_NOOP("Words", "released")},
    {"remove", QT_TRANSLATE_NOOP("Words", "excluded")},
    {"comment", QT_TRANSLATE_NOOP("Words", "note")},
    {"correct", QT_TRANSLATE_NOOP("Words", "attribute corrected")},
    {"generated", QT_TRANSLATE_NOOP("Words", "generated")},
    {"unknown", QT_TRANSLATE_NOOP("Words", "of a newer version")},
}};

constexpr std::array<Entry, 9> kReasons{{
    {"wrong-direction", QT_TRANSLATE_NOOP("Words", "wrong direction")},
    {"not-visible", QT_TRANSLATE_NOOP("Words", "not visible")},
    {"only-target", QT_TRANSLATE_NOOP("Words", "describes only the target")},
    {"contradicts-reference", QT_TRANSLATE_NOOP("Words", "contradicts the reference")},
    {"too-vague", QT_TRANSLATE_NOOP("Words", "too vague")},
    {"near-duplicate", QT_TRANSLATE_NOOP("Words", "near-duplicate pair")},
    {"unsafe", QT_TRANSLATE_NOOP("Words", "unsafe or biased")},
    {"language", QT_TRANSLATE_NOOP("Words", "language")},
    {"wrong-photo", QT_TRANSLATE_NOOP("Words", "wrong photo or attribute")},
}};

constexpr std::array<Entry, 28> kStages{{
    {"scan", QT_TRANSLATE_NOOP("Words", "looking for files")},
    {"read", QT_TRANSLATE_NOOP("Words", "reading rows")},
    {"rows", QT_TRANSLATE_NOOP("Words", "reading rows")},
    {"decode", QT_TRANSLATE_NOOP("Words", "reading images")},
    {"images", QT_TRANSLATE_NOOP("Words", "reading images")},
    {"hash", QT_TRANSLATE_NOOP("Words", "checking images")},
    {"pairs", QT_TRANSLATE_NOOP("Words", "making pairs")},
    {"mine", QT_TRANSLATE_NOOP("Words", "making pairs")},
    {"texts", QT_TRANSLATE_NOOP("Words", "writing texts")},
    {"generate", QT_TRANSLATE_NOOP("Words", "writing texts")},
    {"draw", QT_TRANSLATE_NOOP("Words", "drawing images")},
    {"import", QT_TRANSLATE_NOOP("Words", "adding to the project")},
    {"store", QT_TRANSLATE_NOOP("Words", "adding to the project")},
    {"export", QT_TRANSLATE_NOOP("Words", "writing files")},
    {"write", QT_TRANSLATE_NOOP("Words", "writing files")},
    {"copy", QT_TRANSLATE_NOOP("Words", "copying images")},
    {"scale", QT_TRANSLATE_NOOP("Words", "scaling images")},
    {"split", QT_TRANSLATE_NOOP("Words", "drawing the split")},
    {"backup", QT_TRANSLATE_NOOP("Words", "copying the project")},
    {"verify", QT_TRANSLATE_NOOP("Words", "checking")},
    {"encode", QT_TRANSLATE_NOOP("Words", "encoding images")},
    {"words", QT_TRANSLATE_NOOP("Words", "encoding words")},
    {"align", QT_TRANSLATE_NOOP("Words", "aligning images with words")},
    {"prepare", QT_TRANSLATE_NOOP("Words", "preparing the search")},
    {"index", QT_TRANSLATE_NOOP("Words", "preparing the search")},
    {"download", QT_TRANSLATE_NOOP("Words", "downloading")},
    {"encoder", QT_TRANSLATE_NOOP("Words", "loading the encoder")},
    {"search", QT_TRANSLATE_NOOP("Words", "searching")},
}};

} // namespace

QString word(SlotState state)
{
    switch (state) {
    case SlotState::Pending:
        return Words::tr("pending");
    case SlotState::Accepted:
        return Words::tr("accepted");
    case SlotState::Edited:
        return Words::tr("edited");
    case SlotState::Rejected:
        return Words::tr("rejected");
    case SlotState::Skipped:
        return Words::tr("skipped");
    case SlotState::Flagged:
        return Words::tr("flagged");
    case SlotState::Disputed:
        return Words::tr("disputed");
    case SlotState::Released:
        return Words::tr("released");
    }
    return {};
}

QString word(Direction direction)
{
    return direction == Direction::Forward ? Words::tr("forward") : Words::tr("reverse");
}

QString eventWord(std::string_view kind)
{
    return lookUp(kEvents, kind);
}

QString reasonWord(std::string_view id)
{
    return lookUp(kReasons, id);
}

QString reasonText(const std::vector<workflow::Reason>& list, std::string_view id)
{
    for (const auto& reason : list) {
        if (reason.id == id && !reason.label.empty()) {
            return toQString(reason.label);
        }
    }
    return reasonWord(id);
}

QString stageWord(std::string_view stage)
{
    return lookUp(kStages, stage);
}

QString formatCount(std::int64_t count)
{
    QString digits = QString::number(count < 0 ? -count : count);
    for (auto at = digits.size() - 3; at > 0; at -= 3) {
        digits.insert(at, QChar(0x202F));
    }
    return count < 0 ? QChar(0x2212) + digits : digits;
}

QString formatPercent(double part)
{
    return QStringLiteral("%1%2%").arg(qRound(part * 100)).arg(QChar(0x202F));
}

QString formatBytes(std::uint64_t bytes)
{
    return QLocale(QLocale::C)
        .formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString formatTimeLeft(std::int64_t seconds)
{
    const auto minutes = seconds / 60;
    if (minutes < 60) {
        return QStringLiteral("%1:%2").arg(minutes).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    }
    constexpr std::int64_t kDay = 1'440;
    if (minutes < kDay) {
        return Words::tr("%1 h %2 min", "time left").arg(minutes / 60).arg(minutes % 60);
    }
    return Words::tr("%1 days", "time left")
        .arg(QString::number(double(minutes) / (24.0 * 60.0), 'f', 1));
}

} // namespace triptych::ui
