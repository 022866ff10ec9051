// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/profile/profile.h"

#include <QComboBox>
#include <QToolButton>

#include <vector>

namespace ui {

// The controls that float on the map, in its upper right corner: whose positions it shows, and three buttons to zoom.
// They place themselves with place(), which the map calls when its size or font has changed.
class MapControls : public QObject
{
    Q_OBJECT
public:
    MapControls(QWidget &map, const herdcore::profile::Profile &profile);

    void place();
    [[nodiscard]] std::vector<QRectF> areas() const; // covered by them
    // None: the newest position anywhere.
    void setViewpoint(herdcore::base::ServerIndex server);
    [[nodiscard]] herdcore::base::ServerIndex viewpoint() const;

Q_SIGNALS:
    void viewpointChanged(herdcore::base::ServerIndex server);
    void zoomRequested(double levels);
    void fitRequested();

private:
    QWidget &m_map;
    QComboBox m_viewpoint;
    QToolButton m_zoomIn, m_zoomOut, m_fit;
};

} // namespace ui
