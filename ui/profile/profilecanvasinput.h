// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/profiledocument.h"
#include "ui/topology/topologyscene.h"

#include <QObject>
#include <QPointF>

#include <optional>

class QKeyEvent;
class QMouseEvent;

namespace ui {

class ProfileCanvas;

// What the mouse and the keyboard mean on a ProfileCanvas, whose events it watches: they select, move and link in the
// document, and pan and zoom the canvas. Paints nothing.
class ProfileCanvasInput : public QObject
{
    Q_OBJECT
public:
    // Both must outlive this.
    ProfileCanvasInput(ProfileCanvas &canvas, ProfileDocument &document);

    struct Rim {
        int server = -1;
        bool isEdge = false; // where links are pulled from
        friend bool operator==(const Rim &, const Rim &) = default;
    };
    struct Pull {
        int from;
        QPointF to;
    };
    [[nodiscard]] const Rim &hovered() const { return m_hovered; }
    [[nodiscard]] std::optional<Pull> pull() const; // the link that is being pulled

Q_SIGNALS:
    void changed(); // hovered() or pull()
    void renameRequested(int server);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Gesture { None, Move, Link, Pan };
    void press(const QMouseEvent &event);
    void move(const QMouseEvent &event);
    void release(const QMouseEvent &event);
    void doubleClick(const QMouseEvent &event);
    bool key(const QKeyEvent &event);
    bool requestRename();

    [[nodiscard]] Rim rimAt(QPointF position) const;
    void updateHover(QPointF position);
    void toggle(TopologyItem item, bool more);
    [[nodiscard]] TopologyItem current() const; // the last one selected
    void step(QPointF direction, bool more);
    void nudge(QPointF direction);

    ProfileCanvas &m_canvas;
    ProfileDocument &m_document;
    Gesture m_gesture = Gesture::None;
    Rim m_hovered;
    int m_pulled = -1; // the server that a move or a link began at
    QPointF m_last; // of the pointer
    QPointF m_pressed;
    QPointF m_grip; // from the server's middle
    bool m_dragged = false;
};

} // namespace ui
