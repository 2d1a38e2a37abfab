#!/usr/bin/env python3
"""A hostile hub, against which a client is tried: python3 conformance/hostile.py --hub http://localhost:8080 --port 9000

It stands between clients and a hub, serves all that the hub does, and treats WebSockets as bad networks and restarts do: it drops, doubles, delays and
re-orders what the hub tells unasked, drops and doubles what clients send, and closes, with and without a code, at any moment. After `--calm-after`
seconds it is honest; until then nothing that it does may make a client lose a vote, show a result as final that is not, or give up.

Needs Python 3.9 and nothing else.
"""

import argparse
import json
import os
import random
import socket
import struct
import sys
import threading
import time
from urllib.parse import urlsplit

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from client import frames  # noqa: E402

# What a client must survive the loss and the repetition of; answers to its own requests are never changed, only cut off.
TOLD = ("tally", "poll", "presence", "room", "ballot", "reactions", "entries")
CODES = (1001, 1012, 1013, 4408, 4410, 4413, None)


class Hostility:
    """Decides what happens to each message. The same seed decides the same."""

    def __init__(self, seed, calm_after, out=print):
        self.random = random.Random(seed)
        self.until = time.monotonic() + calm_after
        self.counts = {}
        self.out = out

    def is_calm(self):
        return time.monotonic() >= self.until

    def _did(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def told(self, text, held):
        """The messages that are passed on instead of this one of the hub; `held` keeps those that come late."""
        late = held[:]
        del held[:]
        if self.is_calm() or kind(text) not in TOLD:
            return late + [text]
        chance = self.random.random()
        if chance < 0.2:
            self._did("dropped")
            return late
        if chance < 0.4:
            self._did("doubled")
            return [text, text] + late
        if chance < 0.7:
            # What comes after it overtakes it.
            self._did("re-ordered")
            held.append(text)
            return late
        return late + [text]

    def asked(self, text):
        """How often a message of a client reaches the hub."""
        if self.is_calm() or kind(text) != "vote":
            return 1
        chance = self.random.random()
        if chance < 0.25:
            self._did("votes dropped")
            return 0
        if chance < 0.5:
            self._did("votes doubled")
            return 2
        return 1

    def ends_after(self):
        """After how many seconds a connection is closed, and with which code; None for never."""
        if self.is_calm():
            return None
        self._did("closed")
        return self.random.uniform(0.3, 2.0), self.random.choice(CODES)


def kind(text):
    try:
        return json.loads(text).get("type")
    except (ValueError, AttributeError):
        return None


def head_of(stream):
    lines = []
    for line in iter(stream.readline, b""):
        if line in (b"\r\n", b"\n"):
            return lines
        lines.append(line.rstrip(b"\r\n"))
    return None


class Proxy:
    def __init__(self, hub, port, hostility):
        address = urlsplit(hub)
        self.hub = (address.hostname, address.port or 80)
        self.hostility = hostility
        self.server = socket.create_server(("127.0.0.1", port))
        self.port = self.server.getsockname()[1]

    def serve(self):
        while True:
            client, _ = self.server.accept()
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        hub = None
        try:
            stream = client.makefile("rb")
            lines = head_of(stream)
            if not lines:
                return
            hub = socket.create_connection(self.hub)
            if any(line.lower().replace(b" ", b"") == b"upgrade:websocket" for line in lines[1:]):
                self._websocket(client, stream, hub, lines)
            else:
                self._request(client, stream, hub, lines)
        except (OSError, ValueError, frames.Closed):
            pass  # One side has gone; the other is closed below.
        finally:
            for each in (client, hub):
                if each:
                    each.close()

    def _request(self, client, stream, hub, lines):
        """One request a connection: what comes after it would have to be parsed, too."""
        kept = [line for line in lines if not line.lower().startswith((b"connection:", b"keep-alive:"))]
        hub.sendall(b"\r\n".join(kept + [b"Connection: close", b"", b""]))
        length = next((int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")), 0)
        if length:
            hub.sendall(frames.exactly(stream, length))
        while True:
            data = hub.recv(65536)
            if not data:
                return
            client.sendall(data)

    def _websocket(self, client, stream, hub, lines):
        # Extensions would change what frames mean.
        kept = [line for line in lines if not line.lower().startswith(b"sec-websocket-extensions:")]
        hub.sendall(b"\r\n".join(kept + [b"", b""]))
        answers = hub.makefile("rb")
        head = head_of(answers)
        client.sendall(b"\r\n".join(head + [b"", b""]))
        if b" 101 " not in head[0]:
            client.sendall(answers.read(65536))
            return
        ends = self.hostility.ends_after()
        timer = threading.Timer(ends[0], self._cut, (client, hub, ends[1])) if ends else None
        if timer:
            timer.daemon = True
            timer.start()
        up = threading.Thread(target=self._pass_up, args=(stream, hub), daemon=True)
        up.start()
        try:
            self._pass_down(answers, client)
        finally:
            if timer:
                timer.cancel()

    @staticmethod
    def _cut(client, hub, code):
        try:
            if code:
                client.sendall(frames.encode(frames.CLOSE, struct.pack("!H", code), False))
        except OSError:
            pass  # It has gone by itself.
        for each in (client, hub):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # It has gone by itself.

    def _pass_down(self, answers, client):
        held = []
        while True:
            opcode, payload = frames.read(answers)
            if opcode != frames.TEXT:
                client.sendall(frames.encode(opcode, payload, False))
                continue
            for text in self.hostility.told(payload.decode(), held):
                client.sendall(frames.encode(frames.TEXT, text.encode(), False))

    def _pass_up(self, stream, hub):
        try:
            while True:
                opcode, payload = frames.read(stream)
                times = self.hostility.asked(payload.decode()) if opcode == frames.TEXT else 1
                for _ in range(times):
                    hub.sendall(frames.encode(opcode, payload, True))
        except (OSError, ValueError, frames.Closed):
            pass  # The other direction ends, too.
        finally:
            try:
                hub.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # It has gone by itself.


def main():
    parser = argparse.ArgumentParser(description="A hostile hub, against which a client is tried.")
    parser.add_argument("--hub", required=True, help="the honest hub, such as http://localhost:8080")
    parser.add_argument("--port", type=int, default=0, help="where clients connect; 0 for a free port, which is printed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--calm-after", type=float, default=20, help="seconds until it is honest")
    given = parser.parse_args()
    hostility = Hostility(given.seed, given.calm_after)
    proxy = Proxy(given.hub, given.port, hostility)
    print("http://localhost:%d" % proxy.port, flush=True)
    threading.Thread(target=proxy.serve, daemon=True).start()
    time.sleep(given.calm_after)
    print("calm now; it was: %s" % ", ".join("%s %d" % each for each in sorted(hostility.counts.items())), flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
