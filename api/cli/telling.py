"""Lines of law in time that several commands print: a status, an event, an answer."""

from rich.console import Console
from rich.text import Text

from api.cli.output import HEAD, SOFT, write
from api.schemas import Cause, Event, LegalAnswer, Validity

ASIDE = "yellow"
_DATE = 12


def status_line(validity: Validity) -> Text:
    """`repealed since 2026-07-01`, with the place of the deciding sentence behind it."""
    since = f" since {validity.since}" if validity.since else ""
    until = f" until {validity.until}" if validity.until else ""
    cause = f"  ({_place(validity.causes[0])})" if validity.causes else ""
    status = "validity unknown" if validity.status == "unknown" else validity.status.replace("_", " ")
    return Text.assemble((f"{status}{since}{until}", HEAD), (cause, SOFT))


def show_event(console: Console, event: Event) -> None:
    """What happened when, the sentence that says so, and where it stands."""
    what = event.cause.kind.replace("_", " ")
    reach = f" ({', '.join(event.anchors)})" if event.anchors else ""
    actor = f" by {event.actor}" if event.actor else ""
    unsure = "" if event.cause.certain else "  (not certain)"
    write(
        console,
        Text.assemble((f"{event.date or '?':<{_DATE}}", HEAD), f"{what}{reach}{actor}", (unsure, ASIDE)),
    )
    write(console, Text(one_line(event.cause.text), style=SOFT), _DATE)
    write(console, Text(_place(event.cause), style=SOFT), _DATE)


def show_answer(console: Console, answer: LegalAnswer) -> None:
    """What relations and dates say to a question of force."""
    if answer.validity is None:
        meant = (
            f"it may be {', '.join(answer.candidates)}"
            if answer.candidates
            else "no document here answers to it"
        )
        write(console, Text.assemble((f"{answer.asked}: ", HEAD), meant))
        return
    write(console, Text.assemble((f"{answer.asked}: ", HEAD), status_line(answer.validity)))
    for event in answer.events:
        show_event(console, event)
    if not answer.events and answer.kind != "validity":
        write(console, Text("Nothing in this knowledge base says more.", style=ASIDE))


def one_line(text: str) -> str:
    """Text with every stretch of white space as one space."""
    return " ".join(text.split())


def _place(cause: Cause) -> str:
    return f"{cause.document_id}#{cause.anchor}" if cause.anchor else cause.document_id
