"""Captions: the title of a document and the headings above a passage, and how far a query says what they say.

BM25 asks how much of a query a text holds. A caption is short and says what a provision is about, so the question the other way round
is worth asking too: a query that says all of `Trách nhiệm của chủ đầu tư` means that provision, one that says `trách nhiệm` may mean any.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from indexer.models import Term

_LINE = "\t"


def pack(lines: Iterable[Sequence[Term]]) -> str:
    """The words of a caption as one line of text.

    Bigrams, numbers and symbols are left out: `Điều 5` says where a provision stands, not what it is about. So are words of headings
    that the title has.

    Args:
        lines: Terms of the title, then of each heading.
    """
    title, *headings = (dict.fromkeys(term.text for term in terms if term.text.isalpha()) for terms in lines)
    return _LINE.join(
        [" ".join(title), *(" ".join(w for w in words if w not in title) for words in headings)]
    )


def covered(packed: str, said: Mapping[str, float], rarity: Callable[[str], float]) -> float:
    """Share of a caption that a query says, 0 to 1: of the title together with the heading that fits best; 0 for one without words.

    Args:
        packed: The caption.
        said: What each word of the query counts for, 0 to 1.
        rarity: What a word of the caption counts for.
    """
    title, *headings = (_weigh(line.split(), said, rarity) for line in packed.split(_LINE))
    shares = ((title[0] + heading[0], title[1] + heading[1]) for heading in headings or [(0.0, 0.0)])
    return max(part / whole if whole else 0.0 for part, whole in shares)


def _weigh(
    words: Sequence[str], said: Mapping[str, float], rarity: Callable[[str], float]
) -> tuple[float, float]:
    """What the query says of some words, and what they are worth in all."""
    weights = [(rarity(word), said.get(word, 0.0)) for word in words]
    return sum(weight * share for weight, share in weights), sum(weight for weight, _ in weights)
