"""One provision with its place in its document."""

from typing import Annotated, Self

from pydantic import Field

from api.schemas.base import Schema
from api.schemas.documents import DocumentSummary, Page, Provision
from api.schemas.search import ProvisionId
from kb import models


class ProvisionDetail(Schema):
    """A provision: its text, its subtree, and its neighbours."""

    generation: Annotated[int, Field(description="generation of the index that answered")]
    provision_id: ProvisionId
    document: Annotated[DocumentSummary, Field(description="its document")]
    provision: Annotated[Provision, Field(description="the unit with everything below it")]
    path: Annotated[tuple[str, ...], Field(description="headings from the outside in")]
    text: Annotated[str, Field(description="exactly the characters of its span")]
    pages: Annotated[tuple[Page, ...], Field(description="pages it stands on")]
    parent: Annotated[str | None, Field(description="id of the provision around it")]
    previous: Annotated[str | None, Field(description="id of the sibling before it")]
    next: Annotated[str | None, Field(description="id of the sibling after it")]

    @classmethod
    def of(cls, stored: models.StoredProvision) -> Self:
        """The stored provision."""
        return cls(
            generation=stored.generation,
            provision_id=stored.provision_id,
            document=DocumentSummary.of(stored.record),
            provision=Provision.of(stored.provision),
            path=stored.path,
            text=stored.text,
            pages=tuple(Page.of(page) for page in stored.pages),
            parent=stored.parent,
            previous=stored.previous,
            next=stored.next,
        )
