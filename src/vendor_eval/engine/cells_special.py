"""The special functions of scipy, loaded when the first is needed, so that importing the library stays light."""

from typing import Any

__all__ = ["special"]


def special() -> Any:
    """The module ``scipy.special``."""
    import scipy.special  # type: ignore[import-untyped]

    return scipy.special
