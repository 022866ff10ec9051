// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/kit/findbar.h"

#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QKeyEvent>

namespace ui {

namespace {

constexpr qint64 workNs = 4'000'000; // in one turn of the event loop

} // namespace

FindBar::FindBar(QAbstractItemView *list, int role)
    : QFrame(list)
    , m_list(*list)
    , m_role(role)
    , m_action(tr("&Find..."))
{
    m_action.setShortcuts({ QKeySequence(QKeySequence::Find), QKeySequence(Qt::Key_F3) });
    m_action.setShortcutContext(Qt::WidgetShortcut);
    connect(&m_action, &QAction::triggered, this, &FindBar::open);
    layOut();
    hide();
    m_work.setInterval(0);
    connect(&m_work, &QTimer::timeout, this, &FindBar::goOn);
    connect(&m_text, &QLineEdit::textEdited, this, [this] { search(1, false); });
    m_text.installEventFilter(this);
    list->installEventFilter(this);
}

void FindBar::layOut()
{
    setAutoFillBackground(true);
    setFrameShape(QFrame::StyledPanel);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    m_text.setAccessibleName(tr("Find in %1").arg(m_list.accessibleName()));
    m_text.setPlaceholderText(tr("Find a row"));
    m_text.setToolTip(tr("Return: next; Shift+Return: previous; Esc: close"));
    m_text.setClearButtonEnabled(true);
    m_message.setTextFormat(Qt::PlainText);
    m_message.setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(&m_text, 1);
    layout->addWidget(&m_message);
}

void FindBar::open()
{
    m_text.setAccessibleName(tr("Find in %1").arg(m_list.accessibleName()));
    m_message.clear();
    show();
    place();
    raise();
    m_text.setFocus(Qt::ShortcutFocusReason);
    m_text.selectAll();
}

void FindBar::close()
{
    m_work.stop();
    hide();
    m_list.setFocus(Qt::OtherFocusReason);
}

// Along the lower edge of the rows.
void FindBar::place()
{
    const QRect rows = m_list.viewport()->geometry();
    const QSize size(qMin(rows.width(), 24 * fontMetrics().averageCharWidth() + 160), sizeHint().height());
    setGeometry(QRect(rows.bottomRight() - QPoint(size.width() - 1, size.height() - 1), size));
}

void FindBar::search(int step, bool fromNext)
{
    m_message.clear();
    m_work.stop();
    const int rows = m_list.model() ? m_list.model()->rowCount(m_list.rootIndex()) : 0;
    if (m_text.text().isEmpty() || rows == 0)
        return;
    const int current = m_list.currentIndex().row();
    const int first = current < 0 ? (step > 0 ? 0 : rows - 1) : current + (fromNext ? step : 0);
    m_row = (first + rows) % rows;
    m_left = rows;
    m_step = step;
    goOn();
}

void FindBar::goOn()
{
    QElapsedTimer timer;
    timer.start();
    m_work.stop();
    const int rows = m_list.model()->rowCount(m_list.rootIndex());
    for (; m_left > 0 && rows > 0; --m_left) {
        m_row %= rows; // rows may have gone
        if (matches(m_row)) {
            found(m_row);
            return;
        }
        m_row = (m_row + m_step + rows) % rows;
        if (timer.nsecsElapsed() > workNs) {
            --m_left;
            m_message.setText(tr("searching"));
            m_work.start();
            return;
        }
    }
    m_message.setText(tr("not found"));
}

bool FindBar::matches(int row) const
{
    const QAbstractItemModel &model = *m_list.model();
    for (int column = 0; column < model.columnCount(m_list.rootIndex()); ++column) {
        const QModelIndex index = model.index(row, column, m_list.rootIndex());
        if (index.data(m_role).toString().contains(m_text.text(), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

void FindBar::found(int row)
{
    m_message.clear();
    const QModelIndex index = m_list.model()->index(row, 0, m_list.rootIndex());
    m_list.selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_list.scrollTo(index, QAbstractItemView::PositionAtCenter); // not behind this bar
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_list) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return false;
    }
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return false;
    const auto &key = *static_cast<QKeyEvent *>(event);
    const bool next = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter || key.key() == Qt::Key_F3;
    if (!next && key.key() != Qt::Key_Escape)
        return false;
    if (event->type() == QEvent::ShortcutOverride) { // Esc is a command of the window
        event->accept();
        return true;
    }
    if (next)
        search(key.modifiers() & Qt::ShiftModifier ? -1 : 1, true);
    else
        close();
    return true;
}

} // namespace ui
