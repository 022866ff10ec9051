// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/ctl.h"

#include "app/herdd/controlserver.h"
#include "herdcore/base/escape.h"
#include "herdcore/control/command.h"

#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>

#include <cstdio>

namespace herdd {

namespace {

constexpr int patienceMs = 10'000;

int complain(const QByteArray &what, int status)
{
    std::fprintf(stderr, "herdd: ctl: %s\n", what.constData());
    return status;
}

} // namespace

int ctl(const QString &path, const QStringList &words)
{
    if (words.value(0) == QLatin1String("help")) {
        std::fputs(herdcore::control::commandHelp().constData(), stdout);
        return 0;
    }
    const QByteArray where = herdcore::base::escaped(path.toUtf8());
    QFile token(ControlServer::tokenPath(path));
    if (!token.open(QIODevice::ReadOnly))
        return complain("cannot read " + where + ".token: " + token.errorString().toUtf8()
                + "; is there a 'herdd serve --control " + where + "'?",
            1);
    QLocalSocket socket;
    socket.connectToServer(QFileInfo(path).absoluteFilePath());
    if (!socket.waitForConnected(patienceMs))
        return complain("no herd listens at " + where, 1);
    socket.write(token.readLine(4096).trimmed() + ' ' + words.join(QLatin1Char(' ')).simplified().toUtf8() + '\n');
    while (socket.state() == QLocalSocket::ConnectedState && socket.waitForReadyRead(patienceMs)) { }
    const QByteArray reply = socket.readAll();
    const qsizetype end = reply.indexOf('\n');
    const QByteArray status = reply.left(end);
    const QByteArray text = reply.mid(end + 1);
    if (end < 0)
        return complain(where + " refuses: the password in " + where + ".token is not its own", 1);
    if (status == "done") {
        std::fputs(text.constData(), stdout);
        return 0;
    }
    return complain(text.trimmed(), status == "misused" ? 2 : 1);
}

} // namespace herdd
