// SPDX-License-Identifier: GPL-3.0-or-later
// What happened to a pair, in whole sentences.
#include "ui/text/event_words.h"

#include "core/domain/event.h"
#include "ui/convert.h"
#include "ui/review/text_field.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace triptych::ui {

namespace {

struct EventWords
{
    Q_DECLARE_TR_FUNCTIONS(EventWords)
};

constexpr int kLongName = 80; // characters of a name in a sentence
constexpr int kLongValue = 120;
constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr int kDaysAgo = 7; // older than that: the date

QString shortened(const QString& text, int most)
{
    if (text.size() <= most) {
        return text;
    }
    qsizetype end = most;
    if (text.at(end - 1).isHighSurrogate()) {
        --end;
    }
    return text.left(end) + QStringLiteral("…");
}

bool runsFromRight(const QString& text)
{
    return std::any_of(text.begin(), text.end(), [](QChar unit) {
        const auto direction = unit.direction();
        return direction == QChar::DirR || direction == QChar::DirAL;
    });
}

// FSI and PDI: the sentence around it keeps its order.
QString isolated(const QString& text)
{
    return runsFromRight(text) ? QChar(0x2068) + text + QChar(0x2069) : text;
}

QString personOf(const workflow::HistoryEntry& entry)
{
    const QString name = quoted(toQString(entry.reviewer).trimmed(), kLongName);
    return name.isEmpty() ? EventWords::tr("Someone") : name;
}

QString reasonsOf(const workflow::HistoryEntry& entry, const EventContext& context)
{
    QStringList words;
    for (const auto& reason : entry.reasons) {
        words.push_back(quoted(reasonText(context.reasons, reason), kLongName));
    }
    return words.join(QStringLiteral(" · "));
}

QString rejected(const workflow::HistoryEntry& entry, const EventContext& context,
                 const QString& who, bool forward)
{
    const QString why = reasonsOf(entry, context);
    if (why.isEmpty()) {
        return forward ? EventWords::tr("%1 rejected the forward text").arg(who)
                       : EventWords::tr("%1 rejected the reverse text").arg(who);
    }
    return forward ? EventWords::tr("%1 rejected the forward text: %2").arg(who, why)
                   : EventWords::tr("%1 rejected the reverse text: %2").arg(who, why);
}

QString adjudicated(const workflow::HistoryEntry& entry, const QString& who, bool forward)
{
    if (!entry.state) {
        return forward ? EventWords::tr("%1 settled the forward text").arg(who)
                       : EventWords::tr("%1 settled the reverse text").arg(who);
    }
    return forward
               ? EventWords::tr("%1 settled the forward text as %2").arg(who, word(*entry.state))
               : EventWords::tr("%1 settled the reverse text as %2").arg(who, word(*entry.state));
}

QString aboutTarget(const workflow::HistoryEntry& entry, const QString& who, bool forward,
                    bool added)
{
    const QString image = quoted(toQString(entry.subject), kLongName);
    if (added) {
        return forward ? EventWords::tr("%1 marked %2 as also right for the forward text")
                             .arg(who, image)
                       : EventWords::tr("%1 marked %2 as also right for the reverse text")
                             .arg(who, image);
    }
    return forward ? EventWords::tr("%1 took back that %2 is also right for the forward text")
                         .arg(who, image)
                   : EventWords::tr("%1 took back that %2 is also right for the reverse text")
                         .arg(who, image);
}

QString corrected(const workflow::HistoryEntry& entry, const QString& who)
{
    const QString what = quoted(toQString(entry.attribute), kLongName);
    const QString image = quoted(toQString(entry.subject), kLongName);
    const QString from = quoted(toQString(entry.before), kLongValue);
    const QString to = quoted(toQString(entry.text), kLongValue);
    if (from.isEmpty()) {
        return EventWords::tr("%1 added to %3: %2 is %4", "person, attribute, image, value")
            .arg(who, what, image, to);
    }
    if (to.isEmpty()) {
        return EventWords::tr("%1 took %2 (%4) from %3", "person, attribute, image, old value")
            .arg(who, what, image, from);
    }
    return EventWords::tr("%1 corrected %2 of %3 from %4 to %5",
                          "person, attribute, image, old value, new value")
        .arg(who, what, image, from, to);
}

QString removed(const workflow::HistoryEntry& entry, const EventContext& context,
                const QString& who)
{
    const QString what = quoted(toQString(entry.subject), kLongName);
    const QString why = reasonsOf(entry, context);
    if (what.isEmpty()) {
        return why.isEmpty() ? EventWords::tr("%1 excluded the pair").arg(who)
                             : EventWords::tr("%1 excluded the pair: %2").arg(who, why);
    }
    return why.isEmpty() ? EventWords::tr("%1 excluded %2").arg(who, what)
                         : EventWords::tr("%1 excluded %2: %3").arg(who, what, why);
}

QString tookBack(const workflow::HistoryEntry* about, const EventContext& context,
                 const QString& who, bool undo)
{
    const bool named = about && eventKindFrom(about->kind) != EventKind::Undo &&
                       eventKindFrom(about->kind) != EventKind::Redo;
    if (!named) {
        return undo ? EventWords::tr("%1 took a decision back").arg(who)
                    : EventWords::tr("%1 made a decision again").arg(who);
    }
    const QString what = eventSentence(*about, context);
    return undo ? EventWords::tr("%1 took back: %2", "person, what had happened").arg(who, what)
                : EventWords::tr("%1 did again: %2", "person, what had happened").arg(who, what);
}

// Kinds of one slot that need nothing but the person and the direction.
QString plainSentence(EventKind kind, const QString& who, bool forward)
{
    switch (kind) {
    case EventKind::Accept:
        return forward ? EventWords::tr("%1 accepted the forward text").arg(who)
                       : EventWords::tr("%1 accepted the reverse text").arg(who);
    case EventKind::Edit:
        return forward ? EventWords::tr("%1 changed the forward text").arg(who)
                       : EventWords::tr("%1 changed the reverse text").arg(who);
    case EventKind::Skip:
        return forward ? EventWords::tr("%1 skipped the forward text").arg(who)
                       : EventWords::tr("%1 skipped the reverse text").arg(who);
    case EventKind::Flag:
        return forward ? EventWords::tr("%1 flagged the forward text").arg(who)
                       : EventWords::tr("%1 flagged the reverse text").arg(who);
    case EventKind::Unflag:
        return forward ? EventWords::tr("%1 took the flag off the forward text").arg(who)
                       : EventWords::tr("%1 took the flag off the reverse text").arg(who);
    case EventKind::Comment:
        return forward ? EventWords::tr("%1 wrote a note on the forward text").arg(who)
                       : EventWords::tr("%1 wrote a note on the reverse text").arg(who);
    case EventKind::Release:
        return forward ? EventWords::tr("%1 released the forward text").arg(who)
                       : EventWords::tr("%1 released the reverse text").arg(who);
    default:
        return {};
    }
}

QString agoWords(qint64 seconds)
{
    if (seconds < kMinute) {
        return EventWords::tr("just now");
    }
    if (seconds < kHour) {
        return EventWords::tr("%n minute(s) ago", nullptr, static_cast<int>(seconds / kMinute));
    }
    return EventWords::tr("%n hour(s) ago", nullptr, static_cast<int>(seconds / kHour));
}

QString clockTime(const QDateTime& when)
{
    return QLocale().toString(when.time(), QStringLiteral("HH:mm"));
}

QString guidelineNumber(const workflow::HistoryEntry& entry, const EventContext& context)
{
    for (const auto& version : context.versions) {
        if (version.version == entry.guidelines) {
            return EventWords::tr("guidelines %1", "version number").arg(version.number);
        }
    }
    return EventWords::tr("guidelines %1", "version number")
        .arg(quoted(toQString(entry.guidelines).left(6)));
}

bool isVerdict(const workflow::HistoryEntry& entry)
{
    const auto kind = eventKindFrom(entry.kind);
    return kind == EventKind::Accept || kind == EventKind::Edit || kind == EventKind::Reject;
}

} // namespace

