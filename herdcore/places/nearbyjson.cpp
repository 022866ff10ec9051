// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/nearbyjson.h"

#include <QLocale>
#include <QString>
#include <QUtf8StringView>

#include <algorithm>

namespace herdcore::places {

namespace {

// Escapes < and > as Google does: the attributions are HTML and may end up in a page.
constexpr bool needsEscape(char c)
{
    const auto code = static_cast<unsigned char>(c);
    return code < 0x20 || code == 0x7f || c == '"' || c == '\\' || c == '<' || c == '>';
}

void appendEscape(QByteArray &out, char c)
{
    constexpr char digits[] = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(c);
    out += '\\';
    if (c == '"' || c == '\\') {
        out += c;
    } else if (c == '\n' || c == '\r' || c == '\t') {
        out += c == '\n' ? 'n' : c == '\r' ? 'r' : 't';
    } else {
        out += "u00";
        out += digits[code >> 4];
        out += digits[code & 0xf];
    }
}

// `text` is valid UTF-8.
void appendQuoted(QByteArray &out, QByteArrayView text)
{
    out += '"';
    for (const char *from = text.begin(); from != text.end();) {
        const char *const to = std::find_if(from, text.end(), needsEscape);
        out.append(from, to - from);
        if (to != text.end())
            appendEscape(out, *to);
        from = to == text.end() ? to : to + 1;
    }
    out += '"';
}

void appendText(QByteArray &out, QByteArrayView text)
{
    if (QUtf8StringView(text.data(), text.size()).isValidUtf8())
        appendQuoted(out, text);
    else
        appendQuoted(out, QString::fromUtf8(text).toUtf8());
}

void appendField(QByteArray &out, QByteArrayView indent, QByteArrayView key, QByteArrayView text)
{
    out += indent;
    appendQuoted(out, key);
    out += " : ";
    appendText(out, text);
}

QByteArrayView typesOf(PlaceKind kind)
{
    switch (kind) {
    case PlaceKind::Locality:
        return R"([ "locality", "political" ])";
    case PlaceKind::Neighborhood:
        return R"([ "neighborhood", "political" ])";
    case PlaceKind::Airport:
        return R"([ "airport", "point_of_interest", "establishment" ])";
    case PlaceKind::Heliport:
        return R"([ "airport", "heliport", "point_of_interest", "establishment" ])";
    }
    return "[]";
}

void appendTypes(QByteArray &out, const Hit &hit)
{
    if (hit.types.isEmpty()) {
        out += typesOf(hit.kind);
        return;
    }
    for (qsizetype i = 0; i < hit.types.size(); ++i) {
        out += i == 0 ? "[ " : ", ";
        appendText(out, hit.types[i]);
    }
    out += " ]";
}

void appendSpot(QByteArray &out, QByteArrayView indent, QByteArrayView name, double latitude, double longitude)
{
    out += indent;
    appendQuoted(out, name);
    out += " : {\n";
    out += indent;
    out += "   \"lat\" : ";
    out += decimal(latitude);
    out += ",\n";
    out += indent;
    out += "   \"lng\" : ";
    out += decimal(longitude);
    out += '\n';
    out += indent;
    out += '}';
}

void appendHit(QByteArray &out, const Hit &hit)
{
    constexpr QByteArrayView indent = "         ";
    out += "      {\n         \"geometry\" : {\n";
    appendSpot(out, "            ", "location", hit.latitude, hit.longitude);
    if (const auto &view = hit.viewport) {
        out += ",\n            \"viewport\" : {\n";
        appendSpot(out, "               ", "northeast", view->north, view->east);
        out += ",\n";
        appendSpot(out, "               ", "southwest", view->south, view->west);
        out += "\n            }";
    }
    out += "\n         },\n";
    appendField(out, indent, "name", hit.name);
    out += ",\n";
    appendField(out, indent, "place_id", hit.placeId);
    out += ",\n";
    appendField(out, indent, "reference", hit.placeId);
    out += ",\n         \"types\" : ";
    appendTypes(out, hit);
    if (!hit.vicinity.isEmpty()) {
        out += ",\n";
        appendField(out, indent, "vicinity", hit.vicinity);
    }
    out += "\n      }";
}

void appendAttributions(QByteArray &out, const QByteArrayList &attributions)
{
    out += "   \"html_attributions\" : [";
    for (qsizetype i = 0; i < attributions.size(); ++i) {
        out += i == 0 ? "\n      " : ",\n      ";
        appendText(out, attributions[i]);
    }
    out += attributions.isEmpty() ? "],\n" : "\n   ],\n";
}

} // namespace

QByteArray decimal(double number)
{
    return QByteArray::number(number, 'f', QLocale::FloatingPointShortest);
}

QByteArray nearbyJson(const NearbyReply &reply)
{
    QByteArray out;
    out.reserve(500 + static_cast<qsizetype>(reply.hits.size()) * 450);
    out += "{\n";
    appendAttributions(out, reply.htmlAttributions);
    out += "   \"results\" : [";
    for (std::size_t i = 0; i < reply.hits.size(); ++i) {
        out += i == 0 ? "\n" : ",\n";
        appendHit(out, reply.hits[i]);
    }
    out += reply.hits.empty() ? "],\n" : "\n   ],\n";
    out += reply.placesExist ? "   \"status\" : \"OK\"\n}" : "   \"status\" : \"ZERO_RESULTS\"\n}";
    return out;
}

QByteArray failureJson(QByteArrayView status, QByteArrayView message)
{
    QByteArray out = "{\n";
    appendField(out, "   ", "error_message", message);
    out += ",\n   \"html_attributions\" : [],\n   \"results\" : [],\n";
    appendField(out, "   ", "status", status);
    out += "\n}";
    return out;
}

QByteArray squeezeNewlines(QByteArrayView body)
{
    while (!body.isEmpty() && (body.back() == '\n' || body.back() == '\r'))
        body.chop(1);
    QByteArray out;
    out.reserve(body.size());
    bool afterNewline = false;
    for (qsizetype i = 0; i < body.size(); ++i) {
        const bool crLf = body[i] == '\r' && i + 1 < body.size() && body[i + 1] == '\n';
        const bool newline = crLf || body[i] == '\n';
        if (!(newline && afterNewline))
            out += body.sliced(i, crLf ? 2 : 1);
        if (crLf)
            ++i;
        afterNewline = newline;
    }
    return out;
}

} // namespace herdcore::places
