// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/kit/reducedmotion.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

class TestReducedMotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheDesktopsSettings_data();
    void readsTheDesktopsSettings();
};

void TestReducedMotion::readsTheDesktopsSettings_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("reduces");
    QTest::newRow("none") << QString() << QByteArray() << false;
    QTest::newRow("KDE, instant") << "kdeglobals" << QByteArray("[KDE]\nAnimationDurationFactor=0\n") << true;
    QTest::newRow("KDE, faster") << "kdeglobals" << QByteArray("[KDE]\nAnimationDurationFactor=0.5\n") << false;
    QTest::newRow("KDE, nonsense") << "kdeglobals" << QByteArray("[KDE]\nAnimationDurationFactor=soon\n") << false;
    QTest::newRow("GTK 3") << "gtk-3.0/settings.ini" << QByteArray("[Settings]\ngtk-enable-animations=0\n") << true;
    QTest::newRow("GTK 4") << "gtk-4.0/settings.ini" << QByteArray("[Settings]\ngtk-enable-animations=False\n") << true;
    QTest::newRow("GTK, animated") << "gtk-3.0/settings.ini" << QByteArray("[Settings]\ngtk-enable-animations=true\n")
                                   << false;
}

void TestReducedMotion::readsTheDesktopsSettings()
{
    QFETCH(const QString, file);
    QFETCH(const QByteArray, content);
    QFETCH(const bool, reduces);
    const QTemporaryDir home;
    if (!file.isEmpty()) {
        const QString path = home.filePath(file);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(content) == content.size());
    }
    QCOMPARE(ui::desktopReducesMotion(home.path()), reduces);
}

HERD_TEST(TestReducedMotion)
#include "tst_reducedmotion.moc"
