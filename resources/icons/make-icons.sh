#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fetches the Lucide icons that Herdscope uses (npm lucide-static, ISC licence) into this folder.
# Only these: the whole set has two thousand. herdscope.svg is our own.
set -eu
version=1.62.0
icons="a-large-small activity bandage bug chevron-left chevron-right circle-alert circle-check circle-play
circle-stop circle-x clapperboard clock command copy eraser file-plus file-text folder-open heart-pulse info keyboard
layout-panel-left link log-out map-pin maximize network pencil play plus presentation redo-2 rotate-ccw rows-3 save
scan scissors send snowflake split square step-forward sun sun-moon trash-2 triangle-alert undo-2 unplug wrench x zap
zoom-in zoom-out"

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "lucide-static@$version" >/dev/null && tar xzf lucide-static-*.tgz)
for icon in $icons; do
    cp "$work/package/icons/$icon.svg" "$here/$icon.svg"
done
cp "$work/package/LICENSE" "$here/LICENSE.lucide"
