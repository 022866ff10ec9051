// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/topologyglyphs.h"

#include "herdcore/base/escape.h"
#include "ui/kit/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ui {

using namespace herdcore::state;

namespace {

constexpr double pi = std::numbers::pi;

// A regular polygon in the circle around `centre`, its first corner at `first` radians.
QPainterPath polygon(int corners, QPointF centre, double radius, double first)
{
    QPolygonF points;
    for (int i = 0; i < corners; ++i) {
        const double angle = first + 2 * pi * i / corners;
        points << centre + radius * QPointF(std::cos(angle), std::sin(angle));
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

QPainterPath circle(QPointF centre, double radius)
{
    QPainterPath path;
    path.addEllipse(centre, radius, radius);
    return path;
}

QPainterPath plus(QPointF centre, double radius)
{
    const double arm = radius * 0.36;
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addRect(QRectF(centre - QPointF(radius, arm), centre + QPointF(radius, arm)));
    path.addRect(QRectF(centre - QPointF(arm, radius), centre + QPointF(arm, radius)));
    return path.simplified();
}

QStringList startsOf(const QList<QList<uint>> &names, qsizetype length)
{
    QStringList starts;
    for (const QList<uint> &name : names) {
        const auto letters = name.first(std::min(length, name.size()));
        starts << QString::fromUcs4(reinterpret_cast<const char32_t *>(letters.constData()), letters.size());
    }
    return starts;
}

QString trailingDigits(const QString &name)
{
    qsizetype first = name.size();
    while (first > 0 && name[first - 1].isDigit())
        --first;
    return name.mid(first);
}

} // namespace

QStringList serverLetters(const herdcore::profile::Profile &profile)
{
    constexpr qsizetype longest = 3;
    QList<QList<uint>> names;
    for (const auto &server : profile.servers)
        names << herdcore::base::escapedText(server.name.bytes()).toUcs4();
    QList<QStringList> starts;
    QList<QHash<QString, int>> uses(longest);
    for (qsizetype length = 1; length <= longest; ++length) {
        starts << startsOf(names, length);
        for (const QString &start : starts.last())
            ++uses[length - 1][start];
    }
    QStringList letters;
    for (qsizetype i = 0; i < names.size(); ++i) {
        QString found;
        for (qsizetype length = 0; length < longest && found.isEmpty(); ++length) {
            if (uses[length][starts[length][i]] == 1)
                found = starts[length][i];
        }
        if (found.isEmpty()) {
            const QString digits = trailingDigits(startsOf({ names[i] }, names[i].size()).first());
            const bool tells = !digits.isEmpty() && digits.size() <= longest;
            found = starts[0][i] + (tells ? digits : QString::number(i + 1));
        }
        letters << found;
    }
    return letters;
}

QPainterPath serverShape(int index, const QRectF &box)
{
    constexpr int shapes = 6;
    const QPointF centre = box.center();
    const double r = box.width() / 2;
    switch (index % shapes) {
    case 1: {
        QPainterPath square;
        square.addRoundedRect(box.adjusted(r * 0.1, r * 0.1, -r * 0.1, -r * 0.1), r * 0.3, r * 0.3);
        return square;
    }
    case 2:
        return polygon(6, centre, r * 1.04, 0);
    case 3:
        return polygon(4, centre, r * 1.14, -pi / 2);
    case 4:
        return polygon(5, centre + QPointF(0, r * 0.06), r * 1.08, -pi / 2);
    case 5:
        return polygon(8, centre, r * 1.02, pi / 8);
    default:
        return circle(centre, r);
    }
}

QPainterPath messageShape(MessageKind kind, QPointF centre, double radius)
{
    switch (kind) {
    case MessageKind::Iamat:
        return circle(centre, radius);
    case MessageKind::Answer:
        return circle(centre, radius * 0.85);
    case MessageKind::Flood:
        return polygon(4, centre, radius * 1.2, 0);
    case MessageKind::Whatsat:
        return polygon(3, centre + QPointF(0, radius * 0.2), radius * 1.25, -pi / 2);
    case MessageKind::Error:
        return crossShape(centre, radius * 0.8);
    case MessageKind::Repair:
        return plus(centre, radius * 1.05);
    case MessageKind::Greeting: // a small disc
    case MessageKind::Heartbeat: // and what follows does not travel
    case MessageKind::Link:
    case MessageKind::Client:
    case MessageKind::Server:
    case MessageKind::Decision:
        break;
    }
    return circle(centre, radius * 0.6);
}

bool isOutlined(MessageKind kind)
{
    return kind == MessageKind::Answer || kind == MessageKind::Error;
}

QPainterPath crossShape(QPointF centre, double radius)
{
    QPainterPath path;
    path.moveTo(centre + QPointF(-radius, -radius));
    path.lineTo(centre + QPointF(radius, radius));
    path.moveTo(centre + QPointF(radius, -radius));
    path.lineTo(centre + QPointF(-radius, radius));
    return path;
}

QPainterPath arrowHead(QPointF tip, double size, double angle)
{
    const QPointF along(std::cos(angle), std::sin(angle));
    const QPointF across(-along.y(), along.x());
    QPainterPath path;
    path.moveTo(tip);
    path.lineTo(tip - along * size + across * size * 0.55);
    path.lineTo(tip - along * size - across * size * 0.55);
    path.closeSubpath();
    return path;
}

void drawStateGlyph(QPainter &painter, ServerState state, const QRectF &box, const QColor &colour)
{
    const double r = box.width() / 2;
    const QPen pen(colour, std::max(1.5, r * 0.42), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::NoBrush);
    switch (state) {
    case ServerState::Listening:
    case ServerState::Reached:
        painter.setBrush(colour);
        painter.drawEllipse(box.center(), r * 0.85, r * 0.85);
        break;
    case ServerState::Elsewhere:
    case ServerState::Started:
    case ServerState::Stopped:
        painter.setPen(pen);
        painter.drawEllipse(box.center(), r * 0.7, r * 0.7);
        break;
    case ServerState::Silent:
    case ServerState::Crashed:
        painter.setPen(pen);
        painter.drawPath(crossShape(box.center(), r * 0.7));
        break;
    case ServerState::Frozen: {
        painter.setPen(pen);
        for (const double angle : { pi / 2, pi / 6, -pi / 6 }) {
            const QPointF arm = QPointF(std::cos(angle), std::sin(angle)) * r * 0.85;
            painter.drawLine(box.center() - arm, box.center() + arm);
        }
        break;
    }
    case ServerState::Failed:
        painter.setBrush(colour);
        painter.drawPath(polygon(3, box.center() + QPointF(0, r * 0.25), r * 1.2, -pi / 2));
        painter.setPen(QPen(inkOn(colour), std::max(1.0, r * 0.25), Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(box.center() - QPointF(0, r * 0.25), box.center() + QPointF(0, r * 0.25));
        painter.drawPoint(box.center() + QPointF(0, r * 0.6));
        break;
    }
}

QColor stateColour(ServerState state, const Theme &theme)
{
    switch (state) {
    case ServerState::Listening:
    case ServerState::Reached:
        return theme.good;
    case ServerState::Stopped:
    case ServerState::Elsewhere:
    case ServerState::Started:
        return theme.mutedText;
    case ServerState::Frozen:
        return theme.warning;
    case ServerState::Silent:
    case ServerState::Crashed:
    case ServerState::Failed:
        return theme.bad;
    }
    return theme.mutedText;
}

QColor inkOn(const QColor &background)
{
    return qGray(background.rgb()) > 140 ? QColor(Qt::black) : QColor(Qt::white);
}

} // namespace ui
