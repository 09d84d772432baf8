// SPDX-License-Identifier: GPL-3.0-or-later
// Places as lines of a setting.
#include "ui/shell/place_keeper.h"

#include "ui/settings/settings.h"

#include <QStringList>

namespace triptych::ui {

namespace {

constexpr int kMostPlaces = 10;
constexpr int kPages = 4;
constexpr QLatin1Char kTab('\t');

} // namespace

QString placeText(const Place& place)
{
    QString filter = place.filter;
    filter.replace(kTab, QLatin1Char(' '));
    return QStringList{place.project, QString::number(place.page), filter,
                       QString::number(place.pair.value)}
        .join(kTab);
}

std::optional<Place> placeFrom(const QString& text)
{
    const QStringList parts = text.split(kTab);
    if (parts.size() != 4 || parts.at(0).isEmpty()) {
        return std::nullopt;
    }
    bool pageOk = false;
    bool pairOk = false;
    Place place{parts.at(0), parts.at(1).toInt(&pageOk), parts.at(2),
                PairId{parts.at(3).toLongLong(&pairOk)}};
    if (!pageOk || !pairOk || place.page < 0 || place.page >= kPages) {
        return std::nullopt;
    }
    return place;
}

std::optional<Place> placeOf(const Settings& settings, const QString& project)
{
    const QStringList lines = settings.value(SettingKey::LastPlaces).toStringList();
    for (const auto& line : lines) {
        const auto place = placeFrom(line);
        if (place && place->project == project) {
            return place;
        }
    }
    return std::nullopt;
}

void keepPlace(Settings& settings, const Place& place)
{
    if (place.project.contains(kTab)) {
        return; // such a line could not be read back
    }
    const QStringList lines = settings.value(SettingKey::LastPlaces).toStringList();
    QStringList kept{placeText(place)};
    for (const auto& line : lines) {
        const auto other = placeFrom(line);
        if (other && other->project != place.project && kept.size() < kMostPlaces) {
            kept.push_back(line);
        }
    }
    settings.setValue(SettingKey::LastPlaces, kept);
}

} // namespace triptych::ui
