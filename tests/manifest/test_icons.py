"""The icons are what their code draws, of the sizes and colours that Teams wants."""

from __future__ import annotations

import struct
import zlib

import pytest

from manifest.icons import BROWN, CREAM, FOLDER, WHITE, color_icon, outline_icon
from manifest.png import Picture, from_png, to_png

COLOR = (FOLDER / "color.png").read_bytes()
OUTLINE = (FOLDER / "outline.png").read_bytes()


def test_the_files_say_their_sizes_and_hold_transparency() -> None:
    assert struct.unpack(">IIBB", COLOR[16:26]) == (192, 192, 8, 6)
    assert struct.unpack(">IIBB", OUTLINE[16:26]) == (32, 32, 8, 6)


def test_the_files_are_what_the_code_draws() -> None:
    assert from_png(COLOR) == color_icon()
    assert from_png(OUTLINE) == outline_icon()


def test_the_coloured_icon_fills_its_ground_and_keeps_within_what_is_never_cut() -> None:
    icon = from_png(COLOR)
    assert {pixel[3] for pixel in icon.pixels} == {255}
    ground = (*BROWN, 255)
    drawn = [(n % 192, n // 192) for n, pixel in enumerate(icon.pixels) if pixel != ground]
    assert min(map(min, drawn)) >= 36
    assert max(map(max, drawn)) < 156
    assert (*CREAM, 255) in icon.pixels


def test_the_outline_is_white_on_nothing() -> None:
    icon = from_png(OUTLINE)
    assert {pixel[:3] for pixel in icon.pixels} == {WHITE}
    opacities = [pixel[3] for pixel in icon.pixels]
    assert opacities.count(0) > 400
    assert opacities.count(255) > 100


def test_a_picture_is_read_as_it_was_written() -> None:
    picture = Picture(2, 2, [(1, 2, 3, 4), (5, 6, 7, 8), (9, 10, 11, 12), (255, 0, 255, 0)])
    assert from_png(to_png(picture)) == picture


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"GIF89a",
        COLOR[:-20],
        COLOR[:60] + b"\0" + COLOR[61:],
        COLOR[:-12],
        to_png(Picture(1, 1, [(0, 0, 0, 0)])).replace(b"IEND", b"IXXX"),
    ],
)
def test_another_file_is_no_picture(broken: bytes) -> None:
    with pytest.raises(ValueError, match=r"It is .* PNG"):
        from_png(broken)


def test_a_picture_of_another_form_is_told() -> None:
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    one = to_png(Picture(1, 1, [(0, 0, 0, 0)]))
    old = one[12:29]
    new = b"IHDR" + head
    with pytest.raises(ValueError, match="another form"):
        from_png(one.replace(old + struct.pack(">I", zlib.crc32(old)), new + struct.pack(">I", zlib.crc32(new))))
