// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/ctl.h"

#include "app/herdd/controlserver.h"
#include "app/standardstreams.h"
#include "herdcore/base/escape.h"
#include "herdcore/control/command.h"
#include "herdcore/profile/regularfile.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QLocalSocket>

#include <cstdio>

namespace herdd {

namespace {

constexpr int patienceMs = 10'000;
constexpr qint64 longestToken = 4'096;

int complain(const QByteArray &what, int status)
{
    std::fprintf(stderr, "herdd: ctl: %s\n", what.constData());
    return status;
}

QByteArray herdAt(const QByteArray &where, qint64 process)
{
    return "the herd at " + where + (process > 0 ? " (process " + QByteArray::number(process) + ')' : QByteArray());
}

QByteArray stopped(const QByteArray &where, qint64 process)
{
    return herdAt(where, process) + " is stopped, by SIGSTOP or a debugger; kill -CONT " + QByteArray::number(process)
        + " continues it";
}

// Why there is no connection to it.
QByteArray inWords(const Listener &found, const QByteArray &where)
{
    switch (found.kind) {
    case Listener::Kind::Nobody:
    case Listener::Kind::NoFile:
        return "no herd listens at " + where;
    case Listener::Kind::Crowded:
        return herdAt(where, 0) + " is stopped or busy: too many callers wait there";
    case Listener::Kind::NotASocket:
        return where + " is not a socket";
    case Listener::Kind::Somebody:
    case Listener::Kind::Unknown:
        break;
    }
    return where + ": " + qt_error_string(found.error).toUtf8();
}

// Why it did not answer.
QByteArray silence(const QString &path, const QByteArray &where, qint64 process, bool hasClosed)
{
    if (isStopped(process))
        return stopped(where, process);
    if (!hasClosed)
        return herdAt(where, process) + " is busy: no answer within " + QByteArray::number(patienceMs / 1000) + " s";
    const Listener now = listenerAt(path);
    if (now.kind == Listener::Kind::Nobody || now.kind == Listener::Kind::NoFile || now.process != process)
        return herdAt(where, process) + " ended before it answered";
    return where + " refuses: the password in " + where + ".token is not its own";
}

// Sends one line and takes what comes until the other end closes; whether it did.
bool converse(QLocalSocket &socket, const QByteArray &line, QByteArray &reply)
{
    socket.write(line);
    QDeadlineTimer end(patienceMs);
    while (socket.state() == QLocalSocket::ConnectedState && !end.hasExpired())
        socket.waitForReadyRead(static_cast<int>(end.remainingTime()));
    reply = socket.readAll();
    return socket.state() != QLocalSocket::ConnectedState;
}

} // namespace

int ctl(const QString &path, const QStringList &words)
{
    if (words.value(0) == QLatin1String("help")) {
        app::print(herdcore::control::commandHelp());
        return app::finishOutput("herdd");
    }
    const QByteArray where = herdcore::base::escaped(path.toUtf8());
    const auto token = herdcore::profile::readRegularFile(ControlServer::tokenPath(path), longestToken);
    if (!token)
        return complain("cannot read " + where + ".token: " + token.error().message.toUtf8()
                + "; is there a 'herdd serve --control " + where + "'?",
            1);
    const QString absolute = QFileInfo(path).absoluteFilePath();
    Listener herd;
    QLocalSocket socket;
    const int fd = connectTo(absolute, herd);
    if (fd < 0 || !socket.setSocketDescriptor(fd))
        return complain(inWords(herd, where), 1);
    if (isStopped(herd.process))
        return complain(stopped(where, herd.process), 1);
    const QByteArray command = words.join(QLatin1Char(' ')).toUtf8().simplified();
    QByteArray reply;
    const bool hasClosed = converse(socket, token->left(token->indexOf('\n')).trimmed() + ' ' + command + '\n', reply);
    const qsizetype end = reply.indexOf('\n');
    if (end < 0 || !hasClosed)
        return complain(silence(absolute, where, herd.process, hasClosed), 1);
    const QByteArray status = reply.left(end);
    const QByteArray text = reply.mid(end + 1);
    if (status != "done")
        return complain(text.trimmed(), status == "misused" ? 2 : 1);
    app::print(text);
    return app::finishOutput("herdd");
}

} // namespace herdd
