// SPDX-License-Identifier: GPL-3.0-or-later
// The table of settings: name, default, what is a value.
#include "ui/settings/settings.h"

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kLongest = 65536;   // characters or bytes of a value
constexpr int kMostInList = 1000; // entries
constexpr int kLongestReviewer = 80;

std::optional<QVariant> checkedBool(const QVariant& value)
{
    const QString text = value.toString();
    if (text == QLatin1String("true") || text == QLatin1String("1")) {
        return true;
    }
    if (text == QLatin1String("false") || text == QLatin1String("0")) {
        return false;
    }
    return std::nullopt;
}

std::optional<QVariant> checkedNumber(const SettingEntry& entry, const QVariant& value)
{
    bool ok = false;
    const int number = value.toInt(&ok);
    if (!ok || number < entry.least || number > entry.most) {
        return std::nullopt;
    }
    return number;
}

std::optional<QVariant> checkedText(const SettingEntry& entry, const QVariant& value)
{
    if (value.typeId() != QMetaType::QString || value.toString().size() > kLongest) {
        return std::nullopt;
    }
    QString text = value.toString();
    if (!entry.choices.isEmpty() && !entry.choices.contains(text)) {
        return std::nullopt;
    }
    if (entry.key == SettingKey::Reviewer && !text.isEmpty() && reviewerNameFrom(text) != text) {
        return std::nullopt;
    }
    return text;
}

std::optional<QVariant> checkedList(const QVariant& value)
{
    if (!value.canConvert<QStringList>()) {
        return std::nullopt;
    }
    QStringList list = value.toStringList();
    list.removeAll(QString());
    const bool tooLong = std::any_of(list.begin(), list.end(),
                                     [](const QString& one) { return one.size() > kLongest; });
    if (tooLong || list.size() > kMostInList) {
        return std::nullopt;
    }
    return list;
}

} // namespace

const std::vector<SettingEntry>& Settings::table()
{
    using K = SettingKey;
    const QString none;
    const QStringList noList;
    static const std::vector<SettingEntry> entries{
        {K::Theme,
         "look/theme",
         QStringLiteral("system"),
         {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")}},
        {K::Language, "look/language", none, {none, QStringLiteral("en"), QStringLiteral("ja")}},
        {K::Reviewer, "person/reviewer", none},
        {K::RecentProjects, "projects/recent", noList},
        {K::Geometry, "window/geometry", QByteArray()},
        {K::WindowState, "window/state", QByteArray()},
        {K::ShowEvidence, "review/evidence", true},
        {K::SingleKeys, "review/singleKeys", true},
        {K::BothOrders, "review/bothOrders", false},
        {K::ReviewKeys, "review/keys", none},
        {K::LastFolder, "files/lastFolder", none},
        {K::BrowseSort, "browse/sort", QStringLiteral("natural")},
        {K::BrowseFilter, "browse/filter", none},
        {K::SavedViews, "browse/views", noList},
        {K::CacheMegabytes, "images/cacheMegabytes", 64, {}, 16, 4096},
        {K::KeyPreset,
         "review/keyPreset",
         QStringLiteral("triptych"),
         {QStringLiteral("triptych"), QStringLiteral("prodigy"), QStringLiteral("left"),
          QStringLiteral("numpad")}},
        {K::BlindPass, "review/blindPass", false},
        {K::FastWarning, "review/fastWarning", true},
        {K::Spelling, "review/spelling", true},
        {K::ReviewView,
         "review/view",
         QStringLiteral("side"),
         {QStringLiteral("side"), QStringLiteral("swipe"), QStringLiteral("difference"),
          QStringLiteral("roundtrip")}},
        {K::ReviewSide, "review/side", none},
        {K::LastPlaces, "projects/places", noList},
        {K::BackupHours, "backup/hours", 24, {}, 0, 720},
        {K::BackupKeep, "backup/keep", 7, {}, 1, 100},
        {K::BackupFolder, "backup/folder", none},
        {K::QueryMethods, "query/methods", QStringLiteral("aligned")},
    };
    return entries;
}

const SettingEntry& Settings::entry(SettingKey key)
{
    const auto& entries = table();
    return *std::find_if(entries.begin(), entries.end(),
                         [key](const SettingEntry& one) { return one.key == key; });
}

std::optional<QVariant> Settings::checked(SettingKey key, const QVariant& value)
{
    const SettingEntry& known = entry(key);
    switch (known.fallback.typeId()) {
    case QMetaType::Bool:
        return checkedBool(value);
    case QMetaType::Int:
        return checkedNumber(known, value);
    case QMetaType::QStringList:
        return checkedList(value);
    case QMetaType::QByteArray:
        if (value.typeId() != QMetaType::QByteArray || value.toByteArray().size() > kLongest) {
            return std::nullopt;
        }
        return value;
    default:
        return checkedText(known, value);
    }
}

QString reviewerNameFrom(const QString& typed)
{
    QString name;
    bool seen = false;
    for (const QChar c : typed.simplified()) {
        if (c.category() != QChar::Other_Control) {
            name += c;
            seen = seen || (!c.isSpace() && c.category() != QChar::Other_Format);
        }
    }
    return seen ? name.left(kLongestReviewer).simplified() : QString();
}

} // namespace triptych::ui
