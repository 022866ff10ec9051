// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/messageanimation.h"

#include <algorithm>

namespace ui {

using namespace herdcore::base;
using herdcore::observe::Entry;

namespace {

constexpr double shortOfArrival = 0.85; // where a message waits for the news of its arrival
constexpr double lossAt = 0.55; // where on its way a lost message dies
constexpr double stubTravel = 0.6; // the way to a client is short
// Pulses give way to single messages when this many would move: well below the cap, so that it does not flicker.
constexpr double quietMoving = 100;

} // namespace

bool MessageAnimation::Flight::isOver(double nowMs) const
{
    return nowMs >= endMs + (endKnown ? afterglowMs : patienceMs);
}

double MessageAnimation::Flight::progress(double nowMs) const
{
    if (nowMs <= startMs)
        return 0;
    if (outcome == Outcome::Lost)
        return lossAt * std::min(1.0, (nowMs - startMs) / (endMs - startMs));
    if (endKnown && resumedAt > 0 && nowMs > resumedMs)
        return std::min(1.0, resumedAt + (1 - resumedAt) * (nowMs - resumedMs) / (endMs - resumedMs));
    const double part = (nowMs - startMs) / (endMs - startMs);
    return std::min(part, endKnown && resumedAt == 0 ? 1.0 : shortOfArrival);
}

void MessageAnimation::setTravelTime(double ms)
{
    m_travelMs = std::max(ms, 1.0);
}

double MessageAnimation::travelMs(Lane lane) const
{
    const bool stub = lane.from == ServerIndex::None || lane.to == ServerIndex::None;
    return std::max(stub ? m_travelMs * stubTravel : m_travelMs, m_lastFlightMs.value(lane));
}

void MessageAnimation::fold(const Entry &entry, double nowMs)
{
    switch (entry.kind) {
    case ObservationKind::LineSent:
        return sent(entry, nowMs);
    case ObservationKind::LineReceived:
        return received(entry, nowMs);
    case ObservationKind::LineLost:
        return lost(entry, nowMs);
    case ObservationKind::Learned:
    case ObservationKind::Duplicate:
    case ObservationKind::Stale:
    case ObservationKind::Conflict:
    case ObservationKind::Rejected:
        return decided(entry);
    default:
        return; // nothing that travels
    }
}

MessageAnimation::Flight *MessageAnimation::add(const Entry &entry, Lane lane, double nowMs)
{
    m_rates.count(lane, nowMs);
    if (!m_pulsing && m_flights.size() >= maxKept)
        startPulsing();
    if (m_pulsing)
        return nullptr;
    Flight flight{ entry.id, lane, messageKind(entry), entry.update() };
    const Flight *cause = flightReceivedAs(entry.cause);
    flight.startMs = cause ? std::max(nowMs, cause->endMs) : nowMs;
    flight.endMs = flight.startMs + travelMs(lane);
    flight.sentNs = entry.monotonicNs;
    return &m_flights.insert_or_assign(entry.id, std::move(flight)).first->second;
}

void MessageAnimation::sent(const Entry &entry, double nowMs)
{
    Flight *flight = add(entry, { entry.server, entry.peer }, nowMs);
    if (flight && entry.peer == ServerIndex::None)
        flight->endKnown = true; // clients do not tell
    if (Flight *cause = flightReceivedAs(entry.cause); cause && cause->update.isNull())
        cause->update = entry.update();
}

void MessageAnimation::received(const Entry &entry, double nowMs)
{
    const auto found = m_flights.find(entry.cause);
    Flight *flight = nullptr;
    if (found != m_flights.end() && found->second.lane == Lane{ entry.peer, entry.server }) {
        flight = &found->second;
        const double realMs = static_cast<double>(entry.monotonicNs - flight->sentNs) / 1e6;
        if (realMs > m_travelMs)
            m_lastFlightMs.insert(flight->lane, realMs);
        else
            m_lastFlightMs.remove(flight->lane);
        const double at = flight->progress(nowMs);
        if (at >= shortOfArrival) {
            flight->resumedAt = at;
            flight->resumedMs = nowMs;
            flight->endMs = nowMs + (1 - shortOfArrival) * m_travelMs;
        }
    } else if (entry.cause == ObservationId::None || entry.peer == ServerIndex::None) {
        flight = add(entry, { entry.peer, entry.server }, nowMs); // a client's, or a foreign server's
    }
    if (!flight)
        return;
    flight->endKnown = true;
    flight->received = entry.id;
    m_receivedAs.insert(entry.id, flight->id);
}

void MessageAnimation::lost(const Entry &entry, double nowMs)
{
    const Lane lane{ entry.server, entry.peer };
    const UpdateKey update = entry.update();
    Flight *flight = nullptr;
    for (auto &[id, each] : m_flights) {
        const bool open = each.lane == lane && !each.endKnown;
        if (open && (id == entry.cause || (each.update == update && (!flight || flight->id != entry.cause))))
            flight = &each;
    }
    if (!flight)
        flight = add(entry, lane, nowMs);
    if (!flight)
        return;
    flight->outcome = Outcome::Lost;
    flight->endKnown = true;
    flight->endMs = std::max(nowMs, flight->startMs + lossAt * m_travelMs);
}

void MessageAnimation::decided(const Entry &entry)
{
    Flight *flight = flightReceivedAs(entry.cause);
    if (!flight || flight->outcome != Outcome::Unknown)
        return;
    flight->outcome = entry.kind == ObservationKind::Learned ? Outcome::Useful
        : entry.kind == ObservationKind::Rejected            ? Outcome::Rejected
                                                             : Outcome::Redundant;
    if (flight->update.isNull())
        flight->update = entry.update();
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
    m_receivedAs.clear();
    m_pulsing = false;
}

int MessageAnimation::movingCount(double nowMs) const
{
    return static_cast<int>(std::count_if(
        m_flights.begin(), m_flights.end(), [nowMs](const auto &entry) { return entry.second.isMoving(nowMs); }));
}

} // namespace ui
