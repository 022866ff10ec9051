// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "ui/places/placespage.h"

#include "tests/ui/support/fakekeystore.h"

#include <QDirIterator>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace ui;
using namespace uitest;
using Origin = PlacesControl::KeyOrigin;

namespace {

const QByteArray canary = "AIzaCanary0123456789";

struct Stage {
    FakeKeyStore::Content keychain;
    std::unique_ptr<PlacesControl> control;
    std::unique_ptr<PlacesPage> page;

    void open(
        const QByteArray &environment = {}, const std::optional<PlacesControl::PlacesSettings> &asked = std::nullopt)
    {
        control = std::make_unique<PlacesControl>(
            SettingsStore(SettingsStore::Kind::Users), std::make_unique<FakeKeyStore>(keychain), environment, asked);
        page = std::make_unique<PlacesPage>(*control);
        page->setAttribute(Qt::WA_DeleteOnClose, false);
        page->show();
    }
    template <typename Widget, typename Wanted> [[nodiscard]] Widget *find(const Wanted &isWanted) const
    {
        const auto all = page->findChildren<Widget *>();
        const auto found = std::find_if(all.begin(), all.end(), [&](Widget *one) { return isWanted(*one); });
        return found == all.end() ? nullptr : *found;
    }
    [[nodiscard]] QComboBox &source() const { return *page->findChild<QComboBox *>(); }
    [[nodiscard]] QLineEdit &edit(const char *name) const
    {
        return *find<QLineEdit>([name](QLineEdit &one) { return one.accessibleName() == QLatin1String(name); });
    }
    [[nodiscard]] QPushButton &button(const char *text) const
    {
        return *find<QPushButton>([text](QPushButton &one) { return one.text().remove(u'&') == QLatin1String(text); });
    }
    [[nodiscard]] QString outcome() const { return page->findChild<QPlainTextEdit *>()->toPlainText(); }
    void choose(const char *name) { source().setCurrentIndex(source().findData(QString::fromLatin1(name))); }
    [[nodiscard]] bool says(const char *text) const
    {
        const auto *label = find<QLabel>([text](QLabel &one) { return one.text().contains(QLatin1String(text)); });
        return label && label->textFormat() == Qt::PlainText;
    }
};

}

// The settings page for places, and what it changes.
class TestPlacesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void remembersSourceAndUrl();
    void commandLineWins();
    void keysComeFrom_data();
    void keysComeFrom();
    void reportsAMissingKey();
    void storesNoKeyInFiles();
    void rejectsInvalidInput_data();
    void rejectsInvalidInput();
    void testsTheSource();
    void explainsAFailedTest();
    void aTestCanBeCancelled();

private:
    QTemporaryDir m_home;
};

void TestPlacesPage::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
}

void TestPlacesPage::init()
{
    QSettings(QStringLiteral("herdscope"), QStringLiteral("herdscope")).clear();
}

void TestPlacesPage::remembersSourceAndUrl()
{
    Stage first;
    first.open();
    QCOMPARE(first.source().currentData().toString(), QStringLiteral("gazetteer"));
    QVERIFY(!first.edit("Base URL").isEnabled() && !first.edit("API key").isEnabled());
    first.choose("overpass");
    QVERIFY(first.edit("Base URL").isEnabled() && !first.edit("API key").isEnabled());
    QVERIFY(first.says("OpenStreetMap contributors, ODbL"));
    first.edit("Base URL").setText(QStringLiteral("http://127.0.0.1:1/x"));
    const QSignalSpy changed(first.control.get(), &PlacesControl::settingsChanged);
    first.button("Apply").click();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(first.control->settings().source, QStringLiteral("overpass"));

    Stage second;
    second.open();
    QCOMPARE(second.control->settings().source, QStringLiteral("overpass"));
    QCOMPARE(second.control->settings().baseUrl, QUrl(QStringLiteral("http://127.0.0.1:1/x")));
    QCOMPARE(second.edit("Base URL").text(), QStringLiteral("http://127.0.0.1:1/x"));
    second.choose("google"); // the URL belonged to the other provider
    QVERIFY(second.edit("Base URL").text().isEmpty());
    QVERIFY(second.says("Google Maps"));
}

void TestPlacesPage::commandLineWins()
{
    SettingsStore(SettingsStore::Kind::Users).savePlaces({ QStringLiteral("overpass"), QStringLiteral("http://x") });
    Stage stage;
    stage.open({}, PlacesControl::PlacesSettings{ QStringLiteral("google") });
    QCOMPARE(stage.control->settings().source, QStringLiteral("google"));
    QVERIFY(stage.control->settings().baseUrl.isEmpty());
    QCOMPARE(SettingsStore(SettingsStore::Kind::Users).loadPlaces().source, QStringLiteral("overpass"));
}

void TestPlacesPage::keysComeFrom_data()
{
    QTest::addColumn<QByteArray>("environment");
    QTest::addColumn<QByteArray>("keychain");
    QTest::addColumn<bool>("works");
    QTest::addColumn<QByteArray>("entered");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<Origin>("origin");
    const QByteArray no;
    QTest::newRow("nowhere") << no << no << true << no << no << Origin::Nowhere;
    QTest::newRow("environment") << QByteArray("env") << no << true << no << QByteArray("env") << Origin::Environment;
    QTest::newRow("environment first") << QByteArray("env") << QByteArray("old") << true << no << QByteArray("env")
                                       << Origin::Environment;
    QTest::newRow("keychain") << no << QByteArray("old") << true << no << QByteArray("old") << Origin::Keychain;
    QTest::newRow("keychain does not work") << no << QByteArray("old") << false << no << no << Origin::Nowhere;
    QTest::newRow("invalid key in the keychain") << no << QByteArray("a b\n") << true << no << no << Origin::Nowhere;
    QTest::newRow("entered, kept") << no << no << true << QByteArray("new") << QByteArray("new") << Origin::Keychain;
    QTest::newRow("entered, for this session")
        << no << no << false << QByteArray("new") << QByteArray("new") << Origin::Session;
    QTest::newRow("entered instead") << QByteArray("env") << no << false << QByteArray("new") << QByteArray("new")
                                     << Origin::Session;
}

