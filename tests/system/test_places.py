# SPDX-FileCopyrightText: 2026 The Herdscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""WHATSAT's places from the built-in gazetteer."""
import json
import unittest

from herd import HerdCase, UCLA, talk


class Places(HerdCase):
    def setUp(self):
        super().setUp()
        self.port = self.start(servers=("Hill",)).ports["Hill"]
        self.time = 0

    def places(self, location, radius, bound):
        self.time += 1
        stored = talk(self.port, f"IAMAT kiwi {location} {self.time}\n".encode())
        answer = talk(self.port, f"WHATSAT kiwi {radius} {bound}\n".encode())
        self.assertTrue(answer.startswith(stored), answer)
        body = answer[len(stored):]
        self.assertTrue(body.endswith(b"\n\n"))
        self.assertNotIn(b"\n\n", body[:-1], "runs of newlines are squeezed and just two end the answer")
        return json.loads(body)

    def test_ucla(self):
        answer = self.places(UCLA, 10, 20)
        self.assertEqual(answer["status"], "OK")
        self.assertEqual(len(answer["results"]), 20)
        for place in answer["results"]:
            self.assertTrue(place["name"])
            self.assertTrue(place["place_id"].startswith(("GN", "FAA")), place)
            where = place["geometry"]["location"]
            self.assertLess(abs(where["lat"] - 34.07), 0.1)
            self.assertLess(abs(where["lng"] + 118.45), 0.12)

    def test_bounds(self):
        all_names = None
        for bound in (20, 7, 1, 0):
            names = [place["name"] for place in self.places(UCLA, 10, bound)["results"]]
            all_names = all_names or names
            self.assertEqual(names, all_names[:bound])

    def test_radius(self):
        counts = [len(self.places(UCLA, radius, 20)["results"]) for radius in (0, 1, 3, 50)]
        self.assertEqual(counts, sorted(counts))
        self.assertEqual(counts[-1], 20)

    def test_nothing_there(self):
        answer = self.places("+0.0-160.0", 50, 20)
        self.assertEqual((answer["status"], answer["results"]), ("ZERO_RESULTS", []))

    def test_across_the_date_line_and_at_the_pole(self):
        for location in ("-16.80+179.99", "-16.80-179.99", "+90+0", "-90-180", "+0+180"):
            with self.subTest(location):
                self.assertIn(self.places(location, 50, 20)["status"], ("OK", "ZERO_RESULTS"))
        east, west = (self.places(f"-16.80{side}180", 50, 20)["results"] for side in "+-")
        self.assertEqual(east, west)


if __name__ == "__main__":
    unittest.main()
