// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/log/logpanel.h"

#include "ui/kit/theme.h"
#include "ui/live/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace ui {

using namespace herdcore::base;

namespace {

// A line in its kind's colour.
class LineDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto kind = static_cast<MessageKind>(index.data(LogLinesModel::KindRole).toInt());
        option->palette.setColor(QPalette::Text, kindColor(Theme::of(option->palette), kind));
        option->state.setFlag(QStyle::State_HasFocus, false); // the whole row is highlighted
    }
};

QIcon dot(const QColor &color)
{
    QPixmap pixmap(24, 24);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(5, 5, 14, 14);
    return QIcon(pixmap);
}

} // namespace

LogPanel::LogPanel(LogFollower &follower, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_follower(follower)
    , m_selection(selection)
    , m_model(follower)
    , m_table(m_model)
    , m_hint(new EmptyHint(&m_table))
    , m_end(new EndFollower(&m_table))
    , m_catchUp(new CatchUp(follower, this, [this] { return step(); }))
{
    auto *name = new QLabel(tr("Log &of"), this);
    name->setBuddy(&m_servers);
    m_servers.setAccessibleName(tr("Server whose log is shown"));
    m_servers.setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_status.setTextFormat(Qt::PlainText);
    m_status.setForegroundRole(QPalette::PlaceholderText);
    m_status.setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_table.setAccessibleName(tr("Log"));
    m_table.setItemDelegate(new LineDelegate(&m_table));
    m_table.setFont(fixedFont(font()));
    m_table.horizontalHeader()->hide();

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 6, 6, 6);
    bar->setSpacing(8);
    bar->addWidget(name);
    bar->addWidget(&m_servers);
    bar->addWidget(&m_status, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(&m_table, 1);

    fillServers();
    connect(&m_servers, &QComboBox::currentIndexChanged, this, &LogPanel::onServerChosen);
    connect(&m_table, &EventTable::chosen, this, &LogPanel::onRowChosen);
    connect(&m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        QMenu menu(this);
        m_table.addRowActions(menu);
        menu.exec(m_table.viewport()->mapToGlobal(position));
    });
    connect(&m_selection, &Selection::changed, this, &LogPanel::onSelectionChanged);
    onServerChosen(m_servers.currentIndex());
}

void LogPanel::fillServers()
{
    const QSignalBlocker quiet(m_servers);
    const int current = qMax(0, m_servers.currentIndex());
    const Theme &theme = Theme::of(palette());
    m_servers.clear();
    for (int i = 0; i < static_cast<int>(m_follower.state().profile().servers.size()); ++i) {
        const auto server = ServerIndex{ static_cast<std::int16_t>(i) };
        m_servers.addItem(dot(theme.server(i)), m_follower.state().serverName(server));
    }
    m_servers.setCurrentIndex(current);
}

void LogPanel::onServerChosen(int index)
{
    m_model.setServer(ServerIndex{ static_cast<std::int16_t>(index) });
    updateStatus();
    m_catchUp->now();
}

void LogPanel::onRowChosen(int row)
{
    const auto span = m_model.eventAt(row);
    if (!span.isEmpty())
        m_selection.selectEvent(span.begin()->id, span.begin()->update());
}

void LogPanel::onSelectionChanged()
{
    if (m_selection.subject() == Selection::Subject::Server)
        m_servers.setCurrentIndex(number(m_selection.server()));
    const bool isEvent = m_selection.subject() == Selection::Subject::Event;
    const int row = isEvent ? m_model.rowOf(m_selection.event()) : -1;
    if (row < 0 || row != m_table.currentIndex().row())
        m_table.select(row);
    if (row >= 0)
        m_end->release(); // or it would run away
}

bool LogPanel::step()
{
    const bool done = m_model.advance();
    updateStatus();
    return done;
}

void LogPanel::updateStatus()
{
    const QLocale locale;
    m_status.setText(m_model.dropped() == 0
            ? tr("lines %1").arg(locale.toString(m_model.rowCount()))
            : tr("lines %1 · older %2").arg(locale.toString(m_model.rowCount()), locale.toString(m_model.dropped())));
    const bool seen = number(m_follower.position()) > 0;
    m_hint->say(m_model.rowCount() > 0 ? QString()
            : seen                     ? tr("Nothing has happened at %1 yet.").arg(m_servers.currentText())
                                       : tr("The herd has not been started."));
}

void LogPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fillServers();
    else if (event->type() == QEvent::FontChange)
        m_table.setFont(fixedFont(font()));
}

} // namespace ui
