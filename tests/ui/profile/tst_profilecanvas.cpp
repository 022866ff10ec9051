// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/profile/profilecanvas.h"

#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace herdcore::profile;
using herdcore::base::ServerIndex;

namespace {

LinkProfile link(int a, int b)
{
    return { ServerIndex(static_cast<qint16>(a)), ServerIndex(static_cast<qint16>(b)) };
}

// The default herd on a canvas, with a mouse.
struct Stage {
    ProfileDocument document;
    ProfileCanvas canvas{ document };

    explicit Stage(QSize size = { 800, 600 })
    {
        document.reset(loadProfile(QStringLiteral("herdscope")).value(), true);
        canvas.resize(size);
        canvas.QWidget::show();
        QVERIFY(QTest::qWaitForWindowActive(&canvas));
        canvas.setFocus();
    }
    [[nodiscard]] const TopologyScene::Node &node(int server) const
    {
        return canvas.scene().nodes.at(static_cast<std::size_t>(server));
    }
    [[nodiscard]] QPoint middle(int server) const { return node(server).centre().toPoint(); }
    [[nodiscard]] QPoint edge(int server) const { return { middle(server).x(), qRound(node(server).box.bottom()) }; }
    [[nodiscard]] QPoint onLink(std::size_t index) const
    {
        return canvas.scene().links.at(index).line.center().toPoint();
    }
    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mousePress(&canvas, button, {}, from);
        for (int part = 1; part <= 4; ++part)
            QTest::mouseMove(&canvas, from + (to - from) * part / 4);
        QTest::mouseRelease(&canvas, button, {}, to);
    }
};

} // namespace

class TestProfileCanvas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void draggingAServerMovesIt();
    void pullingAtTheEdgeLinks();
    void pullingIntoNothingDoesNothing();
    void clicksSelect();
    void removesWhatIsSelected();
    void doubleClickAddsAndRenames();
    void keysReachEverything();
    void showsWhatALossLeaves();
    void staysPutWhileEditing();
    void anySizeAndHerd_data();
    void anySizeAndHerd();
};

void TestProfileCanvas::draggingAServerMovesIt()
{
    Stage stage;
    const QPoint to = stage.middle(0) + QPoint(60, 90);
    const QPointF smith = stage.document.place(2);
    stage.drag(stage.middle(0), to);
    QVERIFY((stage.middle(0) - to).manhattanLength() <= 2);
    QCOMPARE(stage.document.place(2), smith);
    QCOMPARE(stage.document.undo().count(), 1);
    stage.drag(stage.middle(0), to + QPoint(20, 0));
    QCOMPARE(stage.document.undo().count(), 2); // another drag is another step
    QVERIFY(!stage.document.isModified());
    stage.document.undo().undo();
    QVERIFY((stage.middle(0) - to).manhattanLength() <= 2);
}

void TestProfileCanvas::pullingAtTheEdgeLinks()
{
    Stage stage;
    QVERIFY(!stage.document.hasLink(0, 3));
    const QPointF before = stage.document.place(0);
    stage.drag(stage.edge(0), stage.middle(3));
    QVERIFY(stage.document.hasLink(0, 3));
    QCOMPARE(stage.document.place(0), before);
    QCOMPARE(stage.canvas.selectedLinks(), std::vector{ link(0, 3) });
    QCOMPARE(stage.canvas.scene().links.size(), std::size_t{ 7 });
    stage.drag(stage.edge(3), stage.middle(0)); // there already
    QCOMPARE(stage.document.undo().count(), 1);
    stage.document.undo().undo();
    QVERIFY(!stage.document.hasLink(0, 3));
    QVERIFY(stage.canvas.selectedLinks().empty());
}

void TestProfileCanvas::pullingIntoNothingDoesNothing()
{
    Stage stage;
    stage.drag(stage.edge(0), QPoint(5, 5));
    stage.drag(stage.edge(0), stage.middle(0));
    QVERIFY(!stage.document.undo().canUndo());
}

void TestProfileCanvas::clicksSelect()
{
    Stage stage;
    const QSignalSpy changed(&stage.canvas, &ProfileCanvas::selectionChanged);
    QTest::mouseClick(&stage.canvas, Qt::LeftButton, {}, stage.middle(1));
    QCOMPARE(stage.canvas.selectedServers(), std::vector{ 1 });
    QTest::mouseClick(&stage.canvas, Qt::LeftButton, Qt::ControlModifier, stage.middle(3));
    QCOMPARE(stage.canvas.selectedServers(), (std::vector{ 1, 3 }));
    QTest::mouseClick(&stage.canvas, Qt::LeftButton, Qt::ShiftModifier, stage.middle(1));
    QCOMPARE(stage.canvas.selectedServers(), std::vector{ 3 });
    QTest::mouseClick(&stage.canvas, Qt::LeftButton, {}, stage.onLink(0));
    QVERIFY(stage.canvas.selectedServers().empty());
    QCOMPARE(stage.canvas.selectedLinks(), std::vector{ stage.document.profile().links[0] });
    QTest::mouseClick(&stage.canvas, Qt::LeftButton, {}, QPoint(4, 4));
    QVERIFY(stage.canvas.selectedLinks().empty());
    QCOMPARE(changed.count(), 5);
    QVERIFY(!stage.document.undo().canUndo());
}

void TestProfileCanvas::removesWhatIsSelected()
{
    Stage stage;
    QTest::mouseClick(&stage.canvas, Qt::LeftButton, {}, stage.onLink(1));
    stage.canvas.removeSelected();
    QCOMPARE(stage.document.profile().links.size(), std::size_t{ 5 });
    QTest::mouseClick(&stage.canvas, Qt::LeftButton, {}, stage.middle(4));
    stage.canvas.removeSelected();
    QCOMPARE(stage.document.count(), 4);
    stage.canvas.removeSelected(); // nothing is selected
    QCOMPARE(stage.document.undo().count(), 2);
    stage.document.undo().undo();
    stage.document.undo().undo();
    QCOMPARE(stage.document.profile(), loadProfile(QStringLiteral("herdscope")).value());
}

