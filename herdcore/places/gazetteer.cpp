// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "herdcore/places/gazetteer.h"

#include "herdcore/places/geocircle.h"

#include <QResource>
#include <QThreadPool>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

// Resources of a static library are not linked in by themselves, and Q_INIT_RESOURCE must be used outside any
// namespace.
static void registerGazetteerResource()
{
    Q_INIT_RESOURCE(gazetteer);
}

namespace herdcore::places {

namespace {

constexpr double unitsPerDegree = 1e7;

// Not a local of shared(): it has to outlive the thread pool that may still be filling it when the process ends.
std::once_flag sharedOnce;
std::shared_ptr<const Gazetteer> sharedInstance;

struct Fields {
    QByteArrayView kind;
    QByteArrayView id;
    QByteArrayView latitude;
    QByteArrayView longitude;
    QByteArrayView name;
    QByteArrayView vicinity;
};

Fields fieldsOf(QByteArrayView line)
{
    Fields fields;
    QByteArrayView *const all[]
        = { &fields.kind, &fields.id, &fields.latitude, &fields.longitude, &fields.name, &fields.vicinity };
    for (QByteArrayView *field : all) {
        const qsizetype tab = line.indexOf('\t');
        *field = tab < 0 ? line : line.first(tab);
        line = tab < 0 ? QByteArrayView() : line.sliced(tab + 1);
    }
    return fields;
}

std::optional<PlaceKind> kindOf(QByteArrayView text)
{
    if (text.size() != 1)
        return std::nullopt;
    switch (text.front()) {
    case 'L':
        return PlaceKind::Locality;
    case 'N':
        return PlaceKind::Neighborhood;
    case 'A':
        return PlaceKind::Airport;
    case 'H':
        return PlaceKind::Heliport;
    }
    return std::nullopt;
}

std::optional<std::int32_t> unitsOf(QByteArrayView text, double limit)
{
    double degree = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), degree);
    if (error != std::errc() || end != text.end() || !(std::abs(degree) <= limit))
        return std::nullopt;
    return static_cast<std::int32_t>(std::lround(degree * unitsPerDegree));
}

QByteArray signedDegrees(std::int32_t units)
{
    const QByteArray text = QByteArray::number(std::abs(units) / unitsPerDegree, 'f', 5);
    return (units < 0 ? '-' : '+') + text;
}

} // namespace

std::shared_ptr<const Gazetteer> Gazetteer::shared()
{
    std::call_once(sharedOnce, [] {
        registerGazetteerResource();
        const QResource resource(QStringLiteral(":/herdscope/gazetteer.tsv"));
        sharedInstance = std::make_shared<const Gazetteer>(resource.uncompressedData());
    });
    return sharedInstance;
}

void Gazetteer::preload()
{
    QThreadPool::globalInstance()->start([] { (void)shared(); });
}

Gazetteer::Gazetteer(QByteArray lines)
    : m_lines(std::move(lines))
{
    if (m_lines.size() > std::numeric_limits<std::int32_t>::max())
        m_lines.clear();
    m_rows.reserve(static_cast<std::size_t>(m_lines.size() / 32));
    for (qsizetype start = 0; start < m_lines.size();) {
        const qsizetype newline = m_lines.indexOf('\n', start);
        const qsizetype end = newline < 0 ? m_lines.size() : newline;
        addRow(start, QByteArrayView(m_lines).sliced(start, end - start));
        start = end + 1;
    }
    sortIntoCells();
}

void Gazetteer::addRow(qsizetype start, QByteArrayView line)
{
    const Fields fields = fieldsOf(line);
    const auto latitude = unitsOf(fields.latitude, 90);
    const auto longitude = unitsOf(fields.longitude, 180);
    if (kindOf(fields.kind) && latitude && longitude && !fields.name.isEmpty())
        m_rows.push_back({ *latitude, *longitude, static_cast<std::uint32_t>(start) });
}

