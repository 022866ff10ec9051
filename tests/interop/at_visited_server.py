# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of the herd of paper 003: an AT line, then the names of the servers that have passed it on."""
import reference


class AtVisitedServer(reference.Server):
    keyword = "AT"

    def parse(self, line):
        _, origin, difference, client, location, sent, *visited = line.split()
        return reference.Record(client, origin, difference, location, sent), visited

    def word(self, record, visited):
        return " ".join([record.at(), *visited])


if __name__ == "__main__":
    reference.main(AtVisitedServer)
