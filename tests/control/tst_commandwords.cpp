// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/control/command.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using namespace herdcore::profile;
using namespace herdcore::control;
using base::ServerIndex;
using Kind = Command::Kind;

Q_DECLARE_METATYPE(herdcore::control::Command)

namespace {

constexpr ServerIndex hill{ 0 }, jaquez{ 1 }, smith{ 2 }, campbell{ 3 }, singleton{ 4 };
constexpr LinkProfile hillJaquez{ hill, jaquez };

Profile herdscope()
{
    return loadProfile(QStringLiteral("herdscope")).value();
}

Command onServer(Kind kind, ServerIndex server)
{
    return Command::onServer(kind, server);
}

Command onLink(Kind kind, LinkProfile link)
{
    return Command::onLink(kind, link);
}

Command disturbing(LinkProfile link, FaultDirection direction, const base::Impairment &how)
{
    return Command::setFault({ link, direction, how });
}

Command cutting(Partition partition, ServerIndex server = ServerIndex::None)
{
    return Command::cutInto(partition, server);
}

Command repairing(std::optional<Repair> repair)
{
    Command command = Command::ofHerd(Kind::Repair);
    command.repair = repair;
    return command;
}

Command healing(int number)
{
    return Command::healFault(FaultNumber{ number });
}

Command releasing(FaultDirection direction, int lines)
{
    return Command::releaseLines(hillJaquez, direction, lines);
}

} // namespace

class CommandWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
    void namesMayHaveDashes();
};

void CommandWordsTest::understands_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<Command>("command");
    const auto row = [](const char *words, const Command &command) {
        QTest::newRow(words) << QString::fromLatin1(words) << command;
    };
    using enum FaultDirection;
    row("status", onServer(Kind::Status, ServerIndex::None));
    row("faults", onServer(Kind::Faults, ServerIndex::None));
    row("heal-all", onServer(Kind::HealAll, ServerIndex::None));
    row("cut Hill-Jaquez", onLink(Kind::Cut, hillJaquez));
    row("cut Jaquez-Hill", onLink(Kind::Cut, hillJaquez));
    row("reset Smith-Campbell", onLink(Kind::Reset, { smith, campbell }));
    row("heal Hill-Jaquez", onLink(Kind::Heal, hillJaquez));
    row("heal 12", healing(12));
    row("fault Hill-Jaquez drop next 2", disturbing(hillJaquez, Both, { base::ImpairmentKind::Drop, 0, 0, 0, 0, 2 }));
    row("fault Hill>Jaquez hold", disturbing(hillJaquez, AToB, { base::ImpairmentKind::Hold }));
    row("fault Jaquez>Hill hold", disturbing(hillJaquez, BToA, { base::ImpairmentKind::Hold }));
    row("partition halves", cutting(Partition::Halves));
    row("partition ring", cutting(Partition::Ring));
    row("partition bridge", cutting(Partition::Bridge));
    row("partition bridge Hill", cutting(Partition::Bridge, hill));
    row("partition isolate Smith", cutting(Partition::Isolate, smith));
    row("freeze Hill", onServer(Kind::Freeze, hill));
    row("thaw Jaquez", onServer(Kind::Thaw, jaquez));
    row("crash Smith", onServer(Kind::Crash, smith));
    row("stop Campbell", onServer(Kind::Stop, campbell));
    row("start Singleton", onServer(Kind::Start, singleton));
    row("start Singleton 8005", Command::startOn(singleton, 8005));
    row("start Singleton 0", Command::startOn(singleton, 0));
    row("start-all", onServer(Kind::StartAll, ServerIndex::None));
    row("move-all 8005", Command::moveAllTo(8005));
    row("stop-all", onServer(Kind::StopAll, ServerIndex::None));
    row("repair", repairing(std::nullopt));
    row("repair sync", repairing(Repair::Sync));
    row("repair none", repairing(Repair::None));
    row("release Hill>Jaquez", releasing(AToB, 1));
    row("release Jaquez>Hill 3", releasing(BToA, 3));
    row("release Hill-Jaquez 3", releasing(Both, 3));
    row("forget kiwi", Command::forget(base::ClientId("kiwi")));
    row("forget \\xFF\\\\=/", Command::forget(base::ClientId("\xff\\=/")));
}

