// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/profiledocument.h"

#include <QAbstractTableModel>

namespace ui {

// The servers of a profile as a table to edit: name, address, port, who runs it and with which command. Accepts values
// that are invalid in the profile; refuses only what is no value at all (a port that is not a number).
class ProfileServersModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Host, Port, RunBy, CommandLine, ColumnCount };
    explicit ProfileServersModel(ProfileDocument &document, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    // The choices for RunBy: this program, or external in one of the dialects.
    [[nodiscard]] static QStringList runByChoices();

private:
    void onChanged();
    [[nodiscard]] bool setRunBy(std::size_t row, const QString &choice);
    [[nodiscard]] bool setPort(std::size_t row, const QVariant &value);

    ProfileDocument &m_document;
    int m_rows = 0;
};

// The links as a matrix of check boxes: the graph for the keyboard and the screen reader.
class ProfileLinksModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit ProfileLinksModel(ProfileDocument &document, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

private:
    void onChanged();

    ProfileDocument &m_document;
    int m_count = 0;
};

} // namespace ui
