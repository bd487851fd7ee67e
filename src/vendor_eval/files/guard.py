"""Packages of parts, as workbooks are: opened only after everything that could harm has been looked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from vendor_eval.errors import FileError, listed
from vendor_eval.files.text import read_bytes

__all__ = ["MOST_UNPACKED", "Package", "open_package"]

MOST_ENTRIES = 2_000
MOST_UNPACKED = 50_000_000
MOST_RATIO = 200
RATIO_FROM = 5_000_000
CHUNK = 1 << 16

_ARCHIVES = frozenset(
    (
        *(".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".zst", ".tar", ".tgz", ".jar", ".cab"),
        *(".xlsx", ".xlsm", ".xlsb", ".docx", ".docm", ".pptx", ".pptm", ".ods", ".odt"),
    )
)
_ADVICE = "Open it in Excel, LibreOffice or Google Sheets and save it as an Excel workbook (.xlsx)."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CENTRAL = b"PK\x01\x02"


class Package:
    """The parts of a checked archive, read within limits."""

    def __init__(self, file: str, archive: zipfile.ZipFile) -> None:
        self.file = file
        self._archive = archive
        self.names = frozenset(archive.namelist())
        self.left = MOST_UNPACKED

    def chunks(self, part: str) -> Iterator[bytes]:
        """Yield a part piece by piece, counting what comes out: what the archive says of its sizes may be wrong."""
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    self.left -= len(chunk)
                    if self.left < 0:
                        raise FileError(f"{self.file} unpacks to more than {MOST_UNPACKED:,} bytes (at {part}).")
                    yield chunk
        except FileError:
            raise
        except KeyError:
            raise FileError(f"{self.file} is damaged: its part {part} is missing. {_ADVICE}") from None
        except Exception as error:
            # The modules for archives raise errors of a dozen kinds on damaged ones.
            raise FileError(
                f"{self.file} is damaged: its part {part} cannot be unpacked ({error}). {_ADVICE}"
            ) from None

    def read(self, part: str) -> bytes:
        """Return a whole part."""
        return b"".join(self.chunks(part))


def open_package(path: Path) -> Package:
    """Check a file that should be a workbook, and open it.

    Raises
    ------
    FileError
        If it is no workbook (its real kind is named), is encrypted or damaged, or would unpack to too much.
    """
    content = read_bytes(path, most=MOST_UNPACKED)
    file = str(path)
    if not content:
        raise FileError(f"{file} is an empty file: it has no bytes at all.")
    if not content.startswith(b"PK\x03\x04"):
        raise FileError(f"{file} is no Excel workbook: {_kind(content)}")
    # Counted by their signature, because the archive's own count may be wrong, and listing a million takes long.
    if content.count(_CENTRAL) > MOST_ENTRIES:
        raise FileError(f"{file} holds more than {MOST_ENTRIES:,} parts, which no workbook of a decision needs.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except Exception as error:
        # Whatever the module for archives raises here says the same.
        raise FileError(f"{file} is damaged or was cut off: it cannot be unpacked ({error}). {_ADVICE}") from None
    _check_entries(file, entries)
    package = Package(file, archive)
    _check_kind(package)
    return package


def _kind(content: bytes) -> str:
    head = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return "it is encrypted with a password. Open it in Excel and save it without a password."
        return f"it is an old Excel file (.xls) or another old Office file. {_ADVICE}"
    if head.startswith(b"%pdf"):
        return "it is a PDF. A decision is read from a workbook, not from its print."
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return f"it is an XML spreadsheet of 2003. {_ADVICE}"
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")):
        return f"it is a web page (HTML) under another name. {_ADVICE}"
    if content.startswith(b"PK"):
        return f"it is an empty or split ZIP archive. {_ADVICE}"
    if b"\0" not in content[:2048]:
        return "it is a text file; if it is CSV, give it the ending .csv, if YAML, .yaml."
    return f"it begins with the bytes {content[:8].hex(' ')}. {_ADVICE}"


def _check_entries(file: str, entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        double = next(name for name in names if names.count(name) > 1)
        raise FileError(f"{file} is damaged: its part {double} is in it twice.")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > MOST_UNPACKED:
        raise FileError(f"{file} would unpack to {unpacked:,} bytes; at most {MOST_UNPACKED:,} are read.")
    if unpacked > RATIO_FROM and unpacked > MOST_RATIO * max(packed, 1):
        raise FileError(
            f"{file} would unpack to {unpacked:,} bytes, {unpacked // max(packed, 1):,} times its size: more than "
            f"{MOST_RATIO} times is what archives made to do harm have, and no workbook."
        )
    for entry in entries:
        _check_entry(file, entry)


def _check_entry(file: str, entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    steps = name.split("/")
    if name.startswith("/") or "\\" in name or ":" in steps[0] or ".." in steps:
        raise FileError(f"{file} holds a part named {name!r}, which points out of the workbook.")
    if entry.flag_bits & 0x1:
        raise FileError(f"{file} is encrypted (its part {name}). Save it without a password.")
    if PurePosixPath(name).suffix.lower() in _ARCHIVES:
        raise FileError(f"{file} holds another archive, {name}. Delete what is embedded in the workbook and save it.")


def _check_kind(package: Package) -> None:
    file, names = package.file, package.names
    if "mimetype" in names:
        kind = package.read("mimetype")[:100].decode("ascii", "replace")
        raise FileError(f"{file} is no Excel workbook but an OpenDocument file ({kind}; .ods). {_ADVICE}")
    if "xl/workbook.bin" in names:
        raise FileError(f"{file} is a binary Excel workbook (.xlsb). {_ADVICE}")
    if "xl/vbaProject.bin" in names:
        raise FileError(f"{file} is an Excel workbook with macros (.xlsm), which are never opened. {_ADVICE}")
    if "[Content_Types].xml" not in names:
        found = f"it is a ZIP archive with {listed(sorted(names)[:3])}" if names else "it is an empty ZIP archive"
        raise FileError(f"{file} is no Excel workbook: {found}. {_ADVICE}")
    for folder, kind in (("word/", "a Word document"), ("ppt/", "a PowerPoint presentation")):
        if any(name.startswith(folder) for name in names):
            raise FileError(f"{file} is no Excel workbook but {kind}.")
