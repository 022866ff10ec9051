// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/herdd/controlcommand.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore;
using namespace herdcore::profile;
using namespace herdd;
using base::ServerIndex;
using Kind = ControlCommand::Kind;

Q_DECLARE_METATYPE(herdd::ControlCommand)

namespace {

constexpr ServerIndex hill{ 0 }, jaquez{ 1 }, smith{ 2 }, campbell{ 3 }, singleton{ 4 };
constexpr LinkProfile hillJaquez{ hill, jaquez };

Profile herdscope()
{
    return loadProfile(QStringLiteral("herdscope")).value();
}

ControlCommand onLink(Kind kind, LinkProfile link, FaultDirection direction = FaultDirection::Both)
{
    ControlCommand command;
    command.kind = kind;
    command.link = link;
    command.direction = direction;
    return command;
}

ControlCommand onServer(Kind kind, ServerIndex server)
{
    ControlCommand command;
    command.kind = kind;
    command.server = server;
    return command;
}

ControlCommand disturbing(LinkProfile link, FaultDirection direction, const base::Impairment &how)
{
    ControlCommand command = onLink(Kind::Fault, link, direction);
    command.how = how;
    return command;
}

ControlCommand cutting(Partition partition, ServerIndex server = ServerIndex::None)
{
    ControlCommand command = onServer(Kind::Partition, server);
    command.partition = partition;
    return command;
}

ControlCommand repairing(std::optional<Repair> repair)
{
    ControlCommand command;
    command.kind = Kind::Repair;
    command.repair = repair;
    return command;
}

ControlCommand healing(int number)
{
    ControlCommand command;
    command.kind = Kind::HealFault;
    command.number = FaultNumber{ number };
    return command;
}

ControlCommand releasing(FaultDirection direction, int lines)
{
    ControlCommand command = onLink(Kind::Release, hillJaquez, direction);
    command.lines = lines;
    return command;
}

} // namespace

class ControlCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
    void namesMayHaveDashes();
    void commandLine_data();
    void commandLine();
};

void ControlCommandTest::understands_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<ControlCommand>("command");
    const auto row = [](const char *words, const ControlCommand &command) {
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
    row("repair", repairing(std::nullopt));
    row("repair sync", repairing(Repair::Sync));
    row("repair none", repairing(Repair::None));
    row("release Hill>Jaquez", releasing(AToB, 1));
    row("release Jaquez>Hill 3", releasing(BToA, 3));
    row("release Hill-Jaquez 3", releasing(Both, 3));
}

void ControlCommandTest::understands()
{
    QFETCH(QString, words);
    QFETCH(ControlCommand, command);
    const auto parsed = parseControlCommand(herdscope(), words.split(QLatin1Char(' ')));
    QVERIFY2(parsed.hasValue(), parsed ? "" : qPrintable(parsed.error().message));
    QVERIFY(*parsed == command);
    const QByteArray name = words.section(QLatin1Char(' '), 0, 0).toUtf8();
    QVERIFY(QByteArray('\n' + controlHelp()).contains(QByteArray('\n' + name + ' ')));
}

void ControlCommandTest::refuses_data()
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
    row("partition", "a partition is one of");
    row("partition isolate", "the name of a server is missing");
    row("partition halves Hill", "'Hill' is one word too many");
    row("repair some", "repair is none, push or sync");
    row("release Hill>Jaquez 0", "'0' is not a number of lines");
    row("release Hill>Jaquez x", "'x' is not a number of lines");
    row("release Hill>Jaquez 1 1", "'1' is one word too many");
}

void ControlCommandTest::refuses()
{
    QFETCH(QString, words);
    QFETCH(QString, part);
    const auto parsed = parseControlCommand(herdscope(), words.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    QVERIFY(!parsed.hasValue());
    QVERIFY2(parsed.error().message.contains(part), qPrintable(parsed.error().message));
}

void ControlCommandTest::namesMayHaveDashes()
{
    Profile profile;
    for (const char *name : { "a-b", "c" })
        profile.servers.push_back({ base::ServerName(name), 0 });
    profile.links.push_back({ ServerIndex(0), ServerIndex(1) });
    const auto parsed = parseControlCommand(profile, { QStringLiteral("cut"), QStringLiteral("c-a-b") });
    QVERIFY(parsed.hasValue());
    QVERIFY(parsed->link == profile.links[0]);
}

void ControlCommandTest::commandLine_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("path");
    QTest::newRow("a path") << QStringLiteral("ctl --control here cut --control") << QStringLiteral("here");
    QTest::newRow("with an equals sign") << QStringLiteral("ctl --control=a=b cut --control") << QStringLiteral("a=b");
    QTest::newRow("none") << QStringLiteral("ctl cut --control") << QStringLiteral("herdd.control");
}

void ControlCommandTest::commandLine()
{
    QFETCH(QString, arguments);
    const auto line = parseCommandLine(arguments.split(QLatin1Char(' ')));
    QVERIFY2(line.hasValue(), line ? "" : qPrintable(line.error().message));
    QCOMPARE(line->command, CommandLine::Command::Ctl);
    QTEST(line->controlPath, "path");
    QCOMPARE(line->ctlWords, (QStringList{ QStringLiteral("cut"), QStringLiteral("--control") }));
}

HERD_TEST(ControlCommandTest)
#include "tst_controlcommand.moc"
