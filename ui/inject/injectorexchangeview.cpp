// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inject/injectorexchangeview.h"

#include "ui/kit/listtools.h"
#include "ui/kit/theme.h"

#include <QAction>
#include <QEvent>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace ui {

namespace {

QColor colorOf(InjectorExchange::RowKind kind, const Theme &theme)
{
    switch (kind) {
    case InjectorExchange::RowKind::Sent:
    case InjectorExchange::RowKind::Body:
        return theme.text;
    case InjectorExchange::RowKind::Answer:
        return theme.good;
    case InjectorExchange::RowKind::Refusal:
        return theme.bad;
    case InjectorExchange::RowKind::Ended:
        return theme.mutedText;
    }
    return theme.text;
}

class Delegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto kind = static_cast<InjectorExchange::RowKind>(index.data(InjectorExchange::KindRole).toInt());
        option->palette.setColor(QPalette::Text, colorOf(kind, Theme::of(option->palette)));
    }
};

} // namespace

InjectorExchangeView::InjectorExchangeView(InjectorExchange &exchange, QWidget *parent)
    : QWidget(parent)
    , m_exchange(exchange)
    , m_hint(&m_list)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_leftOut.setTextFormat(Qt::PlainText);
    m_leftOut.setForegroundRole(QPalette::PlaceholderText);
    m_leftOut.setMargin(4);
    m_leftOut.hide();
    layout->addWidget(&m_leftOut);
    layout->addWidget(&m_list);

    m_list.setAccessibleName(tr("Exchange with the server"));
    m_list.setModel(&exchange);
    m_list.setWordWrap(true);
    m_list.setTextElideMode(Qt::ElideNone);
    m_list.setResizeMode(QListView::Adjust);
    m_list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list.setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list.setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list.setItemDelegate(new Delegate(&m_list));
    setFonts();
    m_list.setContextMenuPolicy(Qt::ActionsContextMenu);
    m_hint.say(tr("Nothing sent yet.\nAnswers appear here."));

    addListTools(m_list, Qt::ToolTipRole); // whole lines
    auto *clear = new QAction(tr("Clear"), this);
    connect(clear, &QAction::triggered, &exchange, &InjectorExchange::clear);
    m_list.addAction(clear);

    connect(&exchange, &QAbstractItemModel::rowsInserted, this, &InjectorExchangeView::afterInsert);
    connect(&exchange, &QAbstractItemModel::modelReset, this, &InjectorExchangeView::afterInsert);
    connect(m_list.verticalScrollBar(), &QScrollBar::valueChanged, this,
        [this](int value) { m_atEnd = value >= m_list.verticalScrollBar()->maximum(); });
}

void InjectorExchangeView::afterInsert()
{
    m_hint.say(m_exchange.rowCount() > 0 ? QString() : tr("No lines to show.\nSend a line to see the answer."));
    m_leftOut.setVisible(m_exchange.leftOut() > 0);
    m_leftOut.setText(tr("%1 earlier lines are only in the Messages panel").arg(m_exchange.leftOut()));
    if (m_atEnd)
        m_list.scrollToBottom();
}

void InjectorExchangeView::setFonts()
{
    m_list.setFont(fixedFont(font()));
    QFont prose = font();
    prose.setFamilies(font().families()); // set explicitly, or the hint would inherit the font of the list
    prose.setFixedPitch(false);
    m_hint.setFont(prose);
}

void InjectorExchangeView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::FontChange)
        return;
    setFonts();
}

} // namespace ui
