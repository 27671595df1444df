"""Names: the documents of one generation by what people call them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from corpus.errors import IdentifierError
from corpus.identifiers import DocumentNumber, full_title, number_key, title_key, type_name
from indexer.models import DocumentRecord
from kb.registers import LateRegister

_RUNNING_NUMBER = re.compile(r"\d+")
_SUBORDINATE = re.compile(r"(시행령|시행규칙)$")
_LAW = re.compile(r"법(률)?$")
_REMARK = re.compile(r"(?<=\S)\s*\([^()]*\)\s*$")
"""A remark on the edition behind a title: `(요약)`, `(trích: Điều 1-4)`."""
_MIN_STEM = 3
"""Syllables of a shortened Korean title before `법`; fewer begin too many titles."""


@dataclass(frozen=True, slots=True)
class Names:
    """The documents of one generation by identity, number and title.

    Attributes:
        by_id: Every document by its own id.
        by_work: Documents by work id.
        by_number: Documents by the key of their printed number.
        by_running_number: Documents by the running number inside it, e.g. `950`, `16631`.
        by_title: Documents by the key of their title, with and without the name of their type before and a remark behind.
    """

    by_id: Mapping[str, DocumentRecord]
    by_work: LateRegister[DocumentRecord]
    by_number: LateRegister[DocumentRecord]
    by_running_number: LateRegister[DocumentRecord]
    by_title: LateRegister[DocumentRecord]

    @classmethod
    def of(cls, records: Iterable[DocumentRecord]) -> Self:
        """The names of these documents."""
        named = (_works, _numbers, _running_numbers, _titles)
        nothing = cls({}, *(LateRegister[DocumentRecord]((), names, _document_id) for names in named))
        return nothing.changed((), list(records))

    def changed(self, gone: Collection[DocumentRecord], came: Collection[DocumentRecord]) -> Self:
        """The names without documents that are gone and with those that came; one that was replaced is among both."""
        by_id = dict(self.by_id)
        for record in gone:
            del by_id[record.document_id]
        by_id |= {record.document_id: record for record in came}
        registers = (self.by_work, self.by_number, self.by_running_number, self.by_title)
        return type(self)(by_id, *(one.changed(by_id.values(), gone, came) for one in registers))

    def identified(self, identifier: str) -> tuple[DocumentRecord, ...]:
        """Documents with this work id, or with this number as printed."""
        return self.by_work.get(identifier) or self.by_number.get(number_key(identifier), ())

    def numbered(self, number: str, printed: str | None = None) -> tuple[DocumentRecord, ...]:
        """Documents with this number.

        Args:
            number: The running number: `950`.
            printed: The whole number, where it is known: `950/QĐ-TTg`; then no other number will do.
        """
        if printed:
            return self.by_number.get(number_key(printed), ())
        return self.by_running_number.get(running_number(number) or "", ())

    def titled(self, title: str, type_token: str | None = None) -> tuple[DocumentRecord, ...]:
        """Documents with this title, in the forms people use.

        - the title itself, in any spacing and punctuation: `국토의 계획 및 이용에 관한 법률`, `Luật Xây dựng`
        - a known short, former or English title: `유비쿼터스도시법`
        - a Korean title cut short after its first words: `스마트도시법` → `스마트도시 조성 및 산업진흥 등에 관한 법률`
        - each of these with `시행령` or `시행규칙`, which are documents of their own: `스마트도시법 시행령`
        """
        for key in _keys_asked(title, type_token):
            if key in self.by_title:
                return self.by_title[key]
        return self._shortened(title_key(title))

    def _shortened(self, asked: str) -> tuple[DocumentRecord, ...]:
        """Documents whose title begins like a shortened Korean one and ends as it does."""
        subordinate = _SUBORDINATE.search(asked)
        ending = subordinate[0] if subordinate else ""
        stem, is_law = _LAW.subn("", asked.removesuffix(ending))
        if not is_law or len(stem) < _MIN_STEM:
            return ()
        fitting = (
            (key, records)
            for key, records in self.by_title.items()
            if key.startswith(stem) and key.endswith(ending) and _LAW.search(key.removesuffix(ending))
        )
        listed = sorted(fitting, key=lambda one: (_document_id(one[1][0]), one[0]))
        return tuple(dict.fromkeys(record for _, records in listed for record in records))


def running_number(number: str) -> str | None:
    """The running number inside a number, without leading zeros: `02/CT-TTg` → `2`, `법률 제16631호` → `16631`."""
    try:
        return DocumentNumber.parse(number).plain_number.lower()
    except IdentifierError:
        digits = _RUNNING_NUMBER.search(number)
        return digits[0].lstrip("0") if digits else None


def _document_id(record: DocumentRecord) -> str:
    return record.document_id


def _works(record: DocumentRecord) -> list[str]:
    return [record.header.work_id] if record.header.work_id else []


def _numbers(record: DocumentRecord) -> list[str]:
    header = record.header
    return [number_key(number) for number in (header.number, *header.aliases) if number]


def _running_numbers(record: DocumentRecord) -> list[str]:
    header = record.header
    found = (running_number(number) for number in (header.number, *header.aliases) if number)
    return list(filter(None, found))


def _titles(record: DocumentRecord) -> list[str]:
    title = record.header.title
    if not title:
        return []
    kind = type_name(record.header.type) if record.header.type else ""
    bare = _REMARK.sub("", title)
    names = dict.fromkeys((title, f"{kind} {title}", bare, f"{kind} {bare}"))
    return [title_key(name) for name in names]


def _keys_asked(title: str, type_token: str | None) -> list[str]:
    """Keys under which a title may be found, the likeliest first."""
    names = [title]
    if type_token:
        names.append(f"{type_name(type_token)} {title}")
    subordinate = _SUBORDINATE.search(title)
    ending = subordinate[0] if subordinate else ""
    full = full_title(title.removesuffix(ending).rstrip())
    if full:
        names.append(f"{full} {ending}")
    return [title_key(name) for name in names]
