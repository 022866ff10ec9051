// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/host/expectedanswers.h"
#include "herdcore/host/hostconfig.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace herdcore::host {

struct SendOrder {
    base::ConnectionId connection = base::ConnectionId::None;
    base::ServerIndex server = base::ServerIndex::None; // for the events
    QHostAddress host;
    quint16 port = 0;
    QByteArray bytes; // written as they are
    int writes = 1; // in this many pieces, a little apart
    bool halfClose = true; // after the last byte; otherwise it closes when the server has been silent for `silenceMs`
    int patienceMs = 10'000; // for the whole; without half-close, for the first answer
    int silenceMs = 2'000;
    // With half-close: how long a server that has answered everything may leave the connection open; 0: `patienceMs`.
    int settleMs = 300;
};

// The user's own client: dials a server like any other, sends lines, reads the answers, and logs all of it.
class SendClient : public QObject, private net::LineConnection::Owner
{
    Q_OBJECT
public:
    // `finished` is called once, last, and may delete the client.
    SendClient(SendOrder order, EngineContext context, std::function<void()> finished);

private:
    void onConnected(net::LineConnection &connection) override;
    void onLine(net::LineConnection &connection, const QByteArray &line) override;
    void onLineTooLong(net::LineConnection &connection, const QByteArray &head) override;
    void onInputEnd(net::LineConnection &connection) override;
    void onClosed(net::LineConnection &connection, base::Reason reason) override;

    void writeNext();
    void hangUp();
    void observe(base::EventKind kind, base::Reason reason = base::Reason::None, const QByteArray &bytes = {});

    SendOrder m_order;
    EngineContext m_context;
    std::function<void()> m_finished;
    ExpectedAnswers m_answers;
    net::LineConnection m_line;
    QTimer m_pause; // between writes
    QTimer m_patience; // until the server counts as silent
    qsizetype m_written = 0; // bytes
    qsizetype m_writes = 0; // pieces
    base::UpdateKey m_about; // of the line last sent, or of the answer: places follow the AT line that they belong to
};

} // namespace herdcore::host
