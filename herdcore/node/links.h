// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/base/names.h"
#include "herdcore/protocol/dialect.h"

#include <QByteArray>

#include <vector>

namespace herdcore::node {

struct Neighbour {
    base::ServerIndex index = base::ServerIndex::None;
    base::ServerName name;
    const protocol::Dialect *dialect = nullptr; // of an external server; null: the herd's
    bool isPersistent = true; // one connection for the link; otherwise one for each line
    QByteArray host = {}; // of an external server: the address that it is at
};

// Which connection is the link to which neighbour. Either end may dial; when both did, both ends keep the one that the
// server with the lower name dialled (reliability.md section 2). After a restart, told by another boot id, the newer
// one stays whoever dialled it: the older one leads nowhere.
class Links
{
public:
    Links(base::ServerName self, std::vector<Neighbour> neighbours);

    enum class Verdict { Up, Replaced, Refused };
    struct Decision {
        Verdict verdict;
        base::ConnectionId replaced = base::ConnectionId::None; // to be closed
    };
    // The neighbour has greeted us on this connection.
    Decision offer(
        base::ServerIndex neighbour, base::ConnectionId connection, bool weDialled, const QByteArray &bootId);
    // Whether it would be refused: the connection that carries the link stays.
    [[nodiscard]] bool isDuplicate(base::ServerIndex neighbour, bool weDialled, const QByteArray &bootId) const;
    // The connection is gone: the neighbour that is down now, if this was its link.
    base::ServerIndex drop(base::ConnectionId connection);

    [[nodiscard]] const std::vector<Neighbour> &neighbours() const { return m_neighbours; }
    [[nodiscard]] base::ServerIndex find(const base::ServerName &name) const; // None: not a neighbour
    [[nodiscard]] const Neighbour &neighbour(base::ServerIndex index) const; // one of neighbours()
    [[nodiscard]] base::ServerIndex neighbourOn(base::ConnectionId connection) const;
    [[nodiscard]] base::ConnectionId connectionOf(base::ServerIndex neighbour) const; // None: it is down
    [[nodiscard]] bool isUp(base::ServerIndex neighbour) const; // and not cut

    // How a neighbour is spoken to: it may turn out not to know greetings.
    void setPersistent(base::ServerIndex neighbour, bool isPersistent);
    void setCut(base::ServerIndex neighbour, bool isCut) { link(neighbour).isCut = isCut; }
    [[nodiscard]] bool isCut(base::ServerIndex neighbour) const;
    void dialled(base::ServerIndex neighbour, base::ConnectionId connection);
    [[nodiscard]] base::ServerIndex dialledTo(base::ConnectionId connection) const; // None: they dialled us

private:
    struct Link {
        base::ConnectionId connection = base::ConnectionId::None; // None: down
        base::ConnectionId dialled = base::ConnectionId::None; // our own call, greeted or not
        bool lowerDialled = false;
        bool isCut = false;
        QByteArray bootId;
    };
    [[nodiscard]] Link &link(base::ServerIndex neighbour);
    [[nodiscard]] const Link *find(base::ServerIndex neighbour) const;

    base::ServerName m_self;
    std::vector<Neighbour> m_neighbours;
    std::vector<Link> m_links; // in the order of m_neighbours
};

} // namespace herdcore::node
