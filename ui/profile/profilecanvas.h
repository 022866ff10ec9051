// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/profilecanvasinput.h"
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
    // Marks what a note is about, until the next note or change; the groups that a loss leaves are hatched.
    void show(const ProfileNote &note);
    using QWidget::show;

    void fit(); // now and whenever its size changes
    void zoom(QPointF about, double factor);
    void pan(QPointF pixels);
    void removeSelected();
    void linkSelected(); // two servers; unlinks them if they are linked
    void addServer(); // and select it

    [[nodiscard]] const TopologyScene &scene() const { return m_scene; }
    [[nodiscard]] const TopologyCamera &camera() const { return m_camera; }
    [[nodiscard]] QSize sizeHint() const override { return { 640, 420 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 240, 160 }; }

Q_SIGNALS:
    void selectionChanged();
    void renameRequested(int server);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void onChanged();
    void onReset();
    void rebuild();
    void chooseStyle();
    ProfileDocument &m_document;
    HerdLook m_look;
    TopologyCamera m_camera;
    NodeStyle m_style;
    TopologyScene m_scene;
    bool m_fits = true;
    std::vector<int> m_servers;
    std::vector<herdcore::profile::LinkProfile> m_links;
    ProfileNote m_note;
    ProfileCanvasInput m_input; // sees the scene, so it comes last
};

} // namespace ui
