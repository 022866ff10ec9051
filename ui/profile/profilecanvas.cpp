// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profilecanvas.h"

#include "ui/profile/profilecanvaspainter.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace ui {

using herdcore::base::number;
using herdcore::profile::LinkProfile;

namespace {

constexpr double maxScale = 1.6;
constexpr int mostBadges = 100;

// Without a third line, as there is nothing to count. And without dots in herds of up to mostBadges servers: in an
// editor each server must be recognisable, even where some overlap.
std::vector<NodeStyle> styles(int servers)
{
    std::vector<NodeStyle> list = nodeStyles(maxScale);
    std::erase_if(list, [servers](const NodeStyle &style) {
        return style.detail == NodeDetail::Full || (style.detail == NodeDetail::Dot && servers <= mostBadges);
    });
    return list;
}

} // namespace

ProfileCanvas::ProfileCanvas(ProfileDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_look(document.profile())
    , m_style(styles(0).front())
    , m_input(*this, document)
{
    setObjectName(QStringLiteral("canvas"));
    setAccessibleName(tr("Graph of the herd"));
    setAccessibleDescription(tr("The links can also be edited as a table, on the tab \"Links as a table\""));
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&document, &ProfileDocument::changed, this, &ProfileCanvas::onChanged);
    connect(&document, &ProfileDocument::wasReset, this, &ProfileCanvas::onReset);
    connect(&m_input, &ProfileCanvasInput::changed, this, qOverload<>(&QWidget::update));
    connect(&m_input, &ProfileCanvasInput::renameRequested, this, &ProfileCanvas::renameRequested);
    rebuild();
}

void ProfileCanvas::onReset()
{
    m_servers.clear();
    m_links.clear();
    m_note = {};
    m_look = HerdLook(m_document.profile());
    fit();
    Q_EMIT selectionChanged();
}

void ProfileCanvas::onChanged()
{
    const auto servers = m_servers.size();
    const auto links = m_links.size();
    std::erase_if(m_servers, [this](int server) { return server >= m_document.count(); });
    std::erase_if(
        m_links, [this](const LinkProfile &link) { return !m_document.hasLink(number(link.a), number(link.b)); });
    m_look = HerdLook(m_document.profile());
    m_note = {};
    rebuild();
    if (servers != m_servers.size() || links != m_links.size())
        Q_EMIT selectionChanged();
}

void ProfileCanvas::rebuild()
{
    m_scene = {};
    m_scene.metrics = NodeMetrics(font(), m_style, m_look);
    for (int i = 0; i < m_document.count(); ++i)
        m_scene.nodes.push_back(nodeAt(m_camera.toScreen(m_document.place(i)), m_scene.metrics));
    for (const LinkProfile &link : m_document.profile().links) {
        TopologyScene::Link line;
        line.a = number(link.a);
        line.b = number(link.b);
        line.line = m_scene.between(line.a, line.b, 0);
        m_scene.links.push_back(line);
    }
    update();
}

// The most detailed style that has room.
void ProfileCanvas::chooseStyle()
{
    std::vector<QPointF> centres;
    for (int i = 0; i < m_document.count(); ++i)
        centres.push_back(m_camera.toScreen(m_document.place(i)));
    const auto fitting = [&](const NodeStyle &style) {
        return hasRoom(m_document.profile(), centres, NodeMetrics(font(), style, m_look));
    };
    const std::vector<NodeStyle> all = styles(m_document.count());
    const auto found = std::find_if(all.begin(), all.end(), fitting);
    m_style = found == all.end() ? all.back() : *found;
}

void ProfileCanvas::fit()
{
    m_fits = true;
    QRectF world;
    for (int i = 0; i < m_document.count(); ++i) {
        const QRectF one(m_document.place(i) - QPointF(0.01, 0.01), QSizeF(0.02, 0.02));
        world = i == 0 ? one : world.united(one);
    }
    const double unit = QFontMetricsF(font()).height();
    for (const NodeStyle &style : styles(m_document.count())) {
        m_style = style;
        const NodeMetrics metrics(font(), style, m_look);
        const QSizeF half = metrics.size / 2 + QSizeF(unit, unit);
        const QRectF area
            = QRectF(rect()).adjusted(half.width(), half.height(), -half.width(), -half.height() - unit * 1.5);
        m_camera.fit(world, area.isValid() ? area : QRectF(rect().center(), QSizeF(1, 1)));
        std::vector<QPointF> centres;
        for (int i = 0; i < m_document.count(); ++i)
            centres.push_back(m_camera.toScreen(m_document.place(i)));
        if (area.isValid() && hasRoom(m_document.profile(), centres, metrics))
            break;
    }
    rebuild();
}

void ProfileCanvas::zoom(QPointF about, double factor)
{
    m_fits = false;
    if (!m_camera.zoomAbout(about, factor))
        return;
    chooseStyle();
    rebuild();
}

void ProfileCanvas::pan(QPointF pixels)
{
    m_fits = false;
    m_camera.pan(pixels);
    rebuild();
}

void ProfileCanvas::select(std::vector<int> servers, std::vector<LinkProfile> links)
{
    if (servers == m_servers && links == m_links)
        return;
    m_servers = std::move(servers);
    m_links = std::move(links);
    update();
    Q_EMIT selectionChanged();
}

void ProfileCanvas::show(const ProfileNote &note)
{
    m_note = note;
    update();
}

void ProfileCanvas::removeSelected()
{
    const std::vector<int> servers = m_servers;
    const std::vector<LinkProfile> links = m_links;
    select({});
    if (!servers.empty())
        m_document.removeServers(servers); // and their links; other selected links are kept
    else if (!links.empty())
        m_document.removeLinks(links);
}

void ProfileCanvas::linkSelected()
{
    if (m_servers.size() == 2)
        m_document.setLink(m_servers[0], m_servers[1], !m_document.hasLink(m_servers[0], m_servers[1]));
}

void ProfileCanvas::addServer()
{
    const int added = m_document.addServer();
    if (m_fits || !rect().contains(m_scene.nodes.back().box.toAlignedRect()))
        fit();
    select({ added });
}

void ProfileCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = Theme::of(palette());
    painter.fillRect(rect(), theme.surface);
    const auto [hovered, isEdge] = m_input.hovered();
    const ProfileMarks marks{ m_servers, m_links, m_note, hovered, isEdge, hasFocus() };
    ProfileCanvasPainter canvas(painter, theme, m_look, m_scene, m_document.profile(), marks);
    canvas.paint();
    painter.setFont(font());
    if (const auto pull = m_input.pull())
        canvas.paintPull(pull->from, pull->to, hovered);
    canvas.paintHint(rect(), m_document.count() == 0);
}

void ProfileCanvas::resizeEvent(QResizeEvent *)
{
    if (m_fits)
        fit();
}

void ProfileCanvas::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        chooseStyle();
        rebuild();
        if (m_fits)
            fit();
    }
    QWidget::changeEvent(event);
}

} // namespace ui
