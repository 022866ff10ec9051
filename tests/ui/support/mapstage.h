// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/ui/support/storystage.h"
#include "ui/map/mapview.h"

#include <QTest>

#include <cmath>

namespace uitest {

using namespace ui;

constexpr QPoint middle(350, 250);

// A map over a herd that has started, with a mouse.
struct MapStage : StoryStage {
    MapView map{ follower, selection };

    MapStage()
    {
        story.startAll();
        map.setAnimated(false);
        map.resize(700, 500);
    }

    void show()
    {
        map.show();
        QVERIFY(QTest::qWaitForWindowExposed(&map));
    }
    void catchUp()
    {
        StoryStage::catchUp();
        (void)map.grab(); // lays out what the mouse then hits
    }
    // The view as it was when the user last had it there.
    void look(double latitude, double longitude, double zoom)
    {
        map.restore({ { QStringLiteral("latitude"), latitude }, { QStringLiteral("longitude"), longitude },
            { QStringLiteral("zoom"), zoom } });
        (void)map.grab();
    }
    QPoint at(double latitude, double longitude) const
    {
        return map.camera().toScreen(worldOf({ latitude, longitude })).toPoint();
    }
    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(&map, Qt::LeftButton, {}, from);
        QTest::mouseMove(&map, from + (to - from) / 2);
        QTest::mouseMove(&map, to);
        QTest::mouseRelease(&map, Qt::LeftButton, {}, to);
    }
};

inline bool isNear(const QVariant &value, double expected, double tolerance)
{
    return std::abs(value.toDouble() - expected) < tolerance;
}

} // namespace uitest
