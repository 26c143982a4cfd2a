"""A stand-in for the channel's service, as cheap as can be: it takes every activity and keeps none."""

from __future__ import annotations

import asyncio
import sys

_BODY = b'{"id":"1:abc"}'
_TAKEN = (
    b"HTTP/1.1 201 Created\r\nContent-Type: application/json; charset=utf-8\r\n"
    b"Content-Length: " + str(len(_BODY)).encode() + b"\r\n\r\n" + _BODY
)


class _Taking(asyncio.Protocol):
    """Answers each request that has fully arrived."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._arrived = bytearray()

    def data_received(self, data: bytes) -> None:
        """Answer as many requests as are whole."""
        self._arrived += data
        while (length := _whole_request(self._arrived)) is not None:
            del self._arrived[:length]
            self._transport.write(_TAKEN)


def _whole_request(arrived: bytearray) -> int | None:
    """The length of the first request if it has fully arrived."""
    end = arrived.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = bytes(arrived[:end]).lower()
    _, found, rest = head.partition(b"content-length:")
    length = end + 4 + (int(rest.split(b"\r\n", 1)[0]) if found else 0)
    return length if len(arrived) >= length else None


async def _main() -> None:
    server = await asyncio.get_running_loop().create_server(_Taking, "127.0.0.1", int(sys.argv[1]))
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main())
