#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attacks a real herdd in every way that a client can, and compares the costs with the promises.

    run.py [--bin DIR] [--short] [NAME...]

NAME is part of an attack's name or family (endings, lines, readers, memory, pretenders, providers, sizes, herdfaults, processes, journals, soak); default: all.
The exit status is 1 when a promise is broken.
"""
import argparse
import os
import pathlib
import sys
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", type=pathlib.Path, help="the folder that holds herdd (else the environment's HERDD)")
    parser.add_argument("--short", action="store_true", help="some seconds each, no figures that a busy machine would break")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    if arguments.bin:
        os.environ["HERDD"] = str(arguments.bin / "herdd")

    import stage
    import endings, lines, readers, memory, pretenders, providers, sizes, herdfaults, processes, journals, soak  # noqa: E401,F401  each adds its attacks
    wanted = [entry for entry in stage.ATTACKS
        if not arguments.names or any(name in entry[0] or name in entry[1] for name in arguments.names)]
    broken = 0
    for family, name, function in wanted:
        print(f"\n{name} ({family})", flush=True)
        begin = time.monotonic()
        try:
            with stage.Stage(arguments.short) as scene:
                for row in function(scene):
                    broken += row.ok is False
                    mark = {True: "ok", False: "BROKEN", None: ""}[row.ok]
                    print(f"  {row.what:<62} {row.promised:>26}   {row.measured:<28} {mark}", flush=True)
        except Exception as error:  # an attack that cannot continue has broken something
            broken += 1
            print(f"  {type(error).__name__}: {error}   BROKEN", flush=True)
        print(f"  ({time.monotonic() - begin:.1f} s)", flush=True)
    print(f"\n{len(wanted)} attacks, {broken} promises broken")
    sys.exit(1 if broken or not wanted else 0)


if __name__ == "__main__":
    main()
