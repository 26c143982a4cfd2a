"""PNG files of 8 bits a channel with transparency: written, and read back as far as we write them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Pixel = tuple[int, int, int, int]
"""Red, green, blue and opacity, 0-255 each."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEAD = struct.Struct(">IIBBBBB")
_RGBA = (8, 6, 0, 0, 0)
_PLAIN_LINE = b"\0"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, its pixels from the top left along the lines."""

    width: int
    height: int
    pixels: Sequence[Pixel]


def to_png(picture: Picture) -> bytes:
    """The picture as a file."""
    length = picture.width
    lines = (picture.pixels[first : first + length] for first in range(0, length * picture.height, length))
    raw = b"".join(_PLAIN_LINE + bytes(channel for pixel in line for channel in pixel) for line in lines)
    head = _HEAD.pack(picture.width, picture.height, *_RGBA)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def from_png(file: bytes) -> Picture:
    """The picture that a file of ours holds; ValueError for any other file."""
    if not file.startswith(_SIGNATURE):
        raise ValueError("It is no PNG.")
    chunks = dict(_chunks(file))
    if not {b"IHDR", b"IDAT", b"IEND"} <= chunks.keys():
        raise ValueError("It is a broken PNG.")
    width, height, *form = _HEAD.unpack(chunks[b"IHDR"])
    try:
        raw = zlib.decompress(chunks[b"IDAT"])
    except zlib.error as error:
        raise ValueError("It is a PNG of another form.") from error
    stride = 1 + 4 * width
    lines = [raw[first : first + stride] for first in range(0, len(raw), stride)]
    if tuple(form) != _RGBA or len(raw) != stride * height or any(not line.startswith(_PLAIN_LINE) for line in lines):
        raise ValueError("It is a PNG of another form.")
    return Picture(width, height, [pixel for line in lines for pixel in struct.iter_unpack("4B", line[1:])])


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(file):
        length = int.from_bytes(file[at : at + 4], "big")
        data = file[at + 8 : at + 8 + length]
        if file[at : at + 12 + length] != _chunk(file[at + 4 : at + 8], data):
            raise ValueError("It is a broken PNG.")
        yield file[at + 4 : at + 8], data
        at += 12 + length
