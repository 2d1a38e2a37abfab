"""A WebSocket client of the standard library, for the conversations."""

import base64
import hashlib
import json
import os
import socket
import ssl
import struct
from urllib.parse import urlsplit

from client import frames

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class WebSocket:
    """One connection. Pings are answered while it reads."""

    def __init__(self, base, path="/ws", subprotocol="votehub.v1", timeout=10):
        address = urlsplit(base)
        port = address.port or (443 if address.scheme == "https" else 80)
        self.socket = socket.create_connection((address.hostname, port), timeout)
        if address.scheme == "https":
            self.socket = ssl.create_default_context().wrap_socket(self.socket, server_hostname=address.hostname)
        self.stream = self.socket.makefile("rb")
        self._shake_hands(address.netloc, path, subprotocol)

    def _shake_hands(self, host, path, subprotocol):
        key = base64.b64encode(os.urandom(16))
        lines = [
            "GET %s HTTP/1.1" % path,
            "Host: %s" % host,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: %s" % key.decode(),
        ]
        if subprotocol:
            lines.append("Sec-WebSocket-Protocol: %s" % subprotocol)
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        status = self.stream.readline().decode("latin-1")
        headers = {}
        for line in iter(self.stream.readline, b"\r\n"):
            if not line:
                break
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
        if " 101 " not in status:
            raise AssertionError("the handshake was answered with %s" % status.strip())
        wanted = base64.b64encode(hashlib.sha1(key + GUID).digest()).decode()
        if headers.get("sec-websocket-accept") != wanted:
            raise AssertionError("Sec-WebSocket-Accept does not fit the key")
        self.subprotocol = headers.get("sec-websocket-protocol")

    def send_text(self, text):
        self.socket.sendall(frames.encode(frames.TEXT, text.encode(), True))

    def send(self, message):
        self.send_text(json.dumps(message))

    def send_binary(self, data):
        self.socket.sendall(frames.encode(frames.BINARY, data, True))

    def receive(self, timeout):
        """The next message; raises Closed with the close code, or TimeoutError."""
        while True:
            self.socket.settimeout(timeout)
            try:
                opcode, payload = frames.read(self.stream)
            except socket.timeout:
                raise TimeoutError("nothing came within %s s" % timeout)
            except ConnectionError:
                raise frames.Closed(1006)
            if opcode == frames.TEXT:
                return json.loads(payload)
            if opcode == frames.PING:
                self.socket.sendall(frames.encode(frames.PONG, payload, True))
            elif opcode == frames.CLOSE:
                raise frames.Closed(frames.close_code(payload), payload[2:].decode("utf-8", "replace"))

    def close(self):
        try:
            self.socket.sendall(frames.encode(frames.CLOSE, struct.pack("!H", 1000), True))
        except OSError:
            pass  # It is closed already.
        self.stream.close()
        self.socket.close()
