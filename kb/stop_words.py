"""Words of grammar that are never highlighted alone. They are searched like any other word: BM25 gives them their small weight."""

from collections.abc import Mapping

from corpus.models import Language
from corpus.normalize import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VIETNAMESE = _words("""
    ai bao bằng bị bởi các cái cần chỉ cho có của cũng cùng đã đang đây để đến đều đi đó do được gì hay hoặc hơn khác khi không
    là lại lên mà mỗi một nào này nên nếu ngoài như nhưng những ở phải qua ra rất sau sẽ tại theo thế thì trên trong trước từ
    và vẫn về việc vì với xin
""")
_KOREAN = _words("""
    것 거 법 영 수 등 경우 때 데 바 이 그 저 어떤 무엇 누구 어디 언제 어떻게 왜 및 또는 그리고 하 되 있 없 위하 대하 관하 따르 의하
    하다 되다 있다 없다 위하다 대하다 관하다 따르다 의하다 아니 아니다 않 않다
""")
_ENGLISH = _words("""
    a an and are as at be been by can could did do does for from had has have how if in into is it its may must no nor not of
    on or shall should such than that the their these they this those to was were what when where which who whom whose why
    will with within would
""")

STOP_WORDS: Mapping[Language, frozenset[str]] = {
    "vi": _VIETNAMESE,
    "ko": _KOREAN,
    "en": _ENGLISH,
    "und": frozenset(),
}
"""By language, as their analyzers write them."""

FOLDED_STOP_WORDS = frozenset(fold(word).text for word in _VIETNAMESE)
"""Vietnamese ones without accents. Some are also parts of words (`thi` is `thì` and the `thị` of `đô thị`)."""
