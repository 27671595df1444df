"""Signs that a text is Vietnamese in the bytes of a legacy font, shown as the wrong letters."""

import re

# One byte a vowel: symbols of Latin-1 stand inside words (`Céng hßa x· héi chñ nghÜa`, `th¸ng`, `Q§-BXD`).
_TCVN3_SIGN = re.compile(
    r"[A-Za-zÀ-ÿ][¡-©«-¹»-¿×÷](?=[a-z\s.,;:)]|$)|[¡-©«-¹»-¿][a-z]|[®][a-zÀ-ÿ¡-¿]", re.MULTILINE
)
# A letter and then its mark as a letter of its own (`Coäng hoøa xaõ hoäi`, `QUYEÁT ÑÒNH`).
_VNI_SIGN = re.compile(r"[aeoyAEOYöÖôÔ][äåàáãâùøûúüïëéèêõÄÅÀÁÃÂÙØÛÚÜÏËÉÈÊÕ]")
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:[¡-¿×÷][^\W\d_]*)*")
_VIETNAMESE_UNICODE = re.compile("[\u1ea0-\u1ef9ăơưđĂƠƯĐ\uac00-\ud7a3]")
_SAMPLE = 200_000
_SHARE_OF_WORDS = 0.15
_WORDS_AT_LEAST = 8


def legacy_vietnamese(text: str) -> str | None:
    """`TCVN3` or `VNI` when the words of the text show that encoding throughout, else None.

    Text that holds Vietnamese or Korean letters of Unicode in more than a few places is never taken for legacy text.
    """
    sample = text[:_SAMPLE]
    words = len(_LATIN_WORD.findall(sample))
    if words < _WORDS_AT_LEAST or len(_VIETNAMESE_UNICODE.findall(sample)) > words * _SHARE_OF_WORDS:
        return None
    for encoding, sign in (("TCVN3 (ABC)", _TCVN3_SIGN), ("VNI", _VNI_SIGN)):
        if len(sign.findall(sample)) > words * _SHARE_OF_WORDS:
            return encoding
    return None