void TestProfileCanvas::doubleClickAddsAndRenames()
{
    Stage stage;
    QSignalSpy rename(&stage.canvas, &ProfileCanvas::renameRequested);
    const QPoint free(30, 40);
    QTest::mouseDClick(&stage.canvas, Qt::LeftButton, {}, free);
    QCOMPARE(stage.document.count(), 6);
    QVERIFY((stage.middle(5) - free).manhattanLength() <= 2);
    QCOMPARE(stage.canvas.selectedServers(), std::vector{ 5 });
    QVERIFY(rename.isEmpty());
    QTest::mouseDClick(&stage.canvas, Qt::LeftButton, {}, stage.middle(2));
    QCOMPARE(rename.count(), 1);
    QCOMPARE(rename[0][0].toInt(), 2);
    QCOMPARE(stage.document.count(), 6);
}

void TestProfileCanvas::keysReachEverything()
{
    Stage stage;
    QTest::keyClick(&stage.canvas, Qt::Key_Right);
    QCOMPARE(stage.canvas.selectedServers(), std::vector{ 0 }); // Hill, on top
    QTest::keyClick(&stage.canvas, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(stage.canvas.selectedServers().size() + stage.canvas.selectedLinks().size(), std::size_t{ 2 });
    QTest::keyClick(&stage.canvas, Qt::Key_Escape);
    QVERIFY(stage.canvas.selectedServers().empty());
    stage.canvas.select({ 0, 3 });
    stage.canvas.linkSelected();
    QVERIFY(stage.document.hasLink(0, 3));
    stage.canvas.linkSelected();
    QVERIFY(!stage.document.hasLink(0, 3));
    const QPointF before = stage.document.place(3);
    QTest::keyClick(&stage.canvas, Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(stage.document.place(3).x() < before.x());
    QSignalSpy rename(&stage.canvas, &ProfileCanvas::renameRequested);
    QTest::keyClick(&stage.canvas, Qt::Key_Return);
    QCOMPARE(rename.count(), 1);
}

void TestProfileCanvas::showsWhatALossLeaves()
{
    Stage stage;
    const QImage plain = stage.canvas.grab().toImage();
    ProfileNote note;
    note.isLoss = true;
    note.subject.links = { link(0, 1), link(0, 2) }; // Hill alone
    stage.canvas.show(note);
    const QImage lost = stage.canvas.grab().toImage();
    const auto differs = [&](QPoint at, int radius) {
        for (int y = -radius; y <= radius; ++y) {
            for (int x = -radius; x <= radius; ++x) {
                if (plain.pixel(at + QPoint(x, y)) != lost.pixel(at + QPoint(x, y)))
                    return true;
            }
        }
        return false;
    };
    const QPoint corner(4, 4); // just outside of the card
    QVERIFY(differs(stage.node(0).box.topLeft().toPoint() - corner, 3));
    QVERIFY(!differs(stage.node(3).box.bottomRight().toPoint() + corner, 2)); // of the largest group
    QVERIFY(differs(stage.onLink(0), 3));
    stage.document.setLink(0, 3, true);
    stage.document.undo().undo(); // an edit ends the showing
    QCOMPARE(stage.canvas.grab().toImage(), plain);
}

void TestProfileCanvas::staysPutWhileEditing()
{
    Stage stage;
    const QPoint hill = stage.middle(0);
    stage.document.setLink(0, 3, true);
    stage.document.addServer(QPointF(0.5, 0.5));
    stage.document.change({}, {}, [](Profile &p) { p.title = QStringLiteral("x"); });
    QCOMPARE(stage.middle(0), hill);
    stage.drag(QPoint(4, 4), QPoint(34, 4)); // pans
    QCOMPARE(stage.middle(0), hill + QPoint(30, 0));
    stage.canvas.resize(700, 500);
    stage.canvas.fit();
    for (int i = 0; i < stage.document.count(); ++i)
        QVERIFY(stage.canvas.rect().contains(stage.node(i).box.toRect()));
}

void TestProfileCanvas::anySizeAndHerd_data()
{
    QTest::addColumn<int>("servers");
    QTest::addColumn<QSize>("size");
    for (const int servers : { 0, 1, 2, 9, 50, 500 }) {
        for (const QSize size : { QSize(1, 1), QSize(300, 200), QSize(1200, 800) })
            QTest::addRow("%d in %dx%d", servers, size.width(), size.height()) << servers << size;
    }
}

void TestProfileCanvas::anySizeAndHerd()
{
    QFETCH(int, servers);
    QFETCH(QSize, size);
    ProfileDocument document;
    ProfileCanvas canvas(document);
    canvas.resize(size);
    Profile profile;
    for (int i = 0; i < servers; ++i) {
        profile.servers.push_back({ herdcore::base::ServerName("S" + QByteArray::number(i)), 0 });
        if (i > 0)
            profile.links.push_back(link((i - 1) / 2, i));
    }
    document.reset(profile, true);
    (void)canvas.grab();
    QCOMPARE(canvas.scene().nodes.size(), static_cast<std::size_t>(servers));
    if (size.width() > 1000) {
        for (const auto &node : canvas.scene().nodes)
            QVERIFY(QRectF(canvas.rect()).contains(node.box));
    }
}

HERD_TEST(TestProfileCanvas)
#include "tst_profilecanvas.moc"
