"""What every factory shares."""

from base64 import b64decode
from typing import TYPE_CHECKING, Any, TypeVar

from factory.django import DjangoModelFactory

PASSWORD = "phrase-of-the-tests"
FISCAL_YEAR = 2569
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)

Model = TypeVar("Model")


class ModelFactory(DjangoModelFactory[Model]):
    """A factory whose call is known to give its model."""

    class Meta:
        abstract = True

    if TYPE_CHECKING:

        def __new__(cls, *args: Any, **kwargs: Any) -> Model: ...  # type: ignore[misc]
