"""Makes the package by which Teams installs the bot: `python -m manifest`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.settings import SettingsError, read_settings
from manifest.package import PackageError, Place, files_of, zipped

OUTPUT = Path("artifacts/kahvibotti-teams.zip")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the package; the process's exit code."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings()
        place = Place((options.app_id or settings.app_id).strip(), (options.url or settings.public_url).strip())
        _write(options.output, _checked(files_of(place)))
    except (SettingsError, PackageError) as error:
        print("\n".join(error.sentences), file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename}: {error.strerror or error}.", file=sys.stderr)
        return 1
    print(f"{options.output} is ready: upload it in the Teams admin center, below Teams apps, Manage apps.")
    return 0


def _checked(files: dict[str, bytes]) -> bytes:
    """The zip of the files; PackageError when they are not what Teams takes."""
    try:
        from manifest.checking import problems_of
    except ModuleNotFoundError as error:
        raise PackageError([f"{error.name} is missing, by which the package is checked: run make setup."]) from error
    if wrong := problems_of(files):
        raise PackageError(wrong)
    return zipped(files)


def _write(path: Path, package: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(package)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m manifest", description=__doc__)
    parser.add_argument("--app-id", help="default APP_ID of the settings")
    parser.add_argument("--url", help="the bot's own address, default PUBLIC_URL of the settings")
    parser.add_argument("--output", type=Path, default=OUTPUT, help=f"default {OUTPUT}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
