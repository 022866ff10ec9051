// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologymetrics.h"

#include "herdcore/base/escape.h"
#include "ui/live/topologyglyphs.h"
#include "ui/live/topologywords.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ui {

using namespace herdcore::state;

namespace {

double widest(const QFontMetricsF &metrics, const QStringList &texts)
{
    double width = 0;
    for (const QString &text : texts)
        width = std::max(width, metrics.horizontalAdvance(text));
    return width;
}

} // namespace

HerdLook::HerdLook(const herdcore::profile::Profile &profile)
    : letters(serverLetters(profile))
{
    for (const auto &one : profile.servers)
        names << herdcore::base::escapedText(one.name.bytes(), 40);
}

NodeMetrics::NodeMetrics(const QFont &widgetFont, NodeStyle wanted, const HerdLook &look)
    : style(wanted)
    , font(widgetFont)
{
    const double points = widgetFont.pointSizeF() > 0 ? widgetFont.pointSizeF() : 10;
    font.setPointSizeF(points * style.scale);
    const QFontMetricsF plain(font);
    QFont boldFont = font;
    boldFont.setBold(true);
    const QFontMetricsF bold(boldFont);
    unit = plain.height();
    padding = unit * 0.5;
    const double longestName = unit * 11;
    const double name = std::min(widest(bold, look.names), longestName);
    const double state = std::max(
        unit * 1.1 + widest(plain, { stateWord(ServerState::Listening) }), widest(plain, { notReachedWords() }));
    const auto card = [&](int lines, double text) {
        size = { std::ceil(padding * 2.6 + badge + text), std::ceil(unit * lines + padding * 1.3) };
    };
    switch (style.detail) {
    case NodeDetail::Full:
        badge = unit * 2.1;
        card(3, std::max(name, widest(plain, typicalCardLines())));
        break;
    case NodeDetail::Brief:
        badge = unit * 1.85;
        card(2, std::max(name, state));
        break;
    case NodeDetail::Tall:
        badge = unit * 1.85;
        size = { std::ceil(padding * 1.4 + std::max(name, state)), std::ceil(badge + unit * 2 + padding * 1.5) };
        break;
    case NodeDetail::Named:
        badge = unit * 1.8;
        size = { std::max(badge, name), badge + unit };
        break;
    case NodeDetail::Badge:
        badge = unit * 1.75;
        size = { badge, badge };
        break;
    case NodeDetail::Dot:
        badge = unit * 0.7;
        size = { badge, badge };
        break;
    }
}

std::vector<NodeStyle> nodeStyles(double maxScale)
{
    std::vector<NodeStyle> styles;
    for (double scale = std::max(1.0, maxScale); scale > 0.99; scale = scale > 1.001 ? std::max(1.0, scale - 0.1) : 0)
        styles.push_back({ NodeDetail::Full, scale });
    for (const double scale : { 1.3, 1.15, 1.0 })
        styles.push_back({ NodeDetail::Brief, std::min(scale, std::max(1.0, maxScale)) });
    for (const NodeDetail detail : { NodeDetail::Tall, NodeDetail::Named, NodeDetail::Badge, NodeDetail::Dot })
        styles.push_back({ detail, 1 });
    return styles;
}

} // namespace ui
