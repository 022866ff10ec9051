// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <QFont>
#include <QSizeF>
#include <QStringList>

#include <vector>

namespace ui {

// How a server is drawn, depending on the room there is: a card with everything; with name and state; with these below
// the badge, where there is height but no width; a badge with the name below it; the badge alone; a dot.
enum class NodeDetail { Dot, Badge, Named, Tall, Brief, Full };
struct NodeStyle {
    NodeDetail detail = NodeDetail::Full;
    double scale = 1; // of the widget's font
    friend bool operator==(const NodeStyle &, const NodeStyle &) = default;
};

// What stays the same for a herd, however it is drawn.
struct HerdLook {
    explicit HerdLook(const herdcore::profile::Profile &profile);
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
    [[nodiscard]] bool isCard() const { return style.detail >= NodeDetail::Tall; }
};

// The styles from the most to the least detailed, none larger than `maxScale`.
[[nodiscard]] std::vector<NodeStyle> nodeStyles(double maxScale);

} // namespace ui
