// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/control/controlstage.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace herdcore::control;
using namespace uitest;
using namespace Qt::StringLiterals;

class ForgetCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsForEachThatCan();
    void nobodyHasAnythingToForget();
    void isOfferedForWhatIsKnown();
};

void ForgetCommandTest::waitsForEachThatCan()
{
    Stage stage;
    stage.herd.elsewhere = { singleton };
    stage.story.startAll();
    stage.story.fact(EventKind::ServerFrozen, smith);
    stage.story.crash(campbell);
    stage.fold();
    Completion forgotten = stage.begin(Command::forget(ClientId("kiwi")));
    QCOMPARE(stage.herd.asked, QStringList{ u"forget kiwi"_s });
    const auto tell = [&](ServerIndex server, const QByteArray &client, Reason reason) {
        stage.story.fact(EventKind::Forgotten, server, ServerIndex::None, reason, {}, { ClientId(client), 5 });
        stage.fold(&forgotten);
        return forgotten.isDone(stage.control.situation());
    };
    QVERIFY(!tell(hill, "kiwi", Reason::None));
    QVERIFY(!tell(jaquez, "owl", Reason::None));
    QVERIFY(tell(jaquez, "kiwi", Reason::NotHeld));
    QCOMPARE(forgotten.answer(stage.control.situation()).value(), QByteArray());
}

void ForgetCommandTest::nobodyHasAnythingToForget()
{
    Stage stage;
    QCOMPARE(stage.refusal(Command::forget(ClientId("kiwi"))), u"every server of this process is stopped or frozen"_s);
    stage.story.startAll();
    stage.fold();
    Completion forgotten = stage.begin(Command::forget(ClientId("\xff")));
    for (const ServerIndex server : { hill, jaquez, smith, campbell, singleton })
        stage.story.fact(EventKind::Forgotten, server, ServerIndex::None, Reason::NotHeld, {}, { ClientId("\xff"), 0 });
    stage.fold(&forgotten);
    QVERIFY(forgotten.isDone(stage.control.situation()));
    QCOMPARE(forgotten.answer(stage.control.situation()).error().message, u"no server of this process knows \\xFF"_s);
}

void ForgetCommandTest::isOfferedForWhatIsKnown()
{
    Stage stage;
    stage.story.startAll();
    stage.story.iamat(hill, "kiwi", 34, -118);
    stage.fold();
    QVERIFY(stage.control.isUseful(Command::forget(ClientId("kiwi"))));
    QVERIFY(!stage.control.isUseful(Command::forget(ClientId("owl"))));
}

HERD_TEST(ForgetCommandTest)
#include "tst_forgetcommand.moc"
