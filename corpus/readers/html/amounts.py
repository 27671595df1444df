"""How much text, and how many links, each element of a page has."""

from typing import NamedTuple

from selectolax.lexbor import LexborNode


class Amount(NamedTuple):
    """What an element has in it.

    Attributes:
        plain: Characters outside links, without white space.
        linked: Characters of links.
        links: Links.
        controls: Buttons and fields.
        headers: Header cells of tables.
    """

    plain: int = 0
    linked: int = 0
    links: int = 0
    controls: int = 0
    headers: int = 0


_OWN = {"a": 2, "button": 3, "input": 3, "th": 4}  # elements that count, and the place of their count


class Amounts:
    """The amounts of all elements below one, counted once: pages nest too deeply to count again for each."""

    def __init__(self, root: LexborNode) -> None:
        self._counts: dict[int, list[int]] = {}
        order = [(root, 0, False)]
        for node, _, in_link in order:  # grows while it is walked
            if node.tag != "-text":
                inside = in_link or _is_link(node)
                order.extend((child, node.mem_id, inside) for child in node.iter(include_text=True))
        for node, parent, in_link in reversed(order):
            above = self._counts.setdefault(parent, [0] * len(Amount._fields))
            if node.tag == "-text":
                above[int(in_link)] += len("".join((node.text_content or "").split()))
            else:
                for place, count in enumerate(self._element(node)):
                    above[place] += count

    def of(self, node: LexborNode) -> Amount:
        """What the element had when it was counted."""
        return Amount(*self._counts.get(node.mem_id, ()))

    def _element(self, node: LexborNode) -> list[int]:
        """The counts of an element, itself included, once all below it is counted."""
        counts = self._counts.setdefault(node.mem_id, [0] * len(Amount._fields))
        place = _OWN.get(node.tag or "")
        if place is not None and (node.tag != "a" or _is_link(node)):
            counts[place] += 1
        return counts


def _is_link(node: LexborNode) -> bool:
    return node.tag == "a" and "href" in node.attributes
