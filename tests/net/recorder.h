// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/net/lineconnection.h"

#include <QList>

#include <functional>

namespace netfixture {

namespace base = herdcore::base;
namespace net = herdcore::net;

inline const char *nameOf(base::Reason reason)
{
    switch (reason) {
    case base::Reason::EndOfInput:
        return "EndOfInput";
    case base::Reason::PeerClosed:
        return "PeerClosed";
    case base::Reason::PeerReset:
        return "PeerReset";
    case base::Reason::ServerShutDown:
        return "ServerShutDown";
    case base::Reason::FirstLineTimeout:
        return "FirstLineTimeout";
    case base::Reason::LineTimeout:
        return "LineTimeout";
    case base::Reason::IdleTimeout:
        return "IdleTimeout";
    case base::Reason::ReaderTooSlow:
        return "ReaderTooSlow";
    case base::Reason::Refused:
        return "Refused";
    case base::Reason::Unreachable:
        return "Unreachable";
    case base::Reason::ConnectTimeout:
        return "ConnectTimeout";
    case base::Reason::LineTooLong:
        return "LineTooLong";
    case base::Reason::ConnectionError:
        return "ConnectionError";
    default:
        return "another reason";
    }
}

// Records every call, and does in response what a test asks for.
class Recorder final : public net::LineConnection::Owner
{
public:
    using Connection = net::LineConnection;

    void onConnected(Connection &connection) override { note("connected", connected, connection); }
    void onLine(Connection &connection, const QByteArray &line) override
    {
        note("line " + line, nullptr, connection);
        if (answer)
            answer(connection, line);
    }
    void onLineTooLong(Connection &connection, const QByteArray &head) override
    {
        note("too long " + head, tooLong, connection);
    }
    void onInputEnd(Connection &connection) override { note("end", inputEnd, connection); }
    void onClosed(Connection &connection, base::Reason reason) override
    {
        note(QByteArray("closed ") + nameOf(reason), closed, connection);
    }
    void onPartialLine(Connection &connection) override
    {
        note("partial " + connection.partialLine().toByteArray(), nullptr, connection);
    }

    [[nodiscard]] bool sawClosed() const { return !events.isEmpty() && events.last().startsWith("closed "); }

    // Runs a call into the connection in which it may not call back.
    template <typename Call> void quietly(Call call)
    {
        const qsizetype before = events.size();
        call();
        if (events.size() != before)
            qFatal("called back from inside a call: %s", events.last().constData());
    }

    QList<QByteArray> events;
    std::function<void(Connection &)> connected, tooLong, inputEnd, closed;
    std::function<void(Connection &, const QByteArray &)> answer;

private:
    void note(const QByteArray &event, const std::function<void(Connection &)> &then, Connection &connection)
    {
        events.append(event);
        if (then)
            then(connection);
    }
};

} // namespace netfixture
