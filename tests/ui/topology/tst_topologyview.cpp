// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testmain.h"
#include "tests/ui/support/topologybench.h"
#include "ui/kit/theme.h"

#include <QImage>
#include <QtTest>

#include <memory>
#include <utility>

using namespace herdcore::state;
using namespace uitest;
using herdcore::state::LinkEndState, ui::Theme;

namespace {

bool contains(const QImage &image, const QColor &colour)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) == colour.rgb())
                return true;
        }
    }
    return false;
}

} // namespace

class TestTopologyView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void messagesMoveOnlyWhileThereAreSome();
    void whatHappenedWhileHiddenIsNotReplayed();
    void followingShowsTheSummary();
    void linkStatesAreDrawn();
    void everyStateIsPainted_data();
    void everyStateIsPainted();

private:
    std::unique_ptr<HerdStory> m_story;
    std::unique_ptr<TopologyBench> m_bench;
};

void TestTopologyView::init()
{
    ui::applyTheme(*qApp, ui::ThemeChoice::Light);
    m_story = std::make_unique<HerdStory>();
    m_story->startAll();
    m_bench = std::make_unique<TopologyBench>(*m_story);
}

void TestTopologyView::cleanup()
{
    m_bench.reset();
    m_story.reset();
}

void TestTopologyView::messagesMoveOnlyWhileThereAreSome()
{
    TopologyBench &b = *m_bench;
    QVERIFY(!b.view->isAnimating());
    b.told.iamat(hill, "kiwi", 34.07, -118.45);
    b.catchUp();
    QTRY_VERIFY(b.view->isAnimating());
    QCOMPARE(b.view->animation().flights().size(), std::size_t{ 10 });
    const QImage early = b.view->grab().toImage();
    b.nowMs += 700;
    QVERIFY(b.view->grab().toImage() != early);
    b.nowMs += 60'000;
    QTRY_VERIFY(!b.view->isAnimating()); // nobody moves, nothing ticks
    QVERIFY(b.view->animation().flights().empty());
}

void TestTopologyView::whatHappenedWhileHiddenIsNotReplayed()
{
    TopologyBench &b = *m_bench;
    b.told.iamat(hill, "kiwi", 34.07, -118.45);
    b.catchUp();
    QTRY_VERIFY(b.view->isAnimating());
    b.view->hide();
    QVERIFY(!b.view->isAnimating());
    b.told.iamat(hill, "lime", 1, 1);
    b.told.cut(hill, smith);
    b.catchUp();
    QVERIFY(!b.view->isAnimating());
    QVERIFY(b.view->animation().flights().empty());
    b.view->show();
    QCOMPARE(b.view->scene().links[1].atA, LinkEndState::Cut); // the present is shown,
    QVERIFY(!b.view->isAnimating()); // the past is not
    b.told.iamat(smith, "pear", 1, 1);
    b.catchUp();
    QTRY_VERIFY(b.view->isAnimating());
    for (const auto &[id, flight] : b.view->animation().flights())
        QCOMPARE(flight.update.client, ClientId("pear"));
}

void TestTopologyView::followingShowsTheSummary()
{
    TopologyBench &b = *m_bench;
    const UpdateKey update = b.told.iamat(hill, "kiwi", 34.07, -118.45);
    b.catchUp();
    QCOMPARE(b.view->followed(), nullptr);
    const QImage before = b.view->grab().toImage();
    b.selection.followUpdate(update);
    QTRY_COMPARE(b.view->followed()->sends, 8);
    QVERIFY(contains(b.view->grab().toImage(), Theme::of(b.view->palette()).update(qHash(update))));
    QVERIFY(b.view->grab().toImage() != before);
    b.selection.clear();
    QCOMPARE(b.view->followed(), nullptr);
}

void TestTopologyView::linkStatesAreDrawn()
{
    TopologyBench &b = *m_bench;
    const Theme &theme = Theme::of(b.view->palette());
    QVERIFY(contains(b.view->grab().toImage(), theme.linkUp));
    QVERIFY(!contains(b.view->grab().toImage(), theme.linkCut));
    b.told.cut(campbell, smith); // an upright line has pure pixels
    b.catchUp();
    QTRY_VERIFY(contains(b.view->grab().toImage(), theme.linkCut));
    b.told.heal(campbell, smith);
    b.catchUp();
    QTRY_VERIFY(!contains(b.view->grab().toImage(), theme.linkCut));
}

void TestTopologyView::everyStateIsPainted_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("reducedMotion");
    QTest::addColumn<int>("updates");
    for (const bool dark : { false, true }) {
        for (const bool reduced : { false, true }) {
            for (const int updates : { 1, 120 })
                QTest::addRow("%s %s %d", dark ? "dark" : "light", reduced ? "still" : "moving", updates)
                    << dark << reduced << updates;
        }
    }
}

// For the sanitizers, and that each looks different from the one before.
void TestTopologyView::everyStateIsPainted()
{
    QFETCH(bool, dark);
    QFETCH(bool, reducedMotion);
    QFETCH(int, updates);
    ui::applyTheme(*qApp, dark ? ui::ThemeChoice::Dark : ui::ThemeChoice::Light);
    TopologyBench &b = *m_bench;
    b.view->setReducedMotion(reducedMotion);
    QImage last = b.view->grab().toImage();
    const auto isNew = [&] {
        const QImage image = b.view->grab().toImage();
        return std::exchange(last, image) != image;
    };
    UpdateKey update;
    for (int i = 0; i < updates; ++i)
        update = b.told.iamat(ServerIndex{ static_cast<std::int16_t>(i % 5) }, "c" + QByteArray::number(i), 1, 1);
    b.told.connect(hill);
    b.told.fact(EventKind::LineLost, smith, hill, Reason::CutByUser, "AT Hill", update);
    const auto wrong = b.told.client(EventKind::LineReceived, jaquez, ConnectionId{ 999 }, "HELLO");
    b.told.fact(EventKind::Rejected, jaquez, ServerIndex::None, Reason::UnknownVerb, "HELLO", {}, wrong);
    b.catchUp();
    for (int i = 0; i < 8; ++i) {
        b.nowMs += 275;
        QVERIFY(isNew());
    }
    b.told.crash(smith);
    b.told.stop(campbell);
    b.told.fact(EventKind::ListenFailed, hill, ServerIndex::None, Reason::PortTaken, "127.0.0.1 12205");
    b.catchUp();
    QVERIFY(isNew());
    b.selection.selectServer(jaquez);
    QVERIFY(isNew());
    b.selection.selectLink(b.told.profile.links[2]);
    QVERIFY(isNew());
    b.selection.followUpdate(update);
    QVERIFY(isNew());
    for (int i = 0; i < 12; ++i)
        b.wheel(b.centre(1), -1);
    QVERIFY(isNew()); // badges, then dots
}

HERD_TEST(TestTopologyView)
#include "tst_topologyview.moc"
