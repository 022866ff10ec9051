// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/endfollower.h"

#include <QAbstractItemModel>
#include <QEvent>
#include <QLocale>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace ui {

EndFollower::EndFollower(QAbstractItemView *view)
    : QObject(view)
    , m_view(view)
    , m_viewport(view->viewport())
    , m_chip(new QPushButton(view)) // on the view: the viewport would scroll it away
{
    m_chip->hide();
    m_chip->setCursor(Qt::PointingHandCursor);
    m_chip->setFocusPolicy(Qt::NoFocus); // Ctrl+End does the same
    m_chip->setToolTip(tr("Go to the end and follow (Ctrl+End)"));
    connect(m_chip, &QPushButton::clicked, this, &EndFollower::follow);
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex &, int first, int last) { onInserted(last, last - first + 1); });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
        [this](const QModelIndex &, int first, int last) { onRemoved(last - first + 1); });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_following = true;
        m_held = false;
        m_new = 0;
        updateChip();
    });
    const QScrollBar *bar = view->verticalScrollBar();
    connect(bar, &QScrollBar::actionTriggered, this, [this] { m_held = false; }); // the wheel, too; before it moves
    connect(bar, &QScrollBar::valueChanged, this, &EndFollower::onMoved);
    connect(bar, &QScrollBar::rangeChanged, this, [this] {
        if (m_following)
            toEnd();
    });
    view->installEventFilter(this);
    m_viewport->installEventFilter(this);
}

void EndFollower::follow()
{
    m_following = true;
    m_held = false;
    m_new = 0;
    toEnd();
    updateChip();
}

void EndFollower::release()
{
    m_following = false;
    m_held = true;
}

void EndFollower::onInserted(int last, int count)
{
    const bool isAtEnd = last == m_view->model()->rowCount() - 1;
    if (m_following || !isAtEnd)
        return;
    m_new += count;
    updateChip();
}

void EndFollower::onRemoved(int count)
{
    if (m_following || m_view->model()->rowCount() == 0)
        return;
    const QScopedValueRollback moving(m_moving, true);
    QScrollBar *bar = m_view->verticalScrollBar();
    bar->setValue(bar->value() - count * m_view->visualRect(m_view->model()->index(0, 0)).height());
}

void EndFollower::onMoved()
{
    if (m_moving)
        return;
    const QScrollBar *bar = m_view->verticalScrollBar();
    m_following = bar->value() == bar->maximum() && !m_held;
    if (m_following)
        m_new = 0;
    updateChip();
}

void EndFollower::onKey(const QKeyEvent &key)
{
    switch (key.key()) {
    case Qt::Key_End:
        follow();
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
        release();
        return;
    default:
        return;
    }
}

void EndFollower::toEnd()
{
    const QScopedValueRollback moving(m_moving, true);
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
}

void EndFollower::updateChip()
{
    m_chip->setVisible(!m_following && m_new > 0);
    if (m_chip->isHidden())
        return;
    m_chip->setText(tr("%1 new").arg(QLocale().toString(m_new)) + QStringLiteral(" ") + QChar(0x2193));
    m_chip->adjustSize();
    const QRect area = m_view->viewport()->geometry();
    m_chip->move(area.right() - m_chip->width() - 12, area.bottom() - m_chip->height() - 10);
}

bool EndFollower::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::Resize)
        updateChip();
    else if (watched == m_view && event->type() == QEvent::KeyPress)
        onKey(*static_cast<QKeyEvent *>(event));
    else if (watched == m_viewport && event->type() == QEvent::MouseButtonPress
        && m_view->indexAt(static_cast<QMouseEvent *>(event)->position().toPoint()).isValid())
        release();
    return QObject::eventFilter(watched, event);
}

} // namespace ui
