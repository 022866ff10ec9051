// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/commandpalette.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace ui {

namespace {

constexpr int shortcutRole = Qt::UserRole;
constexpr int actionRole = Qt::UserRole + 1;
constexpr int padding = 6;

// The command's name on the left, its key on the right.
class Delegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 2 * padding);
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const bool chosen = option.state & QStyle::State_Selected;
        const auto group = option.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled;
        painter->setPen(option.palette.color(group, chosen ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(option.rect.adjusted(0, 0, -2 * padding, 0), Qt::AlignRight | Qt::AlignVCenter,
            index.data(shortcutRole).toString());
    }
};

void appendCommands(const QMenu &menu, QList<QAction *> &commands)
{
    for (QAction *action : menu.actions()) {
        if (action->menu())
            appendCommands(*action->menu(), commands);
        else if (!action->isSeparator() && !action->text().isEmpty() && !commands.contains(action))
            commands += action;
    }
}

bool matches(const QAction &action, const QStringList &words)
{
    const QString text = action.text() % u' ' % action.statusTip();
    return std::all_of(
        words.begin(), words.end(), [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

CommandPalette::CommandPalette(QList<QAction *> actions, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_fixed(std::move(actions))
{
    setAccessibleName(tr("Command palette"));
    setFrameShape(QFrame::StyledPanel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(padding);
    m_typed.setPlaceholderText(tr("Type a command"));
    m_typed.setAccessibleName(tr("Type a command"));
    m_typed.setClearButtonEnabled(true);
    m_typed.installEventFilter(this);
    m_list.setFocusPolicy(Qt::NoFocus); // the keys stay with the line; the arrows move the list
    m_list.setUniformItemSizes(true);
    m_list.setFrameShape(QFrame::NoFrame);
    m_list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list.setItemDelegate(new Delegate(&m_list));
    m_list.setAccessibleName(tr("Commands"));
    layout->addWidget(&m_typed);
    layout->addWidget(&m_list);
    connect(&m_typed, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(&m_list, &QListWidget::itemClicked, this, &CommandPalette::apply);
}

void CommandPalette::addMenu(const QMenu &menu)
{
    m_menus += &menu;
}

void CommandPalette::popUp()
{
    m_actions = m_fixed;
    for (const QMenu *menu : std::as_const(m_menus))
        appendCommands(*menu, m_actions);
    m_typed.clear();
    fill({});
    const QWidget *host = parentWidget();
    const int width = qMin(host->width() - 40, fontMetrics().averageCharWidth() * 75);
    const int height = qMin(host->height() - 100, fontMetrics().height() * 26);
    resize(width, height);
    move(host->mapToGlobal(QPoint((host->width() - width) / 2, 60)));
    show();
    m_typed.setFocus(Qt::PopupFocusReason);
}

void CommandPalette::fill(const QString &typed)
{
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    m_list.clear();
    QList<QAction *> sensible = m_actions;
    std::stable_partition(sensible.begin(), sensible.end(), [](const QAction *action) { return action->isEnabled(); });
    for (QAction *action : std::as_const(sensible)) {
        if (!matches(*action, words))
            continue;
        auto *item = new QListWidgetItem(action->icon(), action->text(), &m_list);
        item->setData(shortcutRole, action->shortcut().toString(QKeySequence::NativeText));
        item->setData(actionRole, QVariant::fromValue(action));
        item->setToolTip(action->statusTip());
        if (!action->isEnabled())
            item->setFlags(Qt::NoItemFlags);
    }
    m_list.setCurrentRow(-1);
    step(1);
}

void CommandPalette::step(int by)
{
    for (int row = m_list.currentRow() + by; row >= 0 && row < m_list.count(); row += by) {
        if (m_list.item(row)->flags() & Qt::ItemIsEnabled) {
            m_list.setCurrentRow(row);
            return;
        }
    }
}

void CommandPalette::apply()
{
    const QListWidgetItem *item = m_list.currentItem();
    if (!item || !(item->flags() & Qt::ItemIsEnabled))
        return;
    auto *action = item->data(actionRole).value<QAction *>();
    hide(); // first: the command may want the focus
    action->trigger();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_typed || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        apply();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace ui
