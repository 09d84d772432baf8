// SPDX-License-Identifier: GPL-3.0-or-later
// A local socket named after the project's canonical path.
#include "ui/shell/window_server.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>

namespace triptych::ui {

namespace {

QString serverName(const QString& path)
{
    const QFileInfo file(path);
    const QString canonical = file.exists() ? file.canonicalFilePath() : file.absoluteFilePath();
    const auto hash = QCryptographicHash::hash(canonical.toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("triptych-") + QString::fromLatin1(hash.toHex().left(24));
}

} // namespace

WindowServer::WindowServer(QObject* parent)
    : QObject(parent)
{}

void WindowServer::raiseOther(const QString& path, QObject* context,
                              std::function<void(bool)> answer)
{
    auto* socket = new QLocalSocket(this);
    connect(socket, &QLocalSocket::connected, context, [socket, answer]() {
        socket->disconnectFromServer(); // the call itself is the message
        socket->deleteLater();
        answer(true);
    });
    connect(socket, &QLocalSocket::errorOccurred, context, [socket, answer]() {
        socket->deleteLater();
        answer(false);
    });
    socket->connectToServer(serverName(path));
}

bool WindowServer::isOwn(const QString& path) const
{
    return !m_name.isEmpty() && m_name == serverName(path);
}

void WindowServer::listen(const QString& path)
{
    const QString name = path.isEmpty() ? QString() : serverName(path);
    if (name == m_name) {
        return;
    }
    m_name = name;
    delete m_server;
    m_server = nullptr;
    if (name.isEmpty()) {
        return;
    }
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, [this]() {
        while (QLocalSocket* caller = m_server->nextPendingConnection()) {
            connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
            Q_EMIT raiseRequested();
        }
    });
    if (!m_server->listen(name)) {
        QLocalServer::removeServer(name); // left by a window that was killed: nobody answered
        m_server->listen(name);
    }
}

} // namespace triptych::ui
