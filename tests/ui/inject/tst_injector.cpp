// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/inject/injector.h"

#include "tests/support/fakeherd.h"
#include "tests/ui/support/storystage.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace uitest;

namespace {

struct Stage : StoryStage {
    FakeHerd commands;
    herdcore::control::HerdControl control{ commands, follower.state() };
    Injector injector{ control, follower };

    Stage()
    {
        injector.resize(400, 700);
        injector.show();
    }
    // What the client's side of a conversation leaves in the log.
    void tell(EventKind kind, const QByteArray &bytes, int conversation = 1, Reason reason = Reason::None)
    {
        Event o;
        o.kind = kind;
        o.server = hill;
        o.connection = ConnectionId{ 1000 + static_cast<quint64>(conversation) };
        o.bytes = bytes;
        o.reason = reason;
        story.add(o);
    }
    [[nodiscard]] QPushButton *sendButton() const
    {
        for (auto *button : injector.findChildren<QPushButton *>()) {
            if (button->text() == QStringLiteral("Send"))
                return button;
        }
        return nullptr;
    }
    void page(int index) { injector.findChild<QTabWidget *>()->setCurrentIndex(index); }
    [[nodiscard]] QStringList exchange() const
    {
        const auto *model = injector.findChild<InjectorExchangeView *>()->findChild<QListView *>()->model();
        QStringList rows;
        for (int row = 0; row < model->rowCount(); ++row)
            rows += model->index(row, 0).data().toString();
        return rows;
    }
};

} // namespace

class TestInjector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatTheFormSays();
    void stampsAtTheTimeOfSending();
    void anInvalidFormSendsNothing();
    void theMapFillsAndSends();
    void movesAClientAndLeavesTheForm();
    void writesRawBytesInPieces();
    void showsTheVerdictWhileTyping();
    void snippetsFillAndSend();
    void showsTheExchangeOfItsOwnConnections();
    void theExchangeIsBounded();
    void emitsTheQuery();
};

void TestInjector::sendsWhatTheFormSays()
{
    Stage stage;
    stage.injector.setServer(smith);
    QTest::mouseClick(stage.sendButton(), Qt::LeftButton);
    QCOMPARE(stage.commands.sentTo, std::vector{ smith });
    QVERIFY(stage.commands.said[0].bytes.startsWith("IAMAT kiwi +34.068930-118.445127 "));
    QVERIFY(stage.commands.said[0].bytes.endsWith('\n'));
    QVERIFY(stage.commands.said[0].halfClose);
    stage.page(1);
    QVERIFY(QTest::qWaitForWindowActive(&stage.injector));
    QTest::keyClick(&stage.injector, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(stage.commands.said.size(), size_t{ 2 });
    QCOMPARE(stage.commands.said[1].bytes, QByteArray("WHATSAT kiwi 10 5\n"));
}

void TestInjector::stampsAtTheTimeOfSending()
{
    Stage stage;
    const auto timeOf = [](const QByteArray &line) {
        return line.trimmed().split(' ').last().toDouble();
    };
    stage.injector.send();
    const double before = static_cast<double>(SystemClock().now().wallNs) / 1e9;
    stage.injector.send();
    QVERIFY(timeOf(stage.commands.said[1].bytes) >= before - 0.001);
    QVERIFY(timeOf(stage.commands.said[1].bytes) >= timeOf(stage.commands.said[0].bytes));
}

void TestInjector::anInvalidFormSendsNothing()
{
    Stage stage;
    auto *client = stage.injector.findChild<IamatForm *>()->findChild<QLineEdit *>();
    client->setFocus();
    client->selectAll();
    QTest::keyClicks(client, QStringLiteral("two words"));
    QVERIFY(!stage.sendButton()->isEnabled());
    QTest::keyClick(client, Qt::Key_Return);
    QVERIFY(stage.commands.said.empty());
    client->selectAll();
    QTest::keyClicks(client, QStringLiteral("\\xffkiwi"));
    QVERIFY(stage.sendButton()->isEnabled());
    QTest::keyClick(client, Qt::Key_Return);
    QCOMPARE(stage.commands.said.size(), size_t{ 1 });
    QVERIFY(stage.commands.said[0].bytes.startsWith("IAMAT \xffkiwi +34"));
}

void TestInjector::theMapFillsAndSends()
{
    Stage stage;
    stage.page(2);
    stage.injector.setLocation(-12.5, 45.25);
    QVERIFY(stage.commands.said.empty());
    stage.injector.sendFrom(-12.5, 45.5);
    QVERIFY(stage.commands.said.at(0).bytes.startsWith("IAMAT kiwi -12.500000+45.500000 "));
}

void TestInjector::movesAClientAndLeavesTheForm()
{
    Stage stage;
    stage.injector.moveClient(ClientId(QByteArray("\xfe")), 1, 2);
    QVERIFY(stage.commands.said.at(0).bytes.startsWith("IAMAT \xfe +1.000000+2.000000 "));
    stage.injector.send();
    QVERIFY(stage.commands.said.at(1).bytes.startsWith("IAMAT kiwi +34.068930"));
}

void TestInjector::writesRawBytesInPieces()
{
    Stage stage;
    stage.injector.focusLine();
    auto *raw = stage.injector.findChild<RawForm *>();
    auto *line = raw->findChild<QLineEdit *>();
    line->setText(QStringLiteral("a\\x00b"));
    raw->findChild<QComboBox *>()->setCurrentIndex(1);
    raw->findChild<QCheckBox *>()->setChecked(false);
    raw->findChild<QSpinBox *>()->setValue(3);
    QTest::keyClick(line, Qt::Key_Return);
    const auto &said = stage.commands.said.at(0);
    QCOMPARE(said.bytes, QByteArray("a\0b\r\n", 5));
    QCOMPARE(said.writes, 3);
    QVERIFY(!said.halfClose);
}

void TestInjector::showsTheVerdictWhileTyping()
{
    Stage stage;
    stage.injector.focusLine();
    auto *line = stage.injector.findChild<RawForm *>()->findChild<QLineEdit *>();
    const auto says = [&](const QString &text) {
        for (const auto *label : stage.injector.findChildren<QLabel *>()) {
            if (label->text().contains(text))
                return true;
        }
        return false;
    };
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("WHATSAT kiwi 51 5"));
    QVERIFY(says(QStringLiteral("Invalid: radius is not 0 to 50 km: 51")));
    QTest::keyClick(line, Qt::Key_Home);
    line->setText(QStringLiteral("WHATSAT kiwi 50 5"));
    QVERIFY(says(QStringLiteral("at most 5 places within 50 km of kiwi")));
    line->setText(QStringLiteral("x\\"));
    QVERIFY(says(QStringLiteral("escape at character 2")));
    QVERIFY(!stage.sendButton()->isEnabled());
}

