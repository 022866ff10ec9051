// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/logfollower.h"
#include "ui/live/selection.h"
#include "ui/topology/messageanimation.h"
#include "ui/topology/topologyinput.h"
#include "ui/topology/topologystage.h"
#include "ui/topology/updatesearch.h"

#include <QTimer>
#include <QToolButton>
#include <QWidget>

#include <functional>

namespace ui {

// The herd as a graph: servers, links as each of their ends sees them, messages in transit, and the path of the update
// that is followed. Reports what the user points at through the Selection, asks for its context menu, and gives no
// command itself. Works only while it can be seen: what happened meanwhile is not replayed.
class TopologyView : public QWidget
{
    Q_OBJECT
public:
    using ClockMs = std::function<double()>; // never goes back

    // Both must outlive this.
    TopologyView(LogFollower &follower, Selection &selection, QWidget *parent = nullptr);

    void setClock(ClockMs clock); // tests turn their own
    void setTravelTime(int ms);
    void setReducedMotion(bool on); // messages stand still on their links instead of travelling

    // Where the user put servers, by name.
    [[nodiscard]] QVariantMap save() const { return m_stage.save(); }
    void restore(const QVariantMap &saved);
    void setPlaces(const QVariantMap &saved); // exactly these were moved

    // What is shown.
    [[nodiscard]] const TopologyScene &scene() const;
    [[nodiscard]] const MessageAnimation &animation() const { return m_animation; }
    [[nodiscard]] TopologyItem focusedItem() const { return m_input.focused(); }
    [[nodiscard]] const MessageAnimation::Flight *messageAt(QPointF position) const; // null: none
    [[nodiscard]] const UpdateSummary *followed() const { return m_search.summary(); }
    [[nodiscard]] std::optional<UpdateSummary> seen() const; // of the followed update, as far as it is shown now
    [[nodiscard]] bool isAnimating() const { return m_frameTimer.isActive(); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

public Q_SLOTS:
    void fit();
    void zoomIn();
    void zoomOut();
    void resetLayout(); // servers that were moved go back

Q_SIGNALS:
    // The selection's menu, at this place.
    void contextMenuRequested(QPoint globalPosition);
    void serverMoved(const QVariantMap &before); // by the user: save() has something new

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] bool isSeen() const;
    void onAdvanced();
    void onSelectionChanged();
    void onFrame();
    void readLog();
    void readFollowed();
    void expectSlowness();
    void settle();
    void changed(); // what is painted has
    void describe();
    void offerFit();
    void paintHerd(QPainter &painter, double nowMs, const UpdateSummary *seen);
    void paintNotes(QPainter &painter, const UpdateSummary *seen);

    LogFollower &m_follower;
    Selection &m_selection;
    TopologyStage m_stage;
    mutable TopologyScene m_scene;
    mutable bool m_sceneStale = true;
    MessageAnimation m_animation;
    UpdateSearch m_search;
    herdcore::observe::LogCursor m_cursor; // at the last event that was animated
    ClockMs m_clock;
    QTimer m_frameTimer;
    QTimer m_workTimer; // layout and search, a piece at a time
    bool m_reducedMotion = false;
    quint64 m_faultsExpected = 0; // HerdState::faultChanges() then
    QToolButton m_fitHint; // where servers are out of sight
    TopologyInput m_input; // sees the scene, so it comes last
};

} // namespace ui
