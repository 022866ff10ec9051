// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/control/controlstage.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>
#include <QTest>

using namespace herdcore::control;
using namespace herdcore::profile;
using namespace uitest;
using namespace Qt::StringLiterals;
using herdcore::state::HerdState;
using Kind = Command::Kind;

namespace {

constexpr LinkProfile hillJaquez{ hill, jaquez }, hillSmith{ hill, smith }, smithCampbell{ smith, campbell };

} // namespace

class HerdControlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void healAllThawsToo();
    void healAllIsDoneWhenNothingIsLeft();
    void aPartitionReplacesTheOneBefore();
    void aPartitionReplacesSingleCuts();
    void aPartitionKnowsCutsThatTheLogDoesNot();
    void aPartitionLeavesWhatIsNotOurs();
    void healingALinkEndsItsFaults();
    void refusesWithAReason_data();
    void refusesWithAReason();
    void whatIsOfferedIsNotRefused();
    void aRefusalIsSignalledAndAsksNothing();
    void aRetiredHerdRefuses();
    void aFaultThatCannotBeSet();
    void cutIsDoneWhenBothEndsSaySo();
    void movesOnlyWhereThereIsAPortForEach();
    void startIsDoneWhenItListensOrCannot();
    void resetWaitsForEndsThatWereUp();
    void faultWaitsForBothSenders();
    void repairIsReadFromTheLog();
    void statusSaysAll();
};

void HerdControlTest::healAllThawsToo()
{
    Stage stage;
    stage.story.startAll();
    stage.story.fact(EventKind::ServerFrozen, smith);
    stage.story.cut(hill, jaquez);
    stage.fold();
    QCOMPARE(stage.asked(Command::ofHerd(Kind::HealAll)), QStringList({ u"heal all"_s, u"thaw 2"_s }));
}

void HerdControlTest::healAllIsDoneWhenNothingIsLeft()
{
    Stage stage;
    stage.story.startAll();
    stage.story.fact(EventKind::ServerFrozen, smith);
    stage.story.cut(hill, jaquez);
    stage.fold();
    Completion healed = stage.begin(Command::ofHerd(Kind::HealAll));
    stage.story.heal(hill, jaquez);
    stage.fold(&healed);
    QVERIFY(!healed.isDone(stage.control.situation()));
    stage.story.fact(EventKind::ServerThawed, smith);
    stage.fold(&healed);
    QVERIFY(healed.isDone(stage.control.situation()));
    QVERIFY(!stage.control.isUseful(Command::ofHerd(Kind::HealAll)));
}

void HerdControlTest::aPartitionReplacesTheOneBefore()
{
    Stage stage;
    stage.story.startAll();
    stage.fold();
    QCOMPARE(stage.asked(Command::cutInto(Partition::Isolate, hill)), QStringList({ u"cut 0-1"_s, u"cut 0-2"_s }));
    stage.story.cut(hill, jaquez);
    stage.story.cut(hill, smith);
    stage.fold();
    Completion second = stage.begin(Command::cutInto(Partition::Isolate, jaquez));
    QCOMPARE(stage.herd.asked, QStringList({ u"cut 0-1"_s, u"heal 0-2"_s, u"cut 1-4"_s }));
    stage.story.cut(jaquez, singleton);
    stage.fold(&second);
    QVERIFY(!second.isDone(stage.control.situation())); // Hill-Smith is still cut
    stage.story.heal(hill, smith);
    stage.fold(&second);
    QVERIFY(second.isDone(stage.control.situation()));
    QCOMPARE(second.answer(stage.control.situation()).value(),
        QByteArray("cut Hill-Jaquez\ncut Jaquez-Singleton\nheal Hill-Smith\n"));
}

void HerdControlTest::aPartitionReplacesSingleCuts()
{
    Stage stage;
    stage.story.startAll();
    stage.story.cut(smith, campbell);
    stage.fold();
    QCOMPARE(stage.asked(Command::cutInto(Partition::Isolate, hill)),
        QStringList({ u"cut 0-1"_s, u"cut 0-2"_s, u"heal 2-3"_s }));
}

void HerdControlTest::aPartitionKnowsCutsThatTheLogDoesNot()
{
    Stage stage; // nothing runs: no end says that it is cut
    stage.herd.cutNow = { smithCampbell };
    QCOMPARE(stage.asked(Command::cutInto(Partition::Isolate, hill)),
        QStringList({ u"cut 0-1"_s, u"cut 0-2"_s, u"heal 2-3"_s }));
    QVERIFY(stage.control.isUseful(Command::onLink(Kind::Heal, smithCampbell)));
}

