// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kit/theme.h"
#include "ui/map/maplabelplacer.h"
#include "ui/map/mapmarkers.h"

#include <QFont>
#include <QHash>
#include <QPainter>
#include <QPixmap>
#include <QStringList>

namespace ui {

// Paints the clients. Keeps the stamps of the servers' markers between frames, and nothing else.
class MapMarkerPainter
{
public:
    struct Scene {
        const herdcore::state::HerdState &state;
        const std::vector<MapMarker> &markers;
        const MapArrangement &arrangement;
        MapCamera camera;
        Theme theme;
        QFont font;
        std::int64_t nowNs = 0;
        herdcore::base::ClientId selected;
        herdcore::base::UpdateKey followed;
        bool showsTrails = true;
        std::vector<QRectF> reserved; // covered by the view's controls: no labels there
        QString viewpoint; // the server whose records are shown; empty: the newest anywhere
    };

    void paint(QPainter &painter, const Scene &scene);
    // A marker that is being dragged to `at`.
    void paintGhost(QPainter &painter, const Scene &scene, const MapMarker &marker, QPointF from, QPointF at);

private:
    void paintTrail(QPainter &painter, const Scene &scene, const MapItem &item);
    void paintNewest(QPainter &painter, const Scene &scene, const MapItem &item);
    void paintItem(QPainter &painter, const Scene &scene, const MapItem &item);
    void paintCluster(QPainter &painter, const Scene &scene, const MapItem &item);
    void paintRings(QPainter &painter, const Scene &scene, const MapItem &item);
    void paintLabels(QPainter &painter, const Scene &scene);
    bool paintLabel(QPainter &painter, const Scene &scene, const MapItem &item, bool always);
    [[nodiscard]] const QPixmap &stamp(
        const Scene &scene, const QPainter &painter, const MapMarker &marker, double radius);
    [[nodiscard]] static bool isSelected(const Scene &scene, const MapItem &item);

    struct StampLook {
        double radius = 0;
        double ratio = 0;
        bool dark = false;
        QFont font;
        friend bool operator==(const StampLook &, const StampLook &) = default;
    };

    StampLook m_stampLook; // that m_stamps have
    QHash<int, QPixmap> m_stamps;
    QStringList m_letters;
    MapLabelPlacer m_labels;
    int m_trailBudget = 0; // segments left for this frame
};

} // namespace ui
