"""Succession: which issuing bodies continue which, and when they existed."""

from corpus.identifiers.issuers import ISSUERS, LOCAL_TOKEN, issuers_by_token
from corpus.identifiers.places import MERGED_ON, place_named, places


def predecessors(token: str) -> tuple[str, ...]:
    """The bodies that this one continues, nearest first: ``bxd`` → ``bgtvt``; ``ubnd-hai-phong`` → ``ubnd-hai-duong``."""
    local = LOCAL_TOKEN.fullmatch(token)
    if local:
        return tuple(_merged_places(local[1], local[2]))
    direct = [issuer.token for issuer in ISSUERS if token in issuer.successors]
    return tuple(direct) + tuple(older for former in direct for older in predecessors(former))


def successors(token: str) -> tuple[str, ...]:
    """The bodies that took over from this one, nearest first: ``bgtvt`` → ``bxd``; ``bbcvt`` → ``btttt``, ``bkhcn``."""
    local = LOCAL_TOKEN.fullmatch(token)
    if local:
        place = places().get(local[2])
        now = place_named(place.merged_into) if place and place.merged_into else None
        return (f"{local[1]}-{now.token}",) if now else ()
    issuer = issuers_by_token().get(token)
    direct = issuer.successors if issuer else ()
    return direct + tuple(later for one in direct for later in successors(one))


def _merged_places(body: str, place: str) -> list[str]:
    name = places()[place].name if place in places() else None
    return [f"{body}-{old.token}" for old in places().values() if name and old.merged_into == name]


def exists_on(token: str, day: str) -> bool:
    """Whether a body existed on a day (ISO 8601); bodies outside the table are taken to exist."""
    local = LOCAL_TOKEN.fullmatch(token)
    if local:
        place = places().get(local[2])
        return place is None or place.merged_into is None or day < MERGED_ON
    issuer = issuers_by_token().get(token)
    return issuer is None or (issuer.since or "") <= day < (issuer.until or "~")
