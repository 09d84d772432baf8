// SPDX-License-Identifier: GPL-3.0-or-later
// The table of settings.
#include "ui/settings/settings.h"

#include <QSettings>
#include <QStringList>

namespace triptych::ui {

namespace {

struct Entry
{
    const char* name;
    QVariant fallback;
};

Entry entryOf(SettingKey key)
{
    switch (key) {
    case SettingKey::Theme:
        return {"look/theme", QStringLiteral("system")};
    case SettingKey::Language:
        return {"look/language", QString()};
    case SettingKey::Reviewer:
        return {"person/reviewer", QString()};
    case SettingKey::RecentProjects:
        return {"projects/recent", QStringList()};
    case SettingKey::Geometry:
        return {"window/geometry", QByteArray()};
    case SettingKey::WindowState:
        return {"window/state", QByteArray()};
    case SettingKey::ShowEvidence:
        return {"review/evidence", true};
    case SettingKey::SingleKeys:
        return {"review/singleKeys", true};
    case SettingKey::BothOrders:
        return {"review/bothOrders", false};
    case SettingKey::ReviewKeys:
        return {"review/keys", QString()};
    case SettingKey::LastFolder:
        return {"files/lastFolder", QString()};
    case SettingKey::BrowseSort:
        return {"browse/sort", QStringLiteral("natural")};
    case SettingKey::BrowseFilter:
        return {"browse/filter", QString()};
    case SettingKey::SavedViews:
        return {"browse/views", QStringList()};
    case SettingKey::CacheMegabytes:
        return {"images/cacheMegabytes", 64};
    case SettingKey::KeyPreset:
        return {"review/keyPreset", QStringLiteral("triptych")};
    case SettingKey::BlindPass:
        return {"review/blindPass", false};
    case SettingKey::FastWarning:
        return {"review/fastWarning", true};
    case SettingKey::Spelling:
        return {"review/spelling", true};
    case SettingKey::ReviewView:
        return {"review/view", QStringLiteral("side")};
    case SettingKey::ReviewSide:
        return {"review/side", QString()};
    case SettingKey::LastPlaces:
        return {"projects/places", QStringList()};
    case SettingKey::BackupHours:
        return {"backup/hours", 24};
    case SettingKey::BackupKeep:
        return {"backup/keep", 7};
    case SettingKey::BackupFolder:
        return {"backup/folder", QString()};
    }
    return {"", {}};
}

constexpr int kMostRecent = 10;

} // namespace

Settings::Settings(QObject* parent)
    : QObject(parent)
{}

QVariant Settings::value(SettingKey key) const
{
    const Entry entry = entryOf(key);
    return QSettings().value(QLatin1String(entry.name), entry.fallback);
}

void Settings::setValue(SettingKey key, const QVariant& newValue)
{
    if (value(key) != newValue) {
        QSettings().setValue(QLatin1String(entryOf(key).name), newValue);
        Q_EMIT changed(key);
    }
}

QStringList Settings::recentProjects() const
{
    QStringList paths = value(SettingKey::RecentProjects).toStringList();
    paths.removeAll(QString());
    return paths.mid(0, kMostRecent);
}

void Settings::addRecentProject(const QString& path)
{
    QStringList paths = recentProjects();
    paths.removeAll(path);
    paths.prepend(path);
    setValue(SettingKey::RecentProjects, paths.mid(0, kMostRecent));
}

} // namespace triptych::ui
