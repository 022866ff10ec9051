// SPDX-FileCopyrightText: 2026 The Herdscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "herdcore/places/hit.h"

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace herdcore::places {

class GeoCircle;

// The offline index of the world's cities, neighbourhoods and (around the United States) airfields: 190,188 rows from
// GeoNames and the FAA, see resources/gazetteer/README.md. Immutable, so every thread may read it without a lock.
//
// A grid of one-degree cells, rows in cell order: a radius of 50 km touches four to nine cells and at most two runs of
// neighbouring cells in each band of latitude, also across +-180. A row is 12 bytes; its text is read for hits only.
// A k-d tree would save nothing: the cost is the haversine of the rows inside the box, which both must compute.
class Gazetteer
{
public:
    // The data embedded in the program, loaded by the first caller (about 30 ms), shared by all later ones.
    // Thread-safe. Empty only if the program was built without its data.
    [[nodiscard]] static std::shared_ptr<const Gazetteer> shared();
    // Starts that load on another thread, so that nobody has to wait for it. Thread-safe; can be called again.
    static void preload();

    // From lines of "kind TAB id TAB latitude TAB longitude TAB name [TAB vicinity]", in any order, `kind` one of L, N
    // (GeoNames locality, neighbourhood), A, H (FAA airfield, heliport). Other lines are skipped.
    explicit Gazetteer(QByteArray lines);

    // The nearest places at most `radiusKm` away, `max` at most, by distance, then by place id.
    // Distances are haversines on the sphere that QGeoCoordinate uses. The longitude may be any finite angle; a
    // latitude beyond +-90, a negative radius, or a value that is not finite yields no places.
    [[nodiscard]] std::vector<Hit> within(double latitude, double longitude, double radiusKm, int max) const;

    [[nodiscard]] std::size_t size() const { return m_rows.size(); }

private:
    struct Row {
        std::int32_t latitude; // 1e-7 degrees
        std::int32_t longitude; // 1e-7 degrees
        std::uint32_t line; // where its line starts in m_lines
    };
    struct Near {
        double distanceKm;
        std::uint32_t row;
    };

    void addRow(qsizetype start, QByteArrayView line);
    void sortIntoCells();
    void scan(std::size_t firstCell, std::size_t lastCell, const GeoCircle &circle, std::vector<Near> &found) const;
    [[nodiscard]] Hit hit(const Near &near) const;
    [[nodiscard]] bool isBefore(const Near &a, const Near &b) const;

    QByteArray m_lines;
    std::vector<Row> m_rows; // in cell order
    std::vector<std::uint32_t> m_cellStart; // per cell its first row, then the end
};

} // namespace herdcore::places
