"""What a line begins with: numbers of provisions, items, headings."""

import re

_NUMBER_WORDS = "Điều|Khoản|Chương|Mục|Tiểu mục|Phần|Phụ lục|Mẫu|Biểu|Article|Chapter|Section|Part|Annex|Form"
_MARK = re.compile(
    rf"""["“'‘(\[]?(?:
        (?:{_NUMBER_WORDS})\s+(?:số\s+)?(?:\d|[IVXLC]{{1,7}}\b|[A-Z]\b)
      | \d{{1,3}}(?:\.\d{{1,3}}){{0,4}}[.)]\s
      | \d{{1,3}}(?:\.\d{{1,3}}){{1,4}}\s
      | \(\d{{1,3}}\)\s | \([a-zđ]\)\s
      | [^\W\d_][.)]\s
      | [IVXLC]{{1,7}}[.)]\s
      | 제\s?\d{{1,4}}\s?(?:조|장|절|관|편)(?:의\s?\d{{1,3}})?(?:\s|\(|$)
      | [①-⑳㉑-㉟㉠-㉻]
      | (?:부\s*칙|별표|별지)(?:\s|$|\[|<)
      | [-–—+•·*※○●□■▪▫◇◆ㅇ]\s
    )""",
    re.VERBOSE,
)
_REFERENCE = re.compile(rf"(?:{_NUMBER_WORDS})\s+\d{{1,4}}[a-zđ]?(?![\w.:])|제\s?\d", re.IGNORECASE)
_EXPECTS_NUMBER = re.compile(
    r"(?:điều|khoản|điểm|chương|mục|phần|số|ngày|tháng|năm|quý|từ|đến|và|hoặc|article|section|no\.|제)$",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"[.:;!?][\"”’)\]]?$|[.][\"”’]?$|다\.$")
_ITEM_DA = re.compile(r"다[.]\s")
_SYLLABLE_END = re.compile(r"[가-힣]$")


def begins_provision(text: str) -> bool:
    """Whether a line opens with a number or a mark of its own: `Điều 1.`, `a)`, `1.2.`, `- `, `제1조(`, `①`, `가.`."""
    return _MARK.match(text) is not None


def may_be_reference(text: str) -> bool:
    """Whether the number that a line opens with may belong to the sentence: `Điều 5 của Luật`, `제3조에`."""
    return _REFERENCE.match(text) is not None


def expects_number(text: str) -> bool:
    """Whether a line stops where a number must follow: `theo quy định tại khoản`."""
    return _EXPECTS_NUMBER.search(text) is not None


def may_be_verb_ending(text: str, last: str, first: str) -> bool:
    """Whether `다.` at the start of a line ends the verb of the line before (`말한` `다.`) and is not the item after `나.`.

    Args:
        text: The line.
        last: The line before it.
        first: The first line of the paragraph.
    """
    return bool(_ITEM_DA.match(text) and _SYLLABLE_END.search(last)) and not first.startswith("나.")


def closes_sentence(text: str) -> bool:
    """Whether a line may be the last one of its paragraph."""
    return _CLOSES.search(text) is not None


def is_heading(text: str) -> bool:
    """Whether a line is in capitals only."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and text.upper() == text and text.lower() != text
