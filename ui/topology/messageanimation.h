// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/eventlog.h"
#include "ui/live/words.h"
#include "ui/topology/lanerates.h"

#include <QByteArray>
#include <QHash>
#include <QSet>

#include <map>
#include <utility>
#include <vector>

namespace ui {

// When each message moves on the screen, and its outcome. Real messages take a tenth of a millisecond, so time is
// stretched and the order of events kept: a message takes at least the travel time, and starts when the one that caused
// it has arrived on the screen, so that a flood is seen hop by hop, as a wave; what one event sends starts together.
// On a slow lane it travels as slowly as is expected there; on one that holds its lines it goes half of the way.
// A pure value on a clock that is passed in (milliseconds, never going back).
// A heartbeat does not travel: it is a tick on its link, or the lines that nobody asked for would hide the others.
// Refuses to show more than `maxMoving` at a time: above that it only counts, lane by lane, until traffic has calmed
// down (isPulsing()). Keeps at most `maxKept` messages, and nothing about one that is over.
class MessageAnimation
{
public:
    static constexpr int maxMoving = 200;
    static constexpr std::size_t maxKept = 4000;
    static constexpr double afterglowMs = 450; // shown at its end: accepted, dimmed as redundant, lost
    static constexpr double tickMs = 700; // a heartbeat is seen so long
    static constexpr double patienceMs = 2000; // wait for the arrival, which an external server never reports

    enum class Outcome { Unknown, Useful, Redundant, Rejected, Lost };
    struct Flight {
        herdcore::base::EventId id; // of sending it, or of receiving it where its sender is external
        Lane lane;
        MessageKind kind;
        herdcore::base::UpdateKey update; // null: about none
        Outcome outcome = Outcome::Unknown;
        double startMs = 0;
        double endMs = 0; // arrival or loss; the expected time until that is known
        bool endKnown = false;
        std::int64_t sentNs = 0;
        herdcore::base::EventId received = herdcore::base::EventId::None;
        double restAt = 0; // the part of its path that it has gone when it is expected to arrive
        double resumedMs = 0; // its arrival became known then,
        double resumedAt = 0; // at this part of its path

        [[nodiscard]] bool isMoving(double nowMs) const { return startMs <= nowMs && nowMs < endMs; }
        [[nodiscard]] bool isOver(double nowMs) const;
        // How far it is at that moment, 0 to 1.
        [[nodiscard]] double progress(double nowMs) const;
    };

    // At least 1 ms.
    void setTravelTime(double ms);
    [[nodiscard]] double travelTime() const { return m_travelMs; }

    // How long a message is expected to be on its way there, in ms, and where it is held: from the faults that are set.
    struct Expected {
        QHash<Lane, double> slowMs;
        QSet<Lane> held;
    };
    void expect(Expected expected) { m_expected = std::move(expected); }

    // Takes note of an event, in the order of the log.
    void fold(const herdcore::observe::EventView &event, double nowMs);
    // Drops what is over, and switches to pulses and back.
    void advance(double nowMs);
    void clear();

    // Those that wait, those that move and those that have just ended, by id.
    [[nodiscard]] const std::map<herdcore::base::EventId, Flight> &flights() const { return m_flights; }
    [[nodiscard]] int movingCount(double nowMs) const;
    // True while there is anything that changes with time.
    [[nodiscard]] bool isActive() const { return !m_flights.empty() || m_pulsing || !m_ticks.isEmpty(); }
    [[nodiscard]] const QHash<Lane, double> &ticks() const { return m_ticks; } // when the last one began, by lane

    [[nodiscard]] bool isPulsing() const { return m_pulsing; }
    [[nodiscard]] const LaneRates &rates() const { return m_rates; }

private:
    using Id = herdcore::base::EventId;
    using EventView = herdcore::observe::EventView;

    [[nodiscard]] bool foldHeartbeat(const EventView &event, double nowMs);
    void sent(const EventView &event, double nowMs);
    void received(const EventView &event, double nowMs);
    void lost(const EventView &event, double nowMs);
    void decided(const EventView &event);
    Flight *add(const EventView &event, Lane lane, double nowMs);
    void resume(Flight &flight, bool isSlow, double nowMs) const;
    [[nodiscard]] Flight *flightReceivedAs(Id received);
    [[nodiscard]] double travelMs(Lane lane) const;
    void startPulsing();

    std::map<Id, Flight> m_flights;
    QHash<Id, Id> m_receivedAs; // flight, by the line received
    QHash<Lane, double> m_lastFlightMs; // how long the last message on a slow lane really took
    LaneRates m_rates;
    Expected m_expected;
    double m_travelMs = 600;
    QHash<Lane, double> m_ticks;
    bool m_pulsing = false;
};

} // namespace ui
