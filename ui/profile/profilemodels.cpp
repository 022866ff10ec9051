// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profilemodels.h"

#include "herdcore/base/escape.h"
#include "ui/profile/profilewords.h"

#include <QProcess>

namespace ui {

using herdcore::base::ServerName;
using herdcore::profile::ExternalServer;
using herdcore::profile::Profile;

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
        return role == Qt::EditRole ? QString::fromUtf8(server.name.bytes())
                                    : nameOf(m_document.profile(), index.row());
    case Host:
        return server.host;
    case Port:
        return role == Qt::EditRole ? QVariant(int(server.port)) : QVariant(QString::number(server.port));
    case RunBy:
        return server.external ? runByChoices().at(1 + static_cast<int>(server.external->dialect))
                               : runByChoices().at(0);
    case CommandLine:
        return server.external ? commandText(server.external->command) : QString();
    default:
        return {};
    }
}

QStringList ProfileServersModel::runByChoices()
{
    QStringList choices{ tr("this program") };
    for (const auto &row : herdcore::protocol::allDialects())
        choices += tr("external, %1").arg(QLatin1String(row.word));
    return choices;
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
    case RunBy:
        return tr("Run by");
    case CommandLine:
        return tr("Command");
    default:
        return {};
    }
}

Qt::ItemFlags ProfileServersModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_document.count())
        return Qt::NoItemFlags;
    const bool isExternal = m_document.profile().servers.at(static_cast<std::size_t>(index.row())).external.has_value();
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    return index.column() == CommandLine && !isExternal ? flags : flags | Qt::ItemIsEditable;
}

bool ProfileServersModel::setPort(std::size_t row, const QVariant &value)
{
    bool isPort = false;
    const uint port = value.toUInt(&isPort);
    if (!isPort || port > 65535)
        return false;
    m_document.change(
        tr("Change port"), {}, [row, port](Profile &p) { p.servers[row].port = static_cast<quint16>(port); });
    return true;
}

bool ProfileServersModel::setRunBy(std::size_t row, const QString &choice)
{
    const auto index = runByChoices().indexOf(choice);
    if (index < 0)
        return false;
    m_document.change(tr("Change who runs the server"), {}, [row, index](Profile &p) {
        auto &external = p.servers[row].external;
        if (index == 0)
            external.reset();
        else if (!external)
            external.emplace();
        if (external)
            external->dialect = static_cast<herdcore::profile::DialectKind>(index - 1);
    });
    return true;
}

bool ProfileServersModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const auto row = static_cast<std::size_t>(index.row());
    const QString text = value.toString().trimmed();
    switch (index.column()) {
    case Name:
        m_document.change(
            tr("Rename server"), {}, [row, &text](Profile &p) { p.servers[row].name = ServerName(text.toUtf8()); });
        return true;
    case Host:
        m_document.change(tr("Change address"), {}, [row, &text](Profile &p) { p.servers[row].host = text; });
        return true;
    case Port:
        return setPort(row, value);
    case RunBy:
        return setRunBy(row, value.toString());
    case CommandLine:
        m_document.change(tr("Change command"), {},
            [row, &text](Profile &p) { p.servers[row].external->command = QProcess::splitCommand(text); });
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
        return tr("%1 to %2").arg(nameOf(profile, index.row()), nameOf(profile, index.column())).toHtmlEscaped();
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
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (index.row() == index.column())
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