QString quoted(const QString& text, int most)
{
    QString line = shortened(text, most);
    line.replace(QStringLiteral("\r\n"), QStringLiteral(" "));
    for (const char16_t end : {u'\n', u'\r', u'\t', u'\u2028', u'\u2029'}) {
        line.replace(QChar(end), QLatin1Char(' '));
    }
    return isolated(visibleText(line));
}

QString quotedLines(const QString& text, int most)
{
    QString all = shortened(text, most);
    all.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    QStringList lines;
    for (const auto& line : all.split(QLatin1Char('\n'))) {
        lines.push_back(quoted(line, most));
    }
    return lines.join(QLatin1Char('\n'));
}

QString eventSentence(const workflow::HistoryEntry& entry, const EventContext& context,
                      const workflow::HistoryEntry* about)
{
    const QString who = personOf(entry);
    const bool forward = entry.direction == Direction::Forward;
    const auto kind = eventKindFrom(entry.kind);
    switch (kind) {
    case EventKind::Reject:
        return rejected(entry, context, who, forward);
    case EventKind::Adjudicate:
        return adjudicated(entry, who, forward);
    case EventKind::AddTarget:
    case EventKind::RemoveTarget:
        return aboutTarget(entry, who, forward, kind == EventKind::AddTarget);
    case EventKind::Correct:
        return corrected(entry, who);
    case EventKind::Remove:
        return removed(entry, context, who);
    case EventKind::Undo:
    case EventKind::Redo:
        return tookBack(about, context, who, kind == EventKind::Undo);
    case EventKind::Unknown:
        return EventWords::tr("%1 did what only a newer version knows (%2)")
            .arg(who, quoted(toQString(entry.kind), kLongName));
    default:
        return plainSentence(kind, who, forward);
    }
}