void HerdControlTest::aPartitionLeavesWhatIsNotOurs()
{
    Stage stage;
    stage.herd.elsewhere = { hill, smith, campbell, singleton };
    QCOMPARE(stage.asked(Command::cutInto(Partition::Isolate, hill)), QStringList({ u"cut 0-1"_s }));
}

void HerdControlTest::healingALinkEndsItsFaults()
{
    Stage stage;
    stage.story.startAll();
    stage.story.cut(hill, jaquez);
    stage.story.fault(EventKind::FaultSet, jaquez, hill, 3, "drop");
    stage.story.fault(EventKind::FaultSet, smith, hill, 5, "hold");
    stage.fold();
    Completion healed = stage.begin(Command::onLink(Kind::Heal, hillJaquez));
    QCOMPARE(stage.herd.asked, QStringList({ u"heal 0-1"_s, u"heal #3"_s }));
    stage.story.heal(hill, jaquez);
    stage.fold(&healed);
    QVERIFY(!healed.isDone(stage.control.situation()));
    stage.story.fault(EventKind::FaultEnded, jaquez, hill, 3);
    stage.fold(&healed);
    QVERIFY(healed.isDone(stage.control.situation()));
}

void HerdControlTest::refusesWithAReason_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *words, const char *why) {
        QTest::newRow(words) << QString::fromLatin1(words) << QString::fromLatin1(why);
    };
    // Hill runs; Jaquez is stopped; Smith is an external server, Campbell one that the herd starts; Singleton is run by
    // another process.
    row("start Hill", "Hill is running");
    row("crash Jaquez", "Jaquez is not running");
    row("stop Jaquez", "Jaquez is not running");
    row("freeze Jaquez", "Jaquez is not running");
    row("thaw Jaquez", "Jaquez is not running");
    row("start Smith", "Smith is an external server that this herd does not start");
    row("freeze Smith", "Smith is an external server, which cannot be frozen");
    row("stop Campbell", "Campbell is not running");
    row("stop Singleton", "Singleton is not run by this process");
    row("cut Smith-Singleton", "neither end of Smith-Singleton is run by this process");
    row("cut Smith-Campbell", "both servers are external: Herdscope cannot intercept what they send");
    row("heal Smith-Campbell", "both servers are external: Herdscope cannot intercept what they send");
    row("reset Smith-Campbell", "both servers are external: Herdscope cannot intercept what they send");
    row("fault Smith>Hill drop", "Smith is an external server: Herdscope cannot intercept what it sends");
    row("fault Smith-Campbell drop", "both servers are external: Herdscope cannot intercept what they send");
    row("fault Singleton>Jaquez drop", "no server of this process sends that way");
    row("heal 7", "there is no fault 7");
    row("release Hill-Jaquez", "no fault holds lines there");
    row("release Jaquez>Hill", "no fault holds lines there");
    row("start Campbell 8005", "Campbell is an external server: its port is the profile's");
    row("start Campbell", "");
    row("start Jaquez", "");
    row("start Jaquez 8005", "");
    row("cut Hill-Smith", "");
    row("fault Hill>Smith drop", "");
    row("heal-all", "");
    row("partition ring", "");
    row("release Hill>Smith", "");
    row("status", "");
}

void HerdControlTest::refusesWithAReason()
{
    QFETCH(QString, words);
    Profile profile = defaultProfile();
    profile.servers[2].external.emplace();
    profile.servers[3].external = { DialectKind::At, { u"server"_s } };
    Stage stage(profile);
    stage.herd.elsewhere = { smith, singleton };
    stage.story.start(hill);
    stage.story.fault(EventKind::FaultSet, hill, smith, 2, "hold");
    stage.fold();
    const auto command = commandFromWords(profile, words.split(u' '));
    QVERIFY2(command.hasValue(), command ? "" : qPrintable(command.error().message));
    QTEST(stage.refusal(*command), "why");
}

