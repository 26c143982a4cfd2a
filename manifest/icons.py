"""Draws the icons, a coffee cup in a speech bubble: `python -m manifest.icons` writes their files anew."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import hypot
from pathlib import Path

from manifest.png import Picture, Pixel, to_png

FOLDER = Path(__file__).parent
COLOR_SIZE, OUTLINE_SIZE = 192, 32
BROWN, CREAM, WHITE = (0x6B, 0x3E, 0x26), (0xFF, 0xF4, 0xE6), (255, 255, 255)

# The drawing is 120 units wide: in the coloured icon what Teams never cuts away.
_UNITS = 120
_STROKE = 8.0
_STEAM = ((-1, 0), (2, -6), (-2, -13), (1, -19))

Distance = Callable[[float, float], float]
"""How far a point is from a shape, in units; negative inside."""


def color_icon() -> Picture:
    """The icon in colours, on a ground that fills it."""
    margin = (COLOR_SIZE - _UNITS) / 2

    def at(x: float, y: float) -> Pixel:
        x, y = x - margin, y - margin
        ground = _mixed(BROWN, CREAM, _covered(_bubble(x, y)))
        return (*_mixed(ground, BROWN, _covered(min(_cup(x, y), _saucer(x, y)))), 255)

    return _drawn(COLOR_SIZE, at)


def outline_icon() -> Picture:
    """The small icon: white lines on nothing, as Teams wants it; there is no room for the saucer."""
    margin = 1
    scale = _UNITS / (OUTLINE_SIZE - 2 * margin)

    def at(x: float, y: float) -> Pixel:
        x, y = (x - margin) * scale, (y - margin) * scale
        line = abs(_bubble(x, y) + _STROKE / 2) - _STROKE / 2
        return (*WHITE, round(255 * _covered(min(line, _cup(x, y)) / scale)))

    return _drawn(OUTLINE_SIZE, at)


def _drawn(size: int, at: Callable[[float, float], Pixel]) -> Picture:
    return Picture(size, size, [at(x + 0.5, y + 0.5) for y in range(size) for x in range(size)])


def _bubble(x: float, y: float) -> float:
    # Its tail is what lies within three lines.
    tail = max(22 - x, y - 118 + 1.4 * (x - 22), 80 - y)
    return min(_box(x, y, (60, 50), (60, 46), 20), tail)


def _cup(x: float, y: float) -> float:
    body = min(_box(x, y, (56, 61), (22, 17), 11), _box(x, y, (56, 53), (22, 9), 2))
    handle = abs(hypot(x - 79, y - 57) - 9) - 3
    steam = min(_wave(x, y, (47, 36)), _wave(x, y, (65, 36))) - 2.5
    return min(body, handle, steam)


def _saucer(x: float, y: float) -> float:
    return _line(x, y, (30, 85), (86, 85)) - 3


def _wave(x: float, y: float, foot: tuple[float, float]) -> float:
    points = [(foot[0] + right, foot[1] + down) for right, down in _STEAM]
    return min(_line(x, y, begins, ends) for begins, ends in pairwise(points))


def _box(x: float, y: float, middle: tuple[float, float], half: tuple[float, float], corner: float) -> float:
    across, along = abs(x - middle[0]) - half[0] + corner, abs(y - middle[1]) - half[1] + corner
    return hypot(max(across, 0), max(along, 0)) + min(max(across, along), 0) - corner


def _line(x: float, y: float, begins: tuple[float, float], ends: tuple[float, float]) -> float:
    right, down = ends[0] - begins[0], ends[1] - begins[1]
    along = ((x - begins[0]) * right + (y - begins[1]) * down) / (right * right + down * down)
    along = min(max(along, 0), 1)
    return hypot(x - begins[0] - along * right, y - begins[1] - along * down)


def _covered(distance: float) -> float:
    """How much of a pixel a shape covers whose edge is that many pixels away."""
    return min(max(0.5 - distance, 0), 1)


def _mixed(below: tuple[int, int, int], above: tuple[int, int, int], covered: float) -> tuple[int, int, int]:
    red, green, blue = (round(b + (a - b) * covered) for b, a in zip(below, above, strict=True))
    return red, green, blue


if __name__ == "__main__":
    (FOLDER / "color.png").write_bytes(to_png(color_icon()))
    (FOLDER / "outline.png").write_bytes(to_png(outline_icon()))
