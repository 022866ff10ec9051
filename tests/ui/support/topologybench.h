// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/ui/support/storystage.h"
#include "ui/topology/topologyview.h"

#include <QApplication>
#include <QLineEdit>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <QtTest>

namespace uitest {

// A window with a topology, between two line edits, on a clock that stands still until the test turns it.
struct TopologyBench {
    explicit TopologyBench(HerdStory &toldIn)
        : told(toldIn)
        , follower(told.log, told.profile)
    {
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(before = new QLineEdit);
        layout->addWidget(view = new ui::TopologyView(follower, selection), 1);
        layout->addWidget(after = new QLineEdit);
        view->setClock([this] { return nowMs; });
        window.resize(900, 760);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        catchUp();
    }
    void catchUp() { uitest::catchUp(follower, told); }
    void mouse(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons) const
    {
        QMouseEvent event(type, at, view->mapToGlobal(at), button, buttons, Qt::NoModifier);
        QApplication::sendEvent(view, &event);
    }
    void drag(QPointF from, QPointF to) const
    {
        mouse(QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
        for (const double part : { 0.3, 0.6, 1.0 })
            mouse(QEvent::MouseMove, from + (to - from) * part, Qt::NoButton, Qt::LeftButton);
        mouse(QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
    }
    void click(QPointF at) const
    {
        mouse(QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
        mouse(QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
    }
    void wheel(QPointF at, int notches) const
    {
        QWheelEvent event(at, view->mapToGlobal(at), {}, { 0, notches * 120 }, Qt::NoButton, Qt::NoModifier,
            Qt::NoScrollPhase, false);
        QApplication::sendEvent(view, &event);
    }
    [[nodiscard]] QPointF centre(int server) const
    {
        return view->scene().nodes.at(static_cast<std::size_t>(server)).centre();
    }
    [[nodiscard]] QPointF onLink(int link, double part) const
    {
        return view->scene().links.at(static_cast<std::size_t>(link)).line.pointAt(part);
    }

    HerdStory &told;
    ui::LogFollower follower;
    ui::Selection selection;
    QWidget window;
    QLineEdit *before = nullptr;
    ui::TopologyView *view = nullptr;
    QLineEdit *after = nullptr;
    double nowMs = 1000;
};

} // namespace uitest