QString eventCircumstances(const workflow::HistoryEntry& entry, const EventContext& context)
{
    QStringList parts;
    if (entry.milliseconds > 0) {
        parts.push_back(
            EventWords::tr("%1 s", "seconds spent")
                .arg(QLocale().toString(static_cast<double>(entry.milliseconds) / 1000.0, 'f', 1)));
    }
    if (!entry.guidelines.empty()) {
        parts.push_back(guidelineNumber(entry, context));
    }
    if (entry.blind) {
        parts.push_back(EventWords::tr("blind"));
    }
    if (entry.state == SlotState::Disputed) {
        parts.push_back(word(SlotState::Disputed));
    }
    return parts.join(QStringLiteral(" · "));
}

QString exactTime(UtcMillis at)
{
    const auto when = QDateTime::fromMSecsSinceEpoch(at);
    return EventWords::tr("%1, %2", "date, time")
        .arg(QLocale().toString(when.date(), QLocale::LongFormat),
             QLocale().toString(when.time(), QStringLiteral("HH:mm:ss")));
}

QString relativeTime(UtcMillis at, const QDateTime& now)
{
    const auto when = QDateTime::fromMSecsSinceEpoch(at);
    const qint64 seconds = when.secsTo(now);
    if (seconds < -1) {
        return exactTime(at); // the clock was set back
    }
    const qint64 days = when.date().daysTo(now.toLocalTime().date());
    if (days == 0 || seconds < kHour) {
        return agoWords(seconds);
    }
    if (days == 1) {
        return EventWords::tr("yesterday, %1", "time of day").arg(clockTime(when));
    }
    if (days < kDaysAgo) {
        return EventWords::tr("%n day(s) ago, %1", "time of day", static_cast<int>(days))
            .arg(clockTime(when));
    }
    return EventWords::tr("%1, %2", "date, time")
        .arg(QLocale().toString(when.date(), QLocale::ShortFormat), clockTime(when));
}

QString durationWords(std::int64_t seconds)
{
    if (seconds < kMinute) {
        return EventWords::tr("less than a minute");
    }
    if (seconds < kHour) {
        return EventWords::tr("%n minute(s)", nullptr, static_cast<int>(seconds / kMinute));
    }
    return formatTimeLeft(seconds);
}

QString standingWords(const std::vector<workflow::HistoryEntry>& entries, Direction direction,
                      const std::string& me, const QDateTime& now)
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& entry) {
        return entry.direction == direction && !entry.undone && isVerdict(entry) &&
               entry.reviewer != me;
    });
    if (found == entries.end()) {
        return {};
    }
    const QString who = personOf(*found);
    const QString when = relativeTime(found->at, now);
    switch (eventKindFrom(found->kind)) {
    case EventKind::Accept:
        return EventWords::tr("%1 accepted this (%2)", "person, when").arg(who, when);
    case EventKind::Edit:
        return EventWords::tr("%1 changed this (%2)", "person, when").arg(who, when);
    default:
        return EventWords::tr("%1 rejected this (%2)", "person, when").arg(who, when);
    }
}

} // namespace triptych::ui