// Whatever the window could offer, on every server and link of a herd in which something of everything has happened.
void HerdControlTest::whatIsOfferedIsNotRefused()
{
    Stage stage;
    stage.story.startAll();
    stage.story.crash(campbell);
    stage.story.fact(EventKind::ServerFrozen, smith);
    stage.story.cut(hill, jaquez);
    stage.story.fault(EventKind::FaultSet, jaquez, singleton, 3, "hold");
    stage.fold();
    int offered = 0;
    const auto check = [&](const Command &command) {
        if (!stage.control.isUseful(command))
            return;
        ++offered;
        QVERIFY(!stage.control.apply(command));
    };
    for (const Meaning &meaning : vocabulary()) {
        for (std::size_t i = 0; i < stage.story.profile.servers.size(); ++i) {
            Command command = Command::onServer(meaning.kind, static_cast<ServerIndex>(i));
            command.link = stage.story.profile.links.front();
            check(command);
        }
        for (const LinkProfile &link : stage.story.profile.links) {
            Command command = Command::onLink(meaning.kind, link);
            command.server = link.a;
            check(command);
        }
    }
    QVERIFY(offered > 50);
}

void HerdControlTest::aRefusalIsSignalledAndAsksNothing()
{
    Stage stage;
    QStringList said;
    QObject::connect(&stage.control, &HerdControl::refused, &stage.control,
        [&said](const Refusal &refusal) { said += refusal.message; });
    const auto refused = stage.control.apply(Command::onServer(Kind::Crash, hill));
    QVERIFY(refused);
    QCOMPARE(refused->message, u"Hill is not running"_s);
    QCOMPARE(said, QStringList({ u"Hill is not running"_s }));
    QVERIFY(stage.herd.asked.isEmpty());
}

void HerdControlTest::aRetiredHerdRefuses()
{
    Stage stage;
    stage.control.retire();
    QCOMPARE(stage.refusal(Command::ofHerd(Kind::StartAll)), u"this herd has ended"_s);
    QVERIFY(stage.control.apply(Command::ofHerd(Kind::StartAll)));
    QVERIFY(!stage.control.isUseful(Command::ofHerd(Kind::StartAll)));
    QCOMPARE(stage.control.send(hill, { "IAMAT\n" }), ConnectionId::None);
    QVERIFY(stage.herd.asked.isEmpty());
}

void HerdControlTest::aFaultThatCannotBeSet()
{
    Stage stage;
    stage.herd.refusesFaults = true;
    const auto refused = stage.control.apply(Command::setFault({ hillSmith, FaultDirection::Both, {} }));
    QVERIFY(refused);
    QCOMPARE(refused->message, u"no server of this process sends that way"_s);
}

void HerdControlTest::cutIsDoneWhenBothEndsSaySo()
{
    Stage stage;
    stage.story.startAll();
    stage.story.stop(smith);
    stage.fold();
    Completion first = stage.begin(Command::onLink(Kind::Cut, hillJaquez));
    Completion second = stage.begin(Command::onLink(Kind::Cut, hillSmith)); // Smith has nothing to say
    stage.story.fact(EventKind::LinkCut, hill, jaquez);
    stage.story.fact(EventKind::LinkCut, hill, smith);
    stage.fold();
    QVERIFY(!first.isDone(stage.control.situation()));
    QVERIFY(second.isDone(stage.control.situation()));
    stage.story.fact(EventKind::LinkCut, jaquez, hill);
    stage.fold();
    QVERIFY(first.isDone(stage.control.situation()));
}

void HerdControlTest::movesOnlyWhereThereIsAPortForEach()
{
    Stage stage;
    stage.herd.elsewhere = { jaquez };
    const QString why = u"the first port is from 1 to 65531, so that there is one for every server"_s;
    QCOMPARE(stage.refusal(Command::moveAllTo(0)), why);
    QCOMPARE(stage.refusal(Command::moveAllTo(1)), QString());
    QCOMPARE(stage.refusal(Command::moveAllTo(65530)), QString());
    QCOMPARE(stage.refusal(Command::moveAllTo(65531)), QString());
    QCOMPARE(stage.refusal(Command::moveAllTo(65532)), why);
    const QStringList asked{ u"stop 0"_s, u"start 0 on 65531"_s, u"stop 2"_s, u"start 2 on 65533"_s, u"stop 3"_s,
        u"start 3 on 65534"_s, u"stop 4"_s, u"start 4 on 65535"_s };
    QCOMPARE(stage.asked(Command::moveAllTo(65531)), asked); // another process has Jaquez, and its port
}

