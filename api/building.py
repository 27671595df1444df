"""Opens what changes a knowledge base: apart from `api.opening`, because reading files and parsing law is much to import."""

from api.opening import DEFAULT_ENCODER, encoder_of_index
from api.settings import Settings
from corpus.errors import IndexNotFoundError
from indexer.builder import IndexBuilder
from indexer.encoders import open_encoder


def open_builder(settings: Settings) -> IndexBuilder:
    """A builder for the knowledge base of the settings, which need not exist yet.

    Raises:
        IndexLockedError: Another process is writing there.
        IndexMismatchError: The settings name another encoder than it was built with.
        EncoderUnavailableError: The encoder is not on this machine.
    """
    try:
        name = settings.encoder or encoder_of_index(settings.home)
    except IndexNotFoundError:
        name = DEFAULT_ENCODER
    return IndexBuilder(settings.home, open_encoder(name, settings.cache), settings.recall)
