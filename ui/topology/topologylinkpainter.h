// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/theme.h"
#include "ui/topology/topologymarks.h"

#include <QPen>

class QPainter;

namespace ui {

// Paints the links, each in two halves as its ends see it, and over them the followed update's path: first arrivals as
// a tree of thick arrows, repeats dashed. A half with a fault on the lines that its server sends has a dash and a glyph
// of its own.
class TopologyLinkPainter
{
public:
    TopologyLinkPainter(QPainter &painter, const Theme &theme, const TopologyScene &scene, const TopologyMarks &marks);

    void paint();

private:
    void paintLink(int index);
    using Fault = std::optional<herdcore::base::ImpairmentKind>;
    void paintHalf(QPointF end, QPointF middle, herdcore::state::LinkEndState state, Fault fault);
    [[nodiscard]] QPen penOf(herdcore::state::LinkEndState state, Fault fault) const;
    void paintFault(QPointF where, double angle, herdcore::base::ImpairmentKind kind);
    [[nodiscard]] double lineWidth() const;
    void paintHop(const UpdateSummary::Hop &hop, bool first);

    QPainter &m_painter;
    const Theme &m_theme;
    const TopologyScene &m_scene;
    const TopologyMarks &m_marks;
    const double m_unit;
};

} // namespace ui
