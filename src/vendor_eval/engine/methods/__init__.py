"""Other methods than the weighted sum, each a small frozen object that scores many draws at once."""

from collections.abc import Mapping
from types import MappingProxyType

from vendor_eval.engine.methods.edas import EDAS
from vendor_eval.engine.methods.electre import ELECTRE3
from vendor_eval.engine.methods.method import Kernel, Method
from vendor_eval.engine.methods.preferences import Gaussian, Level, Linear, Preference, UShape, Usual, VShape
from vendor_eval.engine.methods.promethee import PROMETHEE2
from vendor_eval.engine.methods.ratios import ARAS, COPRAS, MARCOS, MOORA
from vendor_eval.engine.methods.spotis import SPOTIS
from vendor_eval.engine.methods.topsis import TOPSIS
from vendor_eval.engine.methods.vikor import VIKOR
from vendor_eval.engine.methods.weighted_product import WeightedProduct
from vendor_eval.engine.methods.weighted_sum import WeightedSum

__all__ = [
    "ARAS",
    "COPRAS",
    "EDAS",
    "ELECTRE3",
    "MARCOS",
    "METHODS",
    "MOORA",
    "PROMETHEE2",
    "SPOTIS",
    "TOPSIS",
    "VIKOR",
    "Gaussian",
    "Kernel",
    "Level",
    "Linear",
    "Method",
    "Preference",
    "UShape",
    "Usual",
    "VShape",
    "WeightedProduct",
    "WeightedSum",
]

DEFAULTS: tuple[Method, ...] = (
    WeightedSum(),
    WeightedProduct(),
    TOPSIS(),
    VIKOR(),
    PROMETHEE2(),
    ELECTRE3(),
    EDAS(),
    SPOTIS(),
    MARCOS(),
    ARAS(),
    COPRAS(),
    MOORA(),
)
METHODS: Mapping[str, Method] = MappingProxyType({method.key: method for method in DEFAULTS})
