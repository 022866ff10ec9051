// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/messageanimation.h"

#include <algorithm>

namespace ui {

using namespace herdcore::base;
using herdcore::observe::EventView;

namespace {

constexpr double shortOfArrival = 0.85; // where a message waits until its arrival is known
constexpr double heldAt = 0.5; // where it is drawn while its lane holds it
constexpr double lossAt = 0.55; // where a lost message ends
constexpr double stubTravel = 0.6; // the path to a client is short
// Pulses give way to single messages when this many would move: well below the cap, so that it does not flicker.
constexpr double quietMoving = 100;

} // namespace

bool MessageAnimation::Flight::isOver(double nowMs) const
{
    return nowMs >= endMs + (endKnown ? afterglowMs : patienceMs);
}

double MessageAnimation::Flight::progress(double nowMs) const
{
    if (endKnown && outcome != Outcome::Lost && resumedMs > 0 && nowMs >= resumedMs)
        return std::min(1.0, resumedAt + (1 - resumedAt) * (nowMs - resumedMs) / (endMs - resumedMs));
    if (nowMs <= startMs)
        return 0;
    if (outcome == Outcome::Lost)
        return lossAt * std::min(1.0, (nowMs - startMs) / (endMs - startMs));
    const double part = std::min(1.0, (nowMs - startMs) / (endMs - startMs));
    return endKnown ? part : part * restAt;
}

void MessageAnimation::setTravelTime(double ms)
{
    m_travelMs = std::max(ms, 1.0);
}

double MessageAnimation::travelMs(Lane lane) const
{
    const bool stub = lane.from == ServerIndex::None || lane.to == ServerIndex::None;
    return std::max(
        { stub ? m_travelMs * stubTravel : m_travelMs, m_lastFlightMs.value(lane), m_expected.slowMs.value(lane) });
}

void MessageAnimation::fold(const EventView &event, double nowMs)
{
    if (foldHeartbeat(event, nowMs))
        return;
    switch (event.kind) {
    case EventKind::LineSent:
        return sent(event, nowMs);
    case EventKind::LineReceived:
        return received(event, nowMs);
    case EventKind::LineLost:
        return lost(event, nowMs);
    case EventKind::Learned:
    case EventKind::Duplicate:
    case EventKind::Stale:
    case EventKind::Conflict:
    case EventKind::Rejected:
        return decided(event);
    default:
        return; // not sent over a link
    }
}

bool MessageAnimation::foldHeartbeat(const EventView &event, double nowMs)
{
    const bool isSent = event.kind == EventKind::LineSent;
    if ((!isSent && event.kind != EventKind::LineReceived) || messageKind(event) != MessageKind::Heartbeat)
        return false;
    if (isSent)
        m_ticks.insert({ event.server, event.peer }, nowMs);
    else if (event.cause == EventId::None) // an external server's
        m_ticks.insert({ event.peer, event.server }, nowMs);
    return true;
}

MessageAnimation::Flight *MessageAnimation::add(const EventView &event, Lane lane, double nowMs)
{
    m_rates.count(lane, nowMs);
    if (!m_pulsing && m_flights.size() >= maxKept)
        startPulsing();
    if (m_pulsing)
        return nullptr;
    Flight flight{ event.id, lane, messageKind(event), event.update() };
    const Flight *cause = flightReceivedAs(event.cause);
    flight.startMs = cause ? std::max(nowMs, cause->endMs) : nowMs;
    flight.endMs = flight.startMs + travelMs(lane);
    flight.restAt = m_expected.held.contains(lane) ? heldAt : shortOfArrival;
    flight.sentNs = event.monotonicNs;
    return &m_flights.insert_or_assign(event.id, std::move(flight)).first->second;
}

void MessageAnimation::sent(const EventView &event, double nowMs)
{
    Flight *flight = add(event, { event.server, event.peer }, nowMs);
    if (flight && event.peer == ServerIndex::None)
        flight->endKnown = true; // clients report no arrival
    if (Flight *cause = flightReceivedAs(event.cause); cause && cause->update.isNull())
        cause->update = event.update();
}

void MessageAnimation::received(const EventView &event, double nowMs)
{
    const auto found = m_flights.find(event.cause);
    Flight *flight = nullptr;
    if (found != m_flights.end() && found->second.lane == Lane{ event.peer, event.server }) {
        flight = &found->second;
        const double realMs = static_cast<double>(event.monotonicNs - flight->sentNs) / 1e6;
        if (realMs > m_travelMs)
            m_lastFlightMs.insert(flight->lane, realMs);
        else
            m_lastFlightMs.remove(flight->lane);
        resume(*flight, realMs > m_travelMs, nowMs);
    } else if (found == m_flights.end() && event.cause != EventId::None && event.peer != ServerIndex::None) {
        // It was held so long that it is no longer shown: it goes on from where it was.
        flight = add(event, { event.peer, event.server }, nowMs);
        if (flight) {
            flight->endMs = nowMs + heldAt * m_travelMs;
            flight->resumedMs = nowMs;
            flight->resumedAt = heldAt;
        }
    } else if (event.cause == EventId::None || event.peer == ServerIndex::None) {
        flight = add(event, { event.peer, event.server }, nowMs); // a client's, or an external server's
    }
    if (!flight)
        return;
    flight->endKnown = true;
    flight->received = event.id;
    m_receivedAs.insert(event.id, flight->id);
}

// Goes on from where it is: as fast as an ordinary message if it is late, otherwise so that it arrives when expected.
void MessageAnimation::resume(Flight &flight, bool isSlow, double nowMs) const
{
    if (nowMs <= flight.startMs)
        return;
    flight.resumedAt = flight.progress(nowMs);
    flight.resumedMs = nowMs;
    if (isSlow || flight.endMs <= nowMs)
        flight.endMs = nowMs + (1 - flight.resumedAt) * m_travelMs;
}

void MessageAnimation::lost(const EventView &event, double nowMs)
{
    const Lane lane{ event.server, event.peer };
    const UpdateKey update = event.update();
    Flight *flight = nullptr;
    for (auto &[id, each] : m_flights) {
        const bool open = each.lane == lane && !each.endKnown;
        if (open && (id == event.cause || (each.update == update && (!flight || flight->id != event.cause))))
            flight = &each;
    }
    if (!flight)
        flight = add(event, lane, nowMs);
    if (!flight)
        return;
    flight->outcome = Outcome::Lost;
    flight->endKnown = true;
    flight->endMs = std::max(nowMs, flight->startMs + lossAt * m_travelMs);
}

void MessageAnimation::decided(const EventView &event)
{
    Flight *flight = flightReceivedAs(event.cause);
    if (!flight || flight->outcome != Outcome::Unknown)
        return;
    flight->outcome = event.kind == EventKind::Learned ? Outcome::Useful
        : event.kind == EventKind::Rejected            ? Outcome::Rejected
                                                       : Outcome::Redundant;
    if (flight->update.isNull())
        flight->update = event.update();
}

MessageAnimation::Flight *MessageAnimation::flightReceivedAs(Id receivedId)
{
    const auto id = m_receivedAs.constFind(receivedId);
    if (id == m_receivedAs.cend())
        return nullptr;
    const auto flight = m_flights.find(*id);
    return flight == m_flights.end() ? nullptr : &flight->second;
}

void MessageAnimation::advance(double nowMs)
{
    m_rates.advance(nowMs);
    m_ticks.removeIf([nowMs](const auto &tick) { return nowMs >= tick.value() + tickMs; });
    for (auto it = m_flights.begin(); it != m_flights.end();) {
        if (it->second.isOver(nowMs)) {
            m_receivedAs.remove(it->second.received);
            it = m_flights.erase(it);
        } else {
            ++it;
        }
    }
    if (!m_pulsing && movingCount(nowMs) > maxMoving)
        startPulsing();
    else if (m_pulsing && m_rates.perSecond() * m_travelMs / 1000 < quietMoving)
        m_pulsing = false;
}

void MessageAnimation::startPulsing()
{
    clear();
    m_pulsing = true;
}

void MessageAnimation::clear()
{
    m_flights.clear();
    m_ticks.clear();
    m_receivedAs.clear();
    m_pulsing = false;
}

int MessageAnimation::movingCount(double nowMs) const
{
    return static_cast<int>(std::count_if(
        m_flights.begin(), m_flights.end(), [nowMs](const auto &event) { return event.second.isMoving(nowMs); }));
}

} // namespace ui
