// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the person's settings, keeps them in memory and writes what changed.
#include "ui/settings/settings.h"

#include <QFile>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>
#include <mutex>

namespace triptych::ui {

namespace {

constexpr int kMostRecent = 10;
constexpr int kMostPlaces = 10;
constexpr int kWriteAfterMs = 1000;
constexpr qint64 kLargestFile = 4 << 20;
constexpr int kMostBroken = 100;

// A text file of lines that QSettings understands.
bool readable(const QString& path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || file.size() > kLargestFile ||
        !file.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError || bytes.contains('\0')) {
        return false;
    }
    const QSettings parsed(path, QSettings::IniFormat);
    parsed.allKeys(); // sections are read when they are asked for
    return parsed.status() == QSettings::NoError;
}

// The newest entry of `mine` before what the file holds: other windows write this list too.
QStringList merged(const QStringList& mine, const QStringList& there)
{
    if (mine.isEmpty()) {
        return there;
    }
    const auto about = [](const QString& entry) { return entry.section(QLatin1Char('\t'), 0, 0); };
    QStringList result{mine.front()};
    for (const auto& other : there) {
        if (about(other) != about(mine.front())) {
            result.push_back(other);
        }
    }
    return result.mid(0, kMostPlaces);
}

bool write(const std::vector<std::pair<SettingKey, QVariant>>& values)
{
    QSettings file;
    for (const auto& [key, value] : values) {
        const auto name = QLatin1String(Settings::entry(key).name);
        file.setValue(name, key == SettingKey::LastPlaces
                                ? merged(value.toStringList(), file.value(name).toStringList())
                                : value);
    }
    file.sync();
    return file.status() == QSettings::NoError;
}

} // namespace

struct Settings::Listener
{
    std::mutex mutex;
    Settings* settings = nullptr; // null: gone

    void failed()
    {
        const std::scoped_lock lock(mutex);
        if (settings) {
            QMetaObject::invokeMethod(
                settings,
                [to = settings]() {
                    if (!std::exchange(to->m_told, true)) {
                        Q_EMIT to->notSaved(QSettings().fileName());
                    }
                },
                Qt::QueuedConnection);
        }
    }
};

Settings::Settings(QObject* parent)
    : QObject(parent)
    , m_writer(std::make_unique<QThreadPool>())
    , m_listener(std::make_shared<Listener>())
{
    m_listener->settings = this;
    m_writer->setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kWriteAfterMs);
    connect(&m_timer, &QTimer::timeout, this, &Settings::writeUnwritten);
    keepBroken();
    load();
}

Settings::~Settings()
{
    writeNow();
    {
        const std::scoped_lock lock(m_listener->mutex);
        m_listener->settings = nullptr;
    }
    if (!m_writer->waitForDone(kLongestWaitMs)) {
        // Its destructor would wait for ever, and with it a program that nobody sees any more.
        [[maybe_unused]] const QThreadPool* left = m_writer.release();
    }
}

void Settings::keepBroken()
{
    const QString path = QSettings().fileName();
    if (!QFileInfo::exists(path) || readable(path)) {
        return;
    }
    for (int i = 1; i <= kMostBroken; ++i) {
        const QString kept =
            path + (i == 1 ? QStringLiteral(".broken") : QStringLiteral(".broken%1").arg(i));
        if (!QFileInfo::exists(kept)) {
            m_broken = QFile::rename(path, kept) ? kept : path;
            return;
        }
    }
}

void Settings::load()
{
    const QSettings file;
    for (const auto& one : table()) {
        const QVariant stored = file.value(QLatin1String(one.name));
        if (!stored.isValid()) {
            continue;
        }
        if (const auto good = checked(one.key, stored)) {
            m_values[one.key] = *good;
        }
    }
}

QVariant Settings::value(SettingKey key) const
{
    const auto at = m_values.find(key);
    return at == m_values.end() ? entry(key).fallback : at->second;
}

void Settings::setValue(SettingKey key, const QVariant& newValue)
{
    const auto good = checked(key, newValue);
    if (!good || value(key) == *good) {
        return;
    }
    m_values[key] = *good;
    std::erase_if(m_unwritten, [key](const auto& one) { return one.first == key; });
    m_unwritten.emplace_back(key, *good);
    if (!m_timer.isActive()) {
        m_timer.start();
    }
    Q_EMIT changed(key);
}

void Settings::writeUnwritten()
{
    m_writer->start([listener = m_listener, values = std::exchange(m_unwritten, {})]() {
        if (!write(values)) {
            listener->failed();
        }
    });
}

void Settings::writeNow()
{
    m_timer.stop();
    if (!m_unwritten.empty()) {
        writeUnwritten();
    }
}

void Settings::flush()
{
    writeNow();
    m_writer->waitForDone();
}

void Settings::refresh(SettingKey key)
{
    const auto at = std::find_if(m_unwritten.begin(), m_unwritten.end(),
                                 [key](const auto& one) { return one.first == key; });
    if (at == m_unwritten.end() && m_writer->activeThreadCount() == 0) {
        const QVariant stored = QSettings().value(QLatin1String(entry(key).name));
        if (const auto good = checked(key, stored); good && stored.isValid()) {
            m_values[key] = *good;
        }
    }
}

QStringList Settings::recentProjects() const
{
    return value(SettingKey::RecentProjects).toStringList().mid(0, kMostRecent);
}

void Settings::addRecentProject(const QString& path)
{
    refresh(SettingKey::RecentProjects);
    QStringList paths = recentProjects();
    paths.removeAll(path);
    paths.prepend(path);
    setValue(SettingKey::RecentProjects, paths.mid(0, kMostRecent));
}

void Settings::removeRecentProject(const QString& path)
{
    refresh(SettingKey::RecentProjects);
    QStringList paths = recentProjects();
    paths.removeAll(path);
    setValue(SettingKey::RecentProjects, paths);
}

} // namespace triptych::ui
