// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/profilemodels.h"

#include "herdcore/base/escape.h"

namespace ui {

using herdcore::base::ServerName;
using herdcore::herd::Profile;

namespace {

QString nameOf(const Profile &profile, int server)
{
    return herdcore::base::escapedText(profile.servers.at(static_cast<std::size_t>(server)).name.bytes(), 100);
}

} // namespace

ProfileServersModel::ProfileServersModel(ProfileDocument &document, QObject *parent)
    : QAbstractTableModel(parent)
    , m_document(document)
    , m_rows(document.count())
{
    connect(&document, &ProfileDocument::changed, this, &ProfileServersModel::onChanged);
}

// Rows that stay keep their editors and selections.
void ProfileServersModel::onChanged()
{
    const int rows = m_document.count();
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    } else if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        endRemoveRows();
    }
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
}

int ProfileServersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ProfileServersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProfileServersModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_document.count())
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == Port)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    const auto &server = m_document.profile().servers.at(static_cast<std::size_t>(index.row()));
    switch (index.column()) {
    case Name:
        return role == Qt::EditRole ? QString::fromUtf8(server.name.bytes()) : nameOf(m_document.profile(), index.row());
    case Host:
        return server.host;
    case Port:
        return role == Qt::EditRole ? QVariant(int(server.port)) : QVariant(QString::number(server.port));
    default:
        return {};
    }
}

QVariant ProfileServersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    switch (section) {
    case Name:
        return tr("Name");
    case Host:
        return tr("Address");
    case Port:
        return tr("Port");
    default:
        return {};
    }
}

Qt::ItemFlags ProfileServersModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

bool ProfileServersModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || index.row() >= m_document.count())
        return false;
    const auto row = static_cast<std::size_t>(index.row());
    bool isPort = false;
    const uint port = value.toUInt(&isPort);
    switch (index.column()) {
    case Name:
        m_document.change(tr("Rename server"), {},
            [row, &value](Profile &p) { p.servers[row].name = ServerName(value.toString().trimmed().toUtf8()); });
        return true;
    case Host:
        m_document.change(tr("Change address"), {},
            [row, &value](Profile &p) { p.servers[row].host = value.toString().trimmed(); });
        return true;
    case Port:
        if (!isPort || port > 65535)
            return false;
        m_document.change(
            tr("Change port"), {}, [row, port](Profile &p) { p.servers[row].port = static_cast<quint16>(port); });
        return true;
    default:
        return false;
    }
}

ProfileLinksModel::ProfileLinksModel(ProfileDocument &document, QObject *parent)
    : QAbstractTableModel(parent)
    , m_document(document)
    , m_count(document.count())
{
    connect(&document, &ProfileDocument::changed, this, &ProfileLinksModel::onChanged);
}

void ProfileLinksModel::onChanged()
{
    if (m_count != m_document.count()) {
        beginResetModel();
        m_count = m_document.count();
        endResetModel();
        return;
    }
    if (m_count == 0)
        return;
    Q_EMIT dataChanged(index(0, 0), index(m_count - 1, m_count - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, m_count - 1);
    Q_EMIT headerDataChanged(Qt::Vertical, 0, m_count - 1);
}

int ProfileLinksModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

int ProfileLinksModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

QVariant ProfileLinksModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || m_count != m_document.count() || index.row() == index.column())
        return {};
    if (role == Qt::CheckStateRole)
        return m_document.hasLink(index.row(), index.column()) ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
        const Profile &profile = m_document.profile();
        return Qt::convertFromPlainText(
            tr("%1 to %2").arg(nameOf(profile, index.row()), nameOf(profile, index.column())));
    }
    return {};
}

QVariant ProfileLinksModel::headerData(int section, Qt::Orientation, int role) const
{
    if (role != Qt::DisplayRole || section < 0 || section >= m_document.count())
        return {};
    return nameOf(m_document.profile(), section);
}

Qt::ItemFlags ProfileLinksModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() == index.column())
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren;
}

bool ProfileLinksModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.row() == index.column())
        return false;
    m_document.setLink(index.row(), index.column(), value.toInt() == Qt::Checked);
    return true;
}

} // namespace ui
