#!/usr/bin/env python3
"""Tries whether a hub keeps its contract: python3 conformance/run.py http://localhost:8080 [--junit FILE] [--only WORD]

Needs Python 3.9 and nothing else. It makes rooms of its own, and deletes them.
"""

import argparse
import glob
import json
import os
import sys
import time
from xml.sax.saxutils import escape, quoteattr

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from client.conversation import Conversation  # noqa: E402


def scripts(only):
    for path in sorted(glob.glob(os.path.join(HERE, "conversations", "*.json"))):
        name = os.path.splitext(os.path.basename(path))[0]
        if only in name:
            with open(path, encoding="utf-8") as file:
                yield name, json.load(file)


def run(base, only, timeout):
    """A result for each check: (script, title, cites, seconds, fault or None)."""
    results = []
    for name, script in scripts(only):
        for check in script["checks"]:
            began = time.monotonic()
            fault = None
            try:
                Conversation(base, timeout).hold(script.get("before", []) + check["steps"], script.get("after", []))
            except AssertionError as found:
                fault = str(found)
            results.append((name, check["title"], check["cites"], time.monotonic() - began, fault))
            print("%s  %s: %s" % ("FAILED" if fault else "ok    ", name, check["title"]))
            if fault:
                print("        %s\n        see %s" % (fault, check["cites"]))
    return results


def junit(results):
    failed = sum(1 for result in results if result[4])
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuite name="conformance" tests="%d" failures="%d">' % (len(results), failed)]
    for name, title, cites, seconds, fault in results:
        lines.append('  <testcase classname=%s name=%s time="%.3f">' % (quoteattr(name), quoteattr(title), seconds))
        lines.append("    <properties><property name=\"cites\" value=%s/></properties>" % quoteattr(cites))
        if fault:
            lines.append("    <failure message=%s>%s</failure>" % (quoteattr("see " + cites), escape(fault)))
        lines.append("  </testcase>")
    return "\n".join(lines + ["</testsuite>", ""])


def main():
    parser = argparse.ArgumentParser(description="Tries whether a hub keeps its contract.")
    parser.add_argument("address", help="such as http://localhost:8080")
    parser.add_argument("--junit", help="where to write the results as JUnit XML")
    parser.add_argument("--only", default="", help="scripts whose name has this in it")
    parser.add_argument("--timeout", type=float, default=10, help="seconds to wait for an answer")
    given = parser.parse_args()
    results = run(given.address, given.only, given.timeout)
    if given.junit:
        with open(given.junit, "w", encoding="utf-8") as file:
            file.write(junit(results))
    failed = [result for result in results if result[4]]
    print("%d of %d checks passed" % (len(results) - len(failed), len(results)))
    return 1 if failed or not results else 0


if __name__ == "__main__":
    sys.exit(main())
