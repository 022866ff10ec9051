// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "tests/ui/support/mapstage.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QTimer>

using namespace ui;
using namespace uitest;

class MapViewClientsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clickSelectsTheClient()
    {
        MapStage stage;
        const UpdateKey old = stage.story.iamat(hill, "kiwi", 34, -118);
        stage.story.pass(nsPerSecond);
        const UpdateKey update = stage.story.iamat(hill, "kiwi", 34.05, -118.05);
        QVERIFY(!(old == update));
        stage.catchUp();
        stage.look(34, -118, 10);
        QSignalSpy picked(&stage.map, &MapView::locationPicked);
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, stage.at(34.05, -118.05));
        QCOMPARE(picked.count(), 0);
        QCOMPARE(stage.selection.subject(), Selection::Subject::Client);
        QCOMPARE(stage.selection.client(), ClientId("kiwi"));
        QVERIFY(stage.selection.update() == update);
    }

    void keysStepThroughClients()
    {
        MapStage stage;
        stage.story.iamat(hill, "a", 34, -118);
        stage.story.iamat(hill, "b", -30, 150);
        stage.catchUp();
        stage.look(34, -118, 10);
        QTest::keyClick(&stage.map, Qt::Key_PageDown);
        QCOMPARE(stage.selection.client(), ClientId("a"));
        QTest::keyClick(&stage.map, Qt::Key_PageDown);
        QCOMPARE(stage.selection.client(), ClientId("b"));
        QVERIFY(stage.map.rect().contains(stage.at(-30, 150))); // comes into view
        QTest::keyClick(&stage.map, Qt::Key_PageDown);
        QCOMPARE(stage.selection.client(), ClientId("a"));
    }

    void dragMovesTheClient()
    {
        MapStage stage;
        stage.story.iamat(hill, "kiwi", 34, -118);
        stage.catchUp();
        stage.look(34, -118, 10);
        const MapCamera before = stage.map.camera();
        QSignalSpy moved(&stage.map, &MapView::clientMoveRequested);
        stage.drag(stage.at(34, -118), stage.at(34.1, -118.2));
        QCOMPARE(moved.count(), 1);
        QCOMPARE(moved[0][0].value<ClientId>(), ClientId("kiwi"));
        QVERIFY(isNear(moved[0][1], 34.1, 0.002) && isNear(moved[0][2], -118.2, 0.002));
        QCOMPARE(stage.map.camera(), before);
        QCOMPARE(stage.selection.subject(), Selection::Subject::Nothing);
    }

    void escapeDropsTheDrag()
    {
        MapStage stage;
        stage.story.iamat(hill, "kiwi", 34, -118);
        stage.catchUp();
        stage.look(34, -118, 10);
        QSignalSpy moved(&stage.map, &MapView::clientMoveRequested);
        QTest::mousePress(&stage.map, Qt::LeftButton, {}, middle);
        QTest::mouseMove(&stage.map, middle + QPoint(60, 0));
        QTest::keyClick(&stage.map, Qt::Key_Escape);
        QTest::mouseRelease(&stage.map, Qt::LeftButton, {}, middle + QPoint(60, 0));
        QCOMPARE(moved.count(), 0);
    }

    void clusterZoomsInOrSpreads()
    {
        MapStage stage;
        stage.story.iamat(hill, "a", 34, -118);
        stage.story.iamat(hill, "b", 34.01, -118);
        stage.story.iamat(hill, "x", 40, -100);
        stage.story.iamat(hill, "y", 40, -100);
        stage.catchUp();
        stage.look(37, -109, 5);
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, stage.at(34.005, -118));
        QVERIFY(stage.map.camera().zoom() > 10);
        stage.look(40, -100, 8);
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, middle); // one and the same place: spreads
        QCOMPARE(stage.map.camera().zoom(), 8.0);
        (void)stage.map.grab();
        QSignalSpy picked(&stage.map, &MapView::locationPicked);
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, middle); // now empty: gathers again
        QCOMPARE(picked.count(), 0);
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, QPoint(100, 400));
        QCOMPARE(picked.count(), 1);
    }

    // Between its going and the next picture, a click does not take another one for it.
    void aForgottenClientIsNowhere()
    {
        MapStage stage;
        stage.show();
        stage.story.iamat(hill, "a", 34, -118);
        stage.story.iamat(hill, "b", 34.05, -118.05);
        stage.catchUp();
        stage.look(34, -118, 10);
        stage.map.follow(ClientId("a"));
        for (const ServerIndex server : { hill, jaquez, smith, campbell, singleton })
            stage.story.fact(EventKind::Forgotten, server, ServerIndex::None, Reason::None, "AT", { ClientId("a"), 1 });
        stage.StoryStage::catchUp();
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, stage.at(34, -118));
        QCOMPARE(stage.selection.subject(), Selection::Subject::Nothing);
        stage.catchUp();
        QTest::mouseClick(&stage.map, Qt::LeftButton, {}, stage.at(34.05, -118.05));
        QCOMPARE(stage.selection.client(), ClientId("b"));
    }

    void theMenuForgets()
    {
        MapStage stage;
        stage.show();
        stage.story.iamat(hill, "ki&wi", 34, -118);
        stage.catchUp();
        stage.look(34, -118, 10);
        QSignalSpy forgotten(&stage.map, &MapView::clientForgetRequested);
        QTimer::singleShot(0, &stage.map, [] {
            auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu);
            for (QAction *action : menu->actions()) {
                if (action->text() == QStringLiteral("Forget ki&&wi"))
                    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
            }
            menu->close();
        });
        QContextMenuEvent event(QContextMenuEvent::Mouse, middle, stage.map.mapToGlobal(middle));
        QApplication::sendEvent(&stage.map, &event);
        QCOMPARE(forgotten.count(), 1);
        QCOMPARE(forgotten[0][0].value<ClientId>(), ClientId("ki&wi"));
    }
};

HERD_TEST(MapViewClientsTest)
#include "tst_mapviewclients.moc"
