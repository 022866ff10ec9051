// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/observe/eventlog.h"
#include "ui/live/words.h"
#include "ui/topology/lanerates.h"

#include <QByteArray>
#include <QHash>

#include <map>
#include <vector>

namespace ui {

// When each message moves on the screen, and what becomes of it. Real flights last a tenth of a millisecond, so time is
// stretched and the story kept: a message takes at least the travel time, and starts when the one that caused it has
// arrived on the screen, so that a flood is seen hop by hop, as a wave; what one event sends starts together.
// A pure value on a clock that is handed in (milliseconds, only growing).
// Refuses to show more than `maxMoving` at a time: above that it only counts, lane by lane, until it has become
// quieter (pulsing()). Keeps at most `maxKept` messages, and nothing about one that is over.
class MessageAnimation
{
public:
    static constexpr int maxMoving = 200;
    static constexpr std::size_t maxKept = 4000;
    static constexpr double afterglowMs = 450; // shown at its end: taken in, dimmed as redundant, lost
    static constexpr double patienceMs = 2000; // for the news of an arrival, which an external server never gives

    enum class Outcome { Unknown, Useful, Redundant, Rejected, Lost };
    struct Flight {
        herdcore::base::EventId id; // of its being sent, or received where its sender is not ours
        Lane lane;
        MessageKind kind;
        herdcore::base::UpdateKey update; // null: about none
        Outcome outcome = Outcome::Unknown;
        double startMs = 0;
        double endMs = 0; // arrival or loss; when it is expected while that is not known
        bool endKnown = false;
        std::int64_t sentNs = 0;
        herdcore::base::EventId received = herdcore::base::EventId::None;
        double resumedMs = 0; // it had to wait for its arrival, until then,
        double resumedAt = 0; // at this part of its way

        [[nodiscard]] bool isMoving(double nowMs) const { return startMs <= nowMs && nowMs < endMs; }
        [[nodiscard]] bool isOver(double nowMs) const;
        // How far it is at that moment, 0 to 1.
        [[nodiscard]] double progress(double nowMs) const;
    };

    // At least 1 ms.
    void setTravelTime(double ms);
    [[nodiscard]] double travelTime() const { return m_travelMs; }

    // Takes note of an event, in the order of the log.
    void fold(const herdcore::observe::EventView &event, double nowMs);
    // Lets go of what is over, and changes over to pulses and back.
    void advance(double nowMs);
    void clear();

    // Those to come and those moving, by id, and those that have just ended.
    [[nodiscard]] const std::map<herdcore::base::EventId, Flight> &flights() const { return m_flights; }
    [[nodiscard]] int movingCount(double nowMs) const;
    // True while there is anything that changes with time.
    [[nodiscard]] bool isActive() const { return !m_flights.empty() || m_pulsing; }

    [[nodiscard]] bool isPulsing() const { return m_pulsing; }
    [[nodiscard]] const LaneRates &rates() const { return m_rates; }

private:
    using Id = herdcore::base::EventId;
    using EventView = herdcore::observe::EventView;

    void sent(const EventView &event, double nowMs);
    void received(const EventView &event, double nowMs);
    void lost(const EventView &event, double nowMs);
    void decided(const EventView &event);
    Flight *add(const EventView &event, Lane lane, double nowMs);
    [[nodiscard]] Flight *flightReceivedAs(Id received);
    [[nodiscard]] double travelMs(Lane lane) const;
    void startPulsing();

    std::map<Id, Flight> m_flights;
    QHash<Id, Id> m_receivedAs; // the line received, to its flight
    QHash<Lane, double> m_lastFlightMs; // how long the last message on a slow lane really took
    LaneRates m_rates;
    double m_travelMs = 600;
    bool m_pulsing = false;
};

} // namespace ui
