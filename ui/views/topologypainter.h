// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme.h"
#include "ui/views/topologyscene.h"
#include "ui/views/updatesummary.h"

class QPainter;

namespace ui {

// What of the scene is marked, and how.
struct TopologyMarks {
    TopologyItem selected;
    TopologyItem focused; // only while the view has the keyboard
    TopologyItem hovered;
    const UpdateSummary *followed = nullptr; // null: none
};

// Paints the herd that stands still: links in two halves, the followed update's way, servers. From back to front:
// paintLinks(), the messages, paintNodes().
class TopologyPainter
{
public:
    TopologyPainter(QPainter &painter, const Theme &theme, const HerdLook &look, const TopologyScene &scene,
        const TopologyMarks &marks);

    void paintLinks();
    void paintNodes();

private:
    void paintLink(int index);
    void paintHalf(QPointF end, QPointF middle, LinkEndState state);
    void paintWay();
    void paintHop(const UpdateSummary::Hop &hop, bool first);
    void paintNode(int index);
    void paintFrame(int index, const QColor &colour);
    void paintBadge(int index, const QColor &colour);
    void paintCardText(int index);
    void paintNameBelow(int index);
    void paintReached(int index);
    void paintHatched(int index);
    [[nodiscard]] QPainterPath outline(int index, double grown = 0) const;
    void useFont(double scale, bool bold);

    QPainter &m_painter;
    const Theme &m_theme;
    const HerdLook &m_look;
    const TopologyScene &m_scene;
    const TopologyMarks &m_marks;
    const double m_unit;
};

// Text on a rounded plate, kept inside `within`; `anchor` is the middle of the plate. Returns the plate.
QRectF paintPlate(QPainter &painter, const QString &text, QPointF anchor, const QRectF &within, const QColor &ink,
    const QColor &plate, const QColor &border);

} // namespace ui
