// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/inject/injector.h"

#include "tests/support/fakeherd.h"
#include "tests/ui/support/storystage.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
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
    // Client, latitude and longitude of the IAMAT form.
    [[nodiscard]] QLineEdit *iamatField(int index) const
    {
        QList<QLineEdit *> fields;
        for (auto *field : injector.findChild<IamatForm *>()->findChildren<QLineEdit *>()) {
            if (!qobject_cast<QAbstractSpinBox *>(field->parent()))
                fields += field;
        }
        return fields.value(index);
    }
    void type(QLineEdit *field, const QString &text) const
    {
        field->setFocus();
        field->selectAll();
        for (const QChar c : text) // keyClicks() knows ASCII only
            QTest::sendKeyEvent(QTest::Click, field, Qt::Key_unknown, QString(c), Qt::NoModifier);
    }
    void paste(QLineEdit *field, const QString &text) const
    {
        QGuiApplication::clipboard()->setText(text);
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    }
    [[nodiscard]] QString verdict() const
    {
        for (const auto *label : injector.findChildren<QLabel *>()) {
            if (label->accessibleName() == QStringLiteral("Validity"))
                return label->text();
        }
        return {};
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
    void saysOfAServerWhatIsNotAsUsual();
    void sendsWhatTheFormSays();
    void stampsAtTheTimeOfSending();
    void anInvalidFormSendsNothing();
    void takesWhatPeopleTypeForAPlace();
    void aPastedPlaceFillsBothFields();
    void refusesWhatIsNoPlaceAndSaysSo();
    void numbersTakeADecimalComma();
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

void TestInjector::takesWhatPeopleTypeForAPlace()
{
    Stage stage;
    stage.type(stage.iamatField(1), QStringLiteral("48,137154"));
    stage.type(stage.iamatField(2), QStringLiteral("11\u00b034'34\"E"));
    QVERIFY(stage.verdict().contains(QStringLiteral("48.13715 N, 11.57611 E")));
    QTest::keyClick(stage.iamatField(2), Qt::Key_Return);
    QVERIFY(stage.commands.said.at(0).bytes.startsWith("IAMAT kiwi +48.137154+11.576111 "));
    QCOMPARE(stage.iamatField(2)->text(), QStringLiteral("11.576111"));
    QTest::keyClick(stage.iamatField(2), Qt::Key_Up);
    QTest::keyClick(stage.iamatField(1), Qt::Key_Down);
    QTest::keyClick(stage.iamatField(2), Qt::Key_Return);
    QVERIFY(stage.commands.said.at(1).bytes.startsWith("IAMAT kiwi +48.127154+11.586111 "));
    // A pair is left as it is while it is being typed, counts at once, and fills both fields when it is whole.
    stage.type(stage.iamatField(1), QStringLiteral("-12.5, 45"));
    QCOMPARE(stage.iamatField(1)->text(), QStringLiteral("-12.5, 45"));
    QTest::keyClick(stage.iamatField(1), Qt::Key_Return);
    QVERIFY(stage.commands.said.at(2).bytes.startsWith("IAMAT kiwi -12.500000+45.000000 "));
    QCOMPARE(stage.iamatField(1)->text(), QStringLiteral("-12.500000"));
    QCOMPARE(stage.iamatField(2)->text(), QStringLiteral("45.000000"));
}

void TestInjector::aPastedPlaceFillsBothFields()
{
    Stage stage;
    stage.paste(stage.iamatField(1), QStringLiteral("48.137154, 11.576124"));
    QCOMPARE(stage.iamatField(1)->text(), QStringLiteral("48.137154"));
    QCOMPARE(stage.iamatField(2)->text(), QStringLiteral("11.576124"));
    stage.paste(stage.iamatField(2), QStringLiteral("https://www.openstreetmap.org/#map=15/34.0689/-118.4451"));
    QCOMPARE(stage.iamatField(1)->text(), QStringLiteral("34.068900"));
    QCOMPARE(stage.iamatField(2)->text(), QStringLiteral("-118.445100"));
    QVERIFY(stage.sendButton()->isEnabled());
}

void TestInjector::refusesWhatIsNoPlaceAndSaysSo()
{
    Stage stage;
    stage.type(stage.iamatField(2), QStringLiteral("\u2013118.4"));
    QVERIFY(!stage.sendButton()->isEnabled());
    QVERIFY2(stage.verdict().contains(QStringLiteral("U+2013 at character 1 is not a minus sign")),
        qPrintable(stage.verdict()));
    QTest::keyClick(stage.iamatField(2), Qt::Key_Return);
    QVERIFY(stage.commands.said.empty());
    stage.iamatField(0)->setFocus();
    QCOMPARE(stage.iamatField(2)->text(), QStringLiteral("\u2013118.4")); // still there to be corrected
    stage.type(stage.iamatField(2), QString());
    QTest::keyClick(stage.iamatField(2), Qt::Key_Delete);
    QCOMPARE(stage.verdict(), QStringLiteral("Enter a longitude."));
}

void TestInjector::numbersTakeADecimalComma()
{
    Stage stage;
    stage.page(1);
    auto *radius = stage.injector.findChild<WhatsatForm *>()->findChild<DecimalBox *>();
    radius->setFocus();
    radius->selectAll();
    QTest::keyClicks(radius, QStringLiteral("2,5"));
    QCOMPARE(radius->value(), 2.5);
    QVERIFY(radius->text().startsWith(QStringLiteral("2.5")));
    radius->selectAll();
    QTest::keyClicks(radius, QStringLiteral("1.2,3")); // no separators of thousands
    QCOMPARE(radius->value(), 1.23);
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

void TestInjector::saysOfAServerWhatIsNotAsUsual()
{
    Stage stage;
    const auto *servers = stage.injector.findChild<QComboBox *>();
    QCOMPARE(servers->itemText(0), QStringLiteral("Hill (stopped)"));
    stage.story.startAll();
    stage.catchUp();
    QCOMPARE(servers->itemText(0), QStringLiteral("Hill"));
    stage.story.crash(hill);
    stage.catchUp();
    QCOMPARE(servers->itemText(0), QStringLiteral("Hill (crashed)"));
}

HERD_TEST(TestInjector)
#include "tst_injector.moc"
