// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/faults/faultlistmodel.h"
#include "ui/live/topologywords.h"
#include "ui/topology/topologyscene.h"
#include "ui/window/statuspanel.h"

#include "tests/ui/support/storystage.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace herdcore::state;
using namespace ui;
using namespace uitest;

namespace {

constexpr auto set = EventKind::FaultSet;
constexpr auto ended = EventKind::FaultEnded;

struct Stage : StoryStage {
    FaultListModel model{ follower };
    QAbstractItemModelTester tester{ &model, QAbstractItemModelTester::FailureReportingMode::QtTest };

    Stage() { story.startAll(); }
    [[nodiscard]] QStringList rows() const
    {
        QStringList found;
        for (int row = 0; row < model.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < model.columnCount(); ++column)
                cells += model.index(row, column).data().toString();
            found += cells.join(u'|');
        }
        return found;
    }
};

} // namespace

class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhateverIsWrong();
    void aRowStaysUntilItIsGone();
    void timeAndCountAreSaid();
    void countsLinesThatWait();
    void whatEndsWithItsServer();
    void worstFindingNamesThem_data();
    void worstFindingNamesThem();
    void pictureShowsThem();
};

void TestFaults::listsWhateverIsWrong()
{
    Stage stage;
    QCOMPARE(stage.rows(), QStringList());
    stage.story.cut(hill, smith);
    stage.story.fault(set, hill, jaquez, 1, "latency 200ms jitter 50ms");
    stage.story.fault(set, jaquez, hill, 1, "latency 200ms jitter 50ms");
    stage.story.fault(set, singleton, campbell, 2, "drop next 2");
    stage.story.fact(EventKind::ServerFrozen, jaquez);
    stage.story.pass(12 * nsPerSecond);
    stage.story.iamat(hill, "kiwi", 34, -118);
    stage.catchUp();
    const QStringList expected{
        QStringLiteral("cut|Hill \u2194 Smith|12 s|until healed"),
        QStringLiteral("latency 200ms jitter 50ms|Hill \u2194 Jaquez|12 s|until healed"),
        QStringLiteral("drop next 2|Singleton \u2192 Campbell|12 s|ends after 2 lines"),
        QStringLiteral("frozen|Jaquez|12 s|until thawed"),
    };
    QCOMPARE(stage.rows(), expected);
    stage.story.fault(ended, singleton, campbell, 2);
    stage.story.fault(ended, hill, jaquez, 1);
    stage.story.fault(ended, jaquez, hill, 1);
    stage.story.heal(hill, smith);
    stage.story.fact(EventKind::ServerThawed, jaquez);
    stage.catchUp();
    QCOMPARE(stage.rows(), QStringList());
}

void TestFaults::aRowStaysUntilItIsGone()
{
    Stage stage;
    stage.story.fault(set, hill, jaquez, 1, "hold");
    stage.story.fault(set, jaquez, hill, 1, "hold");
    stage.story.cut(campbell, singleton);
    stage.catchUp();
    const QPersistentModelIndex held = stage.model.index(0, 0);
    const QPersistentModelIndex cut = stage.model.index(1, 0);
    QSignalSpy removed(&stage.model, &QAbstractItemModel::rowsRemoved);
    stage.story.fault(ended, hill, jaquez, 1); // one direction
    stage.story.fault(set, hill, smith, 2, "drop");
    stage.catchUp();
    QCOMPARE(removed.count(), 0);
    QCOMPARE(held.row(), 0);
    QCOMPARE(stage.model.index(0, FaultListModel::Where).data().toString(), QStringLiteral("Jaquez \u2192 Hill"));
    stage.story.fault(ended, jaquez, hill, 1);
    stage.catchUp();
    QVERIFY(!held.isValid());
    QCOMPARE(cut.row(), 0);
    QCOMPARE(stage.model.rowCount(), 2);
}

void TestFaults::timeAndCountAreSaid()
{
    Stage stage;
    stage.story.fault(set, hill, jaquez, 1, "drop next 1 for 30s");
    stage.catchUp();
    const qint64 since = stage.model.fault(0).sinceNs;
    stage.model.refreshTimes(since + 10 * nsPerSecond);
    QCOMPARE(
        stage.model.index(0, FaultListModel::Until).data().toString(), QStringLiteral("ends in 20 s or after 1 line"));
    QCOMPARE(stage.model.index(0, FaultListModel::Since).data().toString(), QStringLiteral("10 s"));
    stage.story.fault(set, hill, jaquez, 2, "words of \x01 another kind"); // of a newer server
    stage.catchUp();
    QCOMPARE(
        stage.model.index(1, FaultListModel::What).data().toString(), QStringLiteral("words of \\x01 another kind"));
    QCOMPARE(stage.model.index(1, FaultListModel::Until).data().toString(), QStringLiteral("until healed"));
}

