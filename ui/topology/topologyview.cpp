// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/topology/topologyview.h"

#include "ui/kit/icons.h"
#include "ui/live/topologywords.h"
#include "ui/topology/seensummary.h"
#include "ui/topology/topologylinkpainter.h"
#include "ui/topology/topologymessagepainter.h"
#include "ui/topology/topologynodepainter.h"
#include "ui/topology/topologynotes.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;

namespace {

constexpr int frameMs = 16;
constexpr double workMs = 8; // of each frame, for layout and search
constexpr int settledAtOnce = 60; // servers; takes a few ms

TopologyView::ClockMs systemClock()
{
    QElapsedTimer timer;
    timer.start();
    return [timer] {
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    };
}

} // namespace

TopologyView::TopologyView(LogFollower &follower, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_follower(follower)
    , m_selection(selection)
    , m_stage(follower.state().profile())
    , m_search(follower.log())
    , m_cursor(follower.log())
    , m_clock(systemClock())
    , m_input(*this, m_stage, follower.state(), selection)
{
    setObjectName(QStringLiteral("topology"));
    setAccessibleName(tr("Topology"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    if (m_stage.layout().count() <= settledAtOnce)
        m_stage.settle(1000);
    m_frameTimer.setInterval(frameMs);
    m_frameTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_frameTimer, &QTimer::timeout, this, &TopologyView::onFrame);
    m_workTimer.setInterval(frameMs);
    connect(&m_workTimer, &QTimer::timeout, this, &TopologyView::settle);
    connect(&m_follower, &LogFollower::advanced, this, &TopologyView::onAdvanced);
    connect(&m_selection, &Selection::changed, this, &TopologyView::onSelectionChanged);
    connect(&m_input, &TopologyInput::stageChanged, this, &TopologyView::changed);
    connect(&m_input, &TopologyInput::marksChanged, this, [this] {
        describe();
        update();
    });
    connect(&m_input, &TopologyInput::serverMoved, this, &TopologyView::serverMoved);
    m_fitHint.setParent(this);
    m_fitHint.setIcon(icon(Glyph::Fit));
    m_fitHint.setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fitHint.setFocusPolicy(Qt::NoFocus); // the key F does the same
    m_fitHint.hide();
    connect(&m_fitHint, &QToolButton::clicked, this, &TopologyView::fit);
    connect(&m_input, &TopologyInput::contextMenuRequested, this, &TopologyView::contextMenuRequested);
    onSelectionChanged();
    describe();
}

QSize TopologyView::sizeHint() const
{
    return { 640, 480 };
}

QSize TopologyView::minimumSizeHint() const
{
    return { 200, 160 };
}

void TopologyView::setClock(ClockMs clock)
{
    m_animation.clear();
    m_clock = std::move(clock);
}

void TopologyView::setTravelTime(int ms)
{
    m_animation.setTravelTime(ms);
}

void TopologyView::setReducedMotion(bool on)
{
    m_reducedMotion = on;
    changed();
}

void TopologyView::restore(const QVariantMap &saved)
{
    m_stage.restore(saved);
    changed();
}

void TopologyView::setPlaces(const QVariantMap &saved)
{
    m_stage.setPlaces(saved);
    changed();
}

const TopologyScene &TopologyView::scene() const
{
    if (m_sceneStale) {
        m_scene = m_stage.scene(m_follower.state());
        m_sceneStale = false;
    }
    return m_scene;
}

void TopologyView::changed()
{
    m_sceneStale = true;
    if (isVisible())
        offerFit();
    update();
}

// Says how many servers the user has moved out of sight, at the upper edge, and offers to bring them back.
void TopologyView::offerFit()
{
    const auto &nodes = scene().nodes;
    const auto away = m_stage.fits() ? 0 : std::count_if(nodes.begin(), nodes.end(), [this](const auto &node) {
        return !rect().contains(node.centre().toPoint());
    });
    m_fitHint.setVisible(away > 0);
    if (away == 0)
        return;
    m_fitHint.setText(
        away == 1 ? tr("1 server is out of sight: fit (F)") : tr("%1 servers are out of sight: fit (F)").arg(away));
    m_fitHint.adjustSize();
    m_fitHint.move((width() - m_fitHint.width()) / 2, 6);
}

void TopologyView::fit()
{
    m_stage.fit();
    changed();
}

void TopologyView::zoomIn()
{
    m_stage.zoom(QRectF(rect()).center(), 1.25);
    changed();
}

void TopologyView::zoomOut()
{
    m_stage.zoom(QRectF(rect()).center(), 1 / 1.25);
    changed();
}

void TopologyView::resetLayout()
{
    m_stage.resetLayout();
    changed();
}

bool TopologyView::isSeen() const
{
    return isVisible() && !window()->isMinimized();
}

void TopologyView::onAdvanced()
{
    if (!isSeen())
        return;
    readLog();
    readFollowed();
    if (m_animation.isActive() && !m_frameTimer.isActive())
        m_frameTimer.start();
    if (QAccessible::isActive())
        describe();
    const TopologyScene before = std::exchange(m_scene, m_stage.scene(m_follower.state()));
    m_sceneStale = false;
    // Most of what happens in an idle herd changes nothing here; painting it all the same is what costs.
    if (m_animation.isActive() || m_search.summary() || before.nodes != m_scene.nodes || before.links != m_scene.links)
        update();
}

void TopologyView::readLog()
{
    const double now = m_clock();
    expectSlowness();
    m_cursor.readTo(m_follower.position(), [&](const auto &event) { m_animation.fold(event, now); });
}

// So that a message on a slow link is slow from the start, not quick and then waiting.
void TopologyView::expectSlowness()
{
    const HerdState &state = m_follower.state();
    if (state.faultChanges() == m_faultsExpected)
        return;
    m_faultsExpected = state.faultChanges();
    MessageAnimation::Expected expected;
    for (const auto &fault : state.faults().faults()) {
        const auto how = impairmentFromWords(fault.words);
        const Lane lane{ fault.from, fault.to };
        if (how && how->kind == ImpairmentKind::Latency)
            expected.slowMs[lane] += static_cast<double>(how->latencyNs + how->jitterNs / 2) / 1e6;
        else if (how && how->kind == ImpairmentKind::Hold)
            expected.held.insert(lane);
    }
    m_animation.expect(std::move(expected));
}

void TopologyView::readFollowed()
{
    if (!m_search.read(m_follower.position(), workMs / 2))
        m_workTimer.start();
}

// The timer's piece of work: layout first, then the search.
void TopologyView::settle()
{
    const bool settled = m_stage.settle(workMs);
    if (settled && m_search.read(m_follower.position(), workMs))
        m_workTimer.stop();
    changed();
}

void TopologyView::onFrame()
{
    const double now = m_clock();
    m_animation.advance(now);
    if (!m_animation.isActive() || !isSeen())
        m_frameTimer.stop();
    update();
}

void TopologyView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_animation.clear();
    m_cursor.moveTo(m_follower.position());
    if (!m_stage.isSettled())
        m_workTimer.start();
    readFollowed();
    changed();
}

void TopologyView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_frameTimer.stop();
    m_workTimer.stop();
    m_animation.clear();
}

