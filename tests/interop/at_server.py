# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of the herd of paper 004: AT lines as clients get them, which do not name their sender."""
import reference


class AtServer(reference.Server):
    keyword = "AT"

    def parse(self, line):
        _, origin, difference, client, location, sent = line.split()[:6]
        return reference.Record(client, origin, difference, location, sent), []

    def word(self, record, visited):
        return record.at()


if __name__ == "__main__":
    reference.main(AtServer)
