"""Complex fields of DOCX: the code of a field is not on the page, its result is (ECMA-376 part 1, 17.16.18)."""


class Fields:
    """The fields that are open where the reading stands, which may lie in one another."""

    def __init__(self) -> None:
        self._open: list[bool] = []  # for each, whether its result has begun

    @property
    def are_shown(self) -> bool:
        """Whether what follows belongs to no field's code."""
        return all(self._open)

    def turn(self, kind: str) -> None:
        """A field begins, goes from its code to its result (`separate`), or ends."""
        if kind == "begin":
            self._open.append(False)
        elif kind == "separate" and self._open:
            self._open[-1] = True
        elif kind == "end" and self._open:
            self._open.pop()

    def end_paragraph(self) -> None:
        """No code goes over the end of its paragraph: one that does has lost its end, and must not take the text along."""
        if not self.are_shown:
            self._open.clear()
