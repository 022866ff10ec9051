// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/profiledocument.h"
#include "ui/profile/profilewords.h"
#include "ui/topology/topologyscene.h"

#include <QWidget>

namespace ui {

// The herd of a profile as a graph to edit: servers are dragged, links are pulled from the edge of one server to
// another. Fits itself into the widget until the user zooms or pans; nothing else moves by itself.
class ProfileCanvas : public QWidget
{
    Q_OBJECT
public:
    explicit ProfileCanvas(ProfileDocument &document, QWidget *parent = nullptr);

    [[nodiscard]] const std::vector<int> &selectedServers() const { return m_servers; } // in the order of selecting
    [[nodiscard]] const std::vector<herdcore::profile::LinkProfile> &selectedLinks() const { return m_links; }
    void select(std::vector<int> servers, std::vector<herdcore::profile::LinkProfile> links = {});
    // What a note is about, until it is told another one; what a loss leaves is hatched group by group.
    void show(const ProfileNote &note);
    using QWidget::show;

    void fit(); // and go on fitting
    void removeSelected();
    void linkSelected(); // two servers; unlinks them if they are linked
    void addServer(); // and select it

    [[nodiscard]] const TopologyScene &scene() const { return m_scene; }
    [[nodiscard]] QSize sizeHint() const override { return { 640, 420 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 240, 160 }; }

Q_SIGNALS:
    void selectionChanged();
    void renameRequested(int server);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Gesture { None, Move, Link, Pan };
    struct Rim {
        int server = -1;
        bool isEdge = false; // where links are pulled from
    };
    void onChanged();
    void onReset();
    void rebuild();
    void chooseStyle();
    void toggle(TopologyItem item, bool more);
    [[nodiscard]] Rim rimAt(QPointF position) const;
    void updateHover(QPointF position);
    [[nodiscard]] TopologyItem current() const;
    void step(QPointF direction, bool more);
    void nudge(QPointF direction);
    void zoom(QPointF about, double factor);

    ProfileDocument &m_document;
    HerdLook m_look;
    TopologyCamera m_camera;
    NodeStyle m_style;
    TopologyScene m_scene;
    bool m_fits = true;
    std::vector<int> m_servers;
    std::vector<herdcore::profile::LinkProfile> m_links;
    ProfileNote m_note;

    Gesture m_gesture = Gesture::None;
    Rim m_hovered;
    int m_pulled = -1; // the server that a move or a link began at
    QPointF m_last; // of the pointer
    QPointF m_pressed;
    QPointF m_grip; // from the server's middle
    bool m_dragged = false;
};

} // namespace ui
