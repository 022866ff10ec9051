// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/controlserver.h"

#include "app/herdd/controlsession.h"

#include <QFile>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>

#include <array>

namespace herdd {

namespace {

constexpr qsizetype maxLine = 4096;
constexpr int maxCallers = 16;
constexpr int patienceMs = 10'000;

QByteArray newToken()
{
    std::array<quint32, 8> numbers{};
    QRandomGenerator::system()->fillRange(numbers.data(), static_cast<qsizetype>(numbers.size()));
    return QByteArray::fromRawData(reinterpret_cast<const char *>(numbers.data()), sizeof numbers).toHex();
}

// Takes as long for one wrong password as for another.
bool isEqual(const QByteArray &one, const QByteArray &other)
{
    if (one.size() != other.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < one.size(); ++i)
        difference |= one[i] ^ other[i];
    return difference == 0;
}

const char *word(ControlAnswer::Status status)
{
    switch (status) {
    case ControlAnswer::Status::Done:
        return "done\n";
    case ControlAnswer::Status::Failed:
        return "failed\n";
    case ControlAnswer::Status::Misused:
        return "misused\n";
    }
    return "";
}

} // namespace

ControlServer::ControlServer(Handler handler)
    : m_handler(std::move(handler))
{ }

ControlServer::~ControlServer()
{
    if (!m_server || !m_server->isListening())
        return;
    m_server->close(); // removes the socket
    QFile::remove(tokenPath(m_path));
}

bool ControlServer::listen(const QString &path)
{
    m_path = QFileInfo(path).absoluteFilePath();
    if (QFileInfo(m_path).isFile())
        m_error = QStringLiteral("there is a file of that name");
    else if (isInUse(m_path))
        m_error = QStringLiteral("another program listens there");
    if (!m_error.isEmpty())
        return false;
    QLocalServer::removeServer(m_path); // of one that was killed
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    m_server->setMaxPendingConnections(maxCallers);
    connect(m_server.get(), &QLocalServer::newConnection, this, &ControlServer::onCalled);
    if (!writeToken())
        return false;
    if (m_server->listen(m_path)) {
        QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner); // Qt lets the user execute it, too
        return true;
    }
    m_error = m_server->errorString();
    QFile::remove(tokenPath(m_path));
    return false;
}

bool ControlServer::isInUse(const QString &path)
{
    QLocalSocket attempt;
    attempt.connectToServer(path);
    return attempt.waitForConnected(1000);
}

bool ControlServer::writeToken()
{
    m_token = newToken();
    QFile file(tokenPath(m_path));
    file.remove();
    const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner)
        && file.write(m_token + '\n') > 0 && file.flush();
    if (!isWritten)
        m_error = file.fileName() + QStringLiteral(": ") + file.errorString();
    return isWritten;
}

void ControlServer::onCalled()
{
    while (QLocalSocket *const caller = m_server->nextPendingConnection()) {
        connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
        connect(caller, &QLocalSocket::readyRead, this, [this, caller] { onReadable(*caller); });
        QTimer::singleShot(patienceMs, caller, [caller] { caller->abort(); });
        if (m_server->findChildren<QLocalSocket *>().size() > maxCallers)
            caller->abort();
        else
            onReadable(*caller);
    }
}

void ControlServer::onReadable(QLocalSocket &caller)
{
    if (caller.canReadLine()) {
        const QByteArray line = caller.readLine(maxLine).trimmed();
        caller.disconnect(this);
        answer(caller, line);
    } else if (caller.bytesAvailable() >= maxLine) {
        caller.abort();
    }
}

void ControlServer::answer(QLocalSocket &caller, const QByteArray &line)
{
    QStringList words = QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty() || !isEqual(words.takeFirst().toUtf8(), m_token)) {
        caller.abort();
        return;
    }
    const QPointer<QLocalSocket> there(&caller);
    m_handler(words, [there](const ControlAnswer &answer) {
        if (!there)
            return; // it did not wait
        there->write(word(answer.status) + answer.text);
        there->disconnectFromServer();
    });
}

} // namespace herdd
