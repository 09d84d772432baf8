// SPDX-License-Identifier: GPL-3.0-or-later
// The person's own settings: one table of keys with their defaults, kept by QSettings.
#pragma once

#include <QObject>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>
#include <QVariant>

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

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
    QueryMethods,   // Query: "aligned", or two that are compared: "aligned/fusion"
};

// What is known of a setting besides its value.
struct SettingEntry
{
    SettingKey key = SettingKey::Theme;
    const char* name = ""; // in the file
    QVariant fallback;     // also says the type
    QStringList choices{}; // of a text; empty: any
    int least = 0;         // of a number, both included
    int most = 0;
};

// Values are read once, checked one by one (what is no value of its setting is its default), and
// written by a thread of its own at most once a second, at the end at once. A file that cannot be
// read is kept beside itself as NAME.broken and a new one begins. A disk that does not answer holds
// up the end of the program for kLongestWaitMs at most.
class Settings final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kLongestWaitMs = 10'000;

    explicit Settings(QObject* parent = nullptr);
    ~Settings() override; // everything is written

    static const std::vector<SettingEntry>& table();
    static const SettingEntry& entry(SettingKey key);
    // `value` in the type of the setting; none when it is of another kind or out of range.
    static std::optional<QVariant> checked(SettingKey key, const QVariant& value);

    [[nodiscard]] QVariant value(SettingKey key) const;   // its default when not set
    void setValue(SettingKey key, const QVariant& value); // ignored when it is none
    void writeNow();                                      // begins; does not wait
    void flush();                                         // to the disk, now
    // Where the broken file lies; empty: the file was good, or there was none.
    [[nodiscard]] QString brokenFile() const { return m_broken; }

    // At most ten, without those whose name is empty; nothing is looked up on disk.
    [[nodiscard]] QStringList recentProjects() const;
    void addRecentProject(const QString& path);
    void removeRecentProject(const QString& path);

Q_SIGNALS:
    void changed(triptych::ui::SettingKey key);
    void notSaved(const QString& file); // once, at the first write that failed

private:
    using Values = std::vector<std::pair<SettingKey, QVariant>>;
    struct Listener; // of writes: outlives the settings when a write does
    void keepBroken();
    void load();
    void writeUnwritten();
    void refresh(SettingKey key); // another window may have written it

    std::map<SettingKey, QVariant> m_values; // those that are set
    Values m_unwritten;
    QTimer m_timer;
    std::unique_ptr<QThreadPool> m_writer;
    std::shared_ptr<Listener> m_listener;
    QString m_broken;
    bool m_told = false;
};

// What was typed as a reviewer's name, tidied; empty when nothing of it can be seen.
QString reviewerNameFrom(const QString& typed);

} // namespace triptych::ui
