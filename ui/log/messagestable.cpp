// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/messagestable.h"

#include "ui/kit/columnfit.h"
#include "ui/log/messagesdelegate.h"

#include <QKeyEvent>

namespace ui {

MessagesTable::MessagesTable(MessagesModel &model, QWidget *parent)
    : EventTable(model, parent)
    , m_model(model)
{
    setItemDelegate(new MessagesDelegate(this));
    setAccessibleName(tr("Messages"));
    findAction().setShortcut(Qt::Key_F3); // Ctrl+F is the filter's
    new ColumnFit(this,
        { { .mayBeCut = false }, { .mayBeCut = false }, { .hasMark = true }, { .hasMark = true }, { .hasMark = true },
            {} });
}

bool MessagesTable::setOpen(bool open)
{
    int row = currentIndex().row();
    if (!open && m_model.foldedInto(row) == 0) {
        row = m_model.rowOfFold(m_model.idAt(row));
        if (row >= 0)
            setCurrentIndex(m_model.index(row, 0)); // its own row goes
    }
    if (row < 0 || m_model.foldedInto(row) == 0 || m_model.isOpen(row) == open)
        return false;
    m_model.setOpen(row, open);
    return true;
}

void MessagesTable::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool opens = isPlain && (event->key() == Qt::Key_Right || isEnter);
    const bool closes = isPlain && (event->key() == Qt::Key_Left || isEnter);
    if (!(opens && setOpen(true)) && !(closes && setOpen(false)))
        EventTable::keyPressEvent(event);
}

void MessagesTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    EventTable::mouseDoubleClickEvent(event);
    if (event->button() == Qt::LeftButton && indexAt(event->position().toPoint()).isValid() && !setOpen(true))
        setOpen(false);
}

} // namespace ui
