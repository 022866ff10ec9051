// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

namespace herdtest {

// A fake places provider on loopback, in the test's own thread. Each connection is one request, which it answers with
// `answer` verbatim, or not at all if that is empty; then it does what `behind` says.
class FakeProvider : public QObject
{
public:
    enum class Behind {
        Close,
        Stay, // and send nothing more
        Trickle, // a blank now and then, for ever
        Flood, // blanks as fast as they are taken, for ever
        Chunks, // the same in HTTP chunks
    };

    FakeProvider()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, &FakeProvider::accept);
        m_trickle.start(10);
    }

    QByteArray answer;
    Behind behind = Behind::Close;
    QByteArrayList requests; // heads and bodies
    int connections = 0;
    int open = 0;
    int mostOpen = 0;
    qint64 flooded = 0;

    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())); }
    void stopListening() { m_server.close(); }

    static QByteArray http(const QByteArray &body, int status = 200, const QByteArray &extra = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " Whatever\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n" + extra + "Connection: close\r\n\r\n" + body;
    }

private:
    void accept()
    {
        while (QTcpSocket *const socket = m_server.nextPendingConnection()) {
            ++connections;
            mostOpen = std::max(mostOpen, ++open);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                --open;
                socket->deleteLater();
            });
        }
    }

    void read(QTcpSocket *socket)
    {
        QByteArray &request = m_reading[socket];
        request += socket->readAll();
        const qsizetype head = request.indexOf("\r\n\r\n");
        const qsizetype length = request.toLower().indexOf("content-length: ");
        const qsizetype body
            = length < 0 ? 0 : request.mid(length + 16, request.indexOf('\r', length) - length - 16).toInt();
        if (head < 0 || request.size() < head + 4 + body)
            return;
        requests += m_reading.take(socket);
        socket->write(answer);
        switch (behind) {
        case Behind::Close:
            socket->disconnectFromHost();
            break;
        case Behind::Stay:
            break;
        case Behind::Trickle:
            connect(&m_trickle, &QTimer::timeout, socket, [socket] { socket->write(" "); });
            break;
        case Behind::Flood:
            flood(socket, QByteArray(1 << 16, ' '));
            break;
        case Behind::Chunks:
            flood(socket, "10000\r\n" + QByteArray(1 << 16, ' ') + "\r\n");
            break;
        }
    }

    void flood(QTcpSocket *socket, const QByteArray &piece)
    {
        connect(socket, &QTcpSocket::bytesWritten, this, [this, socket, piece] {
            if (socket->bytesToWrite() == 0)
                flooded += socket->write(piece);
        });
        socket->write(piece);
    }

    QTcpServer m_server;
    QTimer m_trickle;
    QHash<QTcpSocket *, QByteArray> m_reading;
};

} // namespace herdtest
