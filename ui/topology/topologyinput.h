// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/selection.h"
#include "ui/topology/topologyscene.h"

#include <QObject>
#include <QPoint>
#include <QPointF>

class QContextMenuEvent;
class QFocusEvent;
class QHelpEvent;
class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace ui {

class TopologyStage;
class TopologyView;

// What the mouse and the keyboard mean on a topology: it watches the events of its view, moves servers and the camera
// of the stage, and keeps what the user points at (the item under the pointer, the item with the keyboard focus) in
// step with the Selection. Paints nothing and gives no command.
class TopologyInput : public QObject
{
    Q_OBJECT
public:
    // All must outlive this.
    TopologyInput(
        TopologyView &view, TopologyStage &stage, const herdcore::state::HerdState &state, Selection &selection);

    [[nodiscard]] TopologyItem focused() const { return m_focused; }
    [[nodiscard]] TopologyItem hovered() const { return m_hovered; }
    [[nodiscard]] TopologyItem selected() const; // Nothing, too, when what is selected is not in the topology
    [[nodiscard]] QString tipOf(TopologyItem item) const;
    bool focusNext(bool forward); // by Tab, to the next item; false: there is none, the focus leaves the view

Q_SIGNALS:
    void stageChanged(); // a server or the camera has moved
    void marksChanged(); // something else is focused or hovered
    void serverMoved(); // and let go
    void contextMenuRequested(QPoint globalPosition);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool press(const QMouseEvent &event);
    bool move(const QMouseEvent &event);
    bool release(const QMouseEvent &event);
    bool doubleClick(const QMouseEvent &event);
    bool wheel(const QWheelEvent &event);
    bool key(const QKeyEvent &event);
    bool requestMenu(const QContextMenuEvent &event);
    bool showTip(const QHelpEvent &event);
    void focusIn(const QFocusEvent &event);
    void onSelectionChanged();

    bool select(TopologyItem item);
    void setFocused(TopologyItem item);
    void setHovered(TopologyItem item);

    TopologyView &m_view;
    TopologyStage &m_stage;
    const herdcore::state::HerdState &m_state;
    Selection &m_selection;
    enum class Grip { None, Pressed, Server, Background };
    Grip m_grip = Grip::None;
    TopologyItem m_pressed;
    QPointF m_pressedAt;
    QPointF m_draggedFrom; // the pointer at the last move
    QPointF m_gripOffset; // from the pointer to the server's centre
    TopologyItem m_focused;
    TopologyItem m_hovered;
};

} // namespace ui
