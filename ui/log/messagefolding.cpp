// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/messagefolding.h"

#include "herdcore/base/time.h"
#include "ui/live/eventfolds.h"
#include "ui/live/words.h"

#include <QLocale>

namespace ui {

using namespace herdcore::base;
using herdcore::observe::EventView;

namespace {

constexpr std::int64_t periodNs = 10 * nsPerSecond;
constexpr std::size_t keptBeats = 20'000; // more rows of heartbeats than a table has room for between other rows
constexpr qsizetype keptReceived = 4096;
constexpr qsizetype keptReplies = 4096;

} // namespace

MessageFolding::Id MessageFolding::foldsInto(const EventView &event, Id last)
{
    switch (event.kind) {
    case EventKind::LineSent:
    case EventKind::LineReceived:
        if (messageKind(event) == MessageKind::Heartbeat)
            return foldHeartbeat(event, last);
        passedOver(event);
        return Id::None;
    case EventKind::UserReceived:
        return foldReply(event);
    case EventKind::UserEnded:
        m_replies.remove(event.connection);
        return Id::None;
    default:
        return Id::None;
    }
}

void MessageFolding::passedOver(const EventView &event)
{
    if (event.kind == EventKind::LineSent && messageKind(event) == MessageKind::Repair)
        noteRepair(event.cause);
}

MessageFolding::Id MessageFolding::foldHeartbeat(const EventView &event, Id last)
{
    const auto beat = m_beats.find(m_beat);
    const bool joins = beat != m_beats.end() && beat->second.events <= EventFolds::most
        && (last == m_beat || event.monotonicNs - m_beganNs < periodNs);
    if (!joins) {
        if (m_beats.size() >= keptBeats)
            m_beats.erase(m_beats.begin());
        m_beat = event.id;
        m_beganNs = event.monotonicNs;
    }
    const bool isSent = event.kind == EventKind::LineSent;
    ++m_beats[m_beat].events;
    m_beats[m_beat].lines += isSent || event.cause == Id::None; // of an external server only the arrival is seen
    if (!isSent) {
        if (m_received.size() >= keptReceived)
            m_received.clear();
        m_received.insert(event.id, m_beat);
    }
    return joins ? m_beat : Id::None;
}

void MessageFolding::noteRepair(Id cause)
{
    const auto found = m_received.constFind(cause);
    if (found == m_received.cend())
        return;
    if (const auto beats = m_beats.find(*found); beats != m_beats.end())
        ++beats->second.differing;
    m_received.erase(found);
}

MessageFolding::Id MessageFolding::foldReply(const EventView &event)
{
    if (event.bytes.startsWith("AT ") || event.bytes.startsWith('?')) {
        if (m_replies.size() >= keptReplies)
            m_replies.clear();
        m_replies.insert(event.connection, { event.id, 0 });
        return Id::None;
    }
    const auto reply = m_replies.find(event.connection);
    if (reply == m_replies.end())
        return Id::None;
    const bool isFull = ++reply->events > EventFolds::most;
    const Id head = reply->head;
    if (event.bytes.isEmpty()) // the end of the places
        m_replies.erase(reply);
    else if (isFull)
        *reply = { event.id, 0 };
    return isFull ? Id::None : head;
}

QString MessageFolding::heartbeatText(Id head) const
{
    const auto found = m_beats.find(head);
    const Beats beats = found == m_beats.end() ? Beats() : found->second;
    const QString lines = QLocale(QLocale::English).toString(beats.lines);
    return beats.differing == 0 ? tr("SYNC \u00d7%1, all agree").arg(lines)
        : beats.differing == 1  ? tr("SYNC \u00d7%1, 1 led to repair").arg(lines)
                                : tr("SYNC \u00d7%1, %2 led to repair").arg(lines).arg(beats.differing);
}

void MessageFolding::clear()
{
    *this = MessageFolding();
}

} // namespace ui
