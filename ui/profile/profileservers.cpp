// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profileservers.h"

#include "ui/kit/listtools.h"

#include <QComboBox>
#include <QHeaderView>
#include <QStyledItemDelegate>

namespace ui {

namespace {

// A list to choose from, with the current value chosen.
class RunByDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        auto *box = new QComboBox(parent);
        box->addItems(ProfileServersModel::runByChoices());
        return box;
    }
    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        static_cast<QComboBox *>(editor)->setCurrentText(index.data(Qt::EditRole).toString());
    }
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override
    {
        model->setData(index, static_cast<QComboBox *>(editor)->currentText());
    }
};

} // namespace

ProfileServers::ProfileServers(ProfileDocument &document, QWidget *parent)
    : QTableView(parent)
    , m_model(document)
{
    setObjectName(QStringLiteral("profileServers"));
    setAccessibleName(tr("Servers"));
    setModel(&m_model);
    setSelectionBehavior(SelectRows);
    setTabKeyNavigation(false);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    addListTools(*this);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setItemDelegateForColumn(ProfileServersModel::RunBy, new RunByDelegate(this));
    verticalHeader()->setDefaultSectionSize(verticalHeader()->minimumSectionSize() + 6);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_isFollowing)
            Q_EMIT selectionEdited();
    });
    const int digit = fontMetrics().horizontalAdvance(u'0');
    setColumnWidth(ProfileServersModel::Name, digit * 13);
    setColumnWidth(ProfileServersModel::Host, digit * 12);
    setColumnWidth(ProfileServersModel::Port, digit * 8);
    setColumnWidth(ProfileServersModel::RunBy, digit * 15);
}

std::vector<int> ProfileServers::selected() const
{
    std::vector<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.push_back(index.row());
    return rows;
}

void ProfileServers::select(const std::vector<int> &servers)
{
    QItemSelection rows;
    for (const int server : servers)
        rows.select(m_model.index(server, 0), m_model.index(server, ProfileServersModel::ColumnCount - 1));
    m_isFollowing = true;
    selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    if (!servers.empty()) {
        selectionModel()->setCurrentIndex(m_model.index(servers.back(), 0), QItemSelectionModel::NoUpdate);
        scrollTo(m_model.index(servers.back(), 0));
    }
    m_isFollowing = false;
}

void ProfileServers::edit(int server, const QString &field)
{
    const int column = field == QStringLiteral("host") ? ProfileServersModel::Host
        : field == QStringLiteral("port")              ? ProfileServersModel::Port
        : field == QStringLiteral("command")           ? ProfileServersModel::CommandLine
                                                       : ProfileServersModel::Name;
    setFocus(Qt::OtherFocusReason);
    setCurrentIndex(m_model.index(server, column));
    edit(currentIndex());
}

} // namespace ui