void CommandWordsTest::understands()
{
    QFETCH(QString, words);
    QFETCH(Command, command);
    const auto parsed = commandFromWords(herdscope(), words.split(QLatin1Char(' ')));
    QVERIFY2(parsed.hasValue(), parsed ? "" : qPrintable(parsed.error().message));
    QVERIFY(*parsed == command);
    const auto again = commandFromWords(herdscope(), toWords(herdscope(), command));
    QVERIFY(again.hasValue());
    QVERIFY(*again == command);
    const QByteArray name = words.section(QLatin1Char(' '), 0, 0).toUtf8();
    QVERIFY(QByteArray('\n' + commandHelp()).contains(QByteArray('\n' + name + ' ')));
}

void CommandWordsTest::refuses_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *words, const char *part) {
        QTest::newRow(words) << QString::fromLatin1(words) << QString::fromLatin1(part);
    };
    row("", "the commands are: status, faults, cut,");
    row("Cut Hill-Jaquez", "there is no command 'Cut'");
    row("status Hill", "'Hill' is one word too many");
    row("cut", "the name of a link is missing; there are: Hill-Jaquez,");
    row("cut Hill", "there is no link 'Hill'");
    row("cut Hill-Campbell", "there is no link 'Hill-Campbell'");
    row("cut Hill-Hill", "there is no link 'Hill-Hill'");
    row("cut Hill-", "there is no link 'Hill-'");
    row("cut -", "there is no link '-'");
    row("cut Hill>Jaquez", "both directions");
    row("cut Hill-Jaquez Smith-Campbell", "'Smith-Campbell' is one word too many");
    row("reset Hill>Jaquez", "both directions");
    row("heal Hill>Jaquez", "both directions");
    row("heal 0", "numbered from 1");
    row("heal -1", "numbered from 1");
    row("heal 1 2", "'2' is one word too many");
    row("fault Hill-Jaquez", "a fault is one of latency,");
    row("fault Hill-Jaquez drop 2", "'2' is not expected");
    row("freeze", "the name of a server is missing");
    row("freeze hill", "there is no server 'hill'");
    row("start Hill x", "'x' is not a port");
    row("start Hill 65536", "'65536' is not a port");
    row("start Hill 1 2", "'2' is one word too many");
    row("move-all", "a port is missing");
    row("move-all 65536", "'65536' is not a port");
    row("move-all 1 2", "'2' is one word too many");
    row("partition", "a partition is one of");
    row("partition isolate", "the name of a server is missing");
    row("partition halves Hill", "'Hill' is one word too many");
    row("repair some", "repair is none, push or sync");
    row("release Hill>Jaquez 0", "'0' is not a number of lines");
    row("release Hill>Jaquez x", "'x' is not a number of lines");
    row("release Hill>Jaquez 1 1", "'1' is one word too many");
    row("forget", "the id of a client is missing");
    row("forget kiwi owl", "'owl' is one word too many");
    row("forget a\\xf", "in 'a\\xf' a backslash is none of");
}

void CommandWordsTest::refuses()
{
    QFETCH(QString, words);
    QFETCH(QString, part);
    const auto parsed = commandFromWords(herdscope(), words.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    QVERIFY(!parsed.hasValue());
    QVERIFY2(parsed.error().message.contains(part), qPrintable(parsed.error().message));
}

void CommandWordsTest::namesMayHaveDashes()
{
    Profile profile;
    for (const char *name : { "a-b", "c" })
        profile.servers.push_back({ base::ServerName(name), 0 });
    profile.links.push_back({ ServerIndex(0), ServerIndex(1) });
    const auto parsed = commandFromWords(profile, { QStringLiteral("cut"), QStringLiteral("c-a-b") });
    QVERIFY(parsed.hasValue());
    QVERIFY(parsed->link == profile.links[0]);
}

HERD_TEST(CommandWordsTest)
#include "tst_commandwords.moc"
