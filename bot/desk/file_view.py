"""The files that a customer sent, in words; what could not be had says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cases.case_files import FileEntry
from bot.desk.moments import moment_words
from bot.desk.words import FILE_FAULTS, FILE_KINDS, FILE_TYPES, in_words
from bot.policy.merchant import Merchant

#: What a browser shows by itself and cannot run; everything else is only handed out to be kept.
SHOWN = frozenset({"image/jpeg", "image/png", "image/webp"})
_KB = 1024


@dataclass(frozen=True)
class FileView:
    """One file; `became` says why it is not here.

    `name` is the customer's own for it, or what it is; `size` is empty until it is fetched.
    """

    id: int
    message_id: int
    name: str
    kind: str
    size: str
    at: str
    is_here: bool
    became: str
    is_image: bool


def file_views(files: Sequence[FileEntry], merchant: Merchant | None) -> list[FileView]:
    """Return the files, oldest first."""
    return [_view(file, merchant) for file in files]


def files_by_message(files: Sequence[FileView]) -> dict[int, list[FileView]]:
    """Return the files of each message that brought some, by its id."""
    by_message: dict[int, list[FileView]] = {}
    for file in files:
        by_message.setdefault(file.message_id, []).append(file)
    return by_message


def size_words(size: int) -> str:
    """Return a size as people read it: "812 bytes", "240 KB", "1.2 MB"."""
    if size < _KB:
        return f"{size} byte{'' if size == 1 else 's'}"
    in_kb = round(size / _KB)
    return f"{in_kb} KB" if in_kb < _KB else f"{size / _KB / _KB:.1f} MB"


def _view(file: FileEntry, merchant: Merchant | None) -> FileView:
    kind = in_words(FILE_KINDS, file.kind)
    return FileView(
        id=file.id,
        message_id=file.message_id,
        name=file.name or kind,
        kind=FILE_TYPES.get(file.media_type or "", kind),
        size=size_words(file.size) if file.size and not _is_erased(file) else "",
        at=moment_words(file.at, merchant),
        is_here=file.state == "stored" and not _is_erased(file),
        became=_became(file),
        is_image=file.media_type in SHOWN,
    )


def _is_erased(file: FileEntry) -> bool:
    return file.state == "stored" and file.sha256 is None


def _became(file: FileEntry) -> str:
    if file.state == "pending":
        return "Not here yet: it is still being fetched."
    if file.state == "stored":
        return "It was erased." if _is_erased(file) else ""
    why = FILE_FAULTS.get(file.error or "", "WhatsApp did not hand it out")
    return f"Could not be fetched: {why}. Ask the customer to send it again."
