"""Text files: read whole within limits, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from vendor_eval.errors import FileError, nearest

__all__ = ["MOST_BYTES", "check_readable", "read_bytes", "read_text", "reason", "write_bytes"]

MOST_BYTES = 5_000_000


def read_bytes(path: Path, *, most: int) -> bytes:
    """Read a whole file that is not too large.

    Raises
    ------
    FileError
        If there is no such file, it cannot be read or is too large.
    """
    size = check_readable(path)
    if size > most:
        raise FileError(f"{path} has {size:,} bytes; at most {most:,} are read.")
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise FileError(f"{path} cannot be read: {reason(error)}.") from None


def check_readable(path: Path) -> int:
    """Return the size of an ordinary file in bytes.

    Raises
    ------
    FileError
        If there is no such file, or it is no ordinary one.
    """
    try:
        if path.is_dir():
            raise FileError(f"{path} is a folder, not a file.")
        size = path.stat().st_size
        if not path.is_file():
            raise FileError(f"{path} is no ordinary file, so it is not read.")
        return size
    except FileNotFoundError:
        raise FileError(_not_there(path)) from None
    except (OSError, ValueError) as error:
        raise FileError(f"{path} cannot be read: {reason(error)}.") from None


def read_text(path: Path) -> str:
    """Read a UTF-8 text file, with or without a byte order mark.

    Raises
    ------
    FileError
        If there is no such file, it cannot be read, is too large, or is not UTF-8.
    """
    content = read_bytes(path, most=MOST_BYTES)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        guess = "UTF-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "Windows-1252 or Latin-1"
        advice = f"It looks like {guess}: open it in an editor and save it as UTF-8."
        raise FileError(f"{path}:{line} is not UTF-8 text (byte {column} of the line). {advice}") from None


def reason(error: Exception) -> str:
    """Say why the system refused, without the path that the message names already."""
    return getattr(error, "strerror", None) or str(error)


def _not_there(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"There is no file {path}: there is no folder {folder.absolute()}."
    near: list[str] = []
    with contextlib.suppress(OSError):
        near = [entry.name for entry in folder.iterdir()]
    return f"There is no file {path.name} in the folder {folder.absolute()}.{nearest(path.name, near)}"


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a reader never sees half of it, and a failure leaves the old one.

    A new file has the permissions that the system gives to new files; one that is replaced keeps its own. A link stays
    a link, and the file that it points to is replaced.

    Raises
    ------
    FileError
        If the folder does not exist or cannot be written.
    """
    try:
        target = path.resolve()
        if target.is_dir():
            raise FileError(f"{path} cannot be written: it is a folder.")
        if not target.parent.is_dir():
            raise FileError(f"{path} cannot be written: there is no folder {target.parent}.")
        if target.exists() and not os.access(target, os.W_OK):
            raise FileError(f"{path} cannot be written: it is protected against writing.")
        _replace(target, content)
    except (OSError, RuntimeError, ValueError) as error:
        raise FileError(f"{path} cannot be written: {reason(error)}.") from None


def _replace(target: Path, content: bytes) -> None:
    draft = target.with_name(f".{secrets.token_hex(8)}.draft")
    try:
        # Exclusive, and with the permissions that the process gives to every new file.
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o7777)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
