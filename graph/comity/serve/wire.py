"""Messages between the server and its workers: the length of a head, the head as JSON, and a body whose length it gives."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from typing import Any

_LENGTH = struct.Struct("!I")

Head = dict[str, Any]  # Any: what JSON holds


def to_bytes(head: Mapping[str, Any], body: bytes = b"") -> bytes:  # Any: what JSON holds
    """The message."""
    text = json.dumps({**head, "length": len(body)}, ensure_ascii=False).encode()
    return _LENGTH.pack(len(text)) + text + body


def receive(sock: socket.socket) -> Head | None:
    """The head of the next message, which has no body; None when the other side has closed."""
    length = _exactly(sock, _LENGTH.size)
    if length is None:
        return None
    text = _exactly(sock, _LENGTH.unpack(length)[0])
    return None if text is None else dict(json.loads(text))


def _exactly(sock: socket.socket, size: int) -> bytes | None:
    found = bytearray()
    while len(found) < size:
        part = sock.recv(size - len(found))
        if not part:
            return None
        found += part
    return bytes(found)


async def received(reader: asyncio.StreamReader) -> tuple[Head, bytes]:
    """The next message.

    Raises:
        asyncio.IncompleteReadError: the other side closed before its end.
    """
    length = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))[0]
    head = dict(json.loads(await reader.readexactly(length)))
    return head, await reader.readexactly(head["length"])
