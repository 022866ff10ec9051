// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/profilemodels.h"

#include <QTableView>

namespace ui {

// The table of a profile's servers.
class ProfileServers : public QTableView
{
    Q_OBJECT
public:
    explicit ProfileServers(ProfileDocument &document, QWidget *parent = nullptr);

    [[nodiscard]] std::vector<int> selected() const;
    void select(const std::vector<int> &servers);
    // Begins to edit: "name", "host", "port", "command", as the file names them.
    void edit(int server, const QString &field);
    using QTableView::edit;

Q_SIGNALS:
    void selectionEdited(); // by the user

private:
    ProfileServersModel m_model;
    bool m_isFollowing = false; // the selection is set from outside
};

} // namespace ui
