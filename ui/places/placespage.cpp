// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/places/placespage.h"

#include "herdcore/base/escape.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVBoxLayout>

namespace ui {

using namespace herdcore::places;
using herdcore::base::escapedText;

namespace {

constexpr PlacesQuery nearUcla{ 34.068930, -118.445127, 10, 5 };
constexpr qsizetype longestText = 400;

struct SourceRow {
    const char *name;
    const char *text;
    const char *terms;
};
constexpr SourceRow sources[] = {
    { "gazetteer", QT_TRANSLATE_NOOP("ui::PlacesPage", "Built in (no network)"),
        QT_TRANSLATE_NOOP("ui::PlacesPage",
            "Cities and airfields included with Herdscope: GeoNames (CC BY 4.0) and FAA (public domain).") },
    { "google", QT_TRANSLATE_NOOP("ui::PlacesPage", "Google Places API (New)"),
        QT_TRANSLATE_NOOP("ui::PlacesPage",
            "Google may charge your account for each request. Its terms allow places to be shown as text with the "
            "words \u201cGoogle Maps\u201d, but not as pins on this map. They must not be stored, so log files omit "
            "them.") },
    { "google-legacy", QT_TRANSLATE_NOOP("ui::PlacesPage", "Google Nearby Search (legacy)"),
        QT_TRANSLATE_NOOP("ui::PlacesPage",
            "For API keys of projects that enabled it before March 2025. Google may charge for each request. Places "
            "are "
            "shown as text with the words \u201cGoogle Maps\u201d, never as pins on this map, and log files omit "
            "them.") },
    { "overpass", QT_TRANSLATE_NOOP("ui::PlacesPage", "OpenStreetMap (Overpass)"),
        QT_TRANSLATE_NOOP("ui::PlacesPage",
            "\u00a9 OpenStreetMap contributors, ODbL. A free public service that is easily overloaded: Herdscope sends "
            "at most two requests at a time and pauses for half a minute when the service asks for it.") },
    { "always-ok", QT_TRANSLATE_NOOP("ui::PlacesPage", "Synthetic, for tests"),
        QT_TRANSLATE_NOOP("ui::PlacesPage", "Made-up places anywhere on earth. None of them exists.") },
};

QString text(const QJsonValue &object, const char *name)
{
    return escapedText(object[QLatin1String(name)].toString().toUtf8(), longestText);
}

void setUpNote(QLabel &label)
{
    label.setTextFormat(Qt::PlainText);
    label.setWordWrap(true);
}

} // namespace

PlacesPage::PlacesPage(PlacesControl &control, QWidget *parent)
    : QDialog(parent)
    , m_control(control)
{
    setWindowTitle(tr("Places"));
    setAttribute(Qt::WA_DeleteOnClose);
    makeForm();
    connectForm();
    const PlacesSettings &now = control.settings();
    m_source.setCurrentIndex(m_source.findData(now.source));
    m_url.setText(now.baseUrl.toString());
    showChoice();
    showKeyOrigin();
    resize(560, 480);
}

void PlacesPage::makeForm()
{
    for (const SourceRow &row : sources)
        m_source.addItem(tr(row.text), QString::fromLatin1(row.name));
    m_key.setEchoMode(QLineEdit::Password);
    m_key.setMaxLength(200);
    m_url.setMaxLength(1000);
    m_source.setAccessibleName(tr("Source of places"));
    m_url.setAccessibleName(tr("Base URL"));
    m_key.setAccessibleName(tr("API key"));
    m_outcome.setAccessibleName(tr("Test result"));
    m_outcome.setReadOnly(true);
    m_outcome.setPlaceholderText(tr("\u201cTest\u201d requests five places near UCLA with the settings above."));
    setUpNote(m_keyNote);
    setUpNote(m_terms);
    m_test.setText(tr("&Test"));
    m_test.setAutoDefault(false);

    auto *form = new QFormLayout;
    form->addRow(tr("&Source"), &m_source);
    form->addRow({}, &m_terms);
    form->addRow(tr("Base &URL"), &m_url);
    form->addRow(tr("API &key"), &m_key);
    form->addRow({}, &m_keyNote);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Apply | QDialogButtonBox::Close);
    buttons->addButton(&m_test, QDialogButtonBox::ActionRole);
    connect(buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this, &PlacesPage::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(&m_outcome, 1);
    layout->addWidget(buttons);
}

void PlacesPage::connectForm()
{
    connect(&m_source, &QComboBox::currentIndexChanged, this, [this] {
        m_url.clear(); // it belonged to the other provider
        showChoice();
    });
    connect(&m_test, &QPushButton::clicked, this, &PlacesPage::testOrCancel);
    connect(&m_trial, &herdcore::herd::PlacesTrial::answered, this, &PlacesPage::showAnswer);
    connect(&m_control, &PlacesControl::keyOriginChanged, this, &PlacesPage::showKeyOrigin);
}

void PlacesPage::showChoice()
{
    const QString source = m_source.currentData().toString();
    m_terms.setText(tr(sources[qMax(0, m_source.currentIndex())].terms));
    m_url.setEnabled(isOnlineSource(source));
    m_url.setPlaceholderText(ownBaseUrl(source).toString());
    m_key.setEnabled(needsKey(source));
    m_keyNote.setEnabled(needsKey(source));
}

void PlacesPage::showKeyOrigin()
{
    switch (m_control.keyOrigin()) {
    case PlacesControl::KeyOrigin::Nowhere:
        m_keyNote.setText(
            tr("No key is set. A key that you enter is stored in the desktop's keychain or, without one, kept in "
               "memory until Herdscope exits. It is never written to a settings file or a log."));
        break;
    case PlacesControl::KeyOrigin::Environment:
        m_keyNote.setText(tr("The key comes from the environment variable GOOGLE_PLACES_API_KEY."));
        break;
    case PlacesControl::KeyOrigin::Keychain:
        m_keyNote.setText(tr("The key is stored in the desktop's keychain."));
        break;
    case PlacesControl::KeyOrigin::Session:
        m_keyNote.setText(tr("The desktop's keychain is not available. The key is kept until Herdscope exits."));
        break;
    }
    m_key.setPlaceholderText(m_control.settings().key.isEmpty() ? QString() : tr("unchanged"));
}

std::optional<PlacesSettings> PlacesPage::entered()
{
    PlacesSettings settings{ m_source.currentData().toString() };
    const QByteArray key = m_key.text().trimmed().toUtf8();
    settings.key = key.isEmpty() ? m_control.settings().key : key;
    if (isOnlineSource(settings.source) && !m_url.text().trimmed().isEmpty()) {
        const auto url = parseBaseUrl(m_url.text());
        if (!url) {
            m_outcome.setPlainText(tr("Base URL: %1.").arg(url.error().message));
            return std::nullopt;
        }
        settings.baseUrl = *url;
    }
    if (needsKey(settings.source) && !isPlausibleKey(settings.key)) {
        m_outcome.setPlainText(settings.key.isEmpty() ? tr("This source requires an API key.")
                                                      : tr("The API key contains invalid characters."));
        return std::nullopt;
    }
    return settings;
}

void PlacesPage::apply()
{
    const auto settings = entered();
    if (!settings)
        return;
    m_control.apply(settings->source, settings->baseUrl, m_key.text().trimmed().toUtf8());
    m_key.clear();
    showKeyOrigin();
    m_outcome.setPlainText(tr("Applied. WHATSAT now gets its places from: %1.").arg(m_source.currentText()));
}

void PlacesPage::testOrCancel()
{
    if (m_trial.isAsking()) {
        m_trial.cancel();
        m_outcome.setPlainText(tr("Cancelled."));
        m_test.setText(tr("&Test"));
        return;
    }
    const auto settings = entered();
    if (!settings)
        return;
    m_outcome.setPlainText(tr("Requesting places near UCLA\u2026"));
    m_test.setText(tr("&Cancel"));
    m_trial.ask(*settings, nearUcla);
}

void PlacesPage::showAnswer(const PlacesAnswer &answer, double seconds)
{
    m_test.setText(tr("&Test"));
    const QJsonObject reply = QJsonDocument::fromJson(answer.json).object();
    const QString status = text(reply, "status");
    const QString took = tr("%1 ms").arg(qRound(seconds * 1000));
    QStringList lines;
    if (answer.reason != herdcore::base::Reason::None)
        lines = { tr("%1, in %2").arg(status, took), text(reply, "error_message") };
    else
        lines = { tr("%1, results: %2, in %3").arg(status).arg(answer.count).arg(took) };
    for (const QJsonValue &place : reply.value(QLatin1String("results")).toArray())
        lines += QStringLiteral("\u2022 ") + text(place, "name");
    if (!answer.mayBeStored)
        lines += tr("Google Maps");
    m_outcome.setPlainText(lines.join(u'\n'));
}

} // namespace ui
