// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologymessagepainter.h"

#include "herdcore/base/escape.h"
#include "ui/kit/theme.h"
#include "ui/live/topologyglyphs.h"
#include "ui/live/topologywords.h"
#include "ui/topology/topologyplate.h"

#include <QLinearGradient>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

namespace ui {

using herdcore::base::number, herdcore::base::ServerIndex;
using Outcome = MessageAnimation::Outcome;

namespace {

double radiusFor(const NodeMetrics &metrics)
{
    if (metrics.style.detail == NodeDetail::Dot)
        return std::max(3.0, metrics.unit * 0.24);
    return std::max(4.0, metrics.unit * (metrics.isCard() ? 0.42 : 0.32));
}

bool isClients(Lane lane)
{
    return lane.from == ServerIndex::None || lane.to == ServerIndex::None;
}

int serverOf(Lane lane)
{
    return number(lane.from == ServerIndex::None ? lane.to : lane.from);
}

} // namespace

TopologyMessagePainter::TopologyMessagePainter(
    QPainter &painter, const Theme &theme, const TopologyScene &scene, const QRectF &within)
    : m_painter(painter)
    , m_theme(theme)
    , m_scene(scene)
    , m_within(within)
    , m_unit(scene.metrics.unit)
    , m_radius(radiusFor(scene.metrics))
{ }

QColor TopologyMessagePainter::colourOf(const Flight &flight) const
{
    return flight.update.isNull() ? kindColor(m_theme, flight.kind) : m_theme.update(qHash(flight.update));
}

void TopologyMessagePainter::paintClients(const MessageAnimation &animation, double nowMs)
{
    QHash<int, QString> talking; // the latest client's name, by server
    for (const auto &[id, flight] : animation.flights()) {
        if (isClients(flight.lane) && flight.startMs <= nowMs) {
            const auto name = herdcore::base::escapedText(flight.update.client.bytes(), 24);
            QString &label = talking[serverOf(flight.lane)];
            label = name.isEmpty() ? label : name;
        }
    }
    for (std::size_t i = 0; i < m_scene.nodes.size(); ++i) {
        const auto found = talking.constFind(static_cast<int>(i));
        const TopologyScene::Node &node = m_scene.nodes[i];
        if (found != talking.cend() || (node.hasClients && m_scene.metrics.isCard()))
            paintClient(node, found == talking.cend() ? QString() : *found);
    }
}

void TopologyMessagePainter::paintClient(const TopologyScene::Node &node, const QString &label)
{
    const QPointF dot = node.clientLine.p2();
    m_painter.setPen(QPen(m_theme.linkDown, std::max(1.2, m_unit * 0.08)));
    m_painter.drawLine(node.clientLine);
    m_painter.setBrush(m_theme.surface);
    m_painter.setPen(QPen(m_theme.mutedText, std::max(1.5, m_unit * 0.11)));
    m_painter.drawEllipse(dot, m_unit * 0.36, m_unit * 0.36);
    if (label.isEmpty())
        return;
    // Beside the dot where the line is vertical, and below it where the line is horizontal.
    m_painter.setFont(m_scene.metrics.font);
    const double width = QFontMetricsF(m_painter.font()).horizontalAdvance(label);
    const bool upright = std::abs(node.clientLine.dy()) > std::abs(node.clientLine.dx());
    const QPointF anchor = dot + (upright ? QPointF(width / 2 + m_unit * 0.9, 0) : QPointF(0, m_unit * 1.1));
    paintPlate(m_painter, label, anchor, m_within, m_theme.text, faded(m_theme.window, 0.85), Qt::transparent);
}

// Across the lane, close to the server that sends it.
void TopologyMessagePainter::paintTicks(const MessageAnimation &animation, double nowMs)
{
    for (auto tick = animation.ticks().cbegin(); tick != animation.ticks().cend(); ++tick) {
        const auto lane = m_scene.lane(tick.key());
        const double age = (nowMs - tick.value()) / MessageAnimation::tickMs;
        if (!lane || age < 0 || age > 1 || lane->length() < 1)
            continue;
        const QPointF along = (lane->p2() - lane->p1()) / lane->length();
        const QPointF across = QPointF(-along.y(), along.x()) * m_radius * 0.8;
        const QPointF where = lane->pointAt(0.25);
        m_painter.setPen(QPen(faded(m_theme.mutedText, 0.6 * (1 - age)), m_unit * 0.12, Qt::SolidLine, Qt::RoundCap));
        m_painter.drawLine(where - across, where + across);
    }
}

void TopologyMessagePainter::paintFlights(const MessageAnimation &animation, double nowMs, bool reducedMotion)
{
    QHash<Lane, QList<const Flight *>> still;
    for (const auto &[id, flight] : animation.flights()) {
        if (flight.startMs > nowMs)
            continue;
        const auto lane = m_scene.lane(flight.lane);
        if (!lane)
            continue;
        const bool ended = flight.endKnown && nowMs >= flight.endMs;
        if (ended)
            paintAfterglow(flight, *lane, nowMs);
        else if (reducedMotion)
            still[flight.lane].append(&flight);
        else
            paintMoving(flight, *lane, nowMs);
    }
    for (auto it = still.cbegin(); it != still.cend(); ++it)
        paintStill(it.value(), *m_scene.lane(it.key()));
}

void TopologyMessagePainter::paintHeld()
{
    m_painter.setFont(m_scene.metrics.font);
    for (const TopologyScene::Link &link : m_scene.links) {
        for (const auto &[from, to, count] :
            { std::tuple{ link.a, link.b, link.heldAtA }, { link.b, link.a, link.heldAtB } }) {
            const auto lane = m_scene.lane(
                { ServerIndex{ static_cast<std::int16_t>(from) }, ServerIndex{ static_cast<std::int16_t>(to) } });
            if (count > 0 && lane)
                paintPlate(m_painter, heldWords(count), lane->center(), m_within, m_theme.text, m_theme.raised,
                    m_theme.warning);
        }
    }
}

void TopologyMessagePainter::paintMoving(const Flight &flight, const QLineF &lane, double nowMs)
{
    const double progress = flight.progress(nowMs);
    const QPointF here = lane.pointAt(progress);
    const double tail = std::min(lane.length() * progress, m_unit * 2.2);
    if (tail > 1) {
        const QPointF back = here - (lane.p2() - lane.p1()) * (tail / lane.length());
        QLinearGradient fading(back, here);
        fading.setColorAt(0, faded(colourOf(flight), 0));
        fading.setColorAt(1, faded(colourOf(flight), 0.6));
        m_painter.setPen(QPen(QBrush(fading), m_radius * 0.8, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(back, here);
    }
    paintShape(flight, here, 1, 1, false);
}

void TopologyMessagePainter::paintShape(const Flight &flight, QPointF where, double scale, double alpha, bool hollow)
{
    const QPainterPath shape = messageShape(flight.kind, where, m_radius * scale);
    const QColor colour = faded(colourOf(flight), alpha);
    const double width = std::max(1.5, m_radius * 0.38);
    // A rim in the background's colour separates it from the link, and from messages that it passes.
    m_painter.setBrush(isOutlined(flight.kind) || hollow ? QBrush(Qt::NoBrush) : QBrush(faded(m_theme.window, alpha)));
    m_painter.setPen(QPen(faded(m_theme.window, alpha), width + 2.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.drawPath(shape);
    if (isOutlined(flight.kind) || hollow) {
        m_painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    } else {
        m_painter.setPen(QPen(colour, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        m_painter.setBrush(colour);
    }
    m_painter.drawPath(shape);
}

void TopologyMessagePainter::paintAfterglow(const Flight &flight, const QLineF &lane, double nowMs)
{
    const double age = std::clamp((nowMs - flight.endMs) / MessageAnimation::afterglowMs, 0.0, 1.0);
    switch (flight.outcome) {
    case Outcome::Useful:
        return paintTakenIn(flight, age);
    case Outcome::Redundant:
        return paintShape(flight, lane.pointAt(0.97), 1 + age * 0.3, 0.75 * (1 - age), true);
    case Outcome::Lost:
        return paintLoss(lane.pointAt(flight.progress(nowMs)), flight, age);
    case Outcome::Rejected: {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(faded(m_theme.bad, 1 - age), m_unit * 0.2, Qt::SolidLine, Qt::RoundCap));
        return m_painter.drawPath(crossShape(lane.pointAt(0.97), m_radius * (0.9 + 0.5 * age)));
    }
    case Outcome::Unknown:
        return paintShape(flight, lane.p2(), 1 - age * 0.7, 1 - age, false);
    }
}

// The server accepts the update: a ring in its colour spreads from the server's outline.
void TopologyMessagePainter::paintTakenIn(const Flight &flight, double age)
{
    const int index = number(flight.lane.to);
    if (index < 0)
        return;
    const TopologyScene::Node &node = m_scene.nodes[static_cast<std::size_t>(index)];
    const double grown = m_unit * (0.1 + 0.7 * age);
    m_painter.setPen(QPen(faded(colourOf(flight), 0.9 * (1 - age)), m_unit * (0.45 - 0.25 * age)));
    m_painter.setBrush(Qt::NoBrush);
    if (m_scene.metrics.isCard()) {
        const QRectF ring = node.box.adjusted(-grown, -grown, grown, grown);
        m_painter.drawRoundedRect(ring, m_unit * 0.5 + grown, m_unit * 0.5 + grown);
    } else {
        m_painter.drawEllipse(node.badge.adjusted(-grown, -grown, grown, grown));
    }
}

void TopologyMessagePainter::paintLoss(QPointF where, const Flight &flight, double age)
{
    constexpr int rays = 8;
    paintShape(flight, where, 1 - 0.5 * age, 1 - age, false);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(faded(m_theme.linkCut, 1 - age), m_unit * 0.14, Qt::SolidLine, Qt::RoundCap));
    for (int i = 0; i < rays; ++i) {
        const double angle = 2 * std::numbers::pi * (i + 0.5) / rays;
        const QPointF out(std::cos(angle), std::sin(angle));
        m_painter.drawLine(where + out * m_radius * (1.5 + 1.2 * age), where + out * m_radius * (2.1 + 2.4 * age));
    }
    m_painter.setPen(QPen(faded(m_theme.linkCut, 1 - age * age), m_unit * 0.22, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawPath(crossShape(where, m_radius * 1.1));
}

// Reduced motion: the lane lights up, and its messages stand on it as one, close to their destination.
void TopologyMessagePainter::paintStill(const QList<const Flight *> &flights, const QLineF &lane)
{
    const Flight &last = *flights.last();
    m_painter.setPen(QPen(faded(colourOf(last), 0.5), m_radius * 0.9, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawLine(lane);
    const QPointF where = lane.pointAt(0.68);
    paintShape(last, where, 1.15, 1, false);
    if (flights.size() < 2)
        return;
    m_painter.setFont(m_scene.metrics.font);
    paintPlate(m_painter, QStringLiteral("\u00d7%1").arg(flights.size()),
        where + QPointF(m_unit * (isClients(last.lane) ? -1.5 : 1.5), -m_unit * 0.9), m_within, m_theme.text,
        faded(m_theme.window, 0.85), Qt::transparent);
}

void TopologyMessagePainter::paintPulses(const LaneRates &rates, double nowMs, double travelMs)
{
    for (const Lane &lane : rates.lanes()) {
        const auto line = m_scene.lane(lane);
        if (line && rates.perSecond(lane) > 0)
            paintPulse(lane, *line, rates.perSecond(lane), nowMs, travelMs);
    }
    paintPulseLabels(rates, travelMs);
}

// Where they have room on their link and do not cover each other.
void TopologyMessagePainter::paintPulseLabels(const LaneRates &rates, double travelMs)
{
    m_painter.setFont(m_scene.metrics.font);
    const QFontMetricsF metrics(m_painter.font());
    QList<QRectF> taken;
    for (const TopologyScene::Link &link : m_scene.links) {
        const auto a = ServerIndex{ static_cast<std::int16_t>(link.a) };
        const auto b = ServerIndex{ static_cast<std::int16_t>(link.b) };
        const int both = rates.perSecond({ a, b }) + rates.perSecond({ b, a });
        const QString label = pulseWords(both, travelMs);
        const double width = metrics.horizontalAdvance(label);
        QRectF room(0, 0, width + m_unit, m_unit * 1.3);
        room.moveCenter(link.line.center());
        const bool covers = std::any_of(
            taken.cbegin(), taken.cend(), [&room](const QRectF &other) { return other.intersects(room); });
        if (both == 0 || covers || link.line.length() < width * 1.1)
            continue;
        taken << room;
        paintPlate(m_painter, label, link.line.center(), m_within, m_theme.text, m_theme.raised, m_theme.border);
    }
}

// The busier the lane, the wider: one dash that runs along it.
void TopologyMessagePainter::paintPulse(Lane lane, const QLineF &line, int perSecond, double nowMs, double travelMs)
{
    const double phase = std::fmod(nowMs, travelMs) / travelMs;
    const double width = m_unit * std::min(0.6, 0.15 + 0.06 * std::log2(1 + perSecond));
    const QColor colour = isClients(lane) ? m_theme.mutedText : m_theme.accent;
    m_painter.setPen(QPen(faded(colour, 0.25), width, Qt::SolidLine, Qt::FlatCap));
    m_painter.drawLine(line);
    m_painter.setPen(QPen(faded(colour, 0.9), width, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawLine(line.pointAt(std::max(0.0, phase - 0.12)), line.pointAt(phase));
}

} // namespace ui
