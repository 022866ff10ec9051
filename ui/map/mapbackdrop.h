// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/map/mapbackdroppainter.h"

#include <QObject>
#include <QPixmap>
#include <QThreadPool>

namespace ui {

// The map's background as a picture somewhat larger than the view, painted on a thread of its own. What is shown
// while a better one is being painted is the last one, moved and stretched: a frame never waits for the basemap.
// The first picture is the coarse world, some ten milliseconds after the first draw().
class MapBackdrop : public QObject
{
    Q_OBJECT
public:
    explicit MapBackdrop(QObject *parent = nullptr);
    ~MapBackdrop() override; // waits for the picture that is being painted

    // Draws the current picture; starts painting another one if it does not match the request.
    void draw(QPainter &painter, const MapBackdropRequest &request);
    // Whether the last draw() had exactly the requested picture.
    [[nodiscard]] bool isSettled() const { return m_settled; }

Q_SIGNALS:
    void changed(); // draw() would show something better now

private:
    struct Picture {
        QPixmap pixmap;
        MapBackdropRequest request;
        bool isFine = false; // in the detail for its zoom
    };

    [[nodiscard]] bool suits(const MapBackdropRequest &request) const;
    void start(const MapBackdropRequest &request);
    void take(const QImage &image, const MapBackdropRequest &request, bool isFine);

    Picture m_picture;
    bool m_painting = false;
    bool m_settled = false;
    QThreadPool m_worker;
};

} // namespace ui
