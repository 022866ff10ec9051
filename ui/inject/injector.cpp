// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/inject/injector.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/live/serverlistdelegate.h"
#include "ui/live/topologyglyphs.h"
#include "ui/live/topologywords.h"

#include "herdcore/base/escape.h"
#include "herdcore/base/time.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace ui {

using namespace herdcore::state;
using namespace herdcore::base;

namespace {

constexpr size_t clientsOffered = 200;
constexpr int shortestServer = 6; // letters of a server's name that are seen in the narrowest panel
constexpr int previewLines = 6;

std::int64_t wallNow()
{
    return SystemClock().now().wallNs;
}

} // namespace

Injector::Injector(herdcore::control::HerdControl &control, const LogFollower &follower, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_follower(follower)
    , m_exchange(follower)
    , m_preview(previewLines)
    , m_exchangeView(m_exchange)
{
    m_letters = serverLetters(follower.state().profile());
    for (size_t i = 0; i < follower.state().profile().servers.size(); ++i)
        m_server.addItem(QString());
    layOut();
    makeSnippetMenu();
    updateServers();
    paintServers();

    for (InjectorForm *form : { static_cast<InjectorForm *>(&m_iamat), static_cast<InjectorForm *>(&m_whatsat),
             static_cast<InjectorForm *>(&m_raw) }) {
        connect(form, &InjectorForm::changed, this, &Injector::updatePreview);
        connect(form, &InjectorForm::sendRequested, this, &Injector::send);
    }
    connect(&m_whatsat, &InjectorForm::changed, this, &Injector::emitQuery);
    connect(&m_pages, &QTabWidget::currentChanged, this, &Injector::updatePreview);
    connect(&m_pages, &QTabWidget::currentChanged, this, &Injector::emitQuery);
    connect(&m_send, &QPushButton::clicked, this, &Injector::send);
    connect(&follower, &LogFollower::advanced, this, [this] {
        updateServers();
        updateClients();
    });
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &Injector::updatePreview);
    updatePreview();
}

Injector::~Injector()
{
    m_pages.disconnect(this); // the pages are destroyed before the tab widget, which would emit currentChanged
}

void Injector::layOut()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);

    auto *top = new QHBoxLayout;
    auto *label = new QLabel(tr("&Server"));
    label->setBuddy(&m_server);
    m_server.setAccessibleName(tr("Server to send to"));
    m_server.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_server.setMinimumContentsLength(shortestServer);
    m_snippets.setText(tr("S&nippets"));
    m_snippets.setIcon(icon(Glyph::Snippets));
    m_snippets.setToolTip(tr("Ready-made lines: selecting one sends it and keeps it in the raw line"));
    top->addWidget(label);
    top->addWidget(&m_server, 1);
    top->addWidget(&m_snippets);
    layout->addLayout(top);

    m_pages.setAccessibleName(tr("Message to send"));
    m_pages.addTab(&m_iamat, tr("IAMAT"));
    m_pages.addTab(&m_whatsat, tr("WHATSAT"));
    m_pages.addTab(&m_raw, tr("Raw line"));
    m_pages.setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    layout->addWidget(&m_pages);

    m_preview.setFrameShape(QFrame::NoFrame);
    m_preview.setFocusPolicy(Qt::ClickFocus);
    m_preview.setFont(fixedFont(font()));
    QPalette flat = m_preview.palette();
    flat.setBrush(QPalette::Base, Qt::transparent);
    m_preview.setPalette(flat);
    m_preview.setAccessibleName(tr("Preview of what is sent"));
    m_verdict.setTextFormat(Qt::PlainText);
    m_verdict.setWordWrap(true);
    m_verdict.setAccessibleName(tr("Validity"));
    layout->addWidget(&m_preview);

    auto *bottom = new QHBoxLayout;
    m_send.setText(tr("Send"));
    m_send.setIcon(icon(Glyph::Inject));
    m_send.setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_send.setToolTip(tr("Send over a new connection (Ctrl+Return)"));
    bottom->addWidget(&m_verdictMark, 0, Qt::AlignTop);
    bottom->addWidget(&m_verdict, 1);
    bottom->addWidget(&m_send, 0, Qt::AlignTop);
    layout->addLayout(bottom);
    layout->addWidget(&m_exchangeView, 1);
}

void Injector::makeSnippetMenu()
{
    auto *menu = new QMenu(this);
    QMenu *group = nullptr;
    for (const Snippet &snippet : shippedSnippets()) {
        if (!group || group->title() != snippet.group)
            group = menu->addMenu(snippet.group);
        QAction *action = group->addAction(snippet.name);
        action->setToolTip(snippet.text);
        connect(action, &QAction::triggered, this, [this, &snippet] {
            m_raw.fill(snippet);
            m_pages.setCurrentWidget(&m_raw);
            send();
        });
    }
    m_snippets.setMenu(menu);
}

InjectorForm &Injector::form() const
{
    return *static_cast<InjectorForm *>(m_pages.currentWidget());
}

