"""Notes on amendments at the units of Korean law."""

from corpus.structure.history import Amended, amended_on
from corpus.structure.parsing import parse_structure

TEXT = """\
제1조(목적) 이 법은 목적을 정한다. <개정 2017. 3. 21., 2018. 8. 14.>
제2조(정의) 뜻은 다음과 같다.
1. "가"란 나를 말한다. <신설 2019.11.26>
[제목개정 2017.9.19]
"""


def test_each_unit_has_its_own_dates() -> None:
    root, _ = parse_structure(TEXT, "ko")
    found = {unit.anchor: amended_on(TEXT, unit) for unit in root.walk()}

    assert found["jo-1"] == Amended(("2017-03-21", "2018-08-14"), ())
    assert found["jo-2"] == Amended((), ("2017-09-19",))
    assert found["jo-2.ho-1"].text == ("2019-11-26",)