void TestFaults::countsLinesThatWait()
{
    Stage stage;
    stage.story.fault(set, hill, jaquez, 1, "hold for 90s");
    QVERIFY(!stage.model.hasHold());
    for (int i = 0; i < 3; ++i)
        stage.story.fact(EventKind::LineSent, hill, jaquez);
    stage.catchUp();
    QVERIFY(stage.model.hasHold());
    QCOMPARE(stage.model.index(0, 0).data().toString(), QStringLiteral("hold (3 wait) for 90s"));
    stage.story.fact(EventKind::LineReceived, jaquez, hill);
    stage.story.fact(EventKind::LineLost, hill, jaquez);
    stage.catchUp();
    QCOMPARE(stage.model.index(0, 0).data().toString(), QStringLiteral("hold (1 waits) for 90s"));
}

void TestFaults::whatEndsWithItsServer()
{
    Stage stage;
    stage.story.fact(EventKind::ServerFrozen, hill);
    stage.story.fault(set, hill, jaquez, 1, "drop");
    stage.catchUp();
    QCOMPARE(stage.follower.state().server(hill).shown(), ServerState::Frozen);
    QVERIFY(serverTip(stage.follower.state(), hill).startsWith(QStringLiteral("Hill, frozen")));
    stage.story.crash(hill);
    stage.catchUp();
    QCOMPARE(stage.follower.state().server(hill).shown(), ServerState::Crashed);
    QCOMPARE(stage.model.rowCount(), 0);
}

void TestFaults::worstFindingNamesThem_data()
{
    QTest::addColumn<QString>("doing");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << ""
                             << "All 5 servers up";
    QTest::newRow("a cut") << "cut" << QStringLiteral("Link Hill\u2013Smith is cut");
    QTest::newRow("a fault") << "drop" << QStringLiteral("1 fault active: Hill \u2192 Jaquez, drop");
    QTest::newRow("a frozen server") << "frozen"
                                     << "Campbell is frozen";
    QTest::newRow("several") << "cut drop frozen"
                             << "3 faults active: 1 link cut, 1 impairment, 1 server frozen";
}

void TestFaults::worstFindingNamesThem()
{
    QFETCH(QString, doing);
    QFETCH(QString, text);
    Stage stage;
    if (doing.contains(QStringLiteral("cut")))
        stage.story.cut(hill, smith);
    if (doing.contains(QStringLiteral("drop")))
        stage.story.fault(set, hill, jaquez, 1, "drop");
    if (doing.contains(QStringLiteral("frozen")))
        stage.story.fact(EventKind::ServerFrozen, campbell);
    stage.catchUp();
    const HerdHealth health = HerdHealth::of(stage.follower.state(), {});
    QCOMPARE(health.text, text);
    QCOMPARE(health.level, doing.isEmpty() ? HerdHealth::Level::Good : HerdHealth::Level::Notice);
}

void TestFaults::pictureShowsThem()
{
    Stage stage;
    stage.story.fault(set, jaquez, hill, 1, "hold");
    stage.story.fact(EventKind::ServerFrozen, campbell);
    stage.catchUp();
    const HerdState &state = stage.follower.state();
    const HerdLook look(state.profile());
    const NodeMetrics metrics(QFont(), {}, look);
    const TopologyScene scene = buildScene(state, TopologyLayout(state.profile()), TopologyCamera(), metrics);
    QVERIFY(!scene.links.front().faultAtA);
    QCOMPARE(scene.links.front().faultAtB, ImpairmentKind::Hold);
    QCOMPARE(scene.nodes.at(3).state, ServerState::Frozen);
    QVERIFY(scene.nodes.at(3).stateWords.startsWith(QStringLiteral("frozen")));
    QVERIFY(linkTip(state, { hill, jaquez }).contains(QStringLiteral("Fault on Jaquez \u2192 Hill: hold")));
    QVERIFY(herdDescription(state).contains(QStringLiteral("fault on Jaquez \u2192 Hill")));
}

HERD_TEST(TestFaults)
#include "tst_faults.moc"
