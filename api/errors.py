"""How every error looks over HTTP: one table of statuses, one document form (RFC 9457, problem details).

| error | status | why |
|---|---|---|
| ReadError and its kinds | 422 | the file was understood as a request, not as text |
| UnsupportedFormatError | 415 | no reader for this media type |
| ReadLimitError | 413 | larger than this service reads |
| IdentifierError, InvalidQueryError, CollectionError | 422 | a value the caller can correct |
| NotFoundError | 404 | |
| IndexNotFoundError, EncoderUnavailableError | 503 | works once someone has indexed or installed the model |
| IndexLockedError, DocumentIdTakenError | 409 | in conflict with what is there |
| everything else | 500 | the operator's to mend |
"""

import logging
import re
from collections.abc import Mapping
from http import HTTPStatus

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.schemas import InvalidField, Problem
from corpus import errors

MEDIA_TYPE = "application/problem+json"

STATUSES: Mapping[type[errors.VkbError], HTTPStatus] = {
    errors.VkbError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.ReadError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.UnsupportedFormatError: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.EncryptedFileError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.DamagedFileError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.EmptyFileError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NeedsOcrError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.ReadLimitError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.FetchError: HTTPStatus.BAD_GATEWAY,
    errors.IdentifierError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.IndexingError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.IndexNotFoundError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.IndexFormatError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.IndexMismatchError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.IndexCorruptedError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.IndexLockedError: HTTPStatus.CONFLICT,
    errors.DocumentIdTakenError: HTTPStatus.CONFLICT,
    errors.EncoderUnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.QueryError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.InvalidQueryError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NotFoundError: HTTPStatus.NOT_FOUND,
    errors.CollectionError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.SettingsError: HTTPStatus.INTERNAL_SERVER_ERROR,
}

_log = logging.getLogger(__name__)


def describe_error(error: Exception, path: str) -> Problem:
    """The problem document of any error met while answering a request for this path.

    An error outside the project's tree is a defect of ours: it is logged with its trace, and the caller learns nothing of it
    but that it happened.
    """
    if isinstance(error, errors.VkbError):
        return _known(error, path)
    if isinstance(error, RequestValidationError):
        return _invalid(error, path)
    if isinstance(error, HTTPException):
        return _plain(HTTPStatus(error.status_code), path, error.detail)
    _log.error("unexpected error at %s", path, exc_info=error)
    return _plain(HTTPStatus.INTERNAL_SERVER_ERROR, path)


def _known(error: errors.VkbError, path: str) -> Problem:
    status = next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("%s: %s", type(error).__name__, error)
    name = _problem_name(type(error))
    return Problem(
        type=f"urn:vkb:problem:{name}",
        title=name.replace("-", " ").capitalize(),
        status=status,
        detail=str(error),
        instance=path,
    )


def _problem_name(kind: type[Exception]) -> str:
    """`IndexNotFoundError` → `index-not-found`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__.removesuffix("Error")).lower()


def _invalid(error: RequestValidationError, path: str) -> Problem:
    fields = tuple(
        InvalidField(location=".".join(str(step) for step in found["loc"]), message=found["msg"])
        for found in error.errors()
    )
    return Problem(
        type="urn:vkb:problem:invalid-request",
        title="Invalid request",
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        detail="; ".join(f"{field.location}: {field.message}" for field in fields),
        instance=path,
        errors=fields,
    )


def _plain(status: HTTPStatus, path: str, said: str = "") -> Problem:
    """Args: said is what is known beyond the status, if anything."""
    known = said if said != status.phrase else ""
    detail = known or status.description or status.phrase
    return Problem(title=status.phrase, status=status, detail=detail, instance=path)