void Gazetteer::sortIntoCells()
{
    const auto cell = [](const Row &row) {
        return cellOf(bandOf(row.latitude / unitsPerDegree), columnOf(row.longitude / unitsPerDegree));
    };
    const auto before = [&cell](const Row &a, const Row &b) {
        return cell(a) < cell(b);
    };
    if (!std::is_sorted(m_rows.cbegin(), m_rows.cend(), before))
        std::stable_sort(m_rows.begin(), m_rows.end(), before);

    m_cellStart.assign(cellOf(bandCount, 0) + 1, 0);
    for (const Row &row : m_rows)
        ++m_cellStart[cell(row) + 1];
    for (std::size_t i = 1; i < m_cellStart.size(); ++i)
        m_cellStart[i] += m_cellStart[i - 1];
}

void Gazetteer::scan(
    std::size_t firstCell, std::size_t lastCell, const GeoCircle &circle, std::vector<Near> &found) const
{
    const double south = circle.south() * unitsPerDegree;
    const double north = circle.north() * unitsPerDegree;
    for (std::uint32_t i = m_cellStart[firstCell]; i < m_cellStart[lastCell + 1]; ++i) {
        const Row &row = m_rows[i];
        if (row.latitude < south || row.latitude > north)
            continue;
        const double distance = circle.distanceKm(row.latitude / unitsPerDegree, row.longitude / unitsPerDegree);
        if (distance <= circle.radiusKm())
            found.push_back({ distance, i });
    }
}

Hit Gazetteer::hit(const Near &near) const
{
    const Row &row = m_rows[near.row];
    const QByteArrayView rest = QByteArrayView(m_lines).sliced(row.line);
    const qsizetype newline = rest.indexOf('\n');
    const Fields fields = fieldsOf(newline < 0 ? rest : rest.first(newline));

    Hit hit;
    hit.name = fields.name.toByteArray();
    hit.latitude = row.latitude / unitsPerDegree;
    hit.longitude = row.longitude / unitsPerDegree;
    hit.kind = kindOf(fields.kind).value_or(PlaceKind::Locality);
    hit.vicinity = fields.vicinity.toByteArray();
    hit.distanceKm = near.distanceKm;

    const bool ofFaa = hit.kind == PlaceKind::Airport || hit.kind == PlaceKind::Heliport;
    hit.placeId = ofFaa ? QByteArrayLiteral("FAA") : QByteArrayLiteral("GN");
    // A place without a number in the data is identified by its position; the signs distinguish it from a number.
    if (fields.id.isEmpty() || fields.id.front() == '/')
        hit.placeId += signedDegrees(row.latitude) + signedDegrees(row.longitude);
    hit.placeId += fields.id;
    return hit;
}

bool Gazetteer::isBefore(const Near &a, const Near &b) const
{
    if (a.distanceKm != b.distanceKm)
        return a.distanceKm < b.distanceKm;
    return a.row != b.row && hit(a).placeId < hit(b).placeId;
}

std::vector<Hit> Gazetteer::within(double latitude, double longitude, double radiusKm, int max) const
{
    if (!(std::abs(latitude) <= 90) || !std::isfinite(longitude) || !(radiusKm >= 0) || max <= 0)
        return {};
    const GeoCircle circle(latitude, longitude, radiusKm);
    std::vector<Near> found;
    const auto [firstBand, lastBand] = circle.bands();
    for (int band = firstBand; band <= lastBand; ++band) {
        for (const auto &[firstColumn, lastColumn] : circle.columnRuns())
            scan(cellOf(band, firstColumn), cellOf(band, lastColumn), circle, found);
    }

    const auto count = std::min<std::size_t>(found.size(), static_cast<std::size_t>(max));
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(count);
    std::partial_sort(found.begin(), end, found.end(), [this](const Near &a, const Near &b) { return isBefore(a, b); });
    std::vector<Hit> hits;
    hits.reserve(count);
    std::transform(found.begin(), end, std::back_inserter(hits), [this](const Near &near) { return hit(near); });
    return hits;
}

} // namespace herdcore::places