void TestPlacesPage::keysComeFrom()
{
    QFETCH(QByteArray, environment);
    QFETCH(QByteArray, keychain);
    QFETCH(bool, works);
    QFETCH(QByteArray, entered);
    Stage stage;
    stage.keychain = { keychain, works };
    stage.open(environment, PlacesControl::PlacesSettings{ QStringLiteral("google") });
    QCoreApplication::processEvents(); // the keychain is read
    if (!entered.isEmpty()) {
        stage.edit("API key").setText(QString::fromLatin1(entered));
        stage.button("Apply").click();
        QVERIFY(stage.edit("API key").text().isEmpty());
    }
    QTEST(stage.control->settings().key, "key");
    QTEST(stage.control->keyOrigin(), "origin");
    const char *const said[] = { "No key is set", "GOOGLE_PLACES_API_KEY",
        "The key is stored in the desktop's keychain", "kept until Herdscope exits" };
    QVERIFY(stage.says(said[static_cast<int>(stage.control->keyOrigin())]));
}

void TestPlacesPage::reportsAMissingKey()
{
    for (const char *source : { "google", "overpass" }) {
        for (const QByteArray &key : { QByteArray(), canary }) {
            Stage stage;
            stage.open(key, PlacesControl::PlacesSettings{ QString::fromLatin1(source) });
            const QSignalSpy missing(stage.control.get(), &PlacesControl::keyMissing);
            QCoreApplication::processEvents();
            const bool isMissing = key.isEmpty() && source == QByteArray("google");
            QCOMPARE(stage.control->lacksKey(), isMissing);
            QCOMPARE(missing.size(), isMissing ? 1 : 0);
        }
    }
}

void TestPlacesPage::storesNoKeyInFiles()
{
    for (const bool works : { true, false }) {
        Stage stage;
        stage.keychain.works = works;
        stage.open();
        stage.choose("google");
        stage.edit("API key").setText(QString::fromLatin1(canary));
        QCOMPARE(stage.edit("API key").echoMode(), QLineEdit::Password);
        stage.button("Apply").click();
        QCOMPARE(stage.control->settings().key, canary);
        QSettings(QStringLiteral("herdscope"), QStringLiteral("herdscope")).sync();
    }
    int files = 0;
    QDirIterator all(m_home.path(), QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY2(!content.contains(canary), qPrintable(file.fileName()));
        files += content.contains("google") ? 1 : 0;
    }
    QCOMPARE(files, 1);
}

void TestPlacesPage::rejectsInvalidInput_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("word");
    const QString key = QString::fromLatin1(canary);
    QTest::newRow("URL") << QStringLiteral("x") << key << QStringLiteral("Base URL");
    QTest::newRow("file") << QStringLiteral("file:///etc/passwd") << key << QStringLiteral("http");
    QTest::newRow("password") << QStringLiteral("http://me:secret@x") << key << QStringLiteral("password");
    QTest::newRow("no key") << QString() << QString() << QStringLiteral("requires an API key");
    QTest::newRow("invalid key") << QString() << QStringLiteral("a b") << QStringLiteral("characters");
}

void TestPlacesPage::rejectsInvalidInput()
{
    QFETCH(QString, url);
    QFETCH(QString, key);
    QFETCH(QString, word);
    Stage stage;
    stage.open();
    stage.choose("google");
    stage.edit("Base URL").setText(url);
    stage.edit("API key").setText(key);
    for (const char *button : { "Apply", "Test" }) {
        stage.button(button).click();
        QVERIFY2(stage.outcome().contains(word), qPrintable(stage.outcome()));
        QVERIFY(!stage.outcome().contains(QLatin1String("secret")));
        QCOMPARE(stage.control->settings().source, QStringLiteral("gazetteer"));
    }
}

void TestPlacesPage::testsTheSource()
{
    Stage stage;
    stage.open();
    stage.button("Test").click();
    QTRY_VERIFY_WITH_TIMEOUT(stage.outcome().startsWith(QLatin1String("OK, results: 5")), 20'000);
    QCOMPARE(stage.outcome().count(u'\n'), 5);
    QVERIFY(!stage.outcome().contains(QLatin1String("Google")));
}

void TestPlacesPage::explainsAFailedTest()
{
    Stage stage;
    stage.open();
    stage.choose("overpass");
    stage.edit("Base URL").setText(QStringLiteral("http://127.0.0.1:1"));
    stage.button("Test").click();
    QTRY_VERIFY_WITH_TIMEOUT(stage.outcome().contains(QLatin1String("is unreachable")), 20'000);
    QVERIFY(stage.outcome().startsWith(QLatin1String("UNKNOWN_ERROR")));
    QCOMPARE(stage.control->settings().source, QStringLiteral("gazetteer")); // nothing has changed
}

void TestPlacesPage::aTestCanBeCancelled()
{
    Stage stage;
    stage.open();
    stage.button("Test").click();
    stage.button("Cancel").click();
    QCOMPARE(stage.outcome(), QStringLiteral("Cancelled."));
    stage.button("Test").click();
    QTRY_VERIFY_WITH_TIMEOUT(stage.outcome().startsWith(QLatin1String("OK, results: 5")), 20'000);
    stage.button("Test").click();
    stage.page.reset(); // while the request is pending
}

HERD_TEST(TestPlacesPage)
#include "tst_placespage.moc"
