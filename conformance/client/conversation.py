"""Holds a conversation with a hub, step by step, as its script says; see README.md."""

import json
import time
import urllib.error
import urllib.request

from client import frames
from client.matching import faults, filled, pointed
from client.websocket import WebSocket


class Conversation:
    """The connections and the saved values of one script."""

    def __init__(self, base, timeout):
        self.base = base.rstrip("/")
        self.timeout = timeout
        self.known = {}
        self.sockets = {}

    def hold(self, steps, after):
        """Takes all steps; raises AssertionError at the first that fails. Those after them are taken in any case."""
        try:
            self._take_all(steps)
        except AssertionError:
            try:
                self._take_all(after)
            except AssertionError:
                pass  # What failed first is told.
            raise
        else:
            self._take_all(after)
        finally:
            for each in self.sockets.values():
                each.close()

    def _take_all(self, steps):
        for number, step in enumerate(steps, 1):
            try:
                self._take(filled(step, self.known))
            except (AssertionError, TimeoutError, frames.Closed, OSError, KeyError, ValueError) as fault:
                raise AssertionError("step %d, %s: %s" % (number, json.dumps(step), fault)) from fault

    def _take(self, step):
        if "http" in step:
            self._call(step)
        elif "connect" in step:
            self.sockets[step["connect"]] = WebSocket(self.base, subprotocol=step.get("subprotocol", "votehub.v1"), timeout=self.timeout)
        elif "send" in step:
            self.sockets[step["on"]].send(step["send"])
        elif "sendText" in step:
            self.sockets[step["on"]].send_text(step["sendText"] * step.get("times", 1))
        elif "sendBinary" in step:
            self.sockets[step["on"]].send_binary(bytes(step["sendBinary"]))
        elif "expect" in step:
            self._expect(step)
        elif "expectClose" in step:
            self._expect_close(step)
        elif "disconnect" in step:
            self.sockets.pop(step["disconnect"]).close()
        else:
            raise AssertionError("unknown step")

    def _save(self, step, value):
        for name, pointer in step.get("save", {}).items():
            self.known[name] = pointed(value, pointer)

    def _call(self, step):
        method, path = step["http"].split(" ", 1)
        headers = {"Accept": "application/json, application/problem+json"}
        headers.update(step.get("headers", {}))
        if "token" in step:
            headers["Authorization"] = "Bearer " + step["token"]
        data = None
        if "body" in step:
            data = json.dumps(step["body"]).encode()
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(self.base + path, data=data, headers=headers, method=method)
        try:
            answer = urllib.request.urlopen(request, timeout=self.timeout)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            text = answer.read().decode()
            kind = answer.headers.get_content_type()
        if answer.status != step["status"]:
            raise AssertionError("the status is %d, not %d: %s" % (answer.status, step["status"], text[:300]))
        body = json.loads(text) if "json" in kind and "ndjson" not in kind and text else text
        if "contains" in step and step["contains"] not in text:
            raise AssertionError("%r is not in %r" % (step["contains"], text[:300]))
        if "answer" in step:
            raise_if(faults(step["answer"], body))
        self._save(step, body)

    def _expect(self, step):
        """Waits for a message of that type that fits; others pass by, as a client has to let them."""
        wanted = step["expect"]
        until = time.monotonic() + self.timeout
        last = []
        while True:
            left = until - time.monotonic()
            if left <= 0:
                raise AssertionError("no such message came; of the last of that type: %s" % last)
            try:
                got = self.sockets[step["on"]].receive(left)
            except TimeoutError:
                continue
            if got.get("type") != wanted["type"]:
                if got.get("type") in step.get("never", []):
                    raise AssertionError("a message came that must not: %s" % json.dumps(got))
                continue
            last = faults(wanted, got)
            if not last:
                self._save(step, got)
                return
            if step.get("first"):
                raise_if(last)

    def _expect_close(self, step):
        until = time.monotonic() + self.timeout
        while True:
            try:
                self.sockets[step["on"]].receive(max(0.001, until - time.monotonic()))
            except frames.Closed as closed:
                if closed.code != step["expectClose"]:
                    raise AssertionError("closed with %d, not %d" % (closed.code, step["expectClose"]))
                return


def raise_if(found):
    if found:
        raise AssertionError("; ".join(found))
