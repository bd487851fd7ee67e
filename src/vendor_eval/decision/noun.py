"""The base of all nouns: frozen pydantic models that name every fault and write themselves as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, NoReturn, Self, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from vendor_eval.decision.faults import faults_of, message_of
from vendor_eval.decision.names import Key
from vendor_eval.decision.numbers import tidy
from vendor_eval.decision.wording import end_of_number, found
from vendor_eval.errors import DecisionError, Path, UnknownNameError, cut, listed, nearest

__all__ = ["FROM_FILE", "Frozen", "FrozenDict", "Keys", "Many", "Noun", "plain_of", "refuse"]

FROM_FILE = "from a file"
"""The context in which plain data of a file are validated: there a field that stands empty was forgotten."""

MOST_STRANGERS = 1000  # of one noun: a file that holds more is no decision, and to name them all would take long

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict that cannot change, so that a frozen noun is frozen all the way down."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("A decision's parts cannot be changed in place: use its replace or with_ methods.")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = __ior__ = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[FrozenDict[K, V]], tuple[dict[K, V]]]:
        return FrozenDict, (dict(self),)


def _as_dict(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _once_each(keys: tuple[str, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"names '{key}' twice.")
        seen.add(key)
    return keys


Frozen = Annotated[dict[K, V], BeforeValidator(_as_dict), AfterValidator(FrozenDict)]
Many = Annotated[tuple[V, ...], BeforeValidator(_as_tuple)]
Keys = Annotated[Many[Key], AfterValidator(_once_each)]


class Noun(BaseModel):
    """A part of a decision: frozen, strict, and clear about what is wrong with it."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        validate_default=True,
        revalidate_instances="always",
    )

    short_fields: ClassVar[tuple[str, ...]] = ()
    """Field names that the short form in a file may use beside the model's own."""

    def __init__(self, /, **data: Any) -> None:
        try:
            super().__init__(**data)
        except ValidationError as error:
            raise DecisionError(faults_of(error, data)) from None

    # Without this mark pydantic would call __init__ for nested nouns too, and the first fault would hide the others.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """Build the noun from plain data; raise DecisionError with every fault."""
        try:
            return super().model_validate(obj, **options)
        except ValidationError as error:
            raise DecisionError(faults_of(error, obj)) from None

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy; changed fields are validated, unlike in pydantic."""
        return self.replace(**update) if update else super().model_copy(deep=deep)

    @model_validator(mode="wrap")
    @classmethod
    def _name_every_field(cls, data: Any, handler: Callable[[Any], Self], info: ValidationInfo) -> Self:
        """Refuse unknown fields, with the nearest known one, and empty ones, beside the faults of all other fields.

        What fields say together is left aside then: the missing one may be the one that is misspelt.
        """
        if not isinstance(data, Mapping):
            return cls._of_no_mapping(data, handler)
        known = (*cls.model_fields, *cls.short_fields)
        strangers = [key for key in data if key not in known]
        empty = [key for key, value in data.items() if value is None and key in _may_be_left_out(cls, info.context)]
        if not strangers and not empty:
            return handler(data)
        own = sorted(cls.model_fields, key=_place)
        allowed = listed(cls.short_fields or own)
        details = [_detail((str(key),), _stranger(key, known, allowed)) for key in strangers[:MOST_STRANGERS]]
        details += [_detail((key,), "is empty: fill it in, or leave it out.") for key in empty]
        try:
            handler({key: item for key, item in data.items() if key in known and key not in empty})
        except ValidationError as error:
            details += [
                _detail(one["loc"], message_of(one), kind="missing" if one["type"] == "missing" else "fault")
                for one in error.errors(include_url=False)
            ]
        raise ValidationError.from_exception_data(cls.__name__, details)

    @classmethod
    def _of_no_mapping(cls, data: Any, handler: Callable[[Any], Self]) -> Self:
        """Build the noun from itself or from a short form; of anything else say which fields it has."""
        try:
            return handler(data)
        except ValidationError as error:
            if [one["type"] for one in error.errors(include_url=False, include_context=False)] != ["model_type"]:
                raise
        fields = [name for name in sorted(cls.model_fields, key=_place) if name not in ("because", "by", "on")]
        bare = not any(field.is_required() for field in cls.model_fields.values())
        advice = "; write {} where there is nothing to say" if data is None and bare else ""
        message = f"must be a mapping with {listed(cls.short_fields or fields)}, {found(data)}{advice}."
        raise ValidationError.from_exception_data(cls.__name__, [_detail((), message)])

    def replace(self, **changes: Any) -> Self:
        """Return a copy with some fields changed, validated anew.

        Raises
        ------
        UnknownNameError
            If a field does not exist.
        DecisionError
            If the changed copy has faults.
        """
        for name in changes:
            if name not in type(self).model_fields:
                raise UnknownNameError.of("field", name, type(self).model_fields)
        return type(self)(**({name: getattr(self, name) for name in self.model_fields_set} | changes))

    def plain(self) -> Any:
        """Return the noun as a file holds it: dicts, lists, text and numbers; fields at their default are left out."""
        return {
            name: plain_of(value)
            for name, default in _written(type(self))
            if (value := getattr(self, name)) is not default and value != default
        }

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Show the fields that say something: those that are not at their default."""
        for name, default in _written(type(self)):
            value = getattr(self, name)
            if value is not default and value != default:
                yield name, value

    def __str__(self) -> str:
        """Read as it is written in Python."""
        return repr(self)


def refuse(noun: str, problems: Iterable[tuple[Path, str]]) -> None:
    """Raise all problems of a noun together, each with its path inside the noun; do nothing where there is none."""
    details = [_detail(path, text) for path, text in problems]
    if details:
        raise ValidationError.from_exception_data(noun, details)


def _detail(path: Path, text: str, *, kind: str = "fault") -> InitErrorDetails:
    # The text is a value of the template, so that braces in it stay what they are.
    return InitErrorDetails(type=PydanticCustomError(kind, "{text}", {"text": text}), loc=path, input=None)


@cache
def _written(noun: type[Noun]) -> tuple[tuple[str, object], ...]:
    """List the fields of a noun as they are written, with their defaults; nothing equals that of a required one."""
    fields = noun.model_fields
    required = object()
    return tuple(
        (name, required if fields[name].is_required() else fields[name].get_default(call_default_factory=True))
        for name in sorted(fields, key=_place)
    )


@cache
def _may_be_left_out(noun: type[Noun], context: object) -> frozenset[str]:
    """Return the fields that mean nothing where they stand empty; in Python None may stand for what is not given."""
    return frozenset(
        name
        for name, field in noun.model_fields.items()
        if not field.is_required() and (context == FROM_FILE or type(None) not in get_args(field.annotation))
    )


def _place(name: str) -> int:
    """Put reasons, evidence and authors behind what they speak of."""
    return ("because", "evidence", "by", "on").index(name) + 1 if name in ("because", "evidence", "by", "on") else 0


def plain_of(value: Any) -> Any:
    """Return a value as a file holds it: nouns, alone or inside mappings and lists, as dicts, lists, text, numbers."""
    if value is None or isinstance(value, str | int):  # first, as most are
        return value
    if isinstance(value, Noun):
        return value.plain()
    if isinstance(value, Mapping):
        return {key: plain_of(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_of(item) for item in value]
    if isinstance(value, float):
        return tidy(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _stranger(key: object, known: Iterable[str], allowed: str) -> str:
    return f"Unknown field '{cut(str(key))}'.{end_of_number(key) or nearest(key, known)} Allowed: {allowed}."
