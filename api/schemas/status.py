"""What a knowledge base holds, and whether a server lives and is ready."""

from typing import Annotated, Literal, Self

from pydantic import Field

from api.schemas.base import Schema
from kb import models


class StatusResponse(Schema):
    """What a knowledge base holds."""

    home: Annotated[str, Field(description="its folder")]
    generation: Annotated[int, Field(description="number of the current generation")]
    sequence: Annotated[int, Field(description="last change of the catalog in it")]
    created_at: Annotated[str, Field(description="when it was published, UTC, ISO 8601")]
    encoder: Annotated[str, Field(description="encoder it was built with", examples=["bundled"])]
    encoder_fingerprint: Annotated[str, Field(description="name and checksum of its weights")]
    dimension: Annotated[int, Field(description="length of an embedding")]
    documents: Annotated[int, Field(description="number of documents")]
    passages: Annotated[dict[str, int], Field(description="number of passages by language")]
    recall: Annotated[
        dict[str, float],
        Field(
            description="share of the best passages that a search by meaning finds, as measured, by language"
        ),
    ]
    disk_bytes: Annotated[int, Field(description="bytes of all its files")]

    @classmethod
    def of(cls, status: models.Status) -> Self:
        """The knowledge base's status."""
        return cls(
            home=str(status.home),
            generation=status.generation,
            sequence=status.sequence,
            created_at=status.created_at,
            encoder=status.encoder,
            encoder_fingerprint=status.encoder_fingerprint,
            dimension=status.dimension,
            documents=status.documents,
            passages=dict(status.passages),
            recall=dict(status.recall),
            disk_bytes=status.disk_bytes,
        )


class Health(Schema):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Readiness(Schema):
    """Searches can be answered."""

    status: Literal["ready"] = "ready"
    generation: Annotated[int, Field(description="generation that answers")]
