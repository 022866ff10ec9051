// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/profile/profiledocument.h"

#include <QSignalSpy>
#include <QTest>

using namespace ui;
using namespace herdcore::profile;
using herdcore::base::ServerIndex;
using herdcore::base::ServerName;

namespace {

using Doing = std::function<void(ProfileDocument &)>;

LinkProfile link(int a, int b)
{
    return { ServerIndex(static_cast<qint16>(a)), ServerIndex(static_cast<qint16>(b)) };
}

std::vector<QPointF> places(const ProfileDocument &document)
{
    std::vector<QPointF> list;
    for (int i = 0; i < document.count(); ++i)
        list.push_back(document.place(i));
    return list;
}

struct Edited {
    ProfileDocument document;
    Edited() { document.reset(loadProfile(QStringLiteral("herdscope")).value(), true); }
};

} // namespace

Q_DECLARE_METATYPE(Doing)

class TestProfileDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEditCanBeUndone_data();
    void everyEditCanBeUndone();
    void goingOnIsOneStep();
    void removingServersRenumbersLinks();
    void newServersAreApart();
    void modifiedIsByValue();
};

void TestProfileDocument::everyEditCanBeUndone_data()
{
    QTest::addColumn<Doing>("doing");
    const auto row = [](const char *name, const Doing &doing) {
        QTest::newRow(name) << doing;
    };
    row("change", [](ProfileDocument &d) { d.change({}, {}, [](Profile &p) { p.title = QStringLiteral("x"); }); });
    row("typing", [](ProfileDocument &d) {
        d.change({}, QStringLiteral("name"), [](Profile &p) { p.name = QStringLiteral("y"); });
    });
    row("add server", [](ProfileDocument &d) { d.addServer(); });
    row("add server there", [](ProfileDocument &d) { d.addServer(QPointF(3, 4)); });
    row("remove servers", [](ProfileDocument &d) { d.removeServers({ 1, 3 }); });
    row("link", [](ProfileDocument &d) { d.setLink(0, 3, true); });
    row("unlink", [](ProfileDocument &d) { d.setLink(1, 0, false); });
    row("remove links", [](ProfileDocument &d) { d.removeLinks({ link(0, 1), link(0, 2) }); });
    row("move", [](ProfileDocument &d) { d.moveServer(2, QPointF(7, 8)); });
    row("arrange", [](ProfileDocument &d) {
        d.moveServer(2, QPointF(7, 8));
        d.undo().clear();
        d.arrange();
    });
}

void TestProfileDocument::everyEditCanBeUndone()
{
    QFETCH(Doing, doing);
    Edited edited;
    ProfileDocument &document = edited.document;
    Profile before = document.profile();
    std::vector<QPointF> placesBefore = places(document);
    if (QTest::currentDataTag() == QByteArray("arrange")) {
        document.moveServer(2, QPointF(7, 8));
        placesBefore = places(document);
    }
    QSignalSpy changed(&document, &ProfileDocument::changed);
    doing(document);
    QVERIFY(changed.count() > 0);
    QVERIFY(document.undo().canUndo());
    const Profile after = document.profile();
    const std::vector<QPointF> placesAfter = places(document);
    QVERIFY(after != before || placesAfter != placesBefore);
    document.undo().undo();
    QVERIFY(document.profile() == before);
    QVERIFY(places(document) == placesBefore);
    document.undo().redo();
    QVERIFY(document.profile() == after);
    QVERIFY(places(document) == placesAfter);
    QVERIFY(!document.undo().canRedo());
}

void TestProfileDocument::goingOnIsOneStep()
{
    Edited edited;
    ProfileDocument &document = edited.document;
    const QString field = QStringLiteral("name");
    const auto type = [&](const char *text) {
        document.change({}, field, [text](Profile &p) { p.name = QString::fromLatin1(text); });
    };
    type("a");
    type("ab");
    document.endStep();
    type("abc");
    QCOMPARE(document.undo().count(), 2);
    document.undo().undo();
    QCOMPARE(document.profile().name, QStringLiteral("ab"));
    type("ab"); // nothing is changed: what was undone can still be redone
    QVERIFY(document.undo().canRedo());
    document.undo().undo();
    QCOMPARE(document.profile().name, QStringLiteral("herdscope"));
    for (int i = 0; i < 20; ++i)
        document.moveServer(0, QPointF(i, i));
    QCOMPARE(document.undo().count(), 1);
}

void TestProfileDocument::removingServersRenumbersLinks()
{
    Edited edited;
    ProfileDocument &document = edited.document;
    std::vector<std::pair<QByteArray, QByteArray>> expected;
    for (const LinkProfile &one : document.profile().links) {
        const QByteArray a = document.profile().server(one.a).name.bytes();
        const QByteArray b = document.profile().server(one.b).name.bytes();
        if (a != "Jaquez" && b != "Jaquez")
            expected.emplace_back(a, b);
    }
    const QPointF smith = document.place(2);
    document.removeServers({ 1 });
    QCOMPARE(document.count(), 4);
    QCOMPARE(document.place(1), smith);
    std::vector<std::pair<QByteArray, QByteArray>> found;
    for (const LinkProfile &one : document.profile().links)
        found.emplace_back(
            document.profile().server(one.a).name.bytes(), document.profile().server(one.b).name.bytes());
    QVERIFY(found == expected);
    QVERIFY(problemsOf(document.profile()).empty());
}

void TestProfileDocument::newServersAreApart()
{
    ProfileDocument document;
    document.reset(Profile(), true);
    for (int i = 0; i < 40; ++i)
        QCOMPARE(document.addServer(), i);
    document.removeServers({ 5, 6 });
    document.addServer();
    QVERIFY(problemsOf(document.profile()).empty());
    for (int a = 0; a < document.count(); ++a) {
        for (int b = 0; b < a; ++b) {
            const QPointF off = document.place(a) - document.place(b);
            QVERIFY(QPointF::dotProduct(off, off) > 0.3);
        }
    }
}

void TestProfileDocument::modifiedIsByValue()
{
    Edited edited;
    ProfileDocument &document = edited.document;
    QVERIFY(!document.isModified());
    document.moveServer(0, QPointF(9, 9)); // not part of the file
    QVERIFY(!document.isModified());
    document.setLink(0, 3, true);
    QVERIFY(document.isModified());
    document.setLink(0, 3, false);
    QVERIFY(!document.isModified());
    document.setLink(0, 3, true);
    document.setSaved();
    QVERIFY(!document.isModified());
    document.undo().undo();
    QVERIFY(document.isModified());
    document.reset(Profile(document.profile()), false);
    QVERIFY(document.isModified());
}

HERD_TEST(TestProfileDocument)
#include "tst_profiledocument.moc"
