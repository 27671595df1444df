"""Provisions that Korean running text names, with lists and ranges.

제2조제1항제3호가목          jo-2.hang-1.ho-3.mok-ga      제3조의2 제1항        jo-3-2.hang-1
제8조의2①, §2③              jo-8-2.hang-1, jo-2.hang-3   제2조ㆍ제3조 및 제5조의2   jo-2, jo-3, jo-5-2
제3조제1항ㆍ제3항            jo-3.hang-1, jo-3.hang-3     제2조제1호부터 제3호까지   jo-2.ho-1 … jo-2.ho-3
제20조 [별표 1]              jo-20, byeolpyo-1            부칙 제2조            buchik.jo-2
같은 조 제13호               ho-13 of the article named before
제1항제2호                   hang-1.ho-2 of the citing article
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from corpus.citations.forms import GAP, Forms
from corpus.citations.pinpoints import Pinpoint
from corpus.identifiers.anchors import Anchor, Step, mok_token
from corpus.models import Span

_LEVELS = ("jang", "jo", "hang", "ho", "mok")
_BRANCH = r"(?: ?의 ?\d{1,3})"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MOK = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"
_JO = rf"(?:제 ?(?P<jo>\d{{1,4}}) ?조(?P<jo_branch>{_BRANCH}{{0,2}})|§ ?(?P<section>\d{{1,4}})(?P<section_branch>{_BRANCH}?)(?: ?조)?)"
_TITLE = r"(?: ?\([^()\n]{1,60}\)(?= ?제 ?\d{1,3} ?[항호]))?"
_HANG = rf"(?:제 ?(?P<hang>\d{{1,3}}) ?항|(?P<circled>[{_CIRCLED}]))"
_HO = rf"(?:제 ?(?P<ho>\d{{1,3}}) ?호(?P<ho_branch>{_BRANCH}?)(?! ?서식|[기선실])|(?<=[항조{_CIRCLED}])(?P<bare_ho>\d{{1,2}})호)"
_MOK_STEP = rf"(?P<mok>[{_MOK}]) ?목(?![가-힣](?<![의에을를은는과와이중및부까로]))"
_ANNEX = r"\[?(?P<annex>별표|별지) ?(?:제 ?)?(?P<annex_number>\d{1,3})?(?: ?호)?(?P<annex_branch>(?: ?의 ?\d{1,2})?)(?: ?호)?(?: ?서식)?\]?"
_SAME = r"(?P<same>같은|동|이|전) ?(?P<same_unit>조|항|호|목|표)(?![가-힣](?<![의에을를은는과와제중및본단전후각]))"
_S = rf"{GAP}"
_ITEM = re.compile(
    rf"(?:(?P<supplement>부칙){_S})?(?:{_JO}{_TITLE}(?:{_S}{_HANG})?(?:{_S}{_HO})?(?:{_S}{_MOK_STEP})?"
    rf"|제 ?(?P<hang2>\d{{1,3}}) ?항(?:{_S}{_HO.replace('ho', 'ho2')})?(?:{_S}{_MOK_STEP.replace('mok', 'mok2')})?"
    rf"|{_HO.replace('ho', 'ho3')}(?:{_S}{_MOK_STEP.replace('mok', 'mok3')})?|(?<![가-힣]){_MOK_STEP.replace('mok', 'mok4')}"
    rf"|{_ANNEX}|제 ?(?P<jang>\d{{1,2}}) ?장(?![가-힣](?<![의에과을를은및]))|(?<![가-힣]){_SAME})"
)
_TAIL = re.compile(
    rf"(?:{GAP}(?:본문|단서|전단|후단|전문|각{GAP}호(?:{GAP}외의{GAP}부분)?|각{GAP}목(?:{GAP}외의{GAP}부분)?|외의{GAP}부분)(?![가-힣](?<![의에을를은는과와중및이]))){{1,4}}"
)
_NOTE = re.compile(rf"{GAP}(?P<note>비고(?:{GAP}(?:제{GAP})?\d{{1,3}}(?:{GAP}호)?)?)")
_LISTED = re.compile(rf"{GAP}(?:의|·|,|및|또는|과|와|,{GAP}(?:및|또는)|부터|내지|~|∼|-)?{GAP}(?:각각{GAP})?")
_RANGE = re.compile(r"부터|내지|~|∼|-")
_UNTIL = re.compile(rf"{GAP}까지")
_KINDS = {"조": "jo", "항": "hang", "호": "ho", "목": "mok", "표": "byeolpyo"}
_INSIDE = frozenset({"hang", "ho", "mok"})


@dataclass(frozen=True, slots=True)
class _Item:
    """One provision as printed: its steps from the first that is named, and the stretch it covers with its tail."""

    span: Span
    steps: tuple[Step, ...]
    joiner: str
    same: str | None = None
    note: str | None = None
    annex: bool = False


def find_pinpoints(forms: Forms, is_label: Callable[[int], bool]) -> Iterator[Pinpoint]:
    """Every provision named in the text, in order; what stands in one list is one pinpoint."""
    chain: list[_Item] = []
    for match in _ITEM.finditer(forms.plain):
        if is_label(match.start()) or _is_heading(forms.plain, match):
            continue
        item = _item(forms, match, chain[-1].span.end if chain else None)
        if _OMITTED.match(forms.plain, item.span.end):
            yield from () if item.joiner else _pinpoints(chain)
            chain = []
            continue
        if item.joiner == "part" and not (chain[-1].annex and item.steps and item.steps[0].kind in _INSIDE):
            item = replace(
                item, joiner="" if "의" in forms.plain[chain[-1].span.end : match.start()] else "list"
            )
        if chain and not item.joiner:
            yield from _pinpoints(chain)
            chain = []
        if chain and (item.same or (_counts_from_here(chain) and _begins_anew(item))):
            yield from _pinpoints(chain)
            chain = []
        chain.append(item)
    yield from _pinpoints(chain)


def _counts_from_here(chain: list[_Item]) -> bool:
    """Whether a list began with ``같은 조`` or with a unit inside an article."""
    return chain[0].same is not None or (
        bool(chain[0].steps) and chain[0].steps[0].kind in {"hang", "ho", "mok"}
    )


def _begins_anew(item: _Item) -> bool:
    return bool(item.steps) and item.steps[0].kind not in {"hang", "ho", "mok"}


_HEADING = re.compile(r"(?:\A|\n)[ \t#>*\[\]]{0,12}\Z")
_HEADING_AFTER = re.compile(
    r"\]| ?\([^()\n]{1,80}(?:\([^()\n]{0,40}\)[^()\n]{0,40})?\)(?![의에을를은는과와이로]"
    r"|까지|부터| ?중 |[·,]| ?및| ?제 ?\d| ?또는)|[ \t]*(?:삭제|생략)|[ \t]*\n"
)


def _is_heading(text: str, match: re.Match[str]) -> bool:
    """Whether an article or an annex begins here: ``제2조(정의)``, ``[별표 1]``, ``제1장 총칙`` at the beginning of a line."""
    if not (match["jo"] or match["jang"] or match["annex"]):
        return False
    before = text[max(0, match.start() - 13) : match.start()]
    if _HEADING.search(before) is None or not (match.start() < 13 or "\n" in before):
        return False
    return (
        match["jang"] is not None
        or match[0].startswith("[")
        or _HEADING_AFTER.match(text, match.end()) is not None
    )


_OMITTED = re.compile(r"(?:까지)?[ \t]*(?:생략|삭제)(?![가-힣])")


def _item(forms: Forms, match: re.Match[str], before: int | None) -> _Item:
    text, end = forms.plain, match.end()
    until = _UNTIL.match(text, end)
    tail = _TAIL.match(text, end)
    note = _NOTE.match(text, end) if match["annex"] else None
    end = max(found.end() for found in (match, until, tail, note) if found)
    joiner = _joiner(text, before, match.start()) if before is not None else ""
    same = match["same_unit"]
    return _Item(
        Span(match.start(), end), _steps(match), joiner, match[0] if same else None, note["note"] if note else None,
        match["annex"] is not None,
    )  # fmt: skip


def _joiner(text: str, start: int, end: int) -> str:
    """How an item follows the one before: ``range``, ``list``, ``part`` with nothing between, or empty when it does not."""
    found = _LISTED.fullmatch(text, start, end)
    if found is None or "\n\n" in found[0]:
        return ""
    if found[0].strip() in {"", "의"}:
        return "part"
    return "range" if _RANGE.search(found[0]) else "list"


def _steps(match: re.Match[str]) -> tuple[Step, ...]:
    said = {name: value for name, value in match.groupdict().items() if value}
    steps = []
    if "supplement" in said:
        steps.append(Step("buchik"))
    if "jang" in said:
        steps.append(Step("jang", str(int(said["jang"]))))
    if "annex" in said:
        kind = "byeolpyo" if said["annex"] == "별표" else "byeolji"
        return (Step(kind, _branched(said.get("annex_number", ""), said.get("annex_branch", ""))),)
    for kind, number, branch in _numbers(said):
        steps.append(Step(kind, _branched(number, branch)))
    mok = next((said[name] for name in said if name.startswith("mok")), None)
    token = mok_token(mok) if mok else None
    return (*steps, Step("mok", token)) if token else tuple(steps)


def _numbers(said: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    jo = said.get("jo") or said.get("section")
    if jo:
        yield "jo", jo, said.get("jo_branch") or said.get("section_branch") or ""
    hang = said.get("hang") or said.get("hang2")
    circled = said.get("circled")
    if hang or circled:
        yield "hang", hang or str(_CIRCLED.index(circled or "①") + 1), ""
    for name in ("ho", "ho2", "ho3"):
        number = said.get(name) or said.get(f"bare_{name}")
        if number:
            yield "ho", number, said.get(f"{name}_branch", "")


def _branched(number: str, branch: str) -> str:
    """``3``, ``의2`` → ``3-2``."""
    return "-".join(str(int(digits)) for digits in re.findall(r"\d+", f"{number}{branch}"))


def _pinpoints(chain: list[_Item]) -> Iterator[Pinpoint]:
    if not chain or not any(item.steps for item in chain):
        if chain and chain[0].same:
            yield Pinpoint(chain[0].span, (), (), None, chain[0].same)
        return
    full = _completed(chain)
    provisions: list[str] = []
    ranges: list[tuple[str, str]] = []
    for item, steps in zip(chain, full, strict=True):
        anchor = Anchor(steps).format()
        if item.joiner == "range" and provisions:
            ranges.append((provisions.pop(), anchor))
        elif item.joiner == "part" and provisions:
            provisions[-1] = anchor
        elif anchor:
            provisions.append(anchor)
    first = next(item for item in chain if item.steps)
    kind = first.steps[0].kind
    relative = kind if kind in {"hang", "ho", "mok"} else None
    same = chain[0].same
    note = next((item.note for item in chain if item.note), None)
    span = Span(chain[0].span.start, chain[-1].span.end)
    yield Pinpoint(span, tuple(dict.fromkeys(provisions)), tuple(ranges), relative, same, note)


def _completed(chain: list[_Item]) -> list[tuple[Step, ...]]:
    """The steps of each item with the outer ones that it leaves to the item before: ``제3조제1항ㆍ제3항``."""
    full: list[tuple[Step, ...]] = []
    for item in chain:
        outer: tuple[Step, ...] = ()
        if full and item.steps and item.steps[0].kind in _INSIDE:
            level = _LEVELS.index(item.steps[0].kind)
            outer = tuple(
                step for step in full[-1] if step.kind not in _LEVELS or _LEVELS.index(step.kind) < level
            )
        full.append(outer + item.steps)
    return full


def unit_of(same: str) -> str:
    """The kind that ``같은 조`` and its like repeat: ``jo``."""
    return _KINDS[same.replace(" ", "")[-1]]
