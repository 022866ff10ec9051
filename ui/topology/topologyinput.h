// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/selection.h"
#include "ui/topology/topologyscene.h"

#include <QObject>
#include <QPoint>
#include <QPointF>
#include <QVariantMap>

#include <utility>
#include <vector>

class QContextMenuEvent;
class QFocusEvent;
class QHelpEvent;
class QKeyEvent;
class QMouseEvent;
class QPainter;
class QWheelEvent;

namespace ui {

struct Theme;
class TopologyStage;
class TopologyView;

// What the mouse and the keyboard mean on a topology: it watches the events of its view, moves servers and the camera
// of the stage, and keeps what the user points at (the item under the pointer, the item with the keyboard focus) in
// step with the Selection. With Ctrl or Shift a click adds to the selection or takes from it, and a drag of the
// background selects what is in its band. The view is one stop of Tab; arrow keys walk by place, Page Up and Page Down
// in the profile's order; with Shift they add to the selection. Gives no command.
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
    [[nodiscard]] bool isSelected(TopologyItem item) const; // one of several, or the only one
    [[nodiscard]] QString tipOf(TopologyItem item) const;
    void paintBand(QPainter &painter, const Theme &theme) const; // while there is one

Q_SIGNALS:
    void stageChanged(); // a server or the camera has moved
    void marksChanged(); // something else is focused or hovered
    void serverMoved(const QVariantMap &before); // and let go; what TopologyStage::save() was before
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
    bool extend(TopologyItem item);
    void toggle(TopologyItem item);
    bool selectAllServers();
    void selectBand();
    void beginDrag(QPointF position);
    void setFocused(TopologyItem item);
    void setHovered(TopologyItem item);

    TopologyView &m_view;
    TopologyStage &m_stage;
    const herdcore::state::HerdState &m_state;
    Selection &m_selection;
    enum class Grip { None, Pressed, Server, Background, Band };
    Grip m_grip = Grip::None;
    TopologyItem m_pressed;
    QPointF m_pressedAt;
    QPointF m_draggedFrom; // the pointer at the last move
    bool m_adds = false; // pressed with Ctrl or Shift
    std::vector<std::pair<int, QPointF>> m_gripped; // servers that are dragged, and where their centres were
    QVariantMap m_placesBefore; // the drag
    TopologyItem m_focused;
    TopologyItem m_hovered;
};

} // namespace ui
