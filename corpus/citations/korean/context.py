"""What the words of a Korean text stand for: the laws that it shortens, repeats and amends."""

import re
from collections.abc import Iterator, Mapping

from corpus.citations.forms import Forms, squeezed
from corpus.citations.korean.titles import find_same, is_title
from corpus.citations.models import Citation
from corpus.citations.setting import Setting
from corpus.identifiers.anchors import KOREAN_LEVELS, Anchor
from corpus.models import Span

ORDERS = (" 시행령", " 시행규칙")
LAWS = frozenset({"법", "법률"})
_AMENDED = re.compile(r"(?:일부를|중) ?(?:각각 ?)?다음과 ?같이 ?(?:개정)?한다\.?")
_AMENDED_ENDS = re.compile(
    r"\n[ \t]*(?:[①-⑳㉑-㉟㊱-㊿]|<\d{1,4}>|제\d{1,4}조(?:의\d{1,2})? ?(?:\(|생략|부터|및)|부칙|\[별표|제\d{1,3}[장절] )"
)
_EVENT = re.compile(r"^(?:법률|대통령령|총리령|[가-힣]*부령) ?제\d{1,6}호 ")


def is_of_kind(title: str, kind: str) -> bool:
    """Whether a title is of the kind that ``같은 법`` or ``같은 영`` repeats."""
    if kind in LAWS:
        return title.endswith(("법", "법률", *ORDERS))
    return title.endswith({"영": ("령",)}.get(kind, (kind,)))


def cut(anchor: str, kind: str) -> str:
    """An anchor down to its unit of a kind: ``jo-3.hang-1.ho-2`` and jo → ``jo-3``."""
    steps = Anchor.parse(anchor).steps
    level = KOREAN_LEVELS.index(kind)
    return Anchor(
        tuple(
            step for step in steps if step.kind in KOREAN_LEVELS and KOREAN_LEVELS.index(step.kind) <= level
        )
    ).format()


def repeated(forms: Forms) -> Iterator[Citation]:
    """``같은 법 시행령`` and its like as documents to be found, kind and order in ``via``."""
    for span, kind, order in find_same(forms):
        yield Citation(span, forms.raw(span), lang="ko", via=f"{kind}|{order or ''}")


def usual_aliases(setting: Setting) -> Mapping[str, str]:
    """In a decree ``법`` is its act, in a rule ``영`` its decree too; ``이 법`` is another matter."""
    title = setting.header.title or ""
    act = next((title.removesuffix(order) for order in ORDERS if title.endswith(order)), None)
    if act is None:
        return {}
    return {"법": act, "영": f"{act} 시행령", "규칙": f"{act} 시행규칙"}


def amending(forms: Forms) -> Iterator[tuple[Span, str]]:
    """``○○법 일부를 다음과 같이 개정한다. …``: the stretch behind it, and the act."""
    for match in _AMENDED.finditer(forms.plain):
        line = max(forms.plain.rfind("\n", 0, match.start()) + 1, match.start() - 200)
        named = re.sub(
            r"^[^가-힣「]*(?:제\d+조 ?\([^()\n]*\) ?)?[^가-힣「]*", "", forms.plain[line : match.start()]
        )
        title = squeezed(re.sub(r"\([^()]*\) ?$", "", named.replace("「", "").replace("」", "")).strip())
        ending = _AMENDED_ENDS.search(forms.plain, match.end())
        title = _EVENT.sub("", title)
        if title and is_title(title):
            yield Span(match.end(), ending.start() if ending else len(forms.plain)), title
