// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/topology/topologyscene.h"

#include <QFont>
#include <QSizeF>

namespace ui {

// Where everything stands and how large it is: layout, camera and the style of the servers, for one size of the
// widget and its font. Picks the most detailed style that has room when it fits and when the user zooms, and at no
// other time: nothing changes its size while the user drags a server.
class TopologyStage
{
public:
    explicit TopologyStage(const herdcore::profile::Profile &profile);

    void setViewport(QSizeF size, const QFont &font); // fits again, unless the user has zoomed or panned
    void fit(); // now and whenever its size changes
    bool settle(double budgetMs); // of the layout; true when it is done
    [[nodiscard]] bool isSettled() const { return m_layout.isSettled(); }

    void zoom(QPointF about, double factor);
    void pan(QPointF delta);
    void moveServer(int index, QPointF screen); // and pin it there
    [[nodiscard]] QPointF screenOf(int index) const;
    void resetLayout(); // unpins all servers, and fits
    void setPlaces(const QVariantMap &saved); // exactly these are pinned; the camera stays
    [[nodiscard]] bool fits() const { return m_fits; } // nobody has zoomed or panned since it was fitted

    [[nodiscard]] TopologyScene scene(const herdcore::state::HerdState &state) const;
    [[nodiscard]] const HerdLook &look() const { return m_look; }
    [[nodiscard]] const TopologyLayout &layout() const { return m_layout; }
    [[nodiscard]] QVariantMap save() const { return m_layout.save(); }
    void restore(const QVariantMap &saved);

private:
    [[nodiscard]] QRectF areaFor(const NodeMetrics &metrics) const; // for the servers' centres

    const herdcore::profile::Profile m_profile;
    HerdLook m_look;
    TopologyLayout m_layout;
    TopologyCamera m_camera;
    std::vector<NodeMetrics> m_styles; // the most detailed first
    NodeMetrics m_metrics;
    QSizeF m_size{ 640, 480 };
    QFont m_font;
    bool m_fits = true;
};

} // namespace ui
