// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/host/sendclient.h"

#include "herdcore/protocol/dialect.h"
#include "herdcore/protocol/parser.h"

#include <algorithm>

namespace herdcore::host {

using base::EventKind, base::Reason;

namespace {

constexpr int pauseMs = 30; // long enough that the pieces arrive apart

net::ConnectionLimits limits()
{
    net::ConnectionLimits limits;
    limits.lineBytes = 4 * 1024 * 1024; // answers are longer than questions
    limits.firstLineNs = 0;
    limits.idleNs = 0;
    limits.unsentBytes = limits.unsentBytesSlow = 64 * 1024 * 1024; // the user's own
    limits.lingerNs = 0; // the answer has arrived
    return limits;
}

// The update that is reported, where the bytes are one whole IAMAT line.
base::UpdateKey reportedIn(QByteArrayView bytes)
{
    const auto message = protocol::parseClientLine(bytes);
    const auto *report = message ? std::get_if<protocol::IAmAt>(&*message) : nullptr;
    return report ? base::UpdateKey{ report->client, report->time.ns } : base::UpdateKey{};
}

} // namespace

SendClient::SendClient(SendOrder order, EngineContext context, std::function<void()> finished)
    : m_order(std::move(order))
    , m_context(context)
    , m_finished(std::move(finished))
    , m_answers(m_order.bytes)
    , m_line(m_order.connection, m_order.host, m_order.port, m_context.poller, m_context.clock, limits(), *this)
{
    m_pause.setSingleShot(true);
    m_patience.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &SendClient::writeNext);
    connect(&m_patience, &QTimer::timeout, this, &SendClient::hangUp);
    const bool hasDescriptor = m_line.nextDeadline() > 0;
    m_patience.start(hasDescriptor ? m_order.patienceMs : 0);
}

void SendClient::hangUp()
{
    m_pause.stop();
    if (m_line.unsentBytes() > 0)
        m_line.reset(Reason::ReaderTooSlow);
    else
        m_line.closeWhenSent(m_order.halfClose && m_answers.areGiven() ? Reason::AnsweredAndOpen : Reason::IdleTimeout);
    m_line.onTime(m_context.clock.now().monotonicNs); // where there is no descriptor, this ends it; deletes this, maybe
}

void SendClient::onConnected(net::LineConnection &)
{
    observe(EventKind::UserConnected);
    writeNext();
}

void SendClient::writeNext()
{
    const qsizetype size = m_order.bytes.size();
    const qsizetype writes = std::clamp<qsizetype>(m_order.writes, 1, std::max<qsizetype>(size, 1));
    const QByteArray bytes = m_order.bytes.mid(m_written, ++m_writes * size / writes - m_written);
    m_written += bytes.size();
    m_about = reportedIn(bytes);
    observe(EventKind::UserSent, Reason::None, bytes);
    m_line.send(bytes);
    if (m_written < m_order.bytes.size())
        m_pause.start(pauseMs);
    else if (m_order.halfClose)
        m_line.shutdownWriting();
}

void SendClient::onLine(net::LineConnection &, const QByteArray &line)
{
    if (const auto record = protocol::parseAt(line))
        m_about = record->update();
    else if (line.startsWith('?'))
        m_about = {};
    observe(EventKind::UserReceived, Reason::None, line);
    m_answers.take(line);
    if (!m_order.halfClose)
        m_patience.start(m_order.silenceMs);
    else if (m_answers.areGiven() && m_order.settleMs > 0)
        m_patience.start(m_order.settleMs);
}

void SendClient::onLineTooLong(net::LineConnection &, const QByteArray &head)
{
    observe(EventKind::UserReceived, Reason::LineTooLong, head + "...");
    m_pause.stop();
    m_line.closeWhenSent(Reason::LineTooLong);
}

void SendClient::onInputEnd(net::LineConnection &)
{
    m_pause.stop();
    m_line.closeWhenSent(Reason::EndOfInput);
}

void SendClient::onClosed(net::LineConnection &, Reason reason)
{
    observe(EventKind::UserEnded, reason);
    const auto finished = std::move(m_finished); // it deletes this
    finished();
}

void SendClient::observe(EventKind kind, Reason reason, const QByteArray &bytes)
{
    const base::Moment now = m_context.clock.now();
    observe::Event event;
    event.kind = kind;
    event.reason = reason;
    event.server = m_order.server;
    event.connection = m_order.connection;
    event.monotonicNs = now.monotonicNs;
    event.wallNs = now.wallNs;
    event.bytes = bytes;
    if (kind == EventKind::UserSent || kind == EventKind::UserReceived)
        event.update = m_about;
    m_context.sink.take(std::move(event));
}

} // namespace herdcore::host
