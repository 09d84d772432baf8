// SPDX-License-Identifier: GPL-3.0-or-later
// The person's own settings: one table of keys with their defaults, kept by QSettings.
#pragma once

#include <QObject>
#include <QVariant>

namespace triptych::ui {

enum class SettingKey
{
    Theme,          // "system", "light", "dark"
    Language,       // "" = the system's, "en", "ja"
    Reviewer,       // empty: the system user's name
    RecentProjects, // paths, newest first
    Geometry,
    WindowState,
    ShowEvidence,   // Review: the evidence line
    SingleKeys,     // Review: single-key commands (WCAG 2.1.4)
    BothOrders,     // Review: show both orders of a mirror
    ReviewKeys,     // Review: rebound keys, "accept=A;reject=X"
    LastFolder,     // file pickers begin here
    BrowseSort,     // e.g. "natural", "-score"
    BrowseFilter,   // last filter of Browse
    SavedViews,     // "name\tfilter\tsort", one each
    CacheMegabytes, // decoded images
    KeyPreset,      // Review: "triptych", "prodigy", "left", "numpad"; ReviewKeys is over it
    BlindPass,      // Review: colleagues' decisions are hidden
    FastWarning,    // Review: say so when accepts follow implausibly fast
    Spelling,       // Review: spelling hints while a text is edited
    ReviewView,     // Review: "side", "swipe", "difference", "roundtrip"
    ReviewSide,     // Review: panel beside the images: "", "history", "guidelines", …
    LastPlaces,     // "path\tpage\tfilter\tpair id", newest first, at most ten
    BackupHours,    // automatic backups: every so many hours, 0 = never
    BackupKeep,     // how many
    BackupFolder,   // empty: beside the project
};

class Settings final : public QObject
{
    Q_OBJECT
public:
    explicit Settings(QObject* parent = nullptr);
    [[nodiscard]] QVariant value(SettingKey key) const; // its default when not set
    void setValue(SettingKey key, const QVariant& value);
    // At most ten, without those whose name is empty; nothing is looked up on disk.
    [[nodiscard]] QStringList recentProjects() const;
    void addRecentProject(const QString& path);

Q_SIGNALS:
    void changed(triptych::ui::SettingKey key);
};

} // namespace triptych::ui
