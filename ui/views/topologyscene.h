// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/herdstate.h"
#include "ui/views/lanerates.h"
#include "ui/views/topologycamera.h"
#include "ui/views/topologylayout.h"

#include <QFont>
#include <QLineF>
#include <QStringList>

#include <optional>
#include <vector>

namespace ui {

// What the pointer or the keyboard can be on: a server or a link.
struct TopologyItem {
    enum class Kind { Nothing, Server, Link };
    Kind kind = Kind::Nothing;
    int index = -1; // in the profile's servers or links
    friend bool operator==(const TopologyItem &, const TopologyItem &) = default;
};

// How a server is drawn, by how much room there is: a card with everything, name and state, a badge with the name
// under it, the badge alone, a dot.
enum class NodeDetail { Dot, Badge, Named, Brief, Full };
struct NodeStyle {
    NodeDetail detail = NodeDetail::Full;
    double scale = 1; // of the widget's font
    friend bool operator==(const NodeStyle &, const NodeStyle &) = default;
};

// What stays the same for a herd, however it is drawn.
struct HerdLook {
    explicit HerdLook(const herdcore::herd::Profile &profile);
    QStringList names; // escaped for view
    QStringList letters;
};

// Sizes in pixels that follow from the font and the style.
struct NodeMetrics {
    NodeMetrics() = default;
    NodeMetrics(const QFont &widgetFont, NodeStyle style, const HerdLook &look);
    NodeStyle style;
    QFont font; // plain text; names are bold
    double unit = 16; // height of a line of text
    double badge = 0; // diameter
    double padding = 0;
    QSizeF size; // of the whole node
    [[nodiscard]] bool isCard() const { return style.detail >= NodeDetail::Brief; }
};

// A snapshot of what the topology shows, in widget coordinates: what is painted is what is hit by the pointer.
struct TopologyScene {
    struct Node {
        QRectF box; // all of it
        QRectF badge;
        ServerState state = ServerState::Stopped;
        QString stateWords; // "listening :12205"
        QString countWords; // "2 clients · 3 records"
        bool hasClients = false;
        QPointF clients; // where the dot is that stands for them
        [[nodiscard]] QPointF centre() const { return box.center(); }
    };
    struct Link {
        QLineF line; // between the outlines of its servers; from a to b
        LinkEndState atA = LinkEndState::Down;
        LinkEndState atB = LinkEndState::Down;
        int a = 0;
        int b = 0;
    };

    NodeMetrics metrics;
    std::vector<Node> nodes;
    std::vector<Link> links;

    [[nodiscard]] TopologyItem itemAt(QPointF position) const;
    // The middle of the item: for a tooltip or a menu by key.
    [[nodiscard]] QPointF anchor(TopologyItem item) const;
    [[nodiscard]] int linkBetween(int a, int b) const; // -1: none
    // The way of a message: along the link, a little to the right of its middle so that both directions can be seen, or
    // between a server and its clients. Nothing where there is no such link.
    [[nodiscard]] std::optional<QLineF> lane(Lane lane) const;
    // Where the line from the node's centre towards `target` leaves its outline.
    [[nodiscard]] QPointF edgeTowards(int node, QPointF target) const;
};

// The scene of a herd at a moment.
[[nodiscard]] TopologyScene buildScene(
    const HerdState &state, const TopologyLayout &layout, const TopologyCamera &camera, const NodeMetrics &metrics);

// Whether nodes of that size stand clear of each other, and linked ones with enough room for messages between them.
[[nodiscard]] bool hasRoom(const herdcore::herd::Profile &profile, const TopologyLayout &layout,
    const TopologyCamera &camera, const NodeMetrics &metrics);

// The styles from the most to the least telling one, none larger than `maxScale`.
[[nodiscard]] std::vector<NodeStyle> nodeStyles(double maxScale);

} // namespace ui