void TestInjector::snippetsFillAndSend()
{
    Stage stage;
    const auto *menu = stage.injector.findChild<QMenu *>();
    QAction *twelve = nullptr;
    for (const auto *group : menu->findChildren<QMenu *>()) {
        for (QAction *action : group->actions()) {
            if (action->text().contains(QStringLiteral("12 pieces")))
                twelve = action;
        }
    }
    QVERIFY(twelve);
    twelve->trigger();
    QCOMPARE(stage.commands.said.at(0).writes, 12);
    QCOMPARE(stage.injector.findChild<QTabWidget *>()->currentIndex(), 2);
}

void TestInjector::showsTheExchangeOfItsOwnConnections()
{
    Stage stage;
    stage.injector.send();
    stage.tell(EventKind::UserConnected, {});
    stage.tell(EventKind::UserSent, "WHATSAT kiwi 10 2\n");
    stage.tell(EventKind::UserReceived, "AT Hill +0.1 kiwi +34-118 1");
    stage.tell(EventKind::UserReceived, "{");
    stage.tell(EventKind::UserReceived, "  \"name\": \"\x1b[31m\"");
    stage.tell(EventKind::UserReceived, "");
    stage.tell(EventKind::UserReceived, "? no");
    stage.tell(EventKind::UserSent, "another's", 77);
    stage.tell(EventKind::UserEnded, {}, 1, Reason::PeerReset);
    stage.catchUp();
    const QStringList rows = stage.exchange();
    QCOMPARE(rows.size(), 6);
    QCOMPARE(rows[0], QStringLiteral("\u2192 Hill: WHATSAT kiwi 10 2"));
    QCOMPARE(rows[1], QStringLiteral("\u2190 AT Hill +0.1 kiwi +34-118 1"));
    QVERIFY(rows[3].contains(QStringLiteral("\\x1B[31m")));
    QVERIFY(rows[4].startsWith(QStringLiteral("\u2715 ? no")));
    QVERIFY(rows[5].contains(QStringLiteral("5 lines")));
}

void TestInjector::theExchangeIsBounded()
{
    HerdStory story;
    LogFollower follower(story.log, story.profile);
    InjectorExchange exchange(follower);
    QAbstractItemModelTester tester(&exchange, QAbstractItemModelTester::FailureReportingMode::QtTest);
    exchange.watch(ConnectionId{ 5 });
    const auto receive = [&](int lines, qsizetype size) {
        for (int i = 0; i < lines; ++i) {
            Event o;
            o.kind = EventKind::UserReceived;
            o.server = hill;
            o.connection = ConnectionId{ 5 };
            o.bytes = QByteArray(size, 'x');
            story.add(o);
        }
        uitest::catchUp(follower, story);
    };
    receive(InjectorExchange::maxRows - 1, 10);
    QCOMPARE(exchange.leftOut(), quint64{ 0 });
    receive(3, 1'000'000);
    QCOMPARE(exchange.rowCount(), InjectorExchange::maxRows);
    QCOMPARE(exchange.leftOut(), quint64{ 2 });
    QVERIFY(exchange.index(exchange.rowCount() - 1, 0).data().toString().size() < 500);
    receive(5000, 10);
    QCOMPARE(exchange.rowCount(), InjectorExchange::maxRows);
    QCOMPARE(exchange.leftOut(), quint64{ 5002 });
}

void TestInjector::emitsTheQuery()
{
    Stage stage;
    QSignalSpy asked(&stage.injector, &Injector::queryChanged);
    stage.page(1);
    QCOMPARE(asked.last()[0].value<ClientId>(), ClientId("kiwi"));
    QCOMPARE(asked.last()[1].toDouble(), 10.0);
    stage.injector.setRadius(22.5);
    QCOMPARE(asked.last()[1].toDouble(), 22.5);
    stage.page(0);
    QVERIFY(asked.last()[0].value<ClientId>().isEmpty());
    stage.page(1);
    stage.injector.hide();
    QVERIFY(asked.last()[0].value<ClientId>().isEmpty());
}

HERD_TEST(TestInjector)
#include "tst_injector.moc"
