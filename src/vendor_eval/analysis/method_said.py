"""How another method is named, with the options that decide its scores."""

from __future__ import annotations

from dataclasses import fields

from vendor_eval.analysis.wording import listed, number, ranging
from vendor_eval.engine.methods import Method

__all__ = ["method_said", "short_name"]


def method_said(method: Method) -> str:
    """Name a method with the options that decide its scores.

    Examples
    --------
    >>> from vendor_eval.engine.methods import TOPSIS
    >>> method_said(TOPSIS())
    'TOPSIS (normalisation vector, distance euclidean)'
    """
    options = {one.name: getattr(method, one.name) for one in fields(method) if one.name != "tie"}  # type: ignore[arg-type]
    said = [f"{name.replace('_', ' ')} {_option_said(value)}" for name, value in options.items() if value is not None]
    name = short_name(method)
    return f"{name} ({listed(said)})" if said else name


def _option_said(value: object) -> str:
    match value:
        case float():
            return number(value)
        case (float() | int() as low, float() | int() as high):
            return ranging(number(low), number(high))
        case _:
            return str(value)


def short_name(method: Method) -> str:
    """Name a method inside a sentence.

    Examples
    --------
    >>> from vendor_eval.engine.methods import TOPSIS, WeightedProduct
    >>> short_name(TOPSIS()), short_name(WeightedProduct())
    ('TOPSIS', 'weighted product')
    """
    label = method.label
    return label[0].lower() + label[1:] if label[1:].islower() else label