void TopologyView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        m_stage.setViewport(size(), font());
        changed();
    } else if (event->type() == QEvent::PaletteChange) {
        update();
    }
}

void TopologyView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_stage.setViewport(size(), font());
    changed();
}

void TopologyView::onSelectionChanged()
{
    m_search.follow(m_selection.update(), m_stage.layout().count());
    if (isSeen())
        readFollowed();
    update();
}

// The nearest one that moves now.
const MessageAnimation::Flight *TopologyView::messageAt(QPointF position) const
{
    const double now = m_clock();
    const MessageAnimation::Flight *nearest = nullptr;
    double distance = std::max(8.0, scene().metrics.unit * 0.7);
    for (const auto &[id, flight] : m_animation.flights()) {
        const auto lane = flight.isMoving(now) ? scene().lane(flight.lane) : std::nullopt;
        const double here = lane ? QLineF(lane->pointAt(flight.progress(now)), position).length() : distance;
        if (here < distance) {
            distance = here;
            nearest = &flight;
        }
    }
    return nearest;
}

void TopologyView::describe()
{
    const TopologyItem item = m_input.focused();
    const bool herd = item.kind == TopologyItem::Kind::Nothing;
    setAccessibleDescription(herd ? herdDescription(m_follower.state()) : m_input.tipOf(item));
}

void TopologyView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.fillRect(rect(), Theme::of(palette()).window);
    const auto summary = seen();
    paintHerd(painter, m_clock(), summary ? &*summary : nullptr);
    paintNotes(painter, summary ? &*summary : nullptr);
    m_input.paintBand(painter, Theme::of(palette()));
}

std::optional<UpdateSummary> TopologyView::seen() const
{
    const UpdateSummary *summary = m_search.summary();
    return summary ? std::optional(asSeen(*summary, m_animation, m_clock())) : std::nullopt;
}

void TopologyView::paintHerd(QPainter &painter, double nowMs, const UpdateSummary *seen)
{
    const Theme &theme = Theme::of(palette());
    const TopologyMarks marks{ [this](TopologyItem item) { return m_input.isSelected(item); },
        hasFocus() ? m_input.focused() : TopologyItem(), m_input.hovered(), seen };
    TopologyMessagePainter messages(painter, theme, scene(), rect());
    TopologyLinkPainter(painter, theme, scene(), marks).paint();
    messages.paintClients(m_animation, nowMs);
    messages.paintTicks(m_animation, nowMs);
    if (m_animation.isPulsing())
        messages.paintPulses(m_animation.rates(), nowMs, m_animation.travelTime());
    else
        messages.paintFlights(m_animation, nowMs, m_reducedMotion);
    messages.paintHeld();
    TopologyNodePainter(painter, theme, m_stage.look(), scene(), marks).paint();
}

void TopologyView::paintNotes(QPainter &painter, const UpdateSummary *seen)
{
    TopologyNotes notes(painter, Theme::of(palette()), font(), rect());
    if (seen)
        notes.paintSummary(*seen, m_search.isBehind());
    else
        notes.paintLegend();
    if (m_animation.isPulsing())
        notes.paintSampling(m_animation.rates().perSecond());
    const auto &nodes = scene().nodes;
    if (!m_follower.hasEnded()
        && std::all_of(nodes.begin(), nodes.end(), [](const auto &node) { return node.state == ServerState::Stopped; }))
        notes.paintEmpty(notRunningWords(m_follower.position() != herdcore::base::EventId::None));
}

} // namespace ui
