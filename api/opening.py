"""Opens what the commands and the server search: the encoder and the knowledge base of the settings."""

from contextlib import closing
from pathlib import Path

from api.settings import Settings
from indexer.catalog import Catalog
from indexer.encoders import open_encoder
from indexer.seams import Encoder
from kb.knowledge_base import KnowledgeBase

DEFAULT_ENCODER = "bundled"


def open_base(settings: Settings) -> KnowledgeBase:
    """The knowledge base of the settings; the encoder is the one it was built with unless the settings name one.

    Raises:
        IndexNotFoundError: Nothing is indexed there.
        IndexMismatchError: The settings name another encoder than it was built with.
        EncoderUnavailableError: Its encoder is not on this machine.
    """
    name = settings.encoder or encoder_of_index(settings.home)
    return KnowledgeBase.open(settings.home, open_encoder(name, settings.cache))


def open_named_encoder(settings: Settings) -> Encoder:
    """The encoder of the settings, without regard to any index. Raises EncoderUnavailableError."""
    return open_encoder(settings.encoder or DEFAULT_ENCODER, settings.cache)


def encoder_of_index(home: Path) -> str:
    """Name of the encoder that the knowledge base in this folder was begun with. Raises IndexNotFoundError."""
    with closing(Catalog.open(home)) as catalog:
        return catalog.encoder.name
