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
    close();
}

void ControlServer::close()
{
    if (!m_isListening)
        return;
    removeFiles();
    m_server.reset();
    m_isListening = false;
}

void ControlServer::removeFiles() const
{
    if (!m_isListening)
        return;
    QFile::remove(m_path);
    QFile::remove(tokenPath(m_path));
}

bool ControlServer::listen(const QString &path)
{
    m_path = QFileInfo(path).absoluteFilePath();
    if (const auto wrong = m_lock.take(m_path + QStringLiteral(".lock")))
        m_error = *wrong;
    else
        m_error = makeRoom();
    if (!m_error.isEmpty() || !writeToken())
        return false;
    m_server = std::make_unique<QLocalServer>();
    m_server->setMaxPendingConnections(maxCallers);
    connect(m_server.get(), &QLocalServer::newConnection, this, &ControlServer::onCalled);
    const int fd = listenAt(m_path);
    m_isListening = fd >= 0 && m_server->listen(fd);
    if (m_isListening)
        return true;
    m_error = qt_error_string(errno);
    QFile::remove(tokenPath(m_path));
    return false;
}

QString ControlServer::makeRoom()
{
    const Listener there = listenerAt(m_path);
    switch (there.kind) {
    case Listener::Kind::NoFile:
        return {};
    case Listener::Kind::Nobody: // it was killed
        return QFile::remove(m_path) ? QString() : QStringLiteral("an old socket cannot be removed");
    case Listener::Kind::Somebody:
        return QStringLiteral("another program listens there (process %1)").arg(there.process);
    case Listener::Kind::Crowded:
        return QStringLiteral("another program listens there, and answers nobody");
    case Listener::Kind::NotASocket:
        return QStringLiteral("there is a file of that name");
    case Listener::Kind::Unknown:
        break;
    }
    return qt_error_string(there.error);
}

bool ControlServer::writeToken()
{
    m_token = newToken();
    QFile file(tokenPath(m_path));
    const QFileInfo before(file.fileName());
    if (before.isSymLink() || (before.exists() && (!before.isFile() || before.size() != m_token.size() + 1))) {
        m_error = QStringLiteral("there is a file %1 that is no token").arg(file.fileName());
        return false;
    }
    file.remove(); // of one that was killed
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
            refuse(*caller);
        else
            onReadable(*caller);
    }
}

// Who is told is the user: nobody else can connect.
void ControlServer::refuse(QLocalSocket &caller)
{
    caller.disconnect(this);
    caller.write(word(ControlAnswer::Status::Failed));
    caller.write("the herd is busy: " + QByteArray::number(maxCallers) + " callers wait for an answer; try again\n");
    caller.disconnectFromServer();
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
