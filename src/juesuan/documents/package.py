"""Parts of a zipped office document, unpacked and parsed within limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from juesuan.documents.limits import MAX_MEMBER_BYTES, MAX_MEMBERS, MAX_RATIO
from juesuan.documents.model import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

_SMALL = 1024 * 1024


class Package:
    """A zipped document held in memory."""

    def __init__(self, source: str, data: bytes) -> None:
        """Open the archive.

        Args:
            source: the file as the user gave it, for messages.
            data: the whole file.

        Raises:
            UnreadableError: the archive is damaged or has too many parts.
        """
        self._source = source
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise self._damaged() from error
        self._infos = {info.filename: info for info in self._zip.infolist()}
        if len(self._infos) > MAX_MEMBERS:
            raise self._oversized()

    def rewritten(self, changes: Mapping[str, bytes]) -> bytes:
        """The archive with some parts changed or added, and all others as they are.

        Args:
            changes: parts by name.

        Raises:
            UnreadableError: a part is damaged, encrypted or beyond the limits.
        """
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, info in self._infos.items():
                content = changes[name] if name in changes else self.read(name) or b""
                copy = zipfile.ZipInfo(name, info.date_time)
                copy.compress_type = zipfile.ZIP_STORED if info.is_dir() else zipfile.ZIP_DEFLATED
                copy.external_attr = info.external_attr
                archive.writestr(copy, content)
            for name in sorted(changes.keys() - self._infos.keys()):
                added = zipfile.ZipInfo(name)  # dated 1980: the same input gives the same bytes
                added.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(added, changes[name])
        return out.getvalue()

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def _damaged(self) -> UnreadableError:
        return UnreadableError(
            self._source,
            "文档损坏或不完整，请用 Office 或 WPS 打开后重新保存",
            "the document is damaged or incomplete; open and save it again in an office program",
        )

    def _oversized(self) -> UnreadableError:
        return UnreadableError(
            self._source,
            "文档解压后过大，不像正常文档",
            "the document unpacks to far more than a real one does",
        )

    def read(self, name: str) -> bytes | None:
        """One part unpacked, None if there is no such part.

        Raises:
            UnreadableError: it is damaged, encrypted or beyond the limits.
        """
        info = self._infos.get(name)
        if info is None:
            return None
        if info.file_size > MAX_MEMBER_BYTES:
            raise self._oversized()
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_MEMBER_BYTES + 1)  # the directory's sizes may lie
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise self._damaged() from error
        except RuntimeError as error:  # how zipfile says that a part is encrypted
            raise UnreadableError(
                self._source, "文档已加密，请去除密码后再检查", "the document is encrypted; remove the password first"
            ) from error
        if len(data) > MAX_MEMBER_BYTES or (len(data) > _SMALL and len(data) > MAX_RATIO * max(info.compress_size, 1)):
            raise self._oversized()
        return data

    def xml(self, name: str) -> _Element | None:
        """One part parsed, None if there is no such part. Nothing is fetched and no entity expanded.

        Raises:
            UnreadableError: it is no well-formed XML, or it declares entities, which no word processor writes.
        """
        data = self.read(name)
        if data is None:
            return None
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged() from error
        information: Any = root.getroottree().docinfo
        if information.doctype:
            raise UnreadableError(
                self._source, "文档含有 DTD 声明，不予读取", "the document declares a DTD, which no real one does"
            )
        return root

    def related(self, part: str, kind: str) -> str | None:
        """The part that `part` ("" for the whole document) refers to under a relationship type ending in `kind`."""
        folder, name = posixpath.split(part)
        relations = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in relations if relations is not None else ():
            if relation.get("Type", "").endswith("/" + kind) and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                joined = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                return posixpath.normpath(joined)
        return None
