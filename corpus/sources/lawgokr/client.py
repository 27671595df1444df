"""A thin client of the Open API of law.go.kr: finds laws, and saves their texts as files that are then indexed like any others.

`lawSearch.do` lists, `lawService.do` gives bodies. The key (`OC`) goes into the addresses that are asked for, and nowhere else: it is
cut out of what is saved, and no error names an address.
"""

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Literal
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from corpus.errors import FetchError, ReadError
from corpus.readers.text.encodings import decode
from corpus.sources.lawgokr import ADDRESS, answers
from corpus.sources.lawgokr.tree import Field, from_xml

Target = Literal["law", "eflaw", "admrul", "ordin"]
"""Laws as they are now, laws with all their versions, administrative rules, local rules."""

_ITEMS: Mapping[Target, str] = {"law": "law", "eflaw": "law", "admrul": "admrul", "ordin": "law"}
_SERIALS = ("법령일련번호", "행정규칙일련번호", "자치법규일련번호")
_NAMES = ("법령명한글", "행정규칙명", "자치법규명")
_REGISTER_NUMBERS = ("법령ID", "행정규칙ID", "자치법규ID")
_ON_PAGE = 100
"""The most that the service lists on one page."""
_LARGEST = 64 << 20
_BUSY = frozenset({429, 500, 502, 503, 504})
_NUMBER = re.compile(r"\d{1,20}")
_KEY_IN_ADDRESS = re.compile(rb"\bOC=[^&\s\"'<>\]]{1,200}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A law, or one version of it, as a list names it.

    Attributes:
        target: The list it stands in.
        serial: Number of the version (법령일련번호, MST), the only thing that pins one.
        law_id: Number of the law in the register; empty where the list has none.
        name: Its title.
        in_force: Day of effect as eight digits; empty where the list has none.
    """

    target: Target
    serial: str
    law_id: str
    name: str
    in_force: str

    @property
    def file_name(self) -> str:
        """The file that its text is saved as."""
        return "-".join(filter(None, (self.target, self.law_id, self.in_force, self.serial))) + ".xml"


@dataclass(frozen=True, slots=True)
class Client:
    """Asks the service, one request at a time.

    Attributes:
        key: The `OC` of a registered user; never part of a message or of the client's own printed form.
        address: Of the service.
        seconds: How long one request may take.
        tries: How often a request is made when the service is busy or out of reach.
        pause: Seconds before the second try; each further one waits twice as long.
    """

    key: str = field(repr=False)
    address: str = ADDRESS
    seconds: float = 30.0
    tries: int = 4
    pause: float = 1.0

    def find(self, query: str, target: Target = "law") -> Iterator[Listed]:
        """What the service lists for a title or a part of one, page by page in its own order.

        Raises:
            FetchError: It does not answer, or answers an error.
        """
        page, seen = 1, 0
        while True:
            asked = {"target": target, "query": query, "display": str(_ON_PAGE), "page": str(page)}
            root = self._tree(self._ask("lawSearch.do", asked))
            items = root.all(_ITEMS[target])
            yield from filter(None, (_listed(item, target) for item in items))
            seen += len(items)
            total = root.said("totalCnt")
            if not items or not _NUMBER.fullmatch(total) or seen >= int(total):
                return
            page += 1

    def save(self, listed: Listed, folder: Path) -> Path:
        """Fetch the text of one version into a file of the folder, whose path is returned.

        Raises:
            FetchError: The service does not answer, or answers something else than a law.
        """
        content = _KEY_IN_ADDRESS.sub(b"OC=", self._ask("lawService.do", _body_of(listed)))
        try:
            answers.read(decode(content))
        except ReadError as error:
            raise FetchError(
                f"law.go.kr has no text of {listed.name} ({listed.serial}): the answer {error.reason}"
            ) from None
        path = folder / listed.file_name
        path.write_bytes(content)
        return path

    def _tree(self, content: bytes) -> Field:
        try:
            root = from_xml(decode(content).text)
            answers.refuse_failure(root)
        except ReadError as error:
            raise FetchError(f"the answer {error.reason}") from None
        return root

    def _ask(self, service: str, asked: Mapping[str, str]) -> bytes:
        query = urlencode({"OC": self.key, "type": "XML", **asked})
        request = Request(f"{self.address}/{service}?{query}", headers={"User-Agent": "vkb"})
        for attempt in range(self.tries):
            if attempt:
                time.sleep(self.pause * 2 ** (attempt - 1))
            failure = ""
            try:
                return self._answer(request)
            except HTTPError as error:
                failure = f"HTTP status {error.code}"
                if error.code not in _BUSY:
                    break
            except (URLError, HTTPException, OSError) as error:
                failure = _named(error)
        # Not `from error`: errors of urllib carry the address with the key.
        raise FetchError(
            f"{self.address} did not answer ({failure}): see to the network and the key, then try again"
        )

    def _answer(self, request: Request) -> bytes:
        with urlopen(request, timeout=self.seconds) as answer:
            content = bytes(answer.read(_LARGEST + 1))
        if len(content) > _LARGEST:
            raise FetchError(f"an answer of {self.address} is larger than {_LARGEST >> 20} MB: ask for less")
        return content


def _listed(item: Field, target: Target) -> Listed | None:
    serial, law_id = item.said(*_SERIALS), item.said(*_REGISTER_NUMBERS)
    in_force = item.said("시행일자").replace(".", "").replace("-", "")
    numbers = (serial, law_id or "0", in_force or "0")
    if not all(map(_NUMBER.fullmatch, numbers)):
        return None
    return Listed(target, serial, law_id, item.said(*_NAMES), in_force)


def _body_of(listed: Listed) -> dict[str, str]:
    """`ID` with a day in the past would give the present text without a word, so versions are asked for by their serial numbers."""
    asked = {"target": listed.target, "ID" if listed.target == "admrul" else "MST": listed.serial}
    return asked | ({"efYd": listed.in_force} if listed.target == "eflaw" else {})


def _named(error: Exception) -> str:
    reason = getattr(error, "reason", None)
    return type(reason if isinstance(reason, Exception) else error).__name__
