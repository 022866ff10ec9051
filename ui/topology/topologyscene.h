// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/state/herdstate.h"
#include "ui/topology/lanerates.h"
#include "ui/topology/topologycamera.h"
#include "ui/topology/topologylayout.h"
#include "ui/topology/topologymetrics.h"

#include <QLineF>

#include <optional>
#include <vector>

namespace ui {

// What the pointer or the keyboard focus can be on: a server or a link.
struct TopologyItem {
    enum class Kind { Nothing, Server, Link };
    Kind kind = Kind::Nothing;
    int index = -1; // in the profile's servers or links
    friend bool operator==(const TopologyItem &, const TopologyItem &) = default;
};

// A snapshot of what the topology shows, in widget coordinates: what is painted is what is hit by the pointer.
struct TopologyScene {
    struct Node {
        QRectF box; // all of it
        QRectF badge;
        herdcore::state::ServerState state = herdcore::state::ServerState::Stopped;
        QString stateWords; // "listening :12205"
        QString countWords; // "2 clients · 3 records", or why it failed
        bool hasClients = false;
        bool isExternal = false;
        QLineF clientLine; // from the node's outline to the dot that stands for its clients
        [[nodiscard]] QPointF centre() const { return box.center(); }
        friend bool operator==(const Node &, const Node &) = default;
    };
    struct Link {
        QLineF line; // between the outlines of its servers; from a to b
        herdcore::state::LinkEndState atA = herdcore::state::LinkEndState::Down;
        herdcore::state::LinkEndState atB = herdcore::state::LinkEndState::Down;
        int a = 0;
        int b = 0;
        // The fault on the lines that a sends, and on those that b sends; of several, the one set last.
        std::optional<herdcore::base::ImpairmentKind> faultAtA, faultAtB;
        int heldAtA = 0; // lines that a sent and that are held
        int heldAtB = 0;
        friend bool operator==(const Link &, const Link &) = default;
    };

    NodeMetrics metrics;
    std::vector<Node> nodes;
    std::vector<Link> links;

    [[nodiscard]] TopologyItem itemAt(QPointF position) const;
    // The middle of the item: for a tooltip or a menu by key.
    [[nodiscard]] QPointF anchor(TopologyItem item) const;
    [[nodiscard]] int linkBetween(int a, int b) const; // -1: none
    // The path of a message: along the link, a little to the right of its middle so that both directions can be seen,
    // or between a server and its clients. Null: there is no such link.
    [[nodiscard]] std::optional<QLineF> lane(Lane lane) const;
    // From outline to outline, that far to the right of the line between the centres.
    [[nodiscard]] QLineF between(int a, int b, double aside) const;
};

// The scene of a herd at a moment.
[[nodiscard]] TopologyScene buildScene(const herdcore::state::HerdState &state, const TopologyLayout &layout,
    const TopologyCamera &camera, const NodeMetrics &metrics);

// Whether nodes of that size do not touch, and linked ones leave enough room for messages between them.
[[nodiscard]] bool hasRoom(const herdcore::profile::Profile &profile, const TopologyLayout &layout,
    const TopologyCamera &camera, const NodeMetrics &metrics);
// The same for servers centred on these points of the widget.
[[nodiscard]] bool hasRoom(
    const herdcore::profile::Profile &profile, const std::vector<QPointF> &centres, const NodeMetrics &metrics);
// The boxes of a node with that centre.
[[nodiscard]] TopologyScene::Node nodeAt(QPointF centre, const NodeMetrics &metrics);

} // namespace ui
