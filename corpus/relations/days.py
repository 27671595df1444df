"""Days of effect: from what a clause says to a day of the calendar."""

import calendar
from datetime import date, timedelta

from corpus.relations.models import Effect


def counted_day(effect: Effect, issued: str | None) -> str | None:
    """The first day of what a clause says, ISO 8601 to the day; None when it is not known to the day.

    Counted days and months run from the issue of the document (signing in Vietnam, promulgation in Korea):
    `공포 후 6개월이 경과한 날` is the day after six whole months (General Act on Public Administration, art. 7; Civil Act, art. 160).

    Args:
        effect: The clause.
        issued: Issue date of the document that makes it, ISO 8601 in the precision that is known.
    """
    if effect.date:
        return effect.date if len(effect.date) == len("2018-08-01") else None
    if effect.basis not in {"signing", "promulgation"} or not issued or len(issued) != len("2018-08-01"):
        return None
    counted = _months_later(date.fromisoformat(issued), effect.months) + timedelta(days=effect.days)
    after = 1 if effect.basis == "promulgation" and (effect.months or effect.days) else 0
    return (counted + timedelta(days=after)).isoformat()


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
