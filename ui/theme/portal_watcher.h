// SPDX-License-Identifier: GPL-3.0-or-later
// Asks the desktop for its colour scheme (org.freedesktop.appearance over D-Bus) and hears of
// changes. Never waits; without a session bus nothing is said.
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace triptych::ui {

class PortalWatcher final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    void ask();

Q_SIGNALS:
    void schemeTold(uint scheme); // 0 = no preference, 1 = dark, 2 = light

private Q_SLOTS:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);
};

} // namespace triptych::ui