void HerdControlTest::startIsDoneWhenItListensOrCannot()
{
    Stage stage;
    Completion first = stage.begin(Command::onServer(Kind::Start, hill));
    Completion second = stage.begin(Command::onServer(Kind::Start, jaquez));
    QVERIFY(!first.isDone(stage.control.situation()));
    stage.story.fact(EventKind::ServerListening, hill, ServerIndex::None, Reason::None, "127.0.0.1 8005");
    stage.story.fact(EventKind::ListenFailed, jaquez, ServerIndex::None, Reason::PortTaken, "127.0.0.1 8006");
    for (const auto &event : stage.story.log.read(stage.next))
        second.take(event);
    stage.fold(&first);
    QVERIFY(first.isDone(stage.control.situation()));
    QCOMPARE(first.answer(stage.control.situation()).value(), QByteArray("listening Hill 8005\n"));
    QVERIFY(second.isDone(stage.control.situation()));
    QCOMPARE(second.answer(stage.control.situation()).error().message, u"Jaquez cannot listen"_s);
}

void HerdControlTest::resetWaitsForEndsThatWereUp()
{
    Stage stage;
    stage.story.startAll();
    stage.story.fact(EventKind::LinkDown, jaquez, hill, Reason::PeerReset);
    stage.fold();
    Completion reset = stage.begin(Command::onLink(Kind::Reset, hillJaquez));
    QVERIFY(!reset.isDone(stage.control.situation()));
    stage.story.fact(EventKind::LinkDown, hill, jaquez, Reason::PeerReset);
    stage.story.fact(EventKind::LinkUp, hill, jaquez); // dialled again at once
    stage.fold(&reset);
    QVERIFY(reset.isDone(stage.control.situation()));
}

void HerdControlTest::faultWaitsForBothSenders()
{
    Stage stage;
    stage.story.startAll();
    stage.fold();
    Completion fault = stage.begin(Command::setFault({ hillSmith, FaultDirection::Both, {} }));
    stage.story.fault(EventKind::FaultSet, hill, smith, 1, "drop");
    stage.story.fault(EventKind::FaultSet, smith, hill, 9, "drop"); // another one
    stage.fold(&fault);
    QVERIFY(!fault.isDone(stage.control.situation()));
    stage.story.fault(EventKind::FaultSet, smith, hill, 1, "drop");
    stage.fold(&fault);
    QVERIFY(fault.isDone(stage.control.situation()));
    QCOMPARE(fault.answer(stage.control.situation()).value(), QByteArray("1\n"));
}

void HerdControlTest::repairIsReadFromTheLog()
{
    Profile profile = defaultProfile();
    profile.dialect = DialectKind::Flooding;
    profile.repair = Repair::None;
    Stage stage(profile);
    QVERIFY(stage.refusal(Command::setRepair(Repair::Sync)).startsWith(u"repair \"sync\" "));
    Completion push = stage.begin(Command::setRepair(Repair::Push));
    QVERIFY(!push.isDone(stage.control.situation()));
    stage.story.fact(EventKind::RepairSet, ServerIndex::None, ServerIndex::None, Reason::None, "push");
    stage.fold(&push);
    QVERIFY(push.isDone(stage.control.situation()));
    QCOMPARE(push.answer(stage.control.situation()).value(), QByteArray("repair push\n"));
}

void HerdControlTest::statusSaysAll()
{
    Stage stage;
    stage.herd.elsewhere = { singleton };
    stage.story.startAll();
    stage.story.fact(EventKind::ServerFrozen, smith);
    stage.story.crash(campbell);
    stage.story.cut(hill, jaquez);
    stage.story.fault(EventKind::FaultSet, hill, smith, 4, "drop next 2");
    stage.fold();
    const QByteArray status = statusText(stage.control.situation());
    QVERIFY(status.contains("server Smith frozen "));
    QVERIFY(status.contains("server Campbell stopped\n"));
    QVERIFY(status.contains("link Hill-Jaquez cut\n"));
    QVERIFY(status.contains("link Hill-Smith up\n"));
    QVERIFY(status.contains("link Smith-Campbell down\n"));
    QVERIFY(status.endsWith("\nrepair none\n"));
    QCOMPARE(faultsText(stage.control.situation()), QByteArray("4 Hill>Smith drop next 2\ncut Hill-Jaquez\n"));
}

HERD_TEST(HerdControlTest)
#include "tst_herdcontrol.moc"
