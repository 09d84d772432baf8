// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop's colour scheme.
#include "ui/theme/portal_watcher.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFile>

namespace triptych::ui {

namespace {

const QString kGroup = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");

// Whether a session bus can be there: asking without one would start one and wait for it.
bool sessionBusLikely()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")) {
        return true;
    }
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(runtime + QStringLiteral("/bus"));
}

} // namespace

void PortalWatcher::ask()
{
    if (!sessionBusLikely()) {
        return;
    }
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    const auto service = QStringLiteral("org.freedesktop.portal.Desktop");
    const auto path = QStringLiteral("/org/freedesktop/portal/desktop");
    const auto interface = QStringLiteral("org.freedesktop.portal.Settings");
    // QtDBus knows no other form of connect.
    bus.connect(service, path, interface, QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    auto call = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
    call << kGroup << kKey;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this](QDBusPendingCallWatcher* done) {
                const QDBusPendingReply<QDBusVariant> reply = *done;
                if (!reply.isError()) {
                    const QVariant inner = reply.value().variant();
                    Q_EMIT schemeTold(inner.canConvert<QDBusVariant>()
                                          ? qvariant_cast<QDBusVariant>(inner).variant().toUInt()
                                          : inner.toUInt());
                }
                done->deleteLater();
            });
}

void PortalWatcher::settingChanged(const QString& group, const QString& key,
                                   const QDBusVariant& value)
{
    if (group == kGroup && key == kKey) {
        Q_EMIT schemeTold(value.variant().toUInt());
    }
}

} // namespace triptych::ui