ServerIndex Injector::server() const
{
    return ServerIndex(static_cast<qint16>(m_server.currentIndex()));
}

void Injector::setServer(ServerIndex server)
{
    if (server != ServerIndex::None)
        m_server.setCurrentIndex(number(server));
}

void Injector::setLocation(double latitude, double longitude)
{
    m_iamat.setLocation(latitude, longitude);
    m_pages.setCurrentWidget(&m_iamat);
}

void Injector::sendFrom(double latitude, double longitude)
{
    setLocation(latitude, longitude);
    send();
}

void Injector::moveClient(const ClientId &client, double latitude, double longitude)
{
    write(iamatLine(client.bytes(), latitude, longitude, wallNow()) + '\n', 1, true);
}

void Injector::setRadius(double km)
{
    m_whatsat.setRadius(km);
}

void Injector::focusLine()
{
    m_pages.setCurrentWidget(&m_raw);
    m_raw.focusLine();
}

void Injector::send()
{
    const Composed composed = form().compose(wallNow());
    if (composed.problem.isEmpty())
        write(composed.bytes, form().writes(), form().halfClose());
}

void Injector::write(const QByteArray &bytes, int writes, bool halfClose)
{
    const ConnectionId conversation = m_control.send(server(), { bytes, writes, halfClose });
    m_exchange.watch(conversation);
    Q_EMIT said(number(conversation));
}

void Injector::updatePreview()
{
    const Composed composed = form().compose(wallNow());
    const Theme &theme = Theme::of(palette());
    Verdict verdict{ Verdict::Kind::Invalid, composed.problem };
    if (composed.problem.isEmpty()) {
        QStringList texts;
        verdict.kind = Verdict::Kind::Valid;
        for (const Verdict &one : verdictsOf(composed.bytes, wallNow(), 3)) {
            verdict.kind = std::max(verdict.kind, one.kind);
            texts += one.text;
        }
        verdict.text = texts.join(QLatin1Char('\n'));
    }
    const bool good = verdict.kind == Verdict::Kind::Valid;
    const bool bad = verdict.kind == Verdict::Kind::Invalid;
    const QByteArrayView bytes = composed.bytes;
    m_preview.say(escapedText(bytes.endsWith('\n') ? bytes.chopped(1) : bytes, 300));
    m_preview.setToolTip(escapedText(composed.bytes, 2000));
    m_verdictMark.setPixmap(glyphPixmap(good ? Glyph::Good
            : bad                            ? Glyph::Bad
                                             : Glyph::Notice,
        good      ? theme.good
            : bad ? theme.bad
                  : theme.warning,
        fontMetrics().height(), devicePixelRatioF()));
    m_verdict.setText(verdict.text);
    m_send.setEnabled(composed.problem.isEmpty());
}

void Injector::updateServers()
{
    const HerdState &state = m_follower.state();
    m_statesShown.resize(static_cast<size_t>(m_server.count()), ServerState::Stopped);
    for (int i = 0; i < m_server.count(); ++i) {
        const auto index = ServerIndex(static_cast<qint16>(i));
        const ServerState now = state.server(index).shown();
        if (now == m_statesShown[static_cast<size_t>(i)] && !m_server.itemText(i).isEmpty())
            continue;
        m_statesShown[static_cast<size_t>(i)] = now;
        const QString name = state.serverName(index);
        const bool isAsUsual = now == ServerState::Listening || now == ServerState::Reached;
        m_server.setItemText(i, isAsUsual ? name : tr("%1 (%2)").arg(name, stateWord(now)));
    }
}

void Injector::paintServers()
{
    for (int i = 0; i < m_server.count(); ++i)
        m_server.setItemIcon(i, QIcon(serverSwatch(i, m_letters.value(i), palette(), 32, 1)));
}

void Injector::updateClients()
{
    const auto &clients = m_follower.state().clients();
    const bool areEnough = m_clientsKnown >= clientsOffered && clients.size() > m_clientsKnown;
    if (clients.size() == m_clientsKnown || areEnough)
        return;
    m_clientsKnown = clients.size();
    QStringList ids;
    for (auto it = clients.begin(); it != clients.end() && static_cast<size_t>(ids.size()) < clientsOffered; ++it)
        ids += escapedText(it->first.bytes(), 4000);
    m_whatsat.setKnownClients(ids);
}

void Injector::emitQuery()
{
    const bool asked = m_pages.currentWidget() == &m_whatsat && isVisible();
    Q_EMIT queryChanged(asked ? m_whatsat.client() : ClientId(), m_whatsat.radiusKm());
}

void Injector::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_second.start();
    updatePreview();
    emitQuery();
}

void Injector::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_second.stop();
    emitQuery();
}

void Injector::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_preview.setFont(fixedFont(font()));
    if (event->type() == QEvent::PaletteChange) {
        paintServers();
        updatePreview();
    }
}

} // namespace ui
