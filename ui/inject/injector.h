// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/control/herdcontrol.h"
#include "ui/inject/injectorexchangeview.h"
#include "ui/inject/injectorforms.h"
#include "ui/kit/wrappedtext.h"
#include "ui/live/selection.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTimer>

namespace ui {

// Lets the user act as a client of a server, over a real connection: forms for IAMAT and WHATSAT, a raw line and
// ready-made snippets. Shows whether the input is valid while it is typed, and the exchange that follows.
class Injector : public QWidget
{
    Q_OBJECT
public:
    Injector(herdcore::control::HerdControl &control, const LogFollower &follower, QWidget *parent = nullptr);
    ~Injector() override;

    [[nodiscard]] herdcore::base::ServerIndex server() const;

public Q_SLOTS:
    void setServer(herdcore::base::ServerIndex server);
    void setLocation(double latitude, double longitude); // into the IAMAT form, which comes to the front
    void sendFrom(double latitude, double longitude); // the same, and sends it
    void moveClient(const herdcore::base::ClientId &client, double latitude, double longitude); // sends; the form stays
    void setRadius(double km); // into the WHATSAT form
    void focusLine(); // to the raw line, ready to type
    void send();

Q_SIGNALS:
    void said(quint64 conversation); // the number of a ConnectionId, which has no metatype
    // The client and the radius in the WHATSAT form while its page is visible; otherwise a null client.
    void queryChanged(const herdcore::base::ClientId &client, double radiusKm);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void makeSnippetMenu();
    [[nodiscard]] InjectorForm &form() const;
    void write(const QByteArray &bytes, int writes, bool halfClose);
    void updatePreview();
    void updateServers();
    void paintServers();
    void updateClients();
    void emitQuery();

    herdcore::control::HerdControl &m_control;
    const LogFollower &m_follower;
    InjectorExchange m_exchange;
    QStringList m_letters; // of the servers
    QComboBox m_server;
    QPushButton m_snippets;
    QTabWidget m_pages;
    IamatForm m_iamat;
    WhatsatForm m_whatsat;
    RawForm m_raw;
    WrappedText m_preview; // a label would be cut off
    QLabel m_verdictMark;
    QLabel m_verdict;
    QPushButton m_send;
    InjectorExchangeView m_exchangeView;
    QTimer m_second; // updates the time in the preview
    std::vector<herdcore::state::ServerState> m_statesShown;
    size_t m_clientsKnown = 0;
};

} // namespace ui
