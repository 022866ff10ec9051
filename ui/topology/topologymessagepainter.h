// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/topology/messageanimation.h"
#include "ui/topology/topologyscene.h"

class QPainter;

namespace ui {

struct Theme;

// Paints what moves: messages on their links, their outcome, and clients beside their servers while they send or
// receive; or, with too many messages, pulses along the links. With reduced motion nothing travels.
class TopologyMessagePainter
{
public:
    TopologyMessagePainter(QPainter &painter, const Theme &theme, const TopologyScene &scene, const QRectF &within);

    // Under the servers.
    void paintClients(const MessageAnimation &animation, double nowMs);
    void paintTicks(const MessageAnimation &animation, double nowMs); // heartbeats
    void paintFlights(const MessageAnimation &animation, double nowMs, bool reducedMotion);
    void paintHeld(); // how many lines are held, where
    void paintPulses(const LaneRates &rates, double nowMs, double travelMs);

private:
    using Flight = MessageAnimation::Flight;

    void paintMoving(const Flight &flight, const QLineF &lane, double nowMs);
    void paintAfterglow(const Flight &flight, const QLineF &lane, double nowMs);
    void paintTakenIn(const Flight &flight, double age);
    void paintLoss(QPointF where, const Flight &flight, double age);
    void paintStill(const QList<const Flight *> &flights, const QLineF &lane);
    void paintPulse(Lane lane, const QLineF &line, int perSecond, double nowMs, double travelMs);
    void paintPulseLabels(const LaneRates &rates, double travelMs);
    void paintShape(const Flight &flight, QPointF where, double scale, double alpha, bool hollow);
    void paintClient(const TopologyScene::Node &node, const QString &label);
    [[nodiscard]] QColor colourOf(const Flight &flight) const;

    QPainter &m_painter;
    const Theme &m_theme;
    const TopologyScene &m_scene;
    const QRectF m_within;
    const double m_unit;
    const double m_radius; // of a message
};

} // namespace ui
