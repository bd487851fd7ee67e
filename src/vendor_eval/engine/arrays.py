"""The kinds of array that the engine passes around."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["Bools", "Floats", "Integers"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Integers = NDArray[np.integer]
