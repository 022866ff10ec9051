// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/theme.h"
#include "ui/profile/profilewords.h"
#include "ui/topology/topologynodepainter.h"
#include "ui/topology/topologyscene.h"

#include <QPainterPath>

class QPainter;

namespace ui {

// What of a profile's graph is marked.
struct ProfileMarks {
    const std::vector<int> &servers; // selected
    const std::vector<herdcore::profile::LinkProfile> &links;
    const ProfileNote &note;
    int hovered = -1; // server
    bool isEdgeHovered = false;
    bool hasFocus = false;
};

// Paints the graph of a profile: servers as cards or badges in the style that the scene was made for, links as lines.
// The subject of a note is ringed; a lost one is crossed out, and all remaining groups but the largest are hatched,
// each in its own way.
class ProfileCanvasPainter
{
public:
    ProfileCanvasPainter(QPainter &painter, const Theme &theme, const HerdLook &look, const TopologyScene &scene,
        const herdcore::profile::Profile &profile, const ProfileMarks &marks);

    void paint();
    void paintPull(int from, QPointF to, int over); // a link that is being pulled
    void paintHint(const QRectF &widget, bool isEmpty);

private:
    void paintLink(std::size_t index);
    void paintNode(int index);
    void paintHalo(int index);
    void paintBadge(int index);
    void paintText(int index);
    [[nodiscard]] QPainterPath outline(int index, double grown) const { return nodeOutline(m_scene, index, grown); }
    [[nodiscard]] bool isLost(int server) const;
    void findGroups();

    QPainter &m_painter;
    const Theme &m_theme;
    const HerdLook &m_look;
    const TopologyScene &m_scene;
    const herdcore::profile::Profile &m_profile;
    const ProfileMarks &m_marks;
    std::vector<int> m_group; // of each server; 0: the largest, or no loss is shown
    const double m_unit;
};

} // namespace ui
