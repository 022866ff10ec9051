// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/theme.h"
#include "ui/topology/topologymarks.h"

#include <QPainterPath>

class QPainter;

namespace ui {

// The frame of a card, or the shape of a bare badge, that much larger all round.
[[nodiscard]] QPainterPath nodeOutline(const TopologyScene &scene, int index, double grown);

// Paints the servers: a card, a badge with or without a name, or a dot, by the scene's style. A server that is not
// running is hollow and dashed and has its state's glyph, so that no state is shown by colour alone. While an update is
// followed each shows how it was reached, and those that were not are hatched.
class TopologyNodePainter
{
public:
    TopologyNodePainter(QPainter &painter, const Theme &theme, const HerdLook &look, const TopologyScene &scene,
        const TopologyMarks &marks);

    void paint();

private:
    void paintNode(int index);
    void paintMarks(int index);
    void paintFrame(int index);
    void paintReached(int index);
    void paintBadge(int index);
    void paintBareState(int index);
    void paintCardText(int index);
    void paintState(int index, const QRectF &row);
    void paintWay(int index, const QRectF &row);
    void paintNameBelow(int index);
    void paintText(const QRectF &row, const QString &text, const QColor &ink);
    [[nodiscard]] QRectF glyphBefore(QRectF &row, const QString &text) const; // takes its room from the row
    void useFont(double scale, bool bold);
    [[nodiscard]] QPainterPath outline(int index, double grown = 0) const { return nodeOutline(m_scene, index, grown); }
    [[nodiscard]] const UpdateSummary::Reached *reached(int index) const; // by the followed update; null: not
    [[nodiscard]] bool isPresent(int index) const;

    QPainter &m_painter;
    const Theme &m_theme;
    const HerdLook &m_look;
    const TopologyScene &m_scene;
    const TopologyMarks &m_marks;
    const double m_unit;
};

} // namespace ui
